import { closeSync, openSync, readdirSync, rmSync, truncateSync, writeSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { bundle } from "./bundle.ts";
import { openChecker, type Promised } from "./check-house.ts";
import type { HouseToKill } from "./house-to-kill.ts";
import { rememberLog } from "./remembered-log.ts";
import { serveUntilKilled } from "./serve-until-killed.ts";
import { drawTurns, randomFrom, type Turn, type Variant, variants } from "./turns.ts";
import { connectBeside, killPostgres, startVictim, type Victim } from "./victim.ts";
import { watchCheckpoints } from "./watch-checkpoints.ts";

/** What became of the turns of one variant. */
export interface Outcome {
  turns: number;
  kills: number;
  databaseKills: number;
  /** Turns whose process was ready before it was killed. */
  ready: number;
  /** Turns in which sealing stopped, as it should. */
  stopped: number;
  steps: number;
  imports: number;
  readonly starts: number[];
}

export interface Played {
  readonly outcomes: ReadonlyMap<Variant, Outcome>;
  /** Imports that were accepted: each must be done in the end. */
  readonly accepted: readonly string[];
  /** Everything that ought not to have been. */
  readonly wrong: readonly string[];
  readonly checks: number;
  finish(): Promise<FinalCheck>;
}

export interface FinalCheck {
  readonly wrong: readonly string[];
  readonly entries: number;
  readonly checkpoints: number;
  readonly proofs: number;
  readonly cosigned: number;
  /** Share of all signed checkpoints that the observer saw. */
  readonly seen: number;
}

const startsWithin = 180_000; // milliseconds

export async function runTurns(
  house: HouseToKill,
  {
    kills,
    seed,
    onTurn,
  }: {
    readonly kills: number;
    readonly seed: number;
    onTurn?(done: number, what: string, wrong: readonly string[]): void;
  },
): Promise<Played> {
  const { data, keys, files, actor, policyFile } = house;
  const random = randomFrom(seed);
  const victimProgram = await bundle("victim.child.ts");
  const serverProgram = await bundle("server.child.ts");
  const ledgerFolder = join(data, "ledger");
  const log = rememberLog();
  const watcher = watchCheckpoints(join(ledgerFolder, "checkpoint"), join(keys, "checkpoints-1"));
  const { verifierKeys, witness } = house;
  const checker = openChecker({ log, watcher, folder: ledgerFolder, verifierKeys, witnessKey: witness.key });
  const outcomes = new Map<Variant, Outcome>();
  const accepted: string[] = [];
  const wrong: string[] = [];
  let pending = noPromise();
  let checks = 0;

  /** What was promised and not yet looked for is looked for now; if the database is killed meanwhile, next time. */
  let checking: Promise<void> = Promise.resolve();
  const check = (what: string) => {
    checking = checking.then(() => checkNow(what));
    return checking;
  };
  const checkNow = async (what: string) => {
    const client = await connectBeside(data);
    if (!client) return;
    const mine = pending;
    pending = noPromise();
    try {
      wrong.push(...(await checker.check(client, mine)).map((sentence) => `${what}: ${sentence}`));
      checks += 1;
    } catch (error) {
      if (!isBroken(error)) throw error;
      pending = together(mine, pending);
    } finally {
      await client.end().catch(() => undefined);
    }
  };
  const begin = (victim: Victim, turn: Turn, number: number) => {
    const injected = injectedFault(turn.variant, house.hasMounts);
    victim.begin({
      ...{ data, keys, actor, files, turn: number, fault: injected, chance: turn.chance },
      ...(turn.isWitnessed ? { policyFile } : {}),
    });
  };
  /** Whether it came up by itself. */
  const isReady = async (victim: Victim, what: string, outcome: Outcome, mayFall = false) => {
    const late = sleep(startsWithin, "late" as const, { ref: false });
    const ready = await Promise.race([victim.ready, late]);
    if (typeof ready === "number") {
      outcome.starts.push(ready);
      outcome.ready += 1;
      return true;
    }
    if (!mayFall) wrong.push(`${what}: it did not start by itself (${ready}). ${victim.log()}`);
    return false;
  };
  const bury = async (victim: Victim, outcome: Outcome) => {
    if ((await victim.kill()) === "SIGKILL") outcome.kills += 1;
    pending = together(pending, victim.promised);
    accepted.push(...victim.promised.accepted);
    outcome.steps += victim.promised.steps.size;
    outcome.imports += victim.promised.imported.size + victim.promised.accepted.length;
  };
  const judge = (victim: Victim, { variant }: Turn, what: string, outcome: Outcome) => {
    const expected = expectedFaults[variant] ?? [];
    if (victim.faults.length > 0) outcome.stopped += 1;
    const other = victim.faults.filter((fault) => !expected.includes(fault));
    if (other.length > 0) wrong.push(`${what}: sealing stopped (${other}). ${victim.log()}`);
    if (losesDatabase.has(variant)) return;
    for (const failed of victim.failed) wrong.push(`${what}: ${failed}`);
  };

  const play = async (turn: Turn, number: number, victim: Victim, spare: () => Victim, outcome: Outcome) => {
    const { variant, life, chance } = turn;
    const what = `turn ${number}, ${variant}`;
    if (variant === "recovery" && killPostgres(data)) outcome.databaseKills += 1;
    begin(victim, turn, number);
    if (variant === "start" || variant === "recovery") {
      await sleep(life);
      await bury(victim, outcome);
      return judge(victim, turn, what, outcome);
    }
    if (!(await isReady(victim, what, outcome, variant === "torn"))) return bury(victim, outcome);
    const checked = check(what);
    switch (variant) {
      case "kill-all":
        await sleep(life);
        if (killPostgres(data)) outcome.databaseKills += 1;
        break;
      case "database":
        await sleep(life * chance);
        if (killPostgres(data)) outcome.databaseKills += 1;
        await sleep(life);
        break;
      case "shutdown":
        await sleep(life / 3);
        victim.signal("SIGTERM");
        await Promise.race([victim.ended, sleep(chance * 400)]);
        break;
      case "torn":
        await Promise.race([victim.ended, sleep(life * 4)]);
        break;
      case "full-ledger":
      case "full-keys":
        await fillUp(variant === "full-keys" ? keys : ledgerFolder, house.hasMounts, life * chance, life);
        break;
      case "witness":
        await sleep(life * chance);
        await witness.kill();
        await sleep(life * (1 - chance));
        break;
      case "paused": {
        await sleep(life);
        const second = await takeOver(turn, number, victim, spare, what, outcome);
        if (second) await bury(second, outcome);
        break;
      }
      default:
        await sleep(life);
    }
    await bury(victim, outcome);
    await checked;
    judge(victim, turn, what, outcome);
    if (variant === "lost") {
      checker.spoiled();
      spoilNewestTile(ledgerFolder, chance);
    }
    if (variant.startsWith("full-")) makeRoom(keys, ledgerFolder);
    if (variant === "witness") await witness.start();
  };

  /** The first is frozen as a paused machine is, loses its sessions, and wakes beside its successor. */
  const takeOver = async (
    turn: Turn,
    number: number,
    first: Victim,
    spare: () => Victim,
    what: string,
    outcome: Outcome,
  ) => {
    first.signal("SIGSTOP");
    const client = await connectBeside(data);
    await client?.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()",
    );
    await client?.end();
    const second = spare();
    begin(second, turn, number + 500_000);
    const came = await isReady(second, `${what} (successor)`, outcome);
    await sleep(turn.life * turn.chance);
    first.signal("SIGCONT");
    await sleep(turn.life);
    if (came) await check(`${what} (both)`);
    if (second.faults.length > 0)
      wrong.push(`${what}: its successor stopped sealing (${second.faults}). ${second.log()}`);
    return second;
  };

  let spareVictim = startVictim(victimProgram);
  const next = () => {
    const taken = spareVictim;
    spareVictim = startVictim(victimProgram);
    return taken;
  };
  const killed = () => [...outcomes.values()].reduce((sum, one) => sum + one.kills, 0);
  const turns = drawTurns(kills, random);
  for (let number = 0; killed() < kills; number++) {
    const turn = turns[number] ?? drawTurns(1, random)[0];
    if (!turn) break;
    const outcome = outcomes.get(turn.variant) ?? noOutcome();
    outcomes.set(turn.variant, outcome);
    outcome.turns += 1;
    if (turn.variant === "server") {
      const check_ = () => check(`turn ${number}, server`);
      const served = await serveUntilKilled(house, serverProgram, turn, number, check_);
      pending = together(pending, served.promised);
      accepted.push(...served.promised.accepted);
      wrong.push(...served.wrong.map((sentence) => `turn ${number}, server: ${sentence}`));
      outcome.kills += 1;
      outcome.ready += 1;
      outcome.starts.push(served.ready);
      outcome.steps += served.promised.steps.size;
      outcome.imports += served.promised.accepted.length;
    } else {
      await play(turn, number, next(), next, outcome);
    }
    onTurn?.(killed(), `turn ${number}, ${turn.variant}`, wrong);
  }
  await spareVictim.kill();
  return {
    outcomes,
    accepted,
    wrong,
    get checks() {
      return checks;
    },
    /** To be called while a house is open, and idle. */
    async finish() {
      const client = await connectBeside(data);
      if (!client) return { ...checker.counts(), wrong: ["no database"], entries: 0, seen: 0 };
      checker.mended();
      const last = await checker.check(client, pending);
      const again = await log.readAgain(client);
      await client.end();
      watcher.stop();
      for (const program of [victimProgram, serverProgram]) rmSync(program, { force: true });
      const waiting = checker.waiting().map((place) => `the step ${place} never came into the log`);
      const { seen, highest } = watcher.coverage();
      return {
        ...checker.counts(),
        wrong: [...last, ...again, ...waiting],
        entries: log.size(),
        seen: seen / Math.max(1, highest),
      };
    },
  };
}

const noPromise = (): Promised => ({ imported: new Set(), steps: new Map() });
const noOutcome = (): Outcome => ({
  turns: 0,
  kills: 0,
  databaseKills: 0,
  ready: 0,
  stopped: 0,
  steps: 0,
  imports: 0,
  starts: [],
});

const together = (a: Promised, b: Promised): Promised => ({
  imported: new Set([...a.imported, ...b.imported]),
  steps: new Map([...a.steps, ...b.steps]),
});

/** Where acts may fail that nobody acknowledged, because the database is gone under them. */
const losesDatabase: ReadonlySet<Variant> = new Set<Variant>([
  "kill-all",
  "database",
  "recovery",
  "shutdown",
  "paused",
]);

const expectedFaults: Partial<Record<Variant, readonly string[]>> = {
  "failing-disk": ["disk"],
  "full-ledger": ["disk"],
  "full-keys": ["disk"],
  // Its successor may already have cleared away what it was writing.
  paused: ["succeeded", "disk"],
};

function injectedFault(variant: Variant, hasMounts: boolean) {
  if (variant === "slow-disk" || variant === "failing-disk" || variant === "torn") return variant;
  if (!hasMounts && (variant === "full-ledger" || variant === "full-keys")) return variant;
  return "none";
}

/** The connection went while it was used: the database was killed. */
function isBroken(error: unknown): boolean {
  const { code = "", message = "" } = error as { code?: string; message?: string };
  return /^(57P0|08|ECONN|EPIPE)/.test(code) || /terminated|not queryable|ended|Connection/.test(message);
}

const filler = "filler";

/** After a while the file system that holds the folder has no room left. */
async function fillUp(folder: string, isMount: boolean, after: number, life: number): Promise<void> {
  await sleep(after);
  if (isMount) {
    const file = openSync(join(folder, filler), "w");
    const block = Buffer.alloc(65_536, 1);
    try {
      for (;;) writeSync(file, block);
    } catch (error) {
      if ((error as { code?: unknown }).code !== "ENOSPC") throw error;
    } finally {
      closeSync(file);
    }
  }
  await sleep(life + 300);
}

function makeRoom(...folders: readonly string[]): void {
  for (const folder of folders) rmSync(join(folder, filler), { force: true });
}

/** As a file system may do to what it called durable: the newest partial tile or bundle is cut off or empty. */
function spoilNewestTile(folder: string, chance: number): void {
  const partial = readdirSync(join(folder, "tile"), { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile() && file.parentPath.endsWith(".p"))
    .map((file) => join(file.parentPath, file.name));
  const newest = new Map<string, string>();
  for (const path of partial) {
    const place = path.replace(/\/\d+$/, "");
    const width = (text: string | undefined) => Number(text?.split("/").at(-1) ?? 0);
    if (width(path) > width(newest.get(place))) newest.set(place, path);
  }
  const paths = [...newest.values()].sort();
  const path = paths[Math.floor(chance * paths.length)];
  if (path) truncateSync(path, chance < 0.5 ? 0 : 40);
}

export function outcomeTable(outcomes: ReadonlyMap<Variant, Outcome>): string {
  const head = [
    "variant",
    "turns",
    "kills",
    "of PostgreSQL",
    "ready",
    "stopped",
    "steps",
    "imports",
    "median start ms",
    "slowest",
  ];
  const rows = [...outcomes].map(([variant, one]) => {
    const starts = one.starts.toSorted((a, b) => a - b).map(Math.round);
    const { turns, kills, databaseKills, ready, stopped, steps, imports } = one;
    const counts = [turns, kills, databaseKills, ready, stopped, steps, imports];
    const times = [starts[Math.floor(starts.length / 2)] ?? "", starts.at(-1) ?? ""];
    return [variants[variant].en, ...counts, ...times].map(String);
  });
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
