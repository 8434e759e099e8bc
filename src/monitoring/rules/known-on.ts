import { type Reader, sql } from "../../platform/index.ts";

/**
 * Index of the log up to which records were known at the end of a day of the company's; `undefined` where the house
 * had none by then: history that was loaded later is looked at by the days it tells of.
 */
export async function knownOn(db: Reader, day: string, timeZone: string): Promise<number | undefined> {
  const { known } = await db
    .selectFrom("import_batch")
    .select(sql<bigint | null>`max(known_at)`.as("known"))
    .where("state", "=", "committed")
    .where(sql<boolean>`committed_at < (${day}::date + 1)::timestamp AT TIME ZONE ${timeZone}`)
    .executeTakeFirstOrThrow();
  return known === null ? undefined : Number(known);
}
