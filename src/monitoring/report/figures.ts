import { visibleText } from "../../desk/index.ts";
import { type Bilingual, formatMoney, type Language, majorUnits, minorDigits } from "../../platform/index.ts";

/** Grouped digits, the same in both languages. */
export function count(value: number | bigint): string {
  return new Intl.NumberFormat("en").format(value);
}

/** A number of unknown size: at most `digits` significant ones after the integer part, grouped. */
export function quantity(value: number): string {
  if (!Number.isFinite(value)) return "–";
  const size = Math.abs(value);
  const decimals = size >= 1000 || Number.isInteger(value) ? 0 : size >= 1 ? 2 : 4;
  return new Intl.NumberFormat("en", { maximumFractionDigits: decimals }).format(value);
}

/** A figure with its noun: "1 finding", "1,141 findings". */
export const counted = (figure: string, one: string, more = `${one}s`): string =>
  `${figure} ${figure === "1" ? one : more}`;

export function percent(share: number): string {
  if (!Number.isFinite(share)) return "–";
  const digits = share !== 0 && Math.abs(share) < 0.01 ? 2 : 1;
  return `${(share * 100).toFixed(digits)}%`;
}

/** Never 1.00: a score is no certainty, however many findings it is made of. */
export const scoreText = (score: number): string => Math.min(score, 0.99).toFixed(2);

/** p- and q-values: two significant digits, small ones as a power of ten. */
export function probability(p: number): string {
  if (p === 0) return "< 10⁻³⁰⁰";
  if (p >= 0.001) return p.toPrecision(2);
  const [digits = "", power = ""] = p.toExponential(1).split("e");
  return `${digits}×10${superscript(power)}`;
}

const raised: Readonly<Record<string, string>> = { "-": "⁻", "+": "" };
const superscript = (power: string): string =>
  [...power].map((sign) => raised[sign] ?? "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(sign)] ?? sign).join("");

/** How many of the tested findings are expected to be false; nothing can be said where none was tested. */
export function expectedText({
  expectedFalseAlarms: alarms,
  findingsTested,
}: {
  readonly expectedFalseAlarms: number;
  readonly findingsTested: number;
}): Bilingual | undefined {
  if (findingsTested === 0) return undefined;
  if (alarms < 0.05) return { zh: "不到 0.1", en: "fewer than 0.1" };
  const figure = alarms.toFixed(alarms < 10 ? 1 : 0);
  return { zh: `约 ${figure}`, en: `about ${figure}` };
}

const isCurrency = (code: string) => /^[A-Z]{3}$/.test(code);

/** Exact to the minor unit; a bare number with its own code where the code is none of ISO 4217's form. */
function moneyText(minor: bigint, currency: string, language: Language): string {
  if (isCurrency(currency)) return formatMoney({ minor, currency }, language);
  return `${formatMoney({ minor, currency: "XXX" }, language)} ${visibleText(currency)}`.trim();
}

function money(minor: bigint, currency: string): Bilingual {
  return { zh: moneyText(minor, currency, "zh"), en: moneyText(minor, currency, "en") };
}

/** To the whole major unit, for sums in running text and headings; small ones stay exact. */
export function roundMoney(minor: bigint, currency: string): Bilingual {
  const unit = 10n ** BigInt(minorDigits(currency));
  if (minor < 1000n * unit && minor > -1000n * unit) return money(minor, currency);
  const write = (locale: string) => {
    const value = Math.round(majorUnits({ minor, currency }));
    const bare = new Intl.NumberFormat(locale).format(value);
    if (currency === "XXX") return bare;
    if (!isCurrency(currency)) return `${bare} ${visibleText(currency)}`;
    return new Intl.NumberFormat(locale, { style: "currency", currency, maximumFractionDigits: 0 }).format(
      value,
    );
  };
  return { zh: write("zh-CN"), en: write("en") };
}

export interface Amount {
  readonly amount: bigint;
  readonly currency: string;
}

/** All amounts that are not nothing, joined; a dash where there is none. */
export function amountsText(amounts: readonly Amount[], write = money): Bilingual {
  const some = amounts
    .filter(({ amount }) => amount !== 0n)
    .map(({ amount, currency }) => write(amount, currency));
  if (some.length === 0) return { zh: "—", en: "—" };
  return { zh: some.map(({ zh }) => zh).join(" + "), en: some.map(({ en }) => en).join(" + ") };
}

/** Sums per currency, largest first in major units. */
export function sumByCurrency(amounts: readonly Amount[]): Amount[] {
  const sums = new Map<string, bigint>();
  for (const { amount, currency } of amounts) sums.set(currency, (sums.get(currency) ?? 0n) + amount);
  const list = [...sums].map(([currency, amount]) => ({ amount, currency }));
  const major = ({ amount, currency }: Amount) => majorUnits({ minor: amount, currency });
  return list.sort((a, b) => major(b) - major(a) || (a.currency < b.currency ? -1 : 1));
}
