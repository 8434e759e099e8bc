import { createHash } from "node:crypto";
import {
  canonicalJson,
  commitTo,
  type ErasedValues,
  holdsAnySql,
  type Reader,
  redactJson,
  redactTable,
  redactText,
  type Sql,
  sql,
  type Tx,
} from "../platform/index.ts";
import { type ErasedLeaf, erasedLeaf, forgottenDigest } from "../records/index.ts";
import { findingColumns } from "./alerts/project-run.ts";
import { eraseNetwork } from "./network/erase-network.ts";
import { eraseRanking } from "./ranking/erase-ranking.ts";
import { alertFinding } from "./runs/alert-finding.ts";
import { termsOf } from "./runs/stage-alerts.ts";

/** Of whom something is erased: the records, what they are called by others (`kind:key`), and what they said. */
export interface ErasedPerson {
  readonly records: readonly string[];
  readonly names: readonly string[];
  readonly values: ErasedValues;
  /** Whether names that others may bear go everywhere, not only where the person is meant. */
  readonly mentions: boolean;
}

const subjectKinds: Readonly<Record<string, string>> = { employee: "seller", customer: "customer" };

/** `seller:E1`, as alerts call whom they are about. */
function subjectsOf({ names }: ErasedPerson): { readonly kind: string; readonly id: string }[] {
  return names.flatMap((name) => {
    const [kind = "", ...key] = name.split(":");
    const subject = subjectKinds[kind];
    return subject === undefined ? [] : [{ kind: subject, id: key.join(":") }];
  });
}

/** SQL that is true of a finding that is about the person or rests on one of the records. */
function isAbout(person: ErasedPerson): Sql {
  const ids = (kind: string) =>
    subjectsOf(person).flatMap((subject) => (subject.kind === kind ? [subject.id] : []));
  const isSubject = (kind: string) =>
    sql`(finding #>> '{subject,kind}' = ${kind} AND finding #>> '{subject,id}' = ANY(${ids(kind)}::text[])
      OR finding #>> ${`{${kind},id}`}::text[] = ANY(${ids(kind)}::text[]))`;
  return sql`(${isSubject("seller")} OR ${isSubject("customer")} OR EXISTS (
    SELECT FROM jsonb_array_elements(CASE jsonb_typeof(finding->'evidence') WHEN 'array' THEN finding->'evidence' ELSE '[]' END) AS e
    WHERE e->>'record' = ANY(${[...person.records]}::text[])))`;
}

const anywhere = ({ values, mentions }: ErasedPerson) =>
  mentions ? [...values.distinctive, ...values.ambiguous] : values.distinctive;
const everything = ({ values }: ErasedPerson) => [...values.distinctive, ...values.ambiguous];

interface FindingRow {
  readonly id: bigint;
  readonly alert: string;
  readonly key: string;
  readonly version: number;
  readonly run: string;
  readonly change: string;
  readonly digest: string;
  readonly finding: unknown;
  readonly subjects: readonly string[];
  readonly leaf: string;
  readonly about: boolean;
}

/** Alerts whose texts name the person. */
export async function countFindings(db: Reader, person: ErasedPerson): Promise<number> {
  const found = sql<{ alert: string }>`(SELECT DISTINCT alert FROM (${namingRows(person)}) naming)`;
  const { n } = await db
    .selectFrom(found.as("found"))
    .select(sql<bigint>`count(*)`.as("n"))
    .executeTakeFirstOrThrow();
  return Number(n);
}

/** About the person and naming, or naming by what is nobody else's. */
function namingRows(person: ErasedPerson): Sql {
  const [some, all] = [anywhere(person), everything(person)];
  const names = (values: readonly string[]) =>
    values.length === 0 ? sql`false` : holdsAnySql(["finding", "key", "subjects"], values);
  const about = sql`alert IN (SELECT alert FROM alert_version WHERE ${isAbout(person)})`;
  return sql`SELECT id, alert, key, version, run, change, digest, finding, subjects, leaf, ${about} AS about
    FROM alert_version WHERE (${about} AND ${names(all)}) OR ${names(some)}`;
}

/**
 * Takes the person out of every finding. Its commitment is destroyed, and what is left lies under a new one; the
 * tables made from it lose the same values.
 */
export async function eraseFindings(
  tx: Tx,
  person: ErasedPerson,
): Promise<{ readonly leaves: readonly ErasedLeaf[]; readonly alerts: number }> {
  const { rows } = await sql<FindingRow>`SELECT * FROM (${namingRows(person)}) naming ORDER BY id`.execute(
    tx,
  );
  const leaves: ErasedLeaf[] = [];
  for (const row of rows) {
    leaves.push(await redactFinding(tx, row, row.about ? everything(person) : anywhere(person)));
  }
  await redactAlerts(tx, person, [...new Set(rows.map(({ alert }) => alert))]);
  // What versions on trial found can be found again, without the person.
  await sql`DELETE FROM rule_finding WHERE ${isAbout(person)} OR ${holds(["key", "finding", "subjects"], anywhere(person))}`.execute(
    tx,
  );
  await redactSummaries(tx, person);
  const { records } = person;
  const ranked = { parties: subjectsOf(person), records, values: everything(person) };
  leaves.push(...(await eraseRanking(tx, ranked)));
  // Files of columns cannot lose a value: the next whole run makes another baseline, and until then live detection waits.
  await tx.deleteFrom("detection_baseline").execute();
  return { leaves, alerts: new Set(rows.map(({ alert }) => alert)).size };
}

async function redactFinding(tx: Tx, row: FindingRow, values: readonly string[]): Promise<ErasedLeaf> {
  const key = keyOf(row, values);
  const finding = { ...(redactJson(row.finding, values) as object), key };
  const parsed = alertFinding.safeParse(finding).data;
  const { alert, version, run, change } = row;
  const digest = forgottenDigest();
  const common = commitTo({ alert, version, run, change, digest });
  const own = commitTo(canonicalJson(finding));
  const digests = JSON.parse(row.leaf) as { common: string; personal: { finding: string } };
  const current = await currentDigests(tx, row.id, digests);
  const subjects = row.subjects.map((one) => redactText(one, values));
  await sql`UPDATE alert_version SET finding = ${JSON.stringify(finding)}, digest = ${digest}, key = ${key},
    subjects = ${subjects}, terms = ${parsed ? termsOf(parsed) : ""}::tsvector, salts = ${Buffer.concat([common.salt, own.salt])}
    WHERE id = ${row.id}`.execute(tx);
  return erasedLeaf(`alert:${row.id}`, current, { common: common.digest, finding: own.digest });
}

/** A key names its subject. Where that goes it must stay one of a kind, for all versions of the alert. */
function keyOf({ alert, key }: Pick<FindingRow, "alert" | "key">, values: readonly string[]): string {
  return redactText(key, values) === key ? key : `erased:${alert}`;
}

async function currentDigests(
  tx: Tx,
  version: bigint,
  { common, personal }: { readonly common: string; readonly personal: { readonly finding: string } },
): Promise<Record<string, string>> {
  const { rows } = await sql<{ leaf: string }>`
    SELECT leaf FROM erased_commitment JOIN erasure ON erasure.id = erased_commitment.erasure
    WHERE place = ${`alert:${version}`} ORDER BY erasure.erased_at DESC LIMIT 1`.execute(tx);
  const last = rows[0] && (JSON.parse(rows[0].leaf) as { resealed: Record<string, string> });
  return last?.resealed ?? { common, finding: personal.finding };
}

/** The alerts as they stand follow from their versions and steps; what people noted and the pictures hold words too. */
async function redactAlerts(tx: Tx, person: ErasedPerson, concerned: readonly string[]): Promise<void> {
  const set = sql.join(findingColumns.map(([name, value]) => sql`${sql.ref(name)} = ${sql.raw(value)}`));
  await sql`UPDATE alert a SET key = v.key, ${set}
    FROM (SELECT DISTINCT ON (alert) * FROM alert_version WHERE change <> 'ceased' AND alert = ANY(${[...concerned]}::uuid[])
      ORDER BY alert, version DESC) v WHERE a.id = v.alert`.execute(tx);
  // A step and the reason it leads to lose what their entry loses: the two are compared.
  await redactRows(tx, { table: "alert_step", column: "step", values: anywhere(person) });
  await redactTable(tx, { table: "alert", redact: ["reason"] }, anywhere(person));
  await redactRows(tx, { table: "alert_chart", column: "chart", values: everything(person), concerned });
  await redactRows(tx, { table: "alert_chart", column: "chart", values: anywhere(person) });
}

const holds = (columns: readonly string[], values: readonly string[]): Sql =>
  values.length === 0 ? sql`false` : holdsAnySql(columns, values);

async function redactRows(
  tx: Tx,
  {
    table,
    column,
    values,
    concerned,
  }: {
    readonly table: string;
    readonly column: string;
    readonly values: readonly string[];
    /** Of these alerts alone. */
    readonly concerned?: readonly string[];
  },
): Promise<void> {
  const of = concerned ? sql`alert = ANY(${[...concerned]}::uuid[])` : sql`true`;
  const { rows } = await sql<{ place: string; value: unknown }>`
    SELECT ctid::text AS place, ${sql.ref(column)} AS value FROM ${sql.table(table)} WHERE ${of} AND ${holds([column], values)}`.execute(
    tx,
  );
  for (const { place, value } of rows) {
    const redacted = JSON.stringify(redactJson(value, values));
    await sql`UPDATE ${sql.table(table)} SET ${sql.ref(column)} = ${redacted} WHERE ctid = ${place}::tid`.execute(
      tx,
    );
  }
}

/** Rankings and summaries: the name goes, the figures stay until the next run makes them anew. */
async function redactSummaries(tx: Tx, person: ErasedPerson): Promise<void> {
  const values = everything(person);
  for (const { kind, id } of subjectsOf(person)) {
    await sql`UPDATE risk_rank SET name = NULL WHERE subject_kind = ${kind} AND subject_id = ${id}`.execute(
      tx,
    );
    await sql`UPDATE summary_party SET name = NULL, search = lower(id) WHERE kind = ${kind} AND id = ${id}`.execute(
      tx,
    );
  }
  const { records } = person;
  await eraseNetwork(tx, { parties: subjectsOf(person), records, values, code: codeOf(person) });
  if (values.length === 0) return;
  const some = values.map((value) => value.toLowerCase());
  // Who is known by the name alone is called by a code from here on, the same wherever the name stood.
  const code = (column: string) =>
    sql`CASE WHEN lower(${sql.ref(column)}) = ANY(${some}::text[]) THEN ${codeOf(person)} ELSE ${sql.ref(column)} END`;
  const idColumns: Readonly<Record<string, readonly string[]>> = {
    risk_rank: ["subject_id", "name"],
    summary_sales: ["seller"],
    summary_group: ["seller", "name"],
    summary_party: ["id", "name", "region", "team", "manager", "seller"],
    summary_month: ["id", "seller"],
  };
  for (const [table, columns] of Object.entries(idColumns)) {
    const set = columns.map((column) => sql`${sql.ref(column)} = ${code(column)}`);
    const concerned = columns.map((column) => sql`lower(${sql.ref(column)}) = ANY(${some}::text[])`);
    await sql`UPDATE ${sql.table(table)} SET ${sql.join(set)} WHERE ${sql.join(concerned, sql` OR `)}`.execute(
      tx,
    );
  }
  const lists = (column: string) =>
    sql`ARRAY(SELECT CASE WHEN lower(one) = ANY(${some}::text[]) THEN ${codeOf(person)} ELSE one END FROM unnest(${sql.ref(column)}) AS one)`;
  await sql`UPDATE summary_party SET sellers = ${lists("sellers")} WHERE ${holds(["sellers"], anywhere(person))}`.execute(
    tx,
  );
  await sql`UPDATE summary_party SET search = lower(id || ' ' || coalesce(name, '')) WHERE ${holds(["search"], anywhere(person))}`.execute(
    tx,
  );
  await sql`UPDATE risk_rank SET subjects = ${lists("subjects")} WHERE ${holds(["subjects"], anywhere(person))}`.execute(
    tx,
  );
  const reasons = await sql<{
    place: string;
    reasons: unknown;
  }>`SELECT ctid::text AS place, reasons FROM risk_rank
    WHERE ${holds(["reasons"], anywhere(person))}`.execute(tx);
  for (const { place, reasons: given } of reasons.rows) {
    await sql`UPDATE risk_rank SET reasons = ${JSON.stringify(redactJson(given, anywhere(person)))} WHERE ctid = ${place}::tid`.execute(
      tx,
    );
  }
}

/** Told apart from other erased persons, and derived from no value. */
function codeOf({ records }: ErasedPerson): string {
  return `erased-${createHash("sha256").update(records.toSorted().join()).digest("hex").slice(0, 12)}`;
}
