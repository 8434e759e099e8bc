import { type LogEntry, sql, type Tx } from "../../platform/index.ts";

/** Takes what a run raised, updated or found no more into the table of alerts, all at once. */
export async function projectRun(tx: Tx, entry: LogEntry): Promise<void> {
  const run = entry.subject.slice("run:".length);
  switch (entry.type) {
    case "detection.run":
      await tx
        .updateTable("detection_run")
        .set({ known_at: BigInt(entry.index) })
        .where("id", "=", run)
        .execute();
      return;
    case "alerts.raised":
      return raise(tx, entry, run);
    case "alerts.updated":
      return update(tx, entry, run);
    case "alerts.ceased":
      await sql`
        UPDATE alert a SET found = false, version = v.version, run = v.run, changed_at = ${entry.time},
          last_index = ${BigInt(entry.index)}
        FROM alert_version v WHERE v.run = ${run}::uuid AND v.change = 'ceased' AND a.id = v.alert`.execute(
        tx,
      );
  }
}

/** Columns that come from the finding, and where in it they stand. */
export const findingColumns = [
  ["detector", "v.finding->>'detector'"],
  ["scheme", "v.finding->>'scheme'"],
  ["severity", "(v.finding->>'severity')::smallint"],
  ["score", "(v.finding->>'score')::float8"],
  ["weight", "(v.finding->>'weight')::float8"],
  ["p_value", "(v.finding->>'pValue')::float8"],
  ["q_value", "(v.finding->>'qValue')::float8"],
  ["amount", "(v.finding->>'amount')::bigint"],
  ["currency", "v.finding->>'currency'"],
  ["subject_kind", "v.finding#>>'{subject,kind}'"],
  ["subject_id", "v.finding#>>'{subject,id}'"],
  ["subject_name", "v.finding#>>'{subject,name}'"],
  ["seller", "v.finding#>>'{seller,id}'"],
  ["seller_name", "v.finding#>>'{seller,name}'"],
  ["customer", "v.finding#>>'{customer,id}'"],
  ["customer_name", "v.finding#>>'{customer,name}'"],
  ["legal_entities", "ARRAY(SELECT jsonb_array_elements_text(v.finding->'legalEntities'))"],
  ["sentence_zh", "v.finding#>>'{sentence,zh}'"],
  ["sentence_en", "v.finding#>>'{sentence,en}'"],
  ["evidence_total", "(v.finding->>'evidenceTotal')::integer"],
  ["records", "ARRAY(SELECT (e->>'record')::uuid FROM jsonb_array_elements(v.finding->'evidence') AS e)"],
  ["subjects", "v.subjects"],
  ["terms", "v.terms"],
] as const;

const columns = findingColumns.map(([name, value]) => [name, sql.raw(value)] as const);
const names = sql.join(columns.map(([name]) => sql.ref(name)));
const values = sql.join(columns.map(([, value]) => value));

const many = 200;

async function raise(tx: Tx, { time, index, seals }: LogEntry, run: string): Promise<void> {
  await sql`
    INSERT INTO alert (id, key, version, run, found, first_seen, changed_at, last_index, ${names})
    SELECT v.alert, v.key, v.version, v.run, true, ${time}::timestamptz, ${time}::timestamptz, ${BigInt(index)}::bigint, ${values}
    FROM alert_version v WHERE v.run = ${run}::uuid AND v.change = 'raised' ORDER BY v.id
    ON CONFLICT (id) DO NOTHING`.execute(tx);
  // The first run may fill the table: plans are made by what is in it. A few that are judged live change no plan.
  if (Number(seals?.alerts ?? 0) >= many) await sql`ANALYZE alert`.execute(tx);
}

/** Status, assignee and notes stay: they are people's. */
async function update(tx: Tx, { time, index }: LogEntry, run: string): Promise<void> {
  const set = sql.join(columns.map(([name]) => sql`${sql.ref(name)} = n.${sql.ref(name)}`));
  const renamed = sql.join(columns.map(([name, value]) => sql`${value} AS ${sql.ref(name)}`));
  await sql`
    UPDATE alert a SET version = n.version, run = n.run, found = true, changed_at = ${time}::timestamptz,
      last_index = ${BigInt(index)}::bigint, ${set}
    FROM (SELECT v.alert, v.version, v.run, ${renamed} FROM alert_version v
      WHERE v.run = ${run}::uuid AND v.change = 'updated') n
    WHERE a.id = n.alert AND a.version < n.version`.execute(tx);
}
