import { type Bilingual, formatMoney, type Language, majorUnits, minorDigits } from "../../platform/index.ts";
import { visibleText } from "./visible-text.ts";

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

export function percent(share: number): string {
  if (!Number.isFinite(share)) return "–";
  const digits = share !== 0 && Math.abs(share) < 0.01 ? 2 : 1;
  return `${(share * 100).toFixed(digits)}%`;
}

export const scoreText = (score: number): string => score.toFixed(2);

/** p- and q-values: three significant digits, small ones as a power of ten. */
export function probability(p: number): string {
  if (p === 0) return "< 1e-300";
  return p < 0.001 ? p.toExponential(1) : p.toPrecision(2);
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
