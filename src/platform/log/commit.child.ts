// Commits as fast as it can, several at a time, and tells of each commit once it is acknowledged, until killed.
import { writeSync } from "node:fs";
import { sql } from "kysely";
import { createContext } from "../context/create-context.ts";
import { serializable } from "../context/transact.ts";
import { openDatabase } from "../database/database.ts";
import { createLogger } from "../telemetry/logger.ts";
import { openEventLog } from "./event-log.ts";

const [data = "", run = "0"] = process.argv.slice(2);
const log = createLogger({ level: "silent" });
const database = await openDatabase({ data, role: "server", log });
const events = await openEventLog(database, log);
events.followLog("projection", async (entry, tx) => {
  await sql`INSERT INTO projection (index, subject) VALUES (${entry.index}, ${entry.subject})`.execute(tx);
});
const actor = { kind: "system", id: "system:test" } as const;
const access = { require: () => undefined };

async function work(worker: number): Promise<void> {
  for (let i = 0; ; i++) {
    const id = `thing:${run}-${worker}-${i}`;
    const context = createContext({
      actor,
      now: new Date(),
      db: database.reader,
      access,
      sink: events.sink,
      transact: serializable(database.writer),
    });
    try {
      await context.commit(async (tx) => {
        context.require("things.make", {});
        await sql`INSERT INTO thing (id) VALUES (${id})`.execute(tx);
        // Two rows that all workers fight for: conflicts and repetitions are part of the load.
        await sql`UPDATE tally SET n = n + 1 WHERE id = ${worker % 2}`.execute(tx);
        return { result: undefined, event: { type: "thing.made", subject: id, after: { id } } };
      });
      writeSync(1, `${id}\n`);
    } catch {
      // PostgreSQL was killed under us, or the conflict lasted: not acknowledged.
    }
  }
}
await Promise.all(Array.from({ length: 6 }, (_, worker) => work(worker)));
