import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createLogger, makeTestData, sql } from "../../platform/index.ts";
import { readWorkbenchConfig } from "../workbench/config.ts";
import { openWorkbench, type Workbench } from "../workbench/open-workbench.ts";
import { Caller } from "./caller.ts";
import { startWitness, type WitnessProcess } from "./witness-process.ts";
import { bookedTwice, importOnce, ordersOf } from "./work-over-http.ts";

/** A house with people, records and alerts, whose processes are about to be killed. */
export interface HouseToKill {
  readonly data: string;
  readonly keys: string;
  readonly files: string;
  /** The person who imports and decides, signed in. */
  readonly caller: Caller;
  readonly actor: string;
  readonly verifierKeys: readonly string[];
  readonly witness: WitnessProcess;
  /** Trust file that names the witness. */
  readonly policyFile: string;
  /** Configuration of a server that asks it. */
  readonly configFile: string;
  /** Whether the ledger's folder and that of the keys are small file systems of their own. */
  readonly hasMounts: boolean;
  /** The import that was made before the first kill. */
  readonly firstImport: string;
  open(): Promise<Workbench>;
  remove(): Promise<void>;
}

const room = "64m";

export async function makeHouseToKill({ mounts }: { readonly mounts: boolean }): Promise<HouseToKill> {
  const home = await makeTestData();
  const { data } = home;
  const folder = mkdtempSync(join(tmpdir(), "plumbline-kills-"));
  const keys = join(folder, "keys");
  const files = join(folder, "files");
  for (const made of [keys, files, join(data, "ledger")]) mkdirSync(made, { recursive: true });
  const mounted = mounts ? [join(data, "ledger"), keys].filter(mount) : [];
  const environment = { PLUMBLINE_DATA: data, PLUMBLINE_KEYS: keys, PORT: "0" };
  const open = () =>
    openWorkbench({ config: readWorkbenchConfig(environment), log: createLogger({ level: "silent" }) });
  const caller = new Caller();
  const { firstImport, actor, verifierKeys } = await furnish(await open(), caller);
  const witness = await startWitness(join(folder, "witness"), verifierKeys);
  const policyFile = join(folder, "trust");
  const logs = verifierKeys.map((key) => `log ${key}\n`).join("");
  writeFileSync(policyFile, `${logs}witness w ${witness.key} ${witness.url}\nquorum w\n`);
  const configFile = join(folder, "config.yaml");
  writeFileSync(configFile, `ledger:\n  policyFile: ${policyFile}\n  patience: 300\n`);
  return {
    ...{ data, keys, files, caller, actor, verifierKeys, witness, policyFile, configFile, firstImport, open },
    hasMounts: mounted.length === 2,
    async remove() {
      await witness.kill();
      for (const place of mounted) execFileSync("umount", ["-l", place]);
      home.remove();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A file system in memory over a folder: one that can be full. Needs the right to mount. */
function mount(folder: string): boolean {
  if (process.geteuid?.() !== 0 || !existsSync("/proc/mounts")) return false;
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${room},mode=0700`, "tmpfs", folder], {
      stdio: "ignore",
    });
    return true;
  } catch {
    return false;
  }
}

/** The first accounts, the first records and the first alerts. */
async function furnish(workbench: Workbench, caller: Caller) {
  const { setUpLink, url, parts, close } = workbench;
  caller.url = url;
  const lead = {
    name: "Lin Qing",
    email: "lin@example.com",
    password: "violet-anchor-7-harbour",
    employeeId: "A-1",
  };
  const administrator = { ...lead, email: "root@example.com", employeeId: undefined };
  const token = setUpLink?.split("#token=")[1];
  const made = await caller.send("POST", "/api/set-up", { token, administrator, leadAuditor: lead });
  if (made?.status !== 201) throw new Error(`The house was not set up: ${made?.status}`);
  const { leadAuditor: actor } = made.body as { leadAuditor: string };
  const { email, password } = lead;
  await caller.send("POST", "/api/sign-in", { email, password });
  const wrong: string[] = [];
  const firstImport = await importOnce(caller, ordersOf(0) + bookedTwice(40).replace(/^.*\n/, ""), wrong);
  if (firstImport === undefined) throw new Error(`The first import was refused: ${wrong}`);
  for (let alerts = 0n; alerts < 20n; await sleep(200)) {
    const { rows } = await sql<{ n: bigint }>`SELECT count(*) AS n FROM alert`.execute(parts.database.writer);
    alerts = rows[0]?.n ?? 0n;
  }
  const verifierKeys = [...(parts.ledger?.verifierKeys ?? [])];
  await close();
  return { firstImport, actor, verifierKeys };
}
