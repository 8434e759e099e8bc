import { z } from "zod";
import { type Jobs, type JobView, type Reader, Refusal } from "../../platform/index.ts";
import { bilingual, countSchema, countsJson, jobState } from "./schemas.ts";

const actorSchema = z.object({ id: z.string(), name: z.string().optional() });

/** An import as the list shows it. */
export const importRowSchema = z.object({
  id: z.guid(),
  state: jobState,
  /** From 0 to 100. */
  percent: z.number(),
  words: bilingual.optional(),
  source: z.string(),
  complete: z.boolean(),
  actor: actorSchema,
  askedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().optional(),
  /** The batch that it committed, and that batch's place in the log. */
  batch: z.string().optional(),
  logIndex: z.string().optional(),
  counts: z.array(countSchema),
  refusedTotal: z.int(),
  files: z.int(),
});
export type ImportRow = z.infer<typeof importRowSchema>;

export const importPageSchema = z.object({ rows: z.array(importRowSchema), next: z.string().optional() });

export const importListInput = z.object({
  source: z.string().max(60).optional(),
  state: z.enum(["done", "unfinished", "failed"]).optional(),
  after: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

type JobReader = Pick<Jobs, "read">;

/** Newest first. */
export async function listImports(
  db: Reader,
  jobs: JobReader,
  { source, state, after, limit }: z.output<typeof importListInput>,
): Promise<z.infer<typeof importPageSchema>> {
  const states = {
    done: ["done"],
    unfinished: ["waiting", "running"],
    failed: ["failed", "cancelled"],
  } as const;
  let query = runs(db);
  if (source !== undefined) query = query.where("run.source", "=", source);
  if (state !== undefined) query = query.where("run.state", "in", [...states[state]]);
  if (after !== undefined) {
    const [time, id] = placeOf(after);
    query = query.where(({ eb, refTuple, tuple }) =>
      eb(refTuple("run.asked_at", "run.id"), "<", tuple(time, id)),
    );
  }
  const found = await query.limit(limit + 1).execute();
  const rows = await describeRuns(db, jobs, found.slice(0, limit));
  const last = rows.at(-1);
  return { rows, ...(found.length > limit && last ? { next: `${last.askedAt}~${last.id}` } : {}) };
}

/** By its id, or by the number of the batch that it committed. */
export async function findImport(db: Reader, jobs: JobReader, given: string): Promise<ImportRow | undefined> {
  const named = /^\d{1,18}$/.test(given)
    ? runs(db).where("run.batch", "=", BigInt(given))
    : runs(db).where("run.id", "=", z.guid().safeParse(given).data ?? "00000000-0000-0000-0000-000000000000");
  const [row] = await describeRuns(db, jobs, await named.execute());
  return row;
}

function runs(db: Reader) {
  return db
    .selectFrom("import_run as run")
    .leftJoin("import_batch as batch", "batch.id", "run.batch")
    .leftJoin("auth_user as person", "person.id", "run.actor")
    .select([
      "run.id",
      "run.state",
      "run.words",
      "run.source",
      "run.complete",
      "run.actor",
      "run.asked_at",
      "run.ended_at",
      "run.batch",
      "run.refused_total",
      "run.upload",
      "batch.known_at",
      "batch.files",
      "person.name",
    ])
    .orderBy("run.asked_at", "desc")
    .orderBy("run.id", "desc");
}

type FoundRun = Awaited<ReturnType<ReturnType<typeof runs>["execute"]>>[number];

async function describeRuns(db: Reader, jobs: JobReader, found: readonly FoundRun[]): Promise<ImportRow[]> {
  const counts = await countsOf(
    db,
    found.flatMap(({ batch }) => batch ?? []),
  );
  const waiting = new Map<string, number>();
  const uploads = found.flatMap(({ batch, upload }) => (batch === null && upload ? [upload] : []));
  if (uploads.length > 0) {
    const sent = await db
      .selectFrom("upload_file")
      .select(["upload", ({ fn }) => fn.countAll<bigint>().as("files")])
      .where("upload", "in", uploads)
      .groupBy("upload")
      .execute();
    for (const { upload, files } of sent) waiting.set(upload, Number(files));
  }
  return Promise.all(
    found.map(async (run) => {
      const isOver = run.state === "done" || run.state === "failed" || run.state === "cancelled";
      const job = isOver ? undefined : await jobs.read(run.id);
      const files = run.batch === null ? (waiting.get(run.upload ?? "") ?? 0) : filesIn(run.files);
      return { ...rowOf(run, job), counts: countsJson(counts.get(run.batch ?? 0n) ?? []), files };
    }),
  );
}

/** Of a run that is not over its job knows best. */
function rowOf(run: FoundRun, job: JobView | undefined): Omit<ImportRow, "counts" | "files"> {
  const state = job?.state ?? run.state;
  const words = job?.words ?? (run.words as ImportRow["words"] | null) ?? undefined;
  const ended = run.ended_at ?? job?.finishedAt;
  return {
    id: run.id,
    state,
    percent: job?.percent ?? (state === "done" ? 100 : 0),
    ...(words ? { words } : {}),
    source: run.source,
    complete: run.complete,
    actor: { id: run.actor, ...(run.name === null ? {} : { name: run.name }) },
    askedAt: run.asked_at.toISOString(),
    ...(ended ? { endedAt: ended.toISOString() } : {}),
    ...(run.batch === null ? {} : { batch: String(run.batch) }),
    ...(run.known_at === null ? {} : { logIndex: String(run.known_at) }),
    refusedTotal: Number(run.refused_total),
  };
}

const filesIn = (files: unknown) =>
  new Set(Array.isArray(files) ? files.map((file: { path?: unknown }) => file.path) : []).size;

async function countsOf(db: Reader, batches: readonly bigint[]) {
  if (batches.length === 0) return new Map<bigint, [string, Counted][]>();
  const rows = await db
    .selectFrom("import_count")
    .selectAll()
    .where("batch", "in", [...batches])
    .execute();
  return new Map(
    [...Map.groupBy(rows, ({ batch }) => batch)].map(([batch, counted]) => [
      batch,
      counted.map(({ kind, observed, added, changed, gone, returned }): [string, Counted] => [
        kind,
        {
          observed: Number(observed),
          added: Number(added),
          changed: Number(changed),
          gone: Number(gone),
          returned: Number(returned),
        },
      ]),
    ]),
  );
}

interface Counted {
  readonly observed: number;
  readonly added: number;
  readonly changed: number;
  readonly gone: number;
  readonly returned: number;
}

function placeOf(after: string): [Date, string] {
  const [time = "", id = ""] = after.split("~");
  const when = new Date(time);
  if (Number.isNaN(when.getTime()) || !z.guid().safeParse(id).success) {
    throw new Refusal("invalid", {
      zh: "翻页位置无效，请从第一页重新开始。",
      en: "The page's place is not valid; begin at the first page.",
    });
  }
  return [when, id];
}
