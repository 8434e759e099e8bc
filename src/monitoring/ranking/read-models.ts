import { z } from "zod";
import type { Context, Jobs, JobView } from "../../platform/index.ts";
import { namesOfAccounts, partyOf } from "../alerts/names.ts";
import { house } from "../house.ts";
import { contest, modelLabels, readInService } from "./models.ts";

const party = z.object({ id: z.string(), name: z.string().optional() });
const bilingual = z.object({ zh: z.string(), en: z.string() });

const model = z.object({
  number: z.int(),
  /** Whether it was kept, so that it can be put in service. */
  isKept: z.boolean(),
  cause: z.enum(["schedule", "person"]),
  trainedAt: z.string(),
  trainedBy: party,
  /** What was found after it was not taught. */
  knownAt: z.string(),
  /** Records up to this entry of the log; how long the log was. */
  dataIndex: z.int(),
  logIndex: z.int(),
  labels: modelLabels,
  contest,
  calibration: z.object({ slope: z.number(), offset: z.number() }),
  digest: z.string(),
});

const step = z.object({
  revision: z.int(),
  model: z.int(),
  step: z.enum(["took-over", "put-back"]),
  reason: z.string().optional(),
  by: party,
  at: z.string(),
});

const job = z.object({
  id: z.uuid(),
  name: z.enum(["ranking.score", "ranking.train"]),
  state: z.enum(["waiting", "running", "done", "failed", "cancelled"]),
  percent: z.number(),
  words: bilingual.optional(),
  createdAt: z.string(),
  finishedAt: z.string().optional(),
});

export const modelsView = z.object({
  /** 0: the ranking without labels. */
  inService: z.int(),
  /** Steps so far; putting another in service names them. */
  revision: z.int(),
  models: z.array(model),
  steps: z.array(step),
  /** The last of scoring and of training. */
  jobs: z.array(job),
});
export type ModelsView = z.infer<typeof modelsView>;

const mostShown = 50;

/** Which models there are, how each did against the one before it, and which ranks. Newest first. */
export async function readModels(context: Context, jobs: Jobs): Promise<ModelsView> {
  context.require("ranking.read", house);
  const { db } = context;
  const { model: inService, revision } = await readInService(db);
  const rows = await db
    .selectFrom("ranking_model")
    .select(["number", "cause", "trained_at", "trained_by", "known_at", "data_index", "log_index"])
    .select(["labels", "contest", "calibration", "digest"])
    .select((eb) => eb("content", "is not", null).as("is_kept"))
    .orderBy("number", "desc")
    .limit(mostShown)
    .execute();
  const steps = await db
    .selectFrom("ranking_service")
    .selectAll()
    .orderBy("revision", "desc")
    .limit(mostShown)
    .execute();
  const names = await namesOfAccounts(db, [
    ...rows.map(({ trained_by }) => trained_by),
    ...steps.map(({ actor }) => actor),
  ]);
  const lately = await Promise.all(
    (["ranking.score", "ranking.train"] as const).map((name) => jobs.list(name, 1)),
  );
  return {
    inService,
    revision,
    models: rows.map((row) => ({
      number: row.number,
      isKept: Boolean(row.is_kept),
      cause: row.cause,
      trainedAt: row.trained_at.toISOString(),
      trainedBy: partyOf(row.trained_by, names),
      knownAt: row.known_at.toISOString(),
      dataIndex: Number(row.data_index),
      logIndex: Number(row.log_index),
      labels: modelLabels.parse(row.labels),
      contest: contest.parse(row.contest),
      calibration: model.shape.calibration.parse(row.calibration),
      digest: row.digest,
    })),
    steps: steps.map(({ revision, model, step, reason, actor, at }) => ({
      ...{ revision, model, step },
      ...(reason === null ? {} : { reason }),
      by: partyOf(actor, names),
      at: at.toISOString(),
    })),
    jobs: lately.flat().map(jobViewOf),
  };
}

function jobViewOf({ id, name, state, percent, words, createdAt, finishedAt }: JobView): z.infer<typeof job> {
  return {
    ...{ id, name: job.shape.name.parse(name), state, percent },
    ...(words ? { words } : {}),
    createdAt: createdAt.toISOString(),
    ...(finishedAt ? { finishedAt: finishedAt.toISOString() } : {}),
  };
}
