import { spawn } from "node:child_process";
import { closeSync, openSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { totalmem } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Cluster, openCluster } from "./cluster.ts";
import { isRunning, processesIn, readPostmaster } from "./postmaster.ts";

export interface EmbeddedPostgres {
  readonly port: number;
  readonly password: string;
  /** Starts it again on the same port if it has died, so that pools find it where it was. */
  revive(): Promise<void>;
  stop(): Promise<void>;
}

const patience = 60_000;

/** Starts the database under `data`, or takes over the one that a killed server left running there. */
export async function openEmbedded(data: string): Promise<EmbeddedPostgres> {
  const cluster = await openCluster(data);
  const port = await ensureRunning(cluster);
  return {
    port,
    password: cluster.password,
    revive: async () => {
      await ensureRunning(cluster, port);
    },
    stop: () => stopPostgres(cluster),
  };
}

/** The port of the running server, started if none runs. */
async function ensureRunning(cluster: Cluster, preferredPort?: number): Promise<number> {
  for (const deadline = Date.now() + patience; Date.now() < deadline; await sleep(25)) {
    const postmaster = readPostmaster(cluster.folder);
    const processes = processesIn(cluster.folder);
    const runs =
      postmaster && (processes === "unknown" ? isRunning(postmaster.pid) : processes.has(postmaster.pid));
    if (runs) {
      if (postmaster.ready) return postmaster.port;
      continue; // starting, recovering or shutting down
    }
    if (processes !== "unknown") {
      // Workers of a killed postmaster may still write: starting beside them would spoil the data.
      if (processes.size > 0) continue;
      // A process number that now belongs to another program would keep PostgreSQL from starting for ever.
      // Where it belongs to nobody the file stays: PostgreSQL checks its shared memory with it.
      if (postmaster && isRunning(postmaster.pid))
        rmSync(join(cluster.folder, "postmaster.pid"), { force: true });
    }
    const port = preferredPort ?? (await freePort());
    await startPostgres(cluster, port);
  }
  throw new Error(`The embedded PostgreSQL was not ready within ${patience / 1000} s.\n${startLog(cluster)}`);
}

const megabyte = 2 ** 20;

/** A sixteenth of the machine's memory, or of what a container may have: detection beside it needs more than that. */
function sharedBuffers(): string {
  const constrained = process.constrainedMemory();
  const memory = constrained > 0 ? Math.min(constrained, totalmem()) : totalmem();
  return `${Math.round(Math.min(Math.max(memory / 16, 128 * megabyte), 4_096 * megabyte) / megabyte)}MB`;
}

const serverSettings = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  fsync: "on",
  synchronous_commit: "on",
  full_page_writes: "on",
  shared_buffers: sharedBuffers(),
  // What is read mostly lies in the system's cache: handing it to another process to read takes longer than reading it.
  io_method: "sync",
  // After each checkpoint a page is written whole once more, and rows come in all over their indexes.
  max_wal_size: "4GB",
  jit: "off",
  timezone: "UTC",
  // A killed client's statement ends instead of holding its locks.
  client_connection_check_interval: "1s",
  // Its own log keeps a week, without values: no details of rows, no text of statements.
  logging_collector: "on",
  log_filename: "postgres-%a.log",
  log_truncate_on_rotation: "on",
  log_rotation_age: "1d",
  log_error_verbosity: "terse",
  log_min_error_statement: "panic",
};

/** Resolves when the server is ready or has given up; `ensureRunning` looks which. */
async function startPostgres(cluster: Cluster, port: number): Promise<void> {
  const settings = Object.entries(serverSettings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const { file, args, options } = cluster.runAs.command(cluster.binaries.postgres, [
    "-D",
    cluster.folder,
    "-p",
    String(port),
    ...settings,
  ]);
  const log = openSync(startLogPath(cluster), "w", 0o600);
  // Detached: Ctrl-C in a terminal reaches us alone, and we close the database after the last request.
  const child = spawn(file, [...args], { ...options, detached: true, stdio: ["ignore", log, log] });
  closeSync(log);
  child.unref();
  let failed: Error | undefined;
  child.once("error", (error) => {
    failed = error;
  });
  while (child.exitCode === null && child.signalCode === null && !failed) {
    const postmaster = readPostmaster(cluster.folder);
    if (postmaster?.pid === child.pid && postmaster?.ready) return;
    await sleep(20);
  }
  if (failed) throw failed;
  const told = startLog(cluster);
  // Another process of ours was faster, or took the port: look again.
  if (/postmaster\.pid" already exists|could not bind|in use/.test(told)) return;
  throw new Error(`The embedded PostgreSQL did not start.\n${told}`);
}

function startLogPath(cluster: Cluster): string {
  return join(dirname(cluster.folder), "start.log");
}

function startLog(cluster: Cluster): string {
  return readFileSync(startLogPath(cluster), "utf8").slice(-4_000);
}

async function stopPostgres(cluster: Cluster): Promise<void> {
  const postmaster = readPostmaster(cluster.folder);
  if (!postmaster || !isRunning(postmaster.pid)) return;
  // SIGINT is PostgreSQL's fast shutdown: open transactions roll back, everything is written.
  process.kill(postmaster.pid, "SIGINT");
  for (const deadline = Date.now() + patience; Date.now() < deadline; await sleep(20)) {
    if (readPostmaster(cluster.folder)?.pid !== postmaster.pid) return;
  }
  throw new Error(`The embedded PostgreSQL (process ${postmaster.pid}) did not stop.`);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
