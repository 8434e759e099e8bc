import { holdsInForce, keeps } from "../../ledger/index.ts";
import { type ErasedValues, locks, Refusal, sql, type Tx } from "../../platform/index.ts";
import { standAgain } from "../browse/follow-versions.ts";
import type { ErasedLeaf } from "./act.ts";
import { type ChosenRecord, type ErasureChoice, joinValues, valuesOf } from "./choice.ts";
import { type ErasableRow, erasedDigest, forgottenDigest, withoutParts } from "./erasable-row.ts";

export interface HeldRecord {
  readonly record: string;
  readonly hold: string;
}

export interface ErasedRecords {
  readonly leaves: readonly ErasedLeaf[];
  readonly values: ErasedValues;
  /** `kind:key` of records of which something was erased. */
  readonly names: readonly string[];
  readonly records: readonly string[];
  readonly held: readonly HeldRecord[];
  readonly counts: { readonly records: number; readonly versions: number; readonly whole: number };
}

const columns = sql.raw(
  "id, record, version, kind, source, key, occurrence, observed_at, gone, legal_entity, reason, fields, own, refs, salts, leaf",
);

/** Every version of these records that still says something. */
export async function readErasable(
  tx: Pick<Tx, "selectFrom">,
  records: readonly string[],
): Promise<ErasableRow[]> {
  const found = sql<ErasableRow>`(SELECT ${columns} FROM record_version
    WHERE record = ANY(${[...records]}::uuid[]) AND erased_at IS NULL ORDER BY id)`;
  return tx.selectFrom(found.as("found")).selectAll().execute();
}

/** What the chosen parts say, by record; and which of the records a hold keeps. */
export async function readChosen(
  tx: Pick<Tx, "selectFrom">,
  choice: Pick<ErasureChoice, "records">,
  { past = false }: { readonly past?: boolean } = {},
) {
  const rows = Map.groupBy(
    await readErasable(
      tx,
      choice.records.map(({ record }) => record),
    ),
    ({ record }) => record,
  );
  const holds = past ? [] : await holdsInForce(tx);
  const held: HeldRecord[] = [];
  const free: { readonly chosen: ChosenRecord; readonly rows: readonly ErasableRow[] }[] = [];
  for (const chosen of choice.records) {
    const versions = rows.get(chosen.record) ?? [];
    const hold = holds.find((one) => versions.some((version) => keeps(one, version)));
    if (hold) held.push({ record: chosen.record, hold: hold.id });
    else if (versions.length > 0) free.push({ chosen, rows: versions });
  }
  const values = joinValues(free.map(({ chosen, rows: versions }) => valuesOf(versions, chosen)));
  return { free, held, values };
}

interface Act {
  readonly id: string;
  readonly cause: "person" | "retention";
  readonly choice: ErasureChoice;
  readonly now: Date;
  /** It was done before, and is done again in what a backup brought back: holds that it brought count for nothing. */
  readonly past?: boolean;
}

/** Destroys what was chosen, in the transaction of the act. What a hold keeps is left, and told. */
export async function eraseRecords(tx: Tx, act: Act): Promise<ErasedRecords> {
  await refuseWhileImporting(tx);
  const { choice, cause, past = false } = act;
  const { free, held, values: said } = await readChosen(tx, choice, { past });
  // What is past its retention is nobody's request: it is not looked for elsewhere.
  const values = cause === "person" ? said : { distinctive: [], ambiguous: [] };
  const leaves: ErasedLeaf[] = [];
  const whole: ErasableRow[] = [];
  for (const { chosen, rows } of free) {
    if (!chosen.parts) whole.push(...rows);
    else leaves.push(...(await eraseParts(tx, rows, new Set(chosen.parts), values)));
  }
  await eraseWhole(tx, whole, act);
  leaves.push(...whole.map(({ id: version, leaf }) => ({ place: `record:${version}`, leaf })));
  const records = free.map(({ chosen }) => chosen.record);
  await standAgain(tx, records);
  const names = [...new Set(free.flatMap(({ rows }) => rows.map(({ kind, key }) => `${kind}:${key}`)))];
  return {
    leaves: leaves.sort(byPlace),
    values,
    names,
    records,
    held,
    counts: {
      records: free.length,
      versions: leaves.length,
      whole: free.filter(({ chosen }) => !chosen.parts).length,
    },
  };
}

const byPlace = (a: ErasedLeaf, b: ErasedLeaf) => (a.place < b.place ? -1 : a.place > b.place ? 1 : 0);

async function eraseParts(
  tx: Tx,
  rows: readonly ErasableRow[],
  parts: ReadonlySet<string>,
  values: ErasedValues,
): Promise<ErasedLeaf[]> {
  const common = await commonDigests(tx, rows);
  const leaves: ErasedLeaf[] = [];
  for (const row of rows) {
    const all = [...values.distinctive, ...values.ambiguous];
    const partly = withoutParts(row, { parts, values: all, common: common.get(row.id) });
    if (!partly) continue;
    leaves.push(partly.erased);
    const { fields, own, reason, refs, legal_entity: entity, salts } = partly.row;
    await sql`UPDATE record_version SET fields = ${JSON.stringify(fields)}, own = ${own === null ? null : JSON.stringify(own)},
      reason = ${reason}, refs = ${[...refs]}, legal_entity = ${entity}, salts = ${salts}, digest = ${forgottenDigest()}
      WHERE id = ${row.id}`.execute(tx);
  }
  return leaves;
}

/** Where an earlier act has destroyed a version's common commitment, the digest of the one that took its place. */
async function commonDigests(tx: Tx, rows: readonly ErasableRow[]): Promise<Map<bigint, string>> {
  const places = rows.map(({ id }) => `record:${id}`);
  const { rows: found } = await sql<{ place: string; common: string }>`
    SELECT DISTINCT ON (place) place, leaf::jsonb #>> '{resealed,common}' AS common
    FROM erased_commitment JOIN erasure ON erasure.id = erased_commitment.erasure
    WHERE place = ANY(${places}) AND leaf::jsonb #> '{resealed,common}' IS NOT NULL
    ORDER BY place, erasure.erased_at DESC`.execute(tx);
  return new Map(found.map(({ place, common }) => [BigInt(place.slice("record:".length)), common]));
}

/** The rows stay with their leaves, so what was proved is proved still; nothing tells any more what they said. */
async function eraseWhole(
  tx: Tx,
  rows: readonly ErasableRow[],
  { id, cause, now }: Pick<Act, "id" | "cause" | "now">,
): Promise<void> {
  if (rows.length === 0) return;
  const ids = rows.map((row) => row.id);
  await sql`UPDATE record_version SET erased_at = ${now}, key = '', reason = NULL, fields = '{}', own = NULL, refs = '{}',
    salts = '', digest = ${cause === "person" ? sql`${erasedDigest}::uuid` : sql`digest`} WHERE id = ANY(${ids}::bigint[])`.execute(
    tx,
  );
  // Counting never reads the versions.
  const byKind = Map.groupBy(rows, ({ kind }) => kind);
  for (const [kind, versions] of byKind) {
    const last = new Map(versions.map((row) => [row.record, row]));
    const gone = [...last.values()].filter((row) => row.gone).length;
    await tx
      .insertInto("record_expiry")
      .values({
        kind,
        records: BigInt(last.size - gone),
        gone: BigInt(gone),
        versions: BigInt(versions.length),
        root: id,
        before: now.toISOString().slice(0, 10),
        erased_at: now,
      })
      .execute();
  }
}

/** An import under way may add a version that says it all again. */
export async function refuseWhileImporting(tx: Tx): Promise<void> {
  const { class: lockClass, number } = locks.imports;
  const lock = sql<{ got: boolean }>`SELECT pg_try_advisory_xact_lock(${lockClass}, ${number}) AS got`;
  if ((await lock.execute(tx)).rows[0]?.got) return;
  throw new Refusal(
    "conflict",
    {
      zh: "正在导入文件；导入结束后再删除。",
      en: "Files are being imported; erasing waits until that has ended.",
    },
    { isPassing: true },
  );
}
