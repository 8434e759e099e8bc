import { execFileSync, type SpawnOptions } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { Refusal } from "../refusal.ts";

/** How to start a PostgreSQL program: as ourselves, or, where we are root, as an ordinary user. */
export interface RunAs {
  /** Present where we are root. */
  readonly user?: User;
  command(
    program: string,
    args: readonly string[],
  ): { readonly file: string; readonly args: readonly string[]; readonly options: SpawnOptions };
}

interface User {
  readonly uid: number;
  readonly gid: number;
}

const ownUser = "plumbline";

/** PostgreSQL refuses to run as root. It must read its programs and pass into its data folder. */
export function runAs(programs: readonly string[], data: string, owner?: User): RunAs {
  if (process.platform === "win32" || process.geteuid?.() !== 0) {
    return { command: (file, args) => ({ file, args, options: {} }) };
  }
  const user = owner && owner.uid !== 0 ? owner : (findUser(ownUser) ?? findUser("postgres") ?? makeUser());
  if (
    mayPass(user, data) &&
    programs.every((path) => allows(user, path, 5) && mayPass(user, dirname(path)))
  ) {
    return { user, command: (file, args) => ({ file, args, options: { ...user } }) };
  }
  const prefix = capabilityPrefix(user);
  return {
    user,
    command: (file, args) => ({ file: "setpriv", args: [...prefix, file, ...args], options: {} }),
  };
}

function findUser(name: string): User | undefined {
  try {
    const id = (flag: string) =>
      Number(execFileSync("id", [flag, name], { stdio: ["ignore", "pipe", "ignore"] }));
    return { uid: id("-u"), gid: id("-g") };
  } catch {
    return undefined;
  }
}

function makeUser(): User {
  try {
    execFileSync("useradd", [
      "--system",
      "--user-group",
      "--no-create-home",
      "--shell",
      "/usr/sbin/nologin",
      ownUser,
    ]);
  } catch {
    // Told below, with what to do.
  }
  const user = findUser(ownUser);
  if (user) return user;
  throw new Refusal("invalid", {
    zh: `PostgreSQL 不能以 root 运行，且无法创建用户 ${ownUser}。请以普通用户启动 Plumbline，或先创建该用户。`,
    en: `PostgreSQL does not run as root, and the user ${ownUser} could not be made. Start Plumbline as an ordinary user, or make that user first.`,
  });
}

/** Whether the folder and every folder above it let the user through, by their permission bits. */
function mayPass(user: User, folder: string): boolean {
  return allows(user, folder, 1) && (folder === dirname(folder) || mayPass(user, dirname(folder)));
}

function allows({ uid, gid }: User, path: string, bits: number): boolean {
  const { mode, uid: owner, gid: group } = statSync(path);
  return ((mode >> (owner === uid ? 6 : group === gid ? 3 : 0)) & bits) === bits;
}

/**
 * Root's own folders (`/root`, `mktemp -d`) are closed to the ordinary user. There the programs keep one
 * capability of root's: to pass folders, read-only where the machine grants that (ADR 0102).
 * `no_setuid_fixup` because access(2) otherwise ignores capabilities, and PostgreSQL asks it.
 */
function capabilityPrefix({ uid, gid }: User): string[] {
  const held = BigInt(`0x${/^CapEff:\s*([0-9a-f]+)$/m.exec(ownStatus())?.[1] ?? "0"}`);
  const holds = (bit: bigint) => (held >> bit) & 1n;
  const capability = holds(2n) ? "dac_read_search" : holds(1n) ? "dac_override" : undefined;
  if (capability === undefined) {
    throw new Refusal("invalid", {
      zh: "以 root 启动时，PostgreSQL 以普通用户运行，但进不了程序或数据所在的文件夹。请把 PLUMBLINE_DATA 设在 /var/lib/plumbline 一类的位置，或以普通用户启动。",
      en: "Started as root, PostgreSQL runs as an ordinary user, who cannot enter the folder of the program or of the data. Set PLUMBLINE_DATA to a place such as /var/lib/plumbline, or start as an ordinary user.",
    });
  }
  return [
    `--reuid=${uid}`,
    `--regid=${gid}`,
    "--clear-groups",
    "--securebits=+no_setuid_fixup",
    `--inh-caps=+${capability}`,
    `--ambient-caps=+${capability}`,
    "--",
  ];
}

function ownStatus(): string {
  try {
    return readFileSync(join("/proc", "self", "status"), "utf8");
  } catch {
    return "";
  }
}
