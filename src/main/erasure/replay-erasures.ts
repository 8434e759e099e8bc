import { setTimeout as sleep } from "node:timers/promises";
import { type ContextMaker, type Database, Refusal, sql } from "../../platform/index.ts";
import { carryOut } from "./carry-out.ts";
import { type ListedErasure, readErasureList } from "./erasure-list.ts";
import { eraser } from "./parts.ts";

/**
 * Erases again what the list says and the database does not know: a backup from before has brought it back. Gives how
 * many acts were done again. Whoever serves the house calls it before anybody is let in.
 */
export async function replayErasures(
  { database, contexts }: { readonly database: Database; readonly contexts: ContextMaker },
  folders: readonly string[],
): Promise<number> {
  let replayed = 0;
  for (const listed of await readErasureList(folders)) {
    const known = await database.reader
      .selectFrom("erasure")
      .select("id")
      .where("id", "=", listed.id)
      .where("erased_at", "is not", null)
      .executeTakeFirst();
    if (known) continue;
    await writeApproved(database, listed);
    await carryOutOrWait(contexts, listed.id);
    replayed += 1;
  }
  return replayed;
}

/** In the state in which it was carried out, whatever the backup knew of the request. */
async function writeApproved({ writer }: Database, { id, cause, at, choice }: ListedErasure): Promise<void> {
  await sql`INSERT INTO erasure (id, cause, state, choice, asked_by, asked_at, listed_at)
    VALUES (${id}, ${cause}, 'approved', ${JSON.stringify(choice)}, ${eraser.id}, ${at}, now())
    ON CONFLICT (id) DO UPDATE SET state = 'approved', choice = excluded.choice, listed_at = now()`.execute(
    writer,
  );
}

const attempts = 600;

async function carryOutOrWait(contexts: ContextMaker, id: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await carryOut(contexts.contextFor(eraser), id, { past: true });
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== "conflict" || attempt >= attempts) throw error;
      await sleep(500);
    }
  }
}
