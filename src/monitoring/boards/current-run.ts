import type { Reader } from "../../platform/index.ts";

export interface CurrentRun {
  readonly id: string;
  /** YYYY-MM-DD: the day the figures are of. */
  readonly asOf: string;
  readonly finishedAt: Date;
  readonly amounts: unknown;
}

/** The newest whole run that is committed: whose summaries and ranks are there to be read. */
export async function currentRun(db: Reader): Promise<CurrentRun | undefined> {
  const row = await db
    .selectFrom("detection_run")
    .select(["id", "as_of", "finished_at", "amounts"])
    .where("state", "=", "committed")
    .where("cause", "<>", "live")
    .orderBy("finished_at", "desc")
    .limit(1)
    .executeTakeFirst();
  if (!row?.finished_at) return undefined;
  return { id: row.id, asOf: row.as_of ?? "", finishedAt: row.finished_at, amounts: row.amounts };
}

const attempts = 3;

/**
 * Reads what one run left. A run that is committed meanwhile takes the former one's summaries away: then all is read
 * again, so that no page is put together from two runs.
 */
export async function ofOneRun<Result>(
  db: Reader,
  read: (run: CurrentRun | undefined) => Promise<Result>,
): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    const run = await currentRun(db);
    const result = await read(run);
    if (attempt >= attempts || (await currentRun(db))?.id === run?.id) return result;
  }
}
