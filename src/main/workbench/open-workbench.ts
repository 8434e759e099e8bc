import { readFile } from "node:fs/promises";
import { buildCheckPage } from "../../../tools/build-check-page.mjs";
import { addTileRoutes, createEvidenceMaker, keepCheckpoints, openHouseLedger } from "../../ledger/index.ts";
import {
  addPeopleRoutes,
  createAccess,
  openSetUp,
  type RoomParts,
  readAuthSecret,
} from "../../people/index.ts";
import {
  addWeb,
  createContextMaker,
  createHealth,
  createHttp,
  createMetrics,
  type Database,
  type EventLog,
  type Http,
  type Logger,
  type Metrics,
  openDatabase,
  openEventLog,
  openJobs,
  type Serving,
  serve,
} from "../../platform/index.ts";
import { listPlaces } from "../erasure/erasure-job.ts";
import { addErasureRoutes } from "../erasure/erasure-routes.ts";
import { erasureJobs, followErasures, resumeErasing } from "../erasure/erasures.ts";
import { addHoldRoutes } from "../erasure/hold-routes.ts";
import { erasurePolicies } from "../erasure/parts.ts";
import { replayErasures } from "../erasure/replay-erasures.ts";
import { subscribe } from "../subscriptions.ts";
import { backupBeforeUpgrade } from "../system/backup-before-upgrade.ts";
import { operationsJobs, scheduleOperations } from "../system/operations.ts";
import { systemPolicies } from "../system/parts.ts";
import { addSystemRoutes } from "../system/system-routes.ts";
import { software, version } from "../version.ts";
import type { WorkbenchConfig } from "./config.ts";
import { makeDataFolder } from "./data-folder.ts";
import { addLedgerGauges } from "./ledger-gauges.ts";
import { measureLedger } from "./measure-ledger.ts";
import { roomsOf } from "./rooms.ts";
import { sealingAlarm } from "./sealing-alarm.ts";

export interface WorkbenchOptions {
  readonly config: WorkbenchConfig;
  readonly log: Logger;
  /** The folder of the built web app; without it the API alone is served. */
  readonly pages?: string;
}

export interface Workbench extends Serving {
  readonly parts: RoomParts;
  /** Where the first accounts are made; absent once they are. Each opening makes a new one. */
  readonly setUpLink: string | undefined;
}

interface Closing {
  close(): Promise<void>;
}

/**
 * Opens what the workbench stands on, in the order in which one needs the other, and lets people in last. What was
 * opened is closed in the opposite order: after the last request the jobs, the log with its followers, the judge, and
 * the database at the very end. Where a part does not open, those before it are closed.
 */
export async function openWorkbench({ config, log, pages }: WorkbenchOptions): Promise<Workbench> {
  const opened: Closing[] = [];
  const open = <Part extends Closing>(part: Part): Part => {
    opened.unshift(part);
    return part;
  };
  try {
    makeDataFolder(config.data);
    const { data, databaseUrl } = config;
    const beforeMigrating = backupBeforeUpgrade({ data, settings: config.sections.operations });
    const database = open(await openDatabase({ data, databaseUrl, role: "server", log, beforeMigrating }));
    const parts = await openParts({ config, log, database, open });
    if (pages !== undefined) await addWeb(parts.http, pages);
    const token = await openSetUp(parts.contexts.contextFor({ kind: "system", id: "system:set-up" }));
    const serving = await serve({ ...config, http: parts.http, log, closeAfter: opened });
    const url = config.sections.people.publicUrl?.replace(/\/$/, "") ?? reachable(serving.url);
    const setUpLink = token === undefined ? undefined : `${url}/set-up#token=${token}`;
    return { ...serving, url, parts, setUpLink };
  } catch (error) {
    for (const part of opened) await part.close().catch(() => undefined);
    throw error;
  }
}

async function openParts(given: {
  readonly config: WorkbenchConfig;
  readonly log: Logger;
  readonly database: Database;
  open<Part extends Closing>(part: Part): Part;
}): Promise<RoomParts & { readonly http: Http }> {
  const { config, log, database, open } = given;
  const rooms = roomsOf(config.sections);
  const policies = [...rooms.flatMap((room) => room.policies ?? []), systemPolicies, erasurePolicies];
  const access = open(await createAccess(database, policies));
  const events = open(await openEventLog(database, log));
  const contexts = createContextMaker({ database, access, sink: events.sink });
  const { data, keys } = config;
  const ledger = open(
    await openHouseLedger({
      ...{ database, events, contexts, log, data, keys, settings: config.sections.ledger },
      onFault: sealingAlarm(contexts, log),
    }),
  );
  open(keepCheckpoints({ database, ledger, log }));
  const evidence = createEvidenceMaker({
    ledger,
    db: database.reader,
    events,
    software,
    readPage: async () => readFile(await buildCheckPage(), "utf8"),
  });
  const early = { database, access, events, contexts, ledger, evidence, data };
  const operations = {
    ...early,
    settings: config.sections.operations,
    isEmbedded: config.databaseUrl === undefined,
  };
  const erasing = { ...operations, keys };
  await replayErasures({ database, contexts }, listPlaces(erasing));
  const definitions = [
    ...rooms.flatMap((room) => room.jobs?.(early) ?? []),
    ...operationsJobs(operations),
    ...erasureJobs(erasing),
  ];
  const jobs = open(await openJobs({ database, contexts, log, definitions }));
  const metrics = await createMetrics();
  measureLedger(metrics, database, ledger);
  addLedgerGauges(metrics, { database, events, ledger });
  const http = await createDoor({ config, log, events, metrics });
  const settings = config.sections.people;
  const secret = readAuthSecret(config.keys);
  const visitors = addPeopleRoutes(http, { database, access, contexts, settings, secret });
  addTileRoutes(http, ledger.tiles);
  const parts = { ...early, jobs, visitors };
  for (const room of rooms) await room.addRoutes?.(http, parts);
  addSystemRoutes(http, { ...operations, ...parts });
  addErasureRoutes(http, { ...erasing, ...parts });
  addHoldRoutes(http, parts);
  subscribe(parts);
  followErasures({ ...erasing, ...parts });
  for (const room of rooms) room.schedule?.(parts);
  await scheduleOperations(operations, jobs);
  await resumeErasing({ ...erasing, ...parts });
  return { ...parts, http };
}

async function createDoor({
  config,
  log,
  events,
  metrics,
}: {
  readonly config: WorkbenchConfig;
  readonly log: Logger;
  readonly events: EventLog;
  readonly metrics: Metrics;
}): Promise<Http> {
  metrics.gauge("plumbline_log_entries", "Entries in the log.", async () => (await events.state()).size);
  metrics.gauge(
    "plumbline_log_waiting",
    "Events that wait for their index.",
    async () => (await events.state()).waiting,
  );
  const { proxies: trustProxy } = config.sections;
  const { publicUrl } = config.sections.people;
  return createHttp({ log, metrics, health: createHealth(events), version, trustProxy, publicUrl });
}

/** Who listens on every address is reached on this machine by the loopback's. */
function reachable(url: string): string {
  return url.replace("//0.0.0.0:", "//127.0.0.1:").replace("//[::]:", "//[::1]:");
}
