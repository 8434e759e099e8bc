import { isBooked, type Scheme, schemes } from "../../detection/index.ts";
import { type Bilingual, majorUnits } from "../../platform/index.ts";
import { type Amount, sumByCurrency } from "./figures.ts";
import type { ReportData } from "./report-data.ts";

export interface SchemeSummary {
  readonly scheme: Scheme;
  readonly title: Bilingual;
  readonly findings: number;
  readonly strongest: number;
  /** Summed over findings: a record that two findings name is in it twice. */
  readonly amounts: readonly Amount[];
}

/** By number of findings, most first. */
export function bySchemes({ findings }: ReportData): SchemeSummary[] {
  const groups = Map.groupBy(findings, ({ scheme }) => scheme);
  const list = [...groups].map(([scheme, members]) => ({
    scheme,
    title: schemes[scheme],
    findings: members.length,
    strongest: members.reduce((most, { score }) => Math.max(most, score), 0),
    amounts: sumByCurrency(members).filter(({ amount }) => amount !== 0n),
  }));
  return list.sort((a, b) => b.findings - a.findings || (a.scheme < b.scheme ? -1 : 1));
}

/** The scheme with the largest sum in one currency, of what was booked. */
export function largestScheme(list: readonly SchemeSummary[]): SchemeSummary | undefined {
  const size = ({ amounts: [first] }: SchemeSummary) =>
    first === undefined ? 0 : majorUnits({ minor: first.amount, currency: first.currency });
  return list
    .filter((summary) => isBooked(summary.scheme) && size(summary) > 0)
    .sort((a, b) => size(b) - size(a))[0];
}

/** Whether any amount stands without a currency, which is then said once. */
export function namesNoCurrency(data: ReportData): boolean {
  const { totals, findings } = data;
  return (
    totals.amounts.some((row) => row.currency === "XXX" && (row.sales !== 0n || row.reversals !== 0n)) ||
    findings.some(({ currency, amount }) => currency === "XXX" && amount !== 0n)
  );
}
