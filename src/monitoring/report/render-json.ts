import {
  type Detector,
  type DetectorRun,
  type Finding,
  type Ranked,
  schemes,
} from "../../detection/index.ts";
import { majorUnits } from "../../platform/index.ts";
import { nameOf } from "./parties.ts";
import type { ReportData } from "./report-data.ts";

/**
 * The whole result for machines. Amounts are numbers in major units, evidence is record ids, keys stand in a fixed
 * order; durations are left out, so that the same input gives the same bytes.
 */
export function renderJson(data: ReportData): string {
  const { version, asOf, command, input, mapping, totals, months } = data;
  const report = {
    plumbline: { version, asOf, command },
    input: {
      files: input.files,
      rows: input.rows,
      refused: input.refused,
      sha256: input.sha256,
      notes: input.notes,
    },
    mapping,
    totals: {
      ...totals,
      amounts: totals.amounts.map((row) => inMajor(row, ["sales", "reversals", "atRisk"])),
    },
    months: months.map((row) => inMajor(row, ["sales", "reversals"])),
    detectors: data.detectors.map(detectorEntry),
    findings: data.findings.map((finding) => findingEntry(data, finding)),
    ranking: [...data.ranking.sellers, ...data.ranking.customers, ...data.ranking.transactions].map(
      (ranked) => rankedEntry(data, ranked),
    ),
    statistics: data.statistics,
  };
  return `${JSON.stringify(report, plain, 2)}\n`;
}

/**
 * A bigint is a number where that loses nothing, else its digits as text. Fractions have twelve digits: sums that the
 * database makes in parallel differ beyond them from run to run.
 */
function plain(_key: string, value: unknown): unknown {
  if (typeof value === "number" && !Number.isInteger(value)) return Number(value.toPrecision(12));
  if (typeof value !== "bigint") return value;
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value.toString();
}

function inMajor<Row extends { readonly currency: string }>(row: Row, fields: readonly (keyof Row)[]) {
  const { currency } = row;
  const amount = (field: keyof Row) => majorUnits({ minor: row[field] as bigint, currency });
  return { ...row, ...Object.fromEntries(fields.map((field) => [field, amount(field)])) };
}

function detectorEntry({ detector, run }: { detector: Detector; run: DetectorRun }) {
  const { id, scheme, basis, severity, title, why, formula, innocent, blindTo, nextChecks, source } =
    detector;
  const { state, reason, params, tests, found, kept } = run;
  const outcome = { state, ...(reason ? { reason } : {}), params, tests, found, kept };
  return {
    id,
    scheme,
    schemeTitle: schemes[scheme],
    basis,
    severity,
    ...outcome,
    title,
    why,
    formula,
    innocent,
    blindTo,
    nextChecks,
    source,
  };
}

function findingEntry(data: ReportData, finding: Finding) {
  const {
    detector,
    scheme,
    key,
    seller,
    customer,
    score,
    pValue,
    qValue,
    amount,
    currency,
    facts,
    sentence,
  } = finding;
  return {
    detector,
    scheme,
    key,
    subject: subjectEntry(data, finding),
    ...(seller === undefined ? {} : { seller }),
    ...(customer === undefined ? {} : { customer }),
    score,
    ...(pValue === undefined ? {} : { pValue }),
    ...(qValue === undefined ? {} : { qValue }),
    amount: majorUnits({ minor: amount, currency }),
    currency,
    evidence: evidenceIds(data, finding),
    evidenceTotal: finding.evidenceTotal,
    facts,
    sentence: { zh: sentence.zh, en: sentence.en },
  };
}

function subjectEntry(data: ReportData, { subject: { kind, id } }: { subject: Finding["subject"] }) {
  const name = nameOf(data, kind, id);
  return { kind, id, ...(name === undefined ? {} : { name }) };
}

/** Record ids; a record that the report does not carry is named by its number in the run. */
export function evidenceIds(data: ReportData, { evidence }: Finding): string[] {
  return evidence.map((rid) => data.evidence.get(rid)?.recordId ?? `rid:${rid}`);
}

function rankedEntry(data: ReportData, ranked: Ranked) {
  const amounts = ranked.amounts.map(({ amount, currency }) => ({
    amount: majorUnits({ minor: amount, currency }),
    currency,
  }));
  const [largest] = amounts;
  return {
    rank: ranked.rank,
    subject: subjectEntry(data, ranked),
    score: ranked.score,
    amount: largest?.amount ?? 0,
    currency: largest?.currency ?? "XXX",
    amounts,
    findings: ranked.reasons.map(({ finding: { key }, contribution }) => ({ key, contribution })),
  };
}
