import type pg from "pg";
import { z } from "zod";
import { CompactRange, hashLeaf, type IntegrityFault } from "../../ledger/index.ts";
import { canonicalJson, opens } from "../../platform/index.ts";
import { checkBatches } from "./check-batches.ts";
import { checkDerived, type DerivedColumns, unexplained } from "./check-derived.ts";

export interface SealedCheck {
  readonly rows: number;
  readonly faults: readonly IntegrityFault[];
}

const atOnce = 5_000;
/** One batch that was rewritten as a whole would fill the list by itself. */
const mostFaults = 1_000;

/**
 * Walks every batch: what its versions say against the leaves they were sealed with, the leaves against the batch's
 * root, and the root against the event in the log. Gives what does not fit. The session's transaction sees one moment of
 * the database.
 */
export async function checkSealedRecords(
  session: pg.Client,
  signal: AbortSignal,
  onProgress: (share: number) => Promise<void> = async () => undefined,
): Promise<SealedCheck> {
  const { rows: batches } = await session.query<BatchRow>(`
    SELECT b.id, b.root, b.after_id, b.last_id, l.entry FROM import_batch b LEFT JOIN log l ON l.index = b.known_at
    WHERE b.state = 'committed' AND b.known_at IS NOT NULL ORDER BY b.id`);
  const faults: IntegrityFault[] = [];
  let rows = 0;
  for (const [i, batch] of batches.entries()) {
    signal.throwIfAborted();
    rows += await checkBatch(session, batch, faults, signal);
    await onProgress((i + 1) / batches.length);
    if (faults.length >= mostFaults) break;
  }
  faults.push(...(await checkBatches(session)));
  return { rows, faults };
}

interface BatchRow {
  readonly id: bigint;
  readonly root: string | null;
  readonly after_id: bigint;
  readonly last_id: bigint | null;
  readonly entry: string | null;
}

async function checkBatch(
  session: pg.Client,
  batch: BatchRow,
  faults: IntegrityFault[],
  signal: AbortSignal,
): Promise<number> {
  const leaves = new CompactRange();
  let after = batch.after_id;
  for (;;) {
    signal.throwIfAborted();
    const { rows } = await session.query<VersionRow>(
      `SELECT id, record, version, source, key, occurrence, observed_at, gone, reason, fields, own, salts, leaf,
         kind, happened_at, legal_entity, digest, refs, erased_at IS NOT NULL AS erased
       FROM record_version WHERE batch = $1 AND id > $2 AND id <= $3 ORDER BY id LIMIT ${atOnce}`,
      [batch.id, after, batch.last_id ?? after],
    );
    const otherDigest = new Map<bigint, VersionRow>();
    for (const row of rows) {
      leaves.append(hashLeaf(Buffer.from(row.leaf, "utf8")));
      if (row.erased || faults.length >= mostFaults) continue;
      const derived = checkDerived(row);
      if (derived === "digest") otherDigest.set(row.id, row);
      if (derived === "differs" || !fitsLeaf(row)) faults.push(changedRow(batch.id, row));
    }
    for (const id of await unexplained(session, [...otherDigest.keys()])) {
      const row = otherDigest.get(id);
      if (row) faults.push(changedRow(batch.id, row));
    }
    const last = rows.at(-1);
    if (!last) break;
    after = last.id;
  }
  const root = Buffer.from(leaves.root()).toString("hex");
  const sealed = sealsIn(batch.entry);
  if (sealed.root !== root || batch.root !== root || sealed.versions !== String(leaves.end)) {
    faults.push(changedBatch(batch.id, sealed.versions, leaves.end));
  }
  return leaves.end;
}

interface VersionRow extends DerivedColumns {
  readonly record: string;
  readonly version: number;
  readonly source: string;
  readonly key: string;
  readonly occurrence: number;
  readonly observed_at: Date;
  readonly reason: string | null;
  readonly salts: Buffer;
  readonly erased: boolean;
}

/** Whether the leaf's commitments open to what the row says now; the other way round than `sealVersion`. */
function fitsLeaf(row: VersionRow): boolean {
  const leaf = leafSchema.safeParse(parsedOrNothing(row.leaf)).data;
  if (!leaf) return false;
  const names = Object.keys(leaf.personal).sort();
  if (row.salts.length !== 32 * (names.length + 1)) return false;
  const values: Record<string, string | boolean> = row.reason === null ? {} : { reason: row.reason };
  const fields: Record<string, string | boolean> = {};
  const own: Record<string, string> = {};
  for (const [name, value] of Object.entries(row.fields)) {
    if (`fields.${name}` in leaf.personal) values[`fields.${name}`] = value;
    else fields[name] = value;
  }
  for (const [name, value] of Object.entries(row.own ?? {})) {
    if (`own.${name}` in leaf.personal) values[`own.${name}`] = value;
    else own[name] = value;
  }
  // Every personal value has its commitment, and there is no commitment without its value.
  if (Object.keys(values).length !== names.length) return false;
  const saltAt = (i: number) => row.salts.subarray(32 * i, 32 * (i + 1));
  const { record, version, source, key, occurrence, observed_at: observedAt, gone } = row;
  const common = canonicalJson({ record, version, source, key, occurrence, observedAt, gone, fields, own });
  return (
    opens(leaf.common, { salt: saltAt(0), value: common }) &&
    names.every((name, i) =>
      opens(leaf.personal[name] ?? "", { salt: saltAt(i + 1), value: canonicalJson(values[name]) }),
    )
  );
}

const digest = z.string().regex(/^[0-9a-f]{64}$/);
const leafSchema = z.object({ common: digest, personal: z.record(z.string(), digest) });
const entrySchema = z.object({ seals: z.object({ root: z.string(), versions: z.string() }) });

/** None where the entry is gone or is no longer what the log writes. */
function sealsIn(entry: string | null): { readonly root?: string; readonly versions?: string } {
  return entrySchema.safeParse(parsedOrNothing(entry ?? "")).data?.seals ?? {};
}

/** What was changed behind our back need not be JSON any more. */
function parsedOrNothing(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const changedRow = (batch: bigint, { id, record, version }: VersionRow): IntegrityFault => ({
  place: `batch:${batch}/version:${id}`,
  sentence: {
    zh: `记录 ${record} 的第 ${version} 版与封存时不同：有人在系统之外改动过数据库。`,
    en: `Version ${version} of record ${record} differs from what was sealed: the database was changed from outside.`,
  },
});

const changedBatch = (batch: bigint, sealed: string | undefined, held: number): IntegrityFault => ({
  place: `batch:${batch}`,
  sentence: {
    zh: `第 ${batch} 批记录与日志中封存的根不符（封存 ${sealed ?? "—"} 条，现有 ${held} 条）：有版本被增删或改动。`,
    en: `Batch ${batch} does not lead to the root sealed in the log (${sealed ?? "—"} versions sealed, ${held} there): versions were added, taken away or changed.`,
  },
});
