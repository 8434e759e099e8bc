import { randomUUID } from "node:crypto";
import { type Bilingual, type Database, Refusal } from "../../platform/index.ts";
import type { Mapping } from "../mapping/mapping.ts";
import type { RefusedRow } from "../reading/raw-table.ts";
import { sourceResource } from "../record-resources.ts";
import {
  type Batch,
  batchOfJob,
  beginBatch,
  discardBatch,
  discardOthers,
  holdImports,
  rewindBatch,
} from "./batch.ts";
import { commitBatch } from "./commit-batch.ts";
import { type ImportCheckpoint, type ImportInput, type ImportRun, importInput } from "./import-input.ts";
import { beginRun, endCutOff, endRun, keepRefused } from "./import-run.ts";
import { importSentence, withheldNotes } from "./import-sentences.ts";
import { observe } from "./observations.ts";
import { prepareInput, type Workshop, withWorkshop } from "./open-import.ts";
import type { PreparedFiles } from "./prepare-files.ts";
import { type KindCount, noCount, openStage, type Stage, stageObservations } from "./stage-rows.ts";
import { stageTombstones } from "./stage-tombstones.ts";

export interface ImportResult {
  readonly batch: bigint;
  readonly counts: Readonly<Record<string, KindCount>>;
  readonly mapping: Mapping;
  readonly refused: readonly RefusedRow[];
  readonly refusedTotal: number;
  readonly notes: readonly Bilingual[];
  /** Merkle root over the leaves of the batch's versions, hex. */
  readonly root: string;
  /** What came of it, for people. */
  readonly sentence: Bilingual;
}

/** Rows between two checkpoints. */
const windowSize = 100_000;

/** Refused rows that stand with the batch itself; the others are kept apart, see `keepRefused`. */
const refusedWithBatch = 1_000;

/**
 * Imports files as one batch. Nothing of it is visible before its event commits; killed at any moment, the next
 * attempt goes on, or what was staged is taken away by the next import. `undefined` where an earlier attempt of the
 * same job has already committed.
 */
export async function importFiles(
  database: Database,
  given: ImportInput,
  run: ImportRun,
): Promise<ImportResult | undefined> {
  const input = importInput.parse(given);
  const { actor, now } = run.context();
  run.context().require("records.import", sourceResource(input.source));
  return withWorkshop(database, run, async (workshop) => {
    const { asking, signal } = workshop;
    const { source, complete } = input;
    const id = run.id ?? randomUUID();
    try {
      await holdImports(asking, { signal, onWait: (words) => run.progress?.(0, words) });
      await endCutOff(asking);
      await beginRun(asking, { id, byJob: run.id !== undefined, source, complete, actor: actor.id, now });
      const before = run.id === undefined ? undefined : await batchOfJob(asking, run.id);
      if (before?.state === "committed") return undefined;
      await discardOthers(asking, before);
      const prepared = await prepareInput(workshop, input, run, 40);
      await keepRefused(asking, id, prepared.refused);
      return await stageAndCommit({ ...workshop, database, prepared, input, run, id }, before);
    } catch (error) {
      if (isFinal(error, run)) await endRun(asking, id, endingOf(error, run)).catch(() => undefined);
      throw error;
    }
  });
}

/** How a run ended that will not be tried again. */
function endingOf(error: unknown, run: ImportRun) {
  const words = error instanceof Refusal ? error.sentence : undefined;
  return { state: wasCancelled(run) ? ("cancelled" as const) : ("failed" as const), words };
}

interface Importing extends Workshop {
  readonly database: Database;
  readonly prepared: PreparedFiles;
  readonly input: ImportInput & { readonly complete: boolean };
  readonly run: ImportRun;
  /** Of the run. */
  readonly id: string;
}

async function stageAndCommit(importing: Importing, before: Batch | undefined): Promise<ImportResult> {
  const { database, asking, prepared, input, run, signal, onBroken, id } = importing;
  const { batch, checkpoint } = await takeUp(importing, before);
  const lastId = checkpoint ? BigInt(checkpoint.lastId) : batch.afterId;
  const stage = await openStage(database, { batch, source: input.source, asking, lastId }, onBroken);
  try {
    const counts = await stageParts(importing, stage, checkpoint);
    const withheld = withheldNotes(input.complete, prepared);
    if (input.complete && withheld.length === 0) await stageAbsent(importing, stage, counts);
    signal.throwIfAborted();
    const root = Buffer.from(stage.leaves.root()).toString("hex");
    const { mapping, refused, refusedTotal } = prepared;
    const sentence = importSentence(counts, refusedTotal);
    const staged = { batch, counts, mapping, root, versions: stage.leaves.end, lastId: stage.lastId };
    const { source, complete } = input;
    await commitBatch(run.context(), { ...staged, source, complete, run: id, refusedTotal, sentence });
    if (stage.leaves.end > 10_000) await asking.query("ANALYZE record_version").catch(() => undefined);
    return {
      batch: batch.id,
      counts: Object.fromEntries(counts),
      mapping,
      refused,
      refusedTotal,
      notes: [...prepared.notes, ...withheld],
      root,
      sentence,
    };
  } catch (error) {
    if (isFinal(error, run)) await discardBatch(asking, batch).catch(() => undefined);
    throw error;
  } finally {
    await stage.copying.end().catch(() => undefined);
  }
}

/** What was refused or cancelled leaves nothing; any other end of a job may be followed by a further attempt. */
function isFinal(error: unknown, run: ImportRun): boolean {
  return run.id === undefined || error instanceof Refusal || wasCancelled(run);
}

const wasCancelled = ({ signal }: ImportRun) =>
  signal.aborted && (signal.reason as { reason?: unknown } | undefined)?.reason === "cancelled";

/** The batch of an earlier attempt, as far as its last checkpoint stands for it; else a new one. */
async function takeUp(
  { asking, prepared, input, run }: Importing,
  before: Batch | undefined,
): Promise<{ batch: Batch; checkpoint: ImportCheckpoint | undefined }> {
  const { checkpoint } = run;
  if (before?.state === "staging") {
    if (before.fingerprint === prepared.fingerprint) {
      const own = checkpoint?.batch === String(before.id) ? checkpoint : undefined;
      await rewindBatch(asking, before, own ? BigInt(own.lastId) : undefined);
      return { batch: before, checkpoint: own };
    }
    // The files have changed since.
    await discardBatch(asking, before);
  }
  const { actor, now } = run.context();
  const batch = await beginBatch(asking, {
    source: input.source,
    job: run.id,
    actor: actor.id,
    complete: input.complete,
    fingerprint: prepared.fingerprint,
    files: prepared.files,
    notes: [...prepared.notes, ...withheldNotes(input.complete, prepared)],
    refused: prepared.refused.slice(0, refusedWithBatch),
    refusedTotal: prepared.refusedTotal,
    observedAt: now,
  });
  return { batch, checkpoint: undefined };
}

async function stageParts(
  { prepared, input, run, signal, warehouse }: Importing,
  stage: Stage,
  checkpoint: ImportCheckpoint | undefined,
): Promise<Map<string, KindCount>> {
  const { parts } = prepared;
  const counts = new Map<string, KindCount>(Object.entries(checkpoint?.counts ?? {}));
  for (const { plan } of parts) {
    if (!counts.has(plan.kind.name)) counts.set(plan.kind.name, noCount());
  }
  const total = parts.reduce((sum, { firstRid, lastRid }) => sum + lastRid - firstRid + 1, 0);
  let done = 0;
  for (const [i, part] of parts.entries()) {
    const { plan, table, firstRid, lastRid, commonColumns } = part;
    const count = counts.get(plan.kind.name) ?? noCount();
    const start = i < (checkpoint?.part ?? 0) ? lastRid + 1 : firstRid;
    let from = i === checkpoint?.part ? checkpoint.rid : start;
    while (from <= lastRid) {
      signal.throwIfAborted();
      const to = Math.min(lastRid, from + (run.rowsAtOnce ?? windowSize) - 1);
      const window = { from, to };
      const place = { file: table.file, columns: table.columns, commonColumns };
      const observations = () => observe(warehouse, part, window, input.source);
      await stageObservations(stage, plan, place, observations, count);
      from = to + 1;
      const { batch, lastId } = stage;
      const reached = { batch: String(batch.id), part: i, rid: from, lastId: String(lastId) };
      await run.save?.({ ...reached, counts: Object.fromEntries(counts) });
      const share = (done + from - firstRid) / Math.max(1, total);
      const rows = done + from - firstRid;
      await run.progress?.(40 + 58 * share, { zh: `已处理 ${rows} 行`, en: `${rows} rows handled` });
    }
    done += lastRid - firstRid + 1;
  }
  return counts;
}

async function stageAbsent(
  { prepared, warehouse, signal }: Importing,
  stage: Stage,
  counts: ReadonlyMap<string, KindCount>,
): Promise<void> {
  for (const plan of new Set(prepared.parts.map((part) => part.plan))) {
    signal.throwIfAborted();
    const count = counts.get(plan.kind.name) ?? noCount();
    await stageTombstones(stage, warehouse, prepared.parts, { plan, count });
  }
}
