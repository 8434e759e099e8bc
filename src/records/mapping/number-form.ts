import { currencyNamed, currencyPattern } from "./currency.ts";

export type DecimalMark = "." | ",";

/** What one cell tells about how its column writes numbers. */
export interface NumberReading {
  /** The mark that must be the decimal one; `either` where `1,234` or `1.234` leaves it open. */
  readonly decimal: DecimalMark | "either-comma" | "either-point" | "none";
  readonly integer: boolean;
  readonly negative: boolean;
  readonly percent: boolean;
  readonly currency?: string;
  /** As JavaScript holds it, read with `decimal` where that is certain; for ranges only, never for amounts. */
  readonly approximately: number;
}

const parts = new RegExp(
  `^(?<open>\\()?\\s*(?<sign>[-+−])?\\s*(?<before>${currencyPattern})?\\s*(?<inner>[-+−])?\\s*(?<body>[\\d.,'’ \\u00a0]*\\d[.,]?(?:[eE][-+]?\\d+)?)\\s*(?<after>${currencyPattern})?\\s*(?<trailing>-)?(?<close>\\))?\\s*(?<unit>%|万元?|亿元?)?$`,
  "i",
);

/** A number as people write it (`1,234.50`, `1.234,50`, `¥ 12`, `(5)`, `5-`, `13%`), or `undefined` for anything else. */
export function readNumber(text: string): NumberReading | undefined {
  if (text.length > 40 || !/\p{Nd}/u.test(text)) return undefined;
  const match = parts.exec(text.normalize("NFKC").trim())?.groups;
  if (!match?.body || (match.open === undefined) !== (match.close === undefined)) return undefined;
  const body = readBody(match.body);
  if (!body) return undefined;
  const mark = match.before ?? match.after;
  const negative =
    [match.sign, match.inner].some((s) => s === "-" || s === "−") || Boolean(match.open ?? match.trailing);
  const percent = match.unit === "%";
  return {
    ...body,
    negative,
    percent,
    ...(mark === undefined ? {} : { currency: currencyNamed(mark) }),
    approximately: (negative ? -1 : 1) * body.approximately * (percent ? 0.01 : 1),
  };
}

type Body = Pick<NumberReading, "decimal" | "integer" | "approximately">;

function readBody(body: string): Body | undefined {
  const [digits = "", exponent] = body.split(/e/i);
  const ungrouped = /^\d{1,3}([ '’\u00a0]\d{3})+([.,]\d*)?$/.test(digits)
    ? digits.replace(/[ '’\u00a0]/g, "")
    : digits;
  if (/[ '’\u00a0]/.test(ungrouped)) return undefined;
  const grouped = ungrouped !== digits;
  const as = (decimal: Body["decimal"], plain: string): Body => ({
    decimal,
    integer: exponent === undefined && Number.isInteger(Number(plain)),
    approximately: Number(exponent === undefined ? plain : `${plain}e${exponent}`),
  });
  if (/^\d+$/.test(ungrouped)) return as("none", ungrouped);
  for (const [decimal, group] of [
    [".", ","],
    [",", "."],
  ] as const) {
    const escaped = `\\${decimal}`;
    const plain = ungrouped.replaceAll(group, "").replace(decimal, ".");
    const open = new RegExp(`^[1-9]\\d{0,2}${escaped}\\d{3}$`).test(ungrouped) && !grouped;
    if (open)
      return as(
        decimal === "." ? "either-point" : "either-comma",
        decimal === "." ? ungrouped : plain.replace(".", ""),
      );
    if (new RegExp(`^\\d*${escaped}\\d*$`).test(ungrouped)) return as(decimal, plain);
    // Western groups of three, and the Indian 12,34,567.
    if (new RegExp(`^\\d{1,3}(\\${group}\\d{3})+${escaped}\\d*$`).test(ungrouped)) return as(decimal, plain);
    if (new RegExp(`^\\d{1,3}(\\${group}\\d{3}){2,}$`).test(ungrouped)) return as(decimal, plain);
    if (new RegExp(`^\\d{1,2}(\\${group}\\d{2})+\\${group}\\d{3}(${escaped}\\d*)?$`).test(ungrouped))
      return as(decimal, plain);
  }
  return undefined;
}
