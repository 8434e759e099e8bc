// Opens jobs on the data folder given and works until killed; "count" stages the numbers up to its input.
import { sql } from "kysely";
import { z } from "zod";
import {
  createContextMaker,
  createLogger,
  defineJob,
  openDatabase,
  openEventLog,
  openJobs,
} from "../index.ts";

export const count = defineJob({
  name: "test.count",
  input: z.object({ upTo: z.int(), pause: z.int() }),
  checkpoint: z.object({ next: z.int() }),
  retryDelay: 0,
  async run({ input, checkpoint, progress, save }) {
    for (let n = checkpoint?.next ?? 0; n < input.upTo; n++) {
      await save({ next: n + 1 }, async (tx) => {
        await sql`INSERT INTO staged VALUES (${n})`.execute(tx);
      });
      await progress((100 * n) / input.upTo, { zh: `已数到 ${n}`, en: `Counted to ${n}` });
      await new Promise((resolve) => setTimeout(resolve, input.pause));
    }
  },
});

const [data] = process.argv.slice(2);
if (import.meta.main && data) {
  const log = createLogger({ level: "silent" });
  const database = await openDatabase({ data, role: "server", log });
  const { sink } = await openEventLog(database, log);
  const contexts = createContextMaker({ database, sink, access: { require: () => undefined } });
  await openJobs({ database, definitions: [count], contexts, log });
  console.log("working");
}
