// A whole server on the data folder given: database, log, jobs, http, with one slow route.
import { setTimeout as sleep } from "node:timers/promises";
import {
  createContextMaker,
  createHealth,
  createHttp,
  createLogger,
  createMetrics,
  openDatabase,
  openEventLog,
  openJobs,
  serve,
} from "../index.ts";

const [data = ""] = process.argv.slice(2);
const log = createLogger({ level: "silent" });
const database = await openDatabase({ data, role: "server", log });
const events = await openEventLog(database, log);
const contexts = createContextMaker({ database, sink: events.sink, access: { require: () => undefined } });
const jobs = await openJobs({ database, definitions: [], contexts, log });
const http = await createHttp({
  log,
  metrics: await createMetrics(),
  health: createHealth(events),
  version: "0.0.0",
});
http.get("/slow", async () => {
  console.log("slow");
  await sleep(1_500);
  return { done: true };
});
const { url } = await serve({ http, host: "127.0.0.1", port: 0, log, closeAfter: [jobs, events, database] });
console.log(url);
