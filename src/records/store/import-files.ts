import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import {
  type Bilingual,
  type Context,
  type Database,
  openWarehouse,
  Refusal,
  type Warehouse,
} from "../../platform/index.ts";
import { type Mapping, mappingSchema } from "../mapping/mapping.ts";
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
import { importSentence, tombstonesWithheld } from "./import-sentences.ts";
import { readKeptMapping } from "./keep-mapping.ts";
import { observe } from "./observations.ts";
import { type PreparedFiles, prepareFiles } from "./prepare-files.ts";
import { type KindCount, noCount, openStage, type Stage, stageObservations } from "./stage-rows.ts";
import { stageTombstones } from "./stage-tombstones.ts";

/** It stands in events in clear, so it is an identifier and nobody's name. */
const sourceName = z.string().regex(/^[a-z0-9][a-z0-9._-]{0,59}$/, {
  error: "a source is named by small letters, digits and ._- (60 at most), such as kingdee or sap-eu",
});

export const importInput = z.object({
  /** Files and folders. */
  paths: z.array(z.string().min(1)).min(1),
  source: sourceName,
  /** What the columns mean; what it leaves open, or all, is guessed. */
  mapping: mappingSchema.optional(),
  /** The files hold everything that the source has of their kinds: what is absent is gone. */
  complete: z.boolean().default(false),
});
export type ImportInput = z.input<typeof importInput>;

const countSchema = z.object({
  observed: z.int(),
  added: z.int(),
  changed: z.int(),
  gone: z.int(),
  returned: z.int(),
  fields: z.array(z.string()),
});

/** Where a next attempt goes on: the part and row reached, and the last version staged until then. */
export const importCheckpoint = z.object({
  batch: z.string(),
  part: z.int(),
  rid: z.int(),
  lastId: z.string(),
  counts: z.record(z.string(), countSchema),
});
export type ImportCheckpoint = z.infer<typeof importCheckpoint>;

/** What the import is handed by the job that runs it, or by a command. */
export interface ImportRun {
  /** The job's id: a later attempt of the same job goes on where this one ended. */
  readonly id?: string;
  readonly checkpoint?: ImportCheckpoint | undefined;
  readonly signal: AbortSignal;
  /** Rows between two checkpoints; 100,000 unless given. */
  readonly rowsAtOnce?: number;
  context(): Context;
  progress?(percent: number, words: Bilingual): Promise<void>;
  save?(checkpoint: ImportCheckpoint): Promise<void>;
}

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
  run.context().require("records.import", sourceResource(input.source));
  const work = await mkdtemp(join(tmpdir(), "plumbline-import-"));
  const broken = new AbortController();
  const signal = AbortSignal.any([run.signal, broken.signal]);
  const onBroken = () => broken.abort(new Error("The database closed the session."));
  const asking = await database.session(onBroken);
  const warehouse = await openWarehouse({ memoryLimit: "4GB", spillDirectory: join(work, "spill") });
  try {
    await holdImports(asking);
    const before = run.id === undefined ? undefined : await batchOfJob(asking, run.id);
    if (before?.state === "committed") return undefined;
    await discardOthers(asking, before);
    const prepared = await prepareFiles(warehouse, {
      paths: input.paths,
      mapping: input.mapping,
      kept: input.mapping ? undefined : (await readKeptMapping(run.context().db, input.source))?.mapping,
      workFolder: work,
      signal,
      onProgress: (share, words) => void run.progress?.(40 * share, words).catch(() => undefined),
    });
    const importing = { database, asking, warehouse, prepared, input, run, signal, onBroken };
    return await stageAndCommit(importing, before);
  } finally {
    warehouse.close();
    await asking.end().catch(() => undefined);
    await rm(work, { recursive: true, force: true });
  }
}

interface Importing {
  readonly database: Database;
  readonly asking: Stage["asking"];
  readonly warehouse: Warehouse;
  readonly prepared: PreparedFiles;
  readonly input: z.output<typeof importInput>;
  readonly run: ImportRun;
  readonly signal: AbortSignal;
  readonly onBroken: () => void;
}

async function stageAndCommit(importing: Importing, before: Batch | undefined): Promise<ImportResult> {
  const { database, asking, prepared, input, run, signal, onBroken } = importing;
  const { batch, checkpoint } = await takeUp(importing, before);
  const lastId = checkpoint ? BigInt(checkpoint.lastId) : batch.afterId;
  const stage = await openStage(database, { batch, source: input.source, asking, lastId }, onBroken);
  try {
    const counts = await stageParts(importing, stage, checkpoint);
    // Rows that could not be read may be the very ones that seem absent.
    const isWithheld = input.complete && prepared.refusedTotal > 0;
    if (input.complete && !isWithheld) await stageAbsent(importing, stage, counts);
    signal.throwIfAborted();
    const root = Buffer.from(stage.leaves.root()).toString("hex");
    const { mapping, refused, refusedTotal } = prepared;
    const staged = { batch, counts, mapping, root, versions: stage.leaves.end, lastId: stage.lastId };
    await commitBatch(run.context(), { ...staged, source: input.source, complete: input.complete });
    if (stage.leaves.end > 10_000) await asking.query("ANALYZE record_version").catch(() => undefined);
    return {
      batch: batch.id,
      counts: Object.fromEntries(counts),
      mapping,
      refused,
      refusedTotal,
      notes: isWithheld ? [...prepared.notes, tombstonesWithheld(refusedTotal)] : prepared.notes,
      root,
      sentence: importSentence(counts, refusedTotal),
    };
  } catch (error) {
    if (isFinal(error, run)) await discardBatch(asking, batch).catch(() => undefined);
    throw error;
  } finally {
    await stage.copying.end().catch(() => undefined);
  }
}

/** What was refused or cancelled leaves nothing; any other end of a job may be followed by a further attempt. */
function isFinal(error: unknown, { id, signal }: ImportRun): boolean {
  if (id === undefined || error instanceof Refusal) return true;
  return signal.aborted && (signal.reason as { reason?: unknown } | undefined)?.reason === "cancelled";
}

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
  const isWithheld = input.complete && prepared.refusedTotal > 0;
  const batch = await beginBatch(asking, {
    source: input.source,
    job: run.id,
    actor: actor.id,
    complete: input.complete,
    fingerprint: prepared.fingerprint,
    files: prepared.files,
    notes: isWithheld ? [...prepared.notes, tombstonesWithheld(prepared.refusedTotal)] : prepared.notes,
    refused: prepared.refused,
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
      const place = { file: table.file, commonColumns };
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
