import type { Finding, Population } from "../../detection/index.ts";
import { type Reader, sql, type Warehouse } from "../../platform/index.ts";
import type { EvidenceRef } from "./alert-finding.ts";

/** What the store knows of a record that stands as evidence. */
export interface EvidenceRecord extends EvidenceRef {
  readonly legalEntity: string | undefined;
  /** Employees whom it names. */
  readonly employees: readonly string[];
}

const atOnce = 5_000;

/** By `rid`, which in a run on the store is the id of the version. */
export async function readEvidenceRecords(
  db: Reader,
  findings: readonly Finding[],
): Promise<Map<number, EvidenceRecord>> {
  const rids = [...new Set(findings.flatMap(({ evidence }) => evidence))].sort((a, b) => a - b);
  const records = new Map<number, EvidenceRecord>();
  for (let i = 0; i < rids.length; i += atOnce) {
    const rows = await db
      .selectFrom("record_version")
      .select(["id", "record", "version", "kind", "key", "legal_entity", "refs"])
      .where("id", "in", rids.slice(i, i + atOnce).map(BigInt))
      .execute();
    for (const { id, record, version, kind, key, legal_entity, refs } of rows) {
      const employees = refs.flatMap((ref) => (ref.startsWith(employee) ? [ref.slice(employee.length)] : []));
      if (kind === "employee") employees.push(key);
      const legalEntity = legal_entity ?? undefined;
      records.set(Number(id), { record, version, kind, key, legalEntity, employees });
    }
  }
  return records;
}

const employee = "employee:";

/** Tells of a finding which employees it names. */
type SubjectsOf = (finding: Finding) => string[];

/**
 * Everyone whom a finding names: its subject and seller, whoever its facts name, whoever its evidence names, and the
 * sellers of the documents that the evidence belongs to. None of them, nor their reports or managers, may see it.
 */
export async function subjectsReader(
  warehouse: Warehouse,
  records: ReadonlyMap<number, EvidenceRecord>,
  { documentOf }: Population,
): Promise<SubjectsOf> {
  const [known, sellerOf] = [await knownEmployees(warehouse), await sellersOfDocuments(warehouse)];
  return (finding) => {
    const named = new Set<string>();
    const { subject, seller, evidence, facts } = finding;
    if (subject.kind === "seller") named.add(subject.id);
    if (seller !== undefined) named.add(seller);
    for (const text of textsIn(facts)) if (known.has(text)) named.add(text);
    for (const rid of evidence) {
      for (const one of records.get(rid)?.employees ?? []) named.add(one);
      const document = documentOf.get(rid);
      const other = document && sellerOf.get(`${document.kind}:${document.id}`);
      if (other !== undefined) named.add(other);
    }
    return [...named].sort();
  };
}

async function knownEmployees(warehouse: Warehouse): Promise<Set<string>> {
  const rows = await warehouse.all<{ id: string }>(sql`
    SELECT employee_id AS id FROM employees WHERE employee_id IS NOT NULL
    UNION SELECT seller FROM sales WHERE seller IS NOT NULL`);
  return new Set(rows.map(({ id }) => id));
}

async function sellersOfDocuments(warehouse: Warehouse): Promise<Map<string, string>> {
  const rows = await warehouse.all<{ document: string; seller: string }>(sql`
    SELECT doc_kind || ':' || doc_id AS document, min(seller) AS seller FROM sales
    WHERE seller IS NOT NULL AND doc_id IS NOT NULL GROUP BY 1`);
  return new Map(rows.map(({ document, seller }) => [document, seller]));
}

function* textsIn(value: unknown): Generator<string> {
  if (typeof value === "string") yield value;
  else if (typeof value === "object" && value !== null) {
    for (const one of Object.values(value)) yield* textsIn(one);
  }
}
