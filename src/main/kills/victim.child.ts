// A house without pages and sign-in: it imports files, takes steps on alerts and seals, and tells of each act once it
// is acknowledged, until it is killed. It loads before its turn and waits for its orders.
import { writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { openHouseLedger } from "../../ledger/index.ts";
import { followAlerts, takeStep } from "../../monitoring/index.ts";
import {
  type Context,
  createContextMaker,
  createLogger,
  type Database,
  type Jobs,
  openDatabase,
  openEventLog,
  openJobs,
} from "../../platform/index.ts";
import { followBatches, importFiles, importJob } from "../../records/index.ts";
import { openFaultyDisk } from "./faulty-disk.ts";
import { type Told, type VictimOrders, victimOrders } from "./victim-orders.ts";
import { nextStep, ordersOf } from "./work-over-http.ts";

const tell = (line: Told) => writeSync(1, `${JSON.stringify(line)}\n`);
const access = { require: () => undefined, may: () => true };
const rowsPerImport = 40;

interface House {
  readonly database: Database;
  readonly jobs: Jobs;
  context(): Context;
  close(): Promise<void>;
}

async function openHouse(orders: VictimOrders): Promise<House> {
  const { data, keys, policyFile } = orders;
  const log = createLogger({ level: "error", destination: process.stderr });
  const database = await openDatabase({ data, role: "server", log });
  const events = await openEventLog(database, log);
  const contexts = createContextMaker({ database, access, sink: events.sink });
  const ledger = await openHouseLedger({
    database,
    events,
    contexts,
    log,
    data,
    keys,
    disk: openFaultyDisk(orders.fault, orders.chance),
    settings: { patience: 300, ...(policyFile === undefined ? {} : { policyFile }) },
    onFault: ({ code }) => tell({ fault: code }),
  });
  const jobs = await openJobs({ database, contexts, log, definitions: [importJob(database)] });
  followBatches(events);
  followAlerts(events);
  return {
    database,
    jobs,
    context: () => contexts.contextFor({ kind: "person", id: orders.actor }),
    async close() {
      for (const part of [jobs, ledger, events, database]) await part.close().catch(() => undefined);
    },
  };
}

/** Files one after the other: every second at once, the others as jobs, which outlive the process. */
async function importAll({ database, jobs, context }: House, { files, turn }: VictimOrders): Promise<never> {
  for (let i = 0; ; i++) {
    const path = join(files, `${turn}-${i}.csv`);
    writeFileSync(path, ordersOf(turn * 31 + i, rowsPerImport));
    const input = { paths: [path], source: "kills" };
    try {
      if (i % 2 === turn % 2) {
        tell({ accepted: await jobs.start(importJob(database), input, context().actor) });
      } else {
        const result = await importFiles(database, input, { signal: new AbortController().signal, context });
        tell({ imported: String(result?.batch) });
      }
    } catch (error) {
      tell({ failed: `import: ${String(error)}` });
    }
    await sleep(150);
  }
}

async function decideAll({ database, context }: House, { turn }: VictimOrders): Promise<never> {
  for (let n = turn * 7; ; n++) {
    await sleep(20);
    try {
      const rows = await database.reader
        .selectFrom("alert")
        .select(["id", "status", "revision"])
        .orderBy("id")
        .limit(40)
        .execute();
      const one = rows[n % Math.max(1, rows.length)];
      if (!one) continue;
      const alike = rows.filter(({ status }) => status === one.status).slice(0, 1 + (n % 4));
      const step = nextStep(one.status, n);
      if (!step) continue;
      const items = alike.map(({ id, revision }) => ({ id, revision }));
      const taken = await takeStep(context(), access, { items, step });
      for (const { id, revision } of taken) tell({ stepped: `${id}/${revision}`, step: { ...step } });
    } catch (error) {
      // Somebody else was faster: the other process of a turn with two.
      if ((error as { code?: unknown }).code !== "conflict") tell({ failed: `step: ${String(error)}` });
    }
  }
}

const [line] = await new Promise<string[]>((resolve) =>
  createInterface({ input: process.stdin }).once("line", (text) => resolve([text])),
);
const orders = victimOrders.parse(JSON.parse(line ?? ""));
const begun = performance.now();
const house = await openHouse(orders);
process.once("SIGTERM", () => void house.close().then(() => process.exit(0)));
tell({ ready: performance.now() - begun });
await Promise.all([importAll(house, orders), decideAll(house, orders)]);
