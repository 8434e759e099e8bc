import { execFileSync, spawn } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";

const installed = "/usr/lib/postgresql";

/** Where Debian's package puts the programs of its newest PostgreSQL; undefined where there is none. */
export function findPostgresServer(): string | undefined {
  if (!existsSync(installed)) return undefined;
  const versions = readdirSync(installed).map(Number).filter(Number.isFinite);
  const folder = join(installed, String(Math.max(...versions)), "bin");
  return versions.length > 0 && existsSync(join(folder, "initdb")) ? folder : undefined;
}

export interface PostgresServer {
  /** Of a database that a role without further rights owns, as a company's administrator hands it over. */
  readonly url: string;
  stop(): Promise<void>;
}

/** A server of the test's own, apart from the embedded one: another version, other binaries, another owner. */
export async function startPostgresServer(programs: string): Promise<PostgresServer> {
  const home = mkdtempSync(join(tmpdir(), "plumbline-server-"));
  const folder = join(home, "cluster");
  const passwordFile = join(home, "password");
  const user = unprivileged();
  writeFileSync(passwordFile, "superuser's own\n");
  if (user) for (const path of [home, passwordFile]) chownSync(path, user.uid, user.gid);
  const settings = [
    "-A",
    "scram-sha-256",
    "-U",
    "owner",
    "-E",
    "UTF8",
    "--no-sync",
    "--pwfile",
    passwordFile,
  ];
  execFileSync(join(programs, "initdb"), ["-D", folder, ...settings], { ...user, cwd: home, stdio: "pipe" });
  const port = await freePort();
  const args = ["-D", folder, "-p", String(port), "-c", "listen_addresses=127.0.0.1"];
  const server = spawn(join(programs, "postgres"), [...args, "-c", "unix_socket_directories="], {
    ...user,
    cwd: home,
    stdio: "ignore",
  });
  await makeDatabase(port);
  return {
    url: `postgresql://plumbline:handed%20over@127.0.0.1:${port}/sales`,
    async stop() {
      const exit = new Promise((resolve) => server.once("exit", resolve));
      server.kill("SIGINT");
      await exit;
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** PostgreSQL does not run as root; Debian's package has made a user for it. */
function unprivileged(): { readonly uid: number; readonly gid: number } | undefined {
  if (process.geteuid?.() !== 0) return undefined;
  const id = (flag: string) => Number(execFileSync("id", [flag, "postgres"]));
  return { uid: id("-u"), gid: id("-g") };
}

async function makeDatabase(port: number): Promise<void> {
  const address = {
    host: "127.0.0.1",
    port,
    user: "owner",
    password: "superuser's own",
    database: "postgres",
  };
  for (let attempt = 1; ; attempt++) {
    const client = new pg.Client(address);
    try {
      await client.connect();
      await client.query("CREATE ROLE plumbline LOGIN PASSWORD 'handed over'");
      await client.query("CREATE DATABASE sales OWNER plumbline");
      return await client.end();
    } catch (error) {
      await client.end().catch(() => undefined);
      if (attempt >= 600) throw error;
      await sleep(100);
    }
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
