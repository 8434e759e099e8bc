import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import pg from "pg";
import { parsedOrNothing } from "../../platform/index.ts";
import type { Promised } from "./check-house.ts";
import { told, type VictimOrders } from "./victim-orders.ts";

/** A process that loads, waits for its orders, and is then killed. */
export interface Victim {
  readonly pid: number;
  /** Begins its turn; to be called once. */
  begin(orders: VictimOrders): void;
  /** Milliseconds that its start took; absent where it ended before it was ready. */
  readonly ready: Promise<number | undefined>;
  /** What it acknowledged until now. */
  readonly promised: Promised & { readonly accepted: string[] };
  readonly faults: string[];
  readonly failed: string[];
  /** What it wrote to its standard error. */
  readonly log: () => string;
  isAlive(): boolean;
  signal(signal: NodeJS.Signals): void;
  /** SIGKILL where it has not ended by itself; then how it ended. */
  kill(): Promise<string>;
  readonly ended: Promise<unknown>;
}

export function startVictim(program: string): Victim {
  const child = spawn(process.execPath, ["--enable-source-maps", program], {
    stdio: ["pipe", "pipe", "pipe"],
  });
  const ended = once(child, "close");
  const promised = {
    imported: new Set<string>(),
    steps: new Map<string, object>(),
    accepted: [] as string[],
  };
  const faults: string[] = [];
  const failed: string[] = [];
  let log = "";
  child.stderr.on("data", (chunk) => {
    log = `${log}${chunk}`.slice(-6_000);
  });
  child.stdin.on("error", () => undefined);
  const ready = new Promise<number | undefined>((resolve) => {
    void ended.then(() => resolve(undefined));
    createInterface({ input: child.stdout }).on("line", (line) => {
      // The last line of a process that was killed may be cut off: nobody has heard it.
      const said = told.safeParse(parsedOrNothing(line)).data;
      if (said === undefined) return;
      if ("ready" in said) resolve(said.ready);
      if ("imported" in said) promised.imported.add(said.imported);
      if ("accepted" in said) promised.accepted.push(said.accepted);
      if ("stepped" in said) promised.steps.set(said.stepped, said.step);
      if ("fault" in said) faults.push(said.fault);
      if ("failed" in said) failed.push(said.failed);
    });
  });
  return {
    pid: child.pid ?? 0,
    begin: (orders) => void child.stdin.write(`${JSON.stringify(orders)}\n`),
    ready,
    promised,
    faults,
    failed,
    log: () => log,
    isAlive: () => isAlive(child),
    signal: (signal) => void child.kill(signal),
    async kill() {
      if (isAlive(child)) child.kill("SIGKILL");
      await ended;
      return child.signalCode ?? String(child.exitCode);
    },
    ended,
  };
}

const isAlive = ({ exitCode, signalCode }: ChildProcess) => exitCode === null && signalCode === null;

/** Process and port of the embedded PostgreSQL. */
function postmasterOf(data: string): { readonly pid: number; readonly port: number } | undefined {
  try {
    const lines = readFileSync(join(data, "postgres", "cluster", "postmaster.pid"), "utf8").split("\n");
    return { pid: Number(lines[0]), port: Number(lines[3]) };
  } catch {
    return undefined;
  }
}

export function killPostgres(data: string): boolean {
  const postmaster = postmasterOf(data);
  if (!postmaster) return false;
  try {
    process.kill(postmaster.pid, "SIGKILL");
    return true;
  } catch {
    return false;
  }
}

/** As somebody beside the house would ask, who leaves the database to itself; `undefined` while it does not answer. */
export async function connectBeside(data: string): Promise<pg.Client | undefined> {
  const postmaster = postmasterOf(data);
  if (!postmaster) return undefined;
  const password = readFileSync(join(data, "postgres", "password"), "utf8").trim();
  const client = new pg.Client({
    host: "127.0.0.1",
    port: postmaster.port,
    user: "plumbline",
    password,
    database: "plumbline",
  });
  client.on("error", () => undefined);
  try {
    await client.connect();
    return client;
  } catch {
    return undefined;
  }
}
