import { type Bilingual, type Database, sql } from "../../platform/index.ts";
import type { Mapping } from "../mapping/mapping.ts";
import type { RefusedRow } from "../reading/raw-table.ts";
import { sourceResource } from "../record-resources.ts";
import { holdImports } from "./batch.ts";
import { type ImportInput, type ImportRun, importInput } from "./import-input.ts";
import { keepRefused } from "./import-run.ts";
import { importSentence, withheldNotes } from "./import-sentences.ts";
import { isKnownKind, lastVersions } from "./last-versions.ts";
import { type ObservedPart, observe } from "./observations.ts";
import { prepareInput, type Workshop, withWorkshop } from "./open-import.ts";
import type { PreparedFiles } from "./prepare-files.ts";
import { countOne, type KindCount, noCount } from "./stage-rows.ts";
import { findAbsent } from "./stage-tombstones.ts";

/** What an import of the same files would do now. */
export interface DryRun {
  readonly counts: Readonly<Record<string, KindCount>>;
  readonly mapping: Mapping;
  readonly refused: readonly RefusedRow[];
  readonly refusedTotal: number;
  readonly notes: readonly Bilingual[];
  readonly sentence: Bilingual;
}

/**
 * Reads, maps, types and compares as `importFiles` does, and writes no record. Waits while an import is under way,
 * for what that has staged would be taken for known. With `run.id` the refused rows are kept under it.
 */
export async function dryRun(database: Database, given: ImportInput, run: ImportRun): Promise<DryRun> {
  const input = importInput.parse(given);
  run.context().require("records.import", sourceResource(input.source));
  return withWorkshop(database, run, async (workshop) => {
    const { asking, signal } = workshop;
    const prepared = await prepareInput(workshop, input, run, 60);
    const { mapping, refused, refusedTotal } = prepared;
    if (run.id !== undefined) await keepRefused(asking, run.id, refused);
    await holdImports(asking, { signal, shared: true, onWait: (words) => run.progress?.(60, words) });
    const counts = await countParts(workshop, prepared, input.source, run);
    const withheld = withheldNotes(input.complete, prepared);
    if (input.complete && withheld.length === 0) await countAbsent(workshop, prepared, input.source, counts);
    return {
      counts: Object.fromEntries(counts),
      mapping,
      refused,
      refusedTotal,
      notes: [...prepared.notes, ...withheld],
      sentence: importSentence(counts, refusedTotal),
    };
  });
}

async function countParts(
  workshop: Workshop,
  { parts }: PreparedFiles,
  source: string,
  run: ImportRun,
): Promise<Map<string, KindCount>> {
  const counts = new Map<string, KindCount>();
  const total = parts.reduce((sum, { firstRid, lastRid }) => sum + lastRid - firstRid + 1, 0);
  let done = 0;
  const onRows = (rows: number) => {
    done += rows;
    return run.progress?.(60 + 38 * Math.min(1, done / Math.max(1, total)), {
      zh: `已比对 ${done} 行`,
      en: `${done} rows compared`,
    });
  };
  for (const part of parts) {
    const { name } = part.plan.kind;
    const count = counts.get(name) ?? noCount();
    counts.set(name, count);
    if (await isKnownKind(workshop.asking, source, name)) {
      await countPart(workshop, part, source, count, onRows);
    } else {
      // The source has never told of such records: every row is new.
      const rows = await rowsOf(workshop, part);
      count.observed += rows;
      count.added += rows;
      await onRows(rows);
    }
  }
  return counts;
}

async function rowsOf({ warehouse }: Workshop, { plan, table }: ObservedPart): Promise<number> {
  const counted = await warehouse.first<{ n: number }>(
    sql`SELECT count(*) AS n FROM ${sql.ref(plan.kind.table)} WHERE file = ${sql.lit(table.file)}`,
  );
  return counted?.n ?? 0;
}

async function countPart(
  { asking, warehouse, signal }: Workshop,
  part: ObservedPart,
  source: string,
  count: KindCount,
  onRows: (rows: number) => Promise<void> | undefined,
): Promise<void> {
  const window = { from: part.firstRid, to: part.lastRid };
  for await (const chunk of observe(warehouse, part, window, source)) {
    signal.throwIfAborted();
    const last = await lastVersions(
      asking,
      chunk.map(({ record }) => record),
    );
    for (const { record, digest } of chunk) countOne(count, last.get(record), digest);
    await onRows(chunk.length);
  }
}

async function countAbsent(
  { asking, warehouse, signal }: Workshop,
  { parts }: PreparedFiles,
  source: string,
  counts: ReadonlyMap<string, KindCount>,
): Promise<void> {
  for (const plan of new Set(parts.map((part) => part.plan))) {
    signal.throwIfAborted();
    const absent = await findAbsent(asking, warehouse, { parts, plan, source });
    const count = counts.get(plan.kind.name);
    if (count) count.gone += absent.length;
  }
}
