import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { Refusal } from "../refusal.ts";
import { type Binaries, findBinaries } from "./binaries.ts";
import { type RunAs, runAs } from "./run-as.ts";

/** The embedded database on disk: the cluster and, beside it, its password in a file only its owner reads. */
export interface Cluster {
  readonly folder: string;
  readonly password: string;
  readonly binaries: Binaries;
  readonly runAs: RunAs;
}

/** The role that owns the database `plumbline`; it is no superuser, so SQL cannot reach files or programs. */
export const databaseName = "plumbline";

const makingPrefix = "postgres.making-";

/** Opens `<data>/postgres`, making it first where it is absent. */
export async function openCluster(data: string): Promise<Cluster> {
  const binaries = findBinaries();
  // Root's data folder may be passed, not listed: PostgreSQL runs as another user inside it.
  if (!existsSync(data))
    mkdirSync(data, { recursive: true, mode: process.geteuid?.() === 0 ? 0o711 : 0o700 });
  const home = join(data, "postgres");
  if (!existsSync(home)) await makeCluster(data, home, binaries);
  const folder = join(home, "cluster");
  refuseOtherFormat(folder, binaries);
  const { uid, gid } = statSync(folder);
  removeUnfinished(data);
  return {
    folder,
    password: readFileSync(join(home, "password"), "utf8").trim(),
    binaries,
    runAs: runAs(programsOf(binaries), home, { uid, gid }),
  };
}

/** PostgreSQL reads the files of its own major version only. */
export function refuseOtherFormat(folder: string, { version }: Pick<Binaries, "version">): void {
  const found = readFileSync(join(folder, "PG_VERSION"), "utf8").trim();
  const ours = version.split(".")[0];
  if (found === ours) return;
  throw new Refusal("conflict", {
    zh: `数据文件夹是 PostgreSQL ${found} 的格式，本版本自带 PostgreSQL ${ours}。请用原来的版本执行 ./plumbline backup，再用本版本执行 ./plumbline restore，恢复到空文件夹。`,
    en: `The data folder has the format of PostgreSQL ${found}, and this version brings PostgreSQL ${ours}. Make a backup with the former version (./plumbline backup) and restore it with this one into an empty folder (./plumbline restore).`,
  });
}

/**
 * Made under another name and renamed when complete, so that a kill half-way leaves no half cluster, and
 * of two that start at once one wins and the other takes the winner's.
 */
async function makeCluster(data: string, home: string, binaries: Binaries): Promise<void> {
  const making = mkdtempSync(join(data, makingPrefix));
  try {
    const password = randomBytes(32).toString("base64url");
    const as = runAs(programsOf(binaries), data);
    const passwordFile = join(making, "password");
    writeFileSync(passwordFile, `${password}\n`, { mode: 0o600, flush: true });
    const folder = join(making, "cluster");
    mkdirSync(folder, { mode: 0o700 });
    if (as.user) for (const path of [making, passwordFile, folder]) chownSync(path, as.user.uid, as.user.gid);
    await initialise(as, binaries, folder, passwordFile);
    await makeDatabase(as, binaries, folder, password);
    if (as.user) chownSync(passwordFile, 0, 0);
    renameSync(making, home);
  } catch (error) {
    rmSync(making, { recursive: true, force: true });
    if (!existsSync(home)) throw error;
  }
}

/** What a kill left of earlier attempts. Whoever is still at one has already lost: the cluster exists. */
function removeUnfinished(data: string): void {
  for (const name of readdirSync(data)) {
    if (!name.startsWith(makingPrefix)) continue;
    try {
      rmSync(join(data, name), { recursive: true, force: true });
    } catch {
      // A killed server's initdb may still be writing there: the next start removes it.
    }
  }
}

function programsOf(binaries: Binaries): string[] {
  return [binaries.postgres, binaries.initdb, join(binaries.root, "share")];
}

/** The builtin collation is the same on every machine, so no system upgrade can spoil an index. */
async function initialise(
  as: RunAs,
  binaries: Binaries,
  folder: string,
  passwordFile: string,
): Promise<void> {
  const args = [
    `--pgdata=${folder}`,
    "--auth=scram-sha-256",
    "--username=postgres",
    `--pwfile=${passwordFile}`,
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
  ];
  const { file, args: all, options } = as.command(binaries.initdb, args);
  await finished(spawn(file, [...all], { ...options, stdio: ["ignore", "pipe", "pipe"] }), "initdb");
}

async function makeDatabase(as: RunAs, binaries: Binaries, folder: string, password: string): Promise<void> {
  const { file, args, options } = as.command(binaries.postgres, ["--single", "-D", folder, "postgres"]);
  const child = spawn(file, [...args], { ...options, stdio: ["pipe", "pipe", "pipe"] });
  // base64url holds no quote; single-user mode takes one statement a line.
  child.stdin?.end(
    `CREATE ROLE ${databaseName} LOGIN PASSWORD '${password}';\nCREATE DATABASE ${databaseName} OWNER ${databaseName};\n`,
  );
  await finished(child, "postgres --single");
}

async function finished(child: ChildProcess, name: string): Promise<void> {
  let told = "";
  child.stderr?.on("data", (chunk) => {
    told += chunk;
  });
  child.stdout?.resume();
  const [code] = await once(child, "close");
  if (code !== 0 || /\b(ERROR|FATAL):/.test(told))
    throw new Error(`${name} failed (${code}): ${told.trim()}`);
}
