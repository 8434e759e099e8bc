import {
  type Detection,
  type Detector,
  type Finding,
  type Population,
  readPopulation,
  weightOf,
} from "../../detection/index.ts";
import type { Database, Warehouse } from "../../platform/index.ts";
import { namesOf } from "../report/evidence.ts";
import type { AlertFinding } from "./alert-finding.ts";
import { type EvidenceRecord, readEvidenceRecords, subjectsReader } from "./evidence-records.ts";
import type { Found } from "./stage-alerts.ts";

const severities = { low: 1, medium: 2, high: 3 } as const;

/** What a finding is worked out by: how its detector ran, and the number of the version that it went by. */
interface FoundBy {
  readonly runs: readonly Pick<Detection["runs"][number], "id" | "params">[];
  readonly rules: Readonly<Record<string, number>>;
}

export interface AlertReader {
  readonly population: Population;
  readonly names: ReadonlyMap<string, string>;
  readonly foundOf: (finding: Finding, by: FoundBy) => Found;
}

/**
 * Turns findings of a filled warehouse into what alerts keep of them; `findings` are all that it will be asked for. Of a
 * warehouse that holds some customers only it is told what amounts are typical.
 */
export async function alertReader(
  database: Pick<Database, "reader">,
  warehouse: Warehouse,
  detectors: readonly Detector[],
  findings: readonly Finding[],
  typicalAmounts?: Population["typicalAmounts"],
): Promise<AlertReader> {
  const read = await readPopulation(warehouse, findings);
  const population = typicalAmounts ? { ...read, typicalAmounts } : read;
  const records = await readEvidenceRecords(database.reader, findings);
  const names = await namesOf(warehouse);
  const subjectsOf = await subjectsReader(warehouse, records, population);
  const known = { detectors, population, records, names };
  return {
    population,
    names,
    foundOf: (finding, by) => ({ finding: toAlert(finding, known, by), subjects: subjectsOf(finding) }),
  };
}

interface Known {
  readonly detectors: readonly Detector[];
  readonly population: Population;
  readonly records: ReadonlyMap<number, EvidenceRecord>;
  readonly names: ReadonlyMap<string, string>;
}

function toAlert(
  finding: Finding,
  { detectors, population, records, names }: Known,
  { runs, rules }: FoundBy,
): AlertFinding {
  const detector = detectors.find(({ id }) => id === finding.detector);
  if (!detector) throw new Error(`No detector ${finding.detector}.`);
  const evidence = finding.evidence.flatMap((rid) => records.get(rid) ?? []);
  const entities = evidence.flatMap(({ legalEntity }) => legalEntity ?? []);
  const party = (kind: string, id: string) => {
    const name = names.get(`${kind}:${id}`);
    return name === undefined ? { id } : { id, name };
  };
  const { subject, seller, customer, pValue, qValue } = finding;
  return {
    key: finding.key,
    detector: finding.detector,
    scheme: finding.scheme,
    severity: severities[detector.severity],
    subject: { kind: subject.kind, ...party(subject.kind, subject.id) },
    ...(seller === undefined ? {} : { seller: party("seller", seller) }),
    ...(customer === undefined ? {} : { customer: party("customer", customer) }),
    score: finding.score,
    weight: weightOf(finding, detector, population),
    ...(pValue === undefined ? {} : { pValue }),
    ...(qValue === undefined ? {} : { qValue }),
    amount: String(finding.amount),
    currency: finding.currency,
    sentence: finding.sentence,
    facts: finding.facts,
    evidence: evidence.map(({ record, version, kind, key }) => ({ record, version, kind, key })),
    evidenceTotal: finding.evidenceTotal,
    legalEntities: [...new Set(entities)].sort(),
    params: runs.find(({ id }) => id === finding.detector)?.params ?? {},
    rule: rules[finding.detector] ?? 0,
  };
}
