// Imports one generation of a file after the other, and tells of each once its job is done, until killed.
import { writeSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import {
  createContextMaker,
  createLogger,
  type Jobs,
  openDatabase,
  openEventLog,
  openJobs,
} from "../../platform/index.ts";
import { importJob } from "./import-job.ts";

const [data = "", files = ""] = process.argv.slice(2);
const log = createLogger({ level: "silent" });
const database = await openDatabase({ data, role: "server", log });
const { sink } = await openEventLog(database, log);
const contexts = createContextMaker({ database, sink, access: { require: () => undefined } });
const job = importJob(database, { rowsAtOnce: 150 });
const jobs = await openJobs({ database, definitions: [job], contexts, log });
writeSync(1, "open\n");

/** The number of jobs that were ever started is the number of the last generation. */
for (let last = await settled(jobs); ; last = await settled(jobs)) {
  for (let n = 0; n < last; n++) writeSync(1, `done ${n}\n`);
  const paths = [join(files, `orders-${last}.csv`)];
  await jobs.start(job, { paths, source: "kills", complete: true }, { kind: "system", id: "system:test" });
}

async function settled(of: Jobs): Promise<number> {
  for (;;) {
    const started = await of.list(job.name, 1_000);
    if (started.some(({ state }) => state === "failed")) throw new Error("An import failed.");
    if (started.every(({ state }) => state === "done")) return started.length;
    await sleep(20);
  }
}
