import type pg from "pg";
import type { Database } from "./database.ts";

/** Work on a session of its own that sees one moment of the database throughout, and can change nothing. */
export async function atOneMoment<Result>(
  database: Pick<Database, "session">,
  work: (session: pg.Client) => Promise<Result>,
): Promise<Result> {
  const session = await database.session(() => undefined);
  try {
    await session.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    return await work(session);
  } finally {
    await session.end().catch(() => undefined);
  }
}
