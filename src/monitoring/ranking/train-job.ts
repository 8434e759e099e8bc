import { z } from "zod";
import {
  type AnyJob,
  type Bilingual,
  commitTo,
  type Database,
  defineJob,
  type Event,
  type JobRun,
  type Reader,
  Refusal,
  sql,
  type Tx,
} from "../../platform/index.ts";
import { house } from "../house.ts";
import { knownIndex } from "../runs/known-index.ts";
import { runInChild } from "../runs/run-child.ts";
import { whileReading } from "../runs/run-job.ts";
import { modelLabels, readInService } from "./models.ts";
import { rankingWords, tooFewWords } from "./ranking-words.ts";
import { requestOf } from "./score-job.ts";
import { type TrainResult, trainResult } from "./train-all.ts";

const trainInput = z.object({ cause: z.enum(["schedule", "person"]) });
type Training = JobRun<z.infer<typeof trainInput>, Record<string, never>>;

const program = new URL("./train.child.ts", import.meta.url);

/** Teaches a model and has it compared with the one in service, in a process of its own. */
export function trainJob({ database }: { readonly database: Database }): AnyJob {
  return defineJob({
    name: "ranking.train",
    input: trainInput,
    checkpoint: z.object({}) as z.ZodType<Record<string, never>>,
    retries: 1,
    async run(run) {
      if (await isTrained(database.reader, run.id)) return;
      const request = await requestOf(database, run.context().now);
      const onProgress = (percent: number, words: Bilingual) =>
        void run.progress(percent, words).catch(() => undefined);
      await whileReading(database, async () => {
        const dataIndex = await knownIndex(database, run.signal);
        const logIndex = await lastIndex(database.reader);
        const inService = await readInService(database.reader);
        const lastTaught = await lastDigest(database.reader);
        const order = { program, result: trainResult, signal: run.signal, onProgress };
        const asked = {
          ...request,
          ...(lastTaught === undefined ? {} : { lastTaught }),
          inService: inService.model,
          ...(dataIndex === undefined ? {} : { dataIndex }),
        };
        const { enough, trained } = await runInChild(database, { ...order, request: asked });
        // In a young or quiet house this is how things are, and nothing that failed.
        if (!enough.isEnough) return run.progress(100, tooFewWords(enough));
        if (!trained) return run.progress(100, rankingWords.nothingNew);
        await run.progress(95, rankingWords.committing);
        await commitModel(run, trained, { inService, dataIndex: dataIndex ?? -1, logIndex });
        return run.progress(100, trained.contest.why);
      });
    },
  });
}

async function isTrained(db: Reader, job: string): Promise<boolean> {
  const row = await db.selectFrom("ranking_model").select("number").where("job", "=", job).executeTakeFirst();
  return row !== undefined;
}

/** Over what the newest model was taught. */
async function lastDigest(db: Reader): Promise<string | undefined> {
  const row = await db
    .selectFrom("ranking_model")
    .select("labels")
    .orderBy("number", "desc")
    .limit(1)
    .executeTakeFirst();
  return row && modelLabels.parse(row.labels).digest;
}

/** Of the log as it stands; -1 where it is empty. */
async function lastIndex(db: Reader): Promise<bigint> {
  const { last } = await db
    .selectFrom(sql<{ last: bigint }>`(SELECT size - 1 AS last FROM log_head)`.as("head"))
    .select("last")
    .executeTakeFirstOrThrow();
  return last;
}

type Trained = NonNullable<TrainResult["trained"]>;

interface Known {
  readonly inService: { readonly model: number; readonly revision: number };
  readonly dataIndex: number;
  readonly logIndex: bigint;
}

/** The model, its contest, and, where it won, that it ranks from now on: together or not at all. */
function commitModel(run: Training, trained: Trained, known: Known): Promise<void> {
  const context = run.context();
  const { content, knownAt, labels, contest, calibration } = trained;
  const sealed = commitTo(content);
  return context.commit(async (tx) => {
    context.require("ranking.train", house);
    const standing = await readInService(tx);
    if (standing.revision !== known.inService.revision) throw changedMeanwhile();
    const number = await nextNumber(tx);
    await tx
      .insertInto("ranking_model")
      .values({
        number,
        job: run.id,
        content,
        salt: sealed.salt,
        digest: sealed.digest,
        trained_by: context.actor.id,
        trained_at: context.now,
        cause: run.input.cause,
        known_at: new Date(knownAt),
        data_index: BigInt(known.dataIndex),
        log_index: known.logIndex,
        labels: JSON.stringify(labels),
        contest: JSON.stringify(contest),
        calibration: JSON.stringify(calibration),
      })
      .execute();
    const subject = `ranking-model:${number}`;
    const after = {
      ...{ number, cause: run.input.cause, knownAt, labels, contest, calibration },
      ...{ dataIndex: known.dataIndex, logIndex: known.logIndex },
    };
    const taught: Event = { type: "model.trained", subject, after, seals: { number, digest: sealed.digest } };
    const service = { number, before: standing.model, revision: standing.revision + 1 };
    const rest = contest.takesOver ? [await tookOver(tx, context, service)] : [];
    await forgetLosers(tx);
    return { result: undefined, event: [taught, ...rest] };
  });
}

async function tookOver(
  tx: Tx,
  { actor, now }: { readonly actor: { readonly id: string }; readonly now: Date },
  {
    number,
    before,
    revision,
  }: { readonly number: number; readonly before: number; readonly revision: number },
): Promise<Event> {
  await tx
    .insertInto("ranking_service")
    .values({ revision, model: number, step: "took-over", actor: actor.id, at: now })
    .execute();
  return {
    type: "model.took-over",
    subject: `ranking-model:${number}`,
    before: { model: before },
    after: { model: number, revision },
    seals: { revision, model: number },
  };
}

async function nextNumber(tx: Tx): Promise<number> {
  const { last } = await tx
    .selectFrom("ranking_model")
    .select((eb) => eb.fn.coalesce(eb.fn.max("number"), sql<number>`0`).as("last"))
    .executeTakeFirstOrThrow();
  return last + 1;
}

const losersKept = 5;

/** A model that never ranked is kept for a while, so that somebody may yet put it in service. */
async function forgetLosers(tx: Tx): Promise<void> {
  const recent = tx.selectFrom("ranking_model").select("number").orderBy("number", "desc").limit(losersKept);
  await tx
    .updateTable("ranking_model")
    .set({ content: null })
    .where("content", "is not", null)
    .where("number", "not in", recent)
    .where("number", "not in", tx.selectFrom("ranking_service").select("model"))
    .execute();
}

const changedMeanwhile = () =>
  new Refusal("conflict", {
    zh: "训练期间在用模型已更换，比较的结果不再成立，请重新训练。",
    en: "Another model came into service while this one was trained, so the comparison no longer holds. Train again.",
  });
