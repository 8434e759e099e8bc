import { setTimeout as sleep } from "node:timers/promises";
import { type Database, sql } from "../../platform/index.ts";

const longestWait = 30_000;
const atLeast = 20;

/**
 * Index of the log up to which every committed batch of records is known; -1 where there is none. A batch is committed
 * a moment before the log gives it a place, so this waits; whatever comes later gets a run of its own. `undefined` where
 * the log does not get on: then a run looks at what there is, and cannot be repeated exactly.
 */
export async function knownIndex(
  { reader }: Pick<Database, "reader">,
  signal: AbortSignal,
): Promise<number | undefined> {
  const until = performance.now() + longestWait;
  for (let wait = atLeast; performance.now() < until; wait = Math.min(500, 2 * wait)) {
    const { waiting, last } = await reader
      .selectFrom("import_batch")
      .select([
        sql<boolean>`coalesce(bool_or(known_at IS NULL), false)`.as("waiting"),
        sql<bigint | null>`max(known_at)`.as("last"),
      ])
      .where("state", "=", "committed")
      .executeTakeFirstOrThrow();
    if (!waiting) return Number(last ?? -1n);
    await sleep(wait, undefined, { signal });
  }
  return undefined;
}
