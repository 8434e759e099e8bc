import { readdirSync, readFileSync, readlinkSync, realpathSync } from "node:fs";
import { join } from "node:path";

/** What PostgreSQL says of itself in `postmaster.pid` (line 1 the process, 4 the port, 8 its state). */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  readonly ready: boolean;
}

export function readPostmaster(cluster: string): Postmaster | undefined {
  let lines: string[];
  try {
    lines = readFileSync(join(cluster, "postmaster.pid"), "utf8").split("\n");
  } catch {
    return undefined;
  }
  // The file is written in steps: what is not there yet reads as "not ready".
  return { pid: Number(lines[0]), port: Number(lines[3] ?? 0), ready: lines[7]?.trim() === "ready" };
}

/**
 * PostgreSQL processes at work in the cluster's folder. "unknown" where the system cannot tell (no /proc):
 * PostgreSQL's own check of the process number then decides alone.
 */
export function processesIn(cluster: string): ReadonlySet<number> | "unknown" {
  if (process.platform !== "linux") return "unknown";
  const folder = realpathSync(cluster);
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return new Set(pids.filter((pid) => nameOf(pid) === "postgres" && standsIn(pid, folder)).map(Number));
}

/** PostgreSQL's processes stand in the cluster's folder; a zombie stands nowhere. */
function standsIn(pid: string, folder: string): boolean {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === folder;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EACCES") return false;
  }
  // Containers often forbid root to look at another user's process; its command line is open to all.
  const command = readProc(pid, "cmdline");
  if (command.split("\0").includes(folder)) return true;
  const parent = /^PPid:\s*(\d+)$/m.exec(readProc(pid, "status"))?.[1] ?? "0";
  // A worker whose postmaster is dead does not tell its folder. It ends within seconds: wait for it.
  return command.startsWith("postgres: ") && nameOf(parent) !== "postgres";
}

function nameOf(pid: string): string {
  return readProc(pid, "comm").trim();
}

function readProc(pid: string, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch {
    return ""; // gone meanwhile
  }
}

export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
