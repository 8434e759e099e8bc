import type pg from "pg";
import { z } from "zod";
import { CompactRange, hashLeaf, type IntegrityFault } from "../../ledger/index.ts";
import { canonicalJson, opens, parsedOrNothing } from "../../platform/index.ts";
import { commonOf, type ErasableRow, parseVersionLeaf } from "../erasing/erasable-row.ts";
import { type Lost, type LostCommitments, readLostCommitments } from "../erasing/lost-commitments.ts";
import { checkBatches } from "./check-batches.ts";
import {
  checkDerived,
  type Derived,
  type DerivedColumns,
  otherEntity,
  unexplained,
} from "./check-derived.ts";

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
  const lost = await readLostCommitments(session);
  const faults: IntegrityFault[] = [...lost.faults];
  let rows = 0;
  for (const [i, batch] of batches.entries()) {
    signal.throwIfAborted();
    rows += await checkBatch(session, batch, { faults, lost }, signal);
    await onProgress((i + 1) / batches.length);
    if (faults.length >= mostFaults) break;
  }
  faults.push(...(await checkBatches(session, lost)));
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
  { faults, lost }: { readonly faults: IntegrityFault[]; readonly lost: LostCommitments },
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
      if (faults.length >= mostFaults) continue;
      const taken = lost.of(`record:${row.id}`, row.leaf);
      const derived = row.erased ? "fits" : checkDerived(row);
      if (derived === "digest" && !taken) otherDigest.set(row.id, row);
      if (!isDerivedRight(derived, taken) || !fitsLeaf(row, taken)) faults.push(changedRow(batch.id, row));
    }
    const ends = new Map(rows.filter((row) => row.gone && !row.erased).map((row) => [row.id, row]));
    const odd = [
      ...(await unexplained(session, [...otherDigest.keys()])),
      ...(await otherEntity(session, [...ends.keys()])),
    ];
    for (const { id, before } of odd) {
      const row = otherDigest.get(id) ?? ends.get(id);
      // The version before has lost the digest that this one carries on.
      const isForgotten = before !== null && lost.has(`record:${before}`);
      if (row && !isForgotten) faults.push(changedRow(batch.id, row));
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

interface VersionRow extends ErasableRow, DerivedColumns {
  readonly id: bigint;
  readonly kind: string;
  readonly gone: boolean;
  readonly legal_entity: string | null;
  readonly fields: ErasableRow["fields"];
  readonly own: ErasableRow["own"];
  readonly refs: ErasableRow["refs"];
  readonly leaf: string;
  readonly erased: boolean;
}

/** Whether the leaf's commitments open to what the row says now, but for those that an act has destroyed. */
function fitsLeaf(row: VersionRow, lost: Lost | undefined): boolean {
  const leaf = parseVersionLeaf(row.leaf);
  if (!leaf) return false;
  if (row.erased) return lost?.isWhole === true && isEmptied(row);
  if (lost?.isWhole) return false;
  const names = Object.keys(leaf.personal).sort();
  if (row.salts.length !== 32 * (names.length + 1)) return false;
  const values = new Map<string, string | boolean>(row.reason === null ? [] : [["reason", row.reason]]);
  for (const [name, value] of Object.entries(row.fields)) values.set(`fields.${name}`, value);
  for (const [name, value] of Object.entries(row.own ?? {})) values.set(`own.${name}`, value);
  const saltAt = (i: number) => row.salts.subarray(32 * i, 32 * (i + 1));
  // Every personal value has its commitment, and there is no commitment without its value that was not erased.
  const fits = names.every((name, i) => {
    const value = values.get(name);
    const digest = leaf.personal[name] ?? "";
    if (lost?.digests.has(digest)) return value === undefined && saltAt(i + 1).equals(noSalt);
    return value !== undefined && opens(digest, { salt: saltAt(i + 1), value: canonicalJson(value) });
  });
  if (row.reason !== null && !("reason" in leaf.personal)) return false;
  const common = commonOf(row, (name) => name in leaf.personal);
  return fits && opens(lost?.common ?? leaf.common, { salt: saltAt(0), value: common });
}

const noSalt = Buffer.alloc(32);

/** What is erased as a whole says nothing any more. */
function isEmptied({ key, reason, fields, own, salts }: VersionRow): boolean {
  return (
    key === "" && reason === null && own === null && salts.length === 0 && Object.keys(fields).length === 0
  );
}

/** Columns that follow from what the version says, as far as it says it still. */
function isDerivedRight(derived: Derived, lost: Lost | undefined): boolean {
  if (!lost) return derived !== "differs";
  // Where days or references went with the common commitment nothing follows from them; a digest is gone with any part.
  return lost.isWhole || lost.common !== undefined || derived !== "differs";
}

const entrySchema = z.object({ seals: z.object({ root: z.string(), versions: z.string() }) });

/** None where the entry is gone or is no longer what the log writes. */
function sealsIn(entry: string | null): { readonly root?: string; readonly versions?: string } {
  return entrySchema.safeParse(parsedOrNothing(entry ?? "")).data?.seals ?? {};
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
