import { z } from "zod";
import {
  type AnyJob,
  type Bilingual,
  commitTo,
  type Database,
  defineJob,
  type JobRun,
  type Tx,
} from "../../platform/index.ts";
import { readSettings } from "../../records/index.ts";
import { house } from "../house.ts";
import { knownIndex } from "../runs/known-index.ts";
import { runInChild } from "../runs/run-child.ts";
import { whileReading } from "../runs/run-job.ts";
import { readInService } from "./models.ts";
import { rankingWords } from "./ranking-words.ts";
import { type ScoreResult, scoreResult } from "./score-all.ts";

const scoreInput = z.object({
  /** After a whole run, after another model came into service, or asked for. */
  cause: z.enum(["run", "model", "person"]),
});
type Scoring = JobRun<z.infer<typeof scoreInput>, Record<string, never>>;

const program = new URL("./score.child.ts", import.meta.url);

/** Scores all transactions by what is in service, in a process of its own. */
export function scoreJob({ database }: { readonly database: Database }): AnyJob {
  return defineJob({
    name: "ranking.score",
    input: scoreInput,
    checkpoint: z.object({}) as z.ZodType<Record<string, never>>,
    retries: 1,
    async run(run) {
      if (await isCommitted(database, run.id)) return;
      const request = await requestOf(database, run.context().now);
      const onProgress = (percent: number, words: Bilingual) =>
        void run.progress(percent, words).catch(() => undefined);
      await whileReading(database, async () => {
        const dataIndex = await knownIndex(database, run.signal);
        const { model } = await readInService(database.reader);
        const order = { program, result: scoreResult, signal: run.signal, onProgress };
        const asked = {
          ...request,
          ranking: run.id,
          model,
          ...(dataIndex === undefined ? {} : { dataIndex }),
        };
        const scored = await runInChild(database, { ...order, request: asked });
        await run.progress(95, rankingWords.committing);
        await commitScores(run, { ...scored, model, dataIndex });
      });
    },
  });
}

/** What scoring and training are told of the moment they begin. */
export async function requestOf(
  database: Pick<Database, "reader">,
  now: Date,
): Promise<{ readonly today: string; readonly moment: string }> {
  const { timeZone } = (await readSettings(database.reader)).calendar;
  return {
    today: new Intl.DateTimeFormat("sv-SE", { timeZone }).format(now),
    moment: now.toISOString(),
  };
}

async function isCommitted({ reader }: Pick<Database, "reader">, id: string): Promise<boolean> {
  return (
    (await reader.selectFrom("ranking").select("id").where("id", "=", id).executeTakeFirst()) !== undefined
  );
}

type Scored = ScoreResult & { readonly model: number; readonly dataIndex: number | undefined };

/** The ranking is there from the moment that the event which seals it is. */
function commitScores(run: Scoring, scored: Scored): Promise<void> {
  const context = run.context();
  const { model, dataIndex, asOf, transactions, leftOut, deals, customers, sellers, digest } = scored;
  const kept = commitTo(scored.kept);
  return context.commit(async (tx) => {
    context.require("ranking.score", house);
    await tx
      .insertInto("ranking")
      .values({
        id: run.id,
        model,
        cause: run.input.cause,
        scored_by: context.actor.id,
        scored_at: context.now,
        data_index: dataIndex === undefined ? null : BigInt(dataIndex),
        as_of: asOf,
        transactions,
        left_out: BigInt(leftOut),
        ...{ deals, customers, sellers, digest },
        kept: kept.digest,
        salt: kept.salt,
      })
      .execute();
    await forgetOld(tx);
    const after = {
      ...{ model, cause: run.input.cause, asOf, dataIndex: dataIndex ?? null },
      ...{ transactions, leftOut, deals, customers, sellers },
    };
    const seals = { digest, kept: kept.digest, model };
    return {
      result: undefined,
      event: { type: "ranking.scored", subject: `ranking:${run.id}`, after, seals },
    };
  });
}

const rankingsKept = 2;

/** Lines can be made again; only the newest are looked at. What an attempt has left that never came to an end goes too. */
async function forgetOld(tx: Tx): Promise<void> {
  const newest = tx.selectFrom("ranking").select("id").orderBy("scored_at", "desc").limit(rankingsKept);
  await tx.deleteFrom("ranking_row").where("ranking", "not in", newest).execute();
}
