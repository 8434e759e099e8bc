/** How a column writes dates; a pattern with `%` (strptime) may stand in a mapping instead of these names. */
export const dateForms = [
  "y-m-d",
  "d/m/y",
  "m/d/y",
  "yyyymmdd",
  "y-m",
  "d-mon-y",
  "年月日",
  "excel",
  "epoch-ms",
  "epoch-s",
] as const;
export type DateForm = (typeof dateForms)[number];

/** `either` is `3/5/2024`: day or month first is decided from the whole column. */
export interface DateReading {
  readonly form: DateForm | "either";
  /** Digits alone, which might as well be a number. */
  readonly numeric: boolean;
}

const months = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec";
const clock = String.raw`(?:[T ]*(?:上午|下午|中午|凌晨|晚上|am|pm)? *\d{1,2}[:时点]\d{1,2}(?:[:分]\d{0,2}(?:[.,]\d+)?)?秒?分? *(?:am|pm)? *(?:Z|[+-]\d{2}:?\d{0,2})?)?`;
const yearFirst = new RegExp(String.raw`^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})${clock}$`, "i");
const chinese = new RegExp(String.raw`^(\d{4}) *年 *(\d{1,2}) *月(?: *(\d{1,2}) *[日号])?${clock}$`, "i");
const yearLast = new RegExp(String.raw`^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})${clock}$`, "i");
const named = new RegExp(
  String.raw`^(?:\d{1,2}[- ](?:${months})[a-z]*\.?[- ,]*\d{2,4}|(?:${months})[a-z]*\.? \d{1,2},? \d{4})${clock}$`,
  "i",
);

/** A date as people and programs write it, or `undefined`. */
export function readDate(text: string): DateReading | undefined {
  if (text.length > 40 || !/\p{Nd}/u.test(text)) return undefined;
  const value = text.normalize("NFKC").trim();
  const iso = yearFirst.exec(value);
  if (iso) return isDay(iso[1], iso[2], iso[3]) ? { form: "y-m-d", numeric: false } : undefined;
  const han = chinese.exec(value);
  if (han) return isDay(han[1], han[2], han[3] ?? "1") ? { form: "年月日", numeric: false } : undefined;
  const last = yearLast.exec(value);
  if (last) return yearLastForm(last);
  if (named.test(value)) return { form: "d-mon-y", numeric: false };
  if (/^\d{4}[-/]\d{1,2}$/.test(value)) return { form: "y-m", numeric: false };
  return numericDate(value);
}

function yearLastForm([, first = "", mark, second = "", year = ""]: RegExpExecArray):
  | DateReading
  | undefined {
  const full = year.length === 2 ? `20${year}` : year;
  const dayFirst = isDay(full, second, first);
  const monthFirst = isDay(full, first, second);
  if (!dayFirst && !monthFirst) return undefined;
  // With points the day comes first wherever this form is in use.
  const open = dayFirst && monthFirst && mark !== ".";
  return { form: open ? "either" : dayFirst ? "d/m/y" : "m/d/y", numeric: false };
}

function numericDate(value: string): DateReading | undefined {
  const numeric = true;
  if (/^\d{8}(\d{6})?$/.test(value)) {
    return isDay(value.slice(0, 4), value.slice(4, 6), value.slice(6, 8))
      ? { form: "yyyymmdd", numeric }
      : undefined;
  }
  if (/^\d{6}$/.test(value)) {
    return isDay(value.slice(0, 4), value.slice(4, 6), "1") ? { form: "y-m", numeric } : undefined;
  }
  if (/^\d{13}$/.test(value)) return { form: "epoch-ms", numeric };
  if (/^1\d{9}$/.test(value)) return { form: "epoch-s", numeric };
  // Serials of 1954–2119: smaller and larger ones are more often plain numbers.
  if (/^[2-7]\d{4}(\.\d+)?$/.test(value)) return { form: "excel", numeric };
  return undefined;
}

function isDay(year = "", month = "", day = ""): boolean {
  const [y, m, d] = [Number(year), Number(month), Number(day)];
  return (
    y >= 1900 && y <= 2200 && m >= 1 && m <= 12 && d >= 1 && d <= new Date(Date.UTC(y, m, 0)).getUTCDate()
  );
}
