import { appendFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  checkOpenings,
  checkOwnLog,
  type IntegrityFault,
  openLogSource,
  verifyLog,
} from "../../ledger/index.ts";
import { checkMonitoringIn } from "../../monitoring/index.ts";
import { Refusal } from "../../platform/index.ts";
import { checkSealedRecords } from "../../records/index.ts";
import { randomFrom } from "../kills/turns.ts";
import { finishOrTell } from "../workbench/finish-or-tell.ts";
import { fileChanges } from "./change-files.ts";
import { type RowChange, readTables, rowChanges } from "./change-rows.ts";
import { type HouseToTamper, makeHouseToTamper } from "./house-to-tamper.ts";

/** `PLUMBLINE_CHANGES=10000` for the full run; half of them are changes of files. */
const changes = Number(process.env.PLUMBLINE_CHANGES ?? 600);
const seed = Number(process.env.PLUMBLINE_SEED ?? Date.now() % 1_000_000);
/** A file that tells how it goes on while it goes on. */
const diary = process.env.PLUMBLINE_CHANGES_DIARY;
const { signal } = new AbortController();
let house: HouseToTamper;
/** By what was changed, then by what found it: how often. */
const found = new Map<string, Map<string, number>>();
const missed: string[] = [];

beforeAll(async () => {
  house = await makeHouseToTamper();
}, 1_800_000);

afterAll(async () => {
  await house?.close();
  process.stderr.write(`Seed ${seed}\n${table()}\n`);
});

function note(what: string, by: string | undefined): void {
  if (by === undefined) missed.push(what);
  const of = found.get(what) ?? new Map<string, number>();
  found.set(what, of.set(by ?? "nothing", (of.get(by ?? "nothing") ?? 0) + 1));
}

function table(): string {
  const rows = [...found]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([what, by]) => {
      const total = [...by.values()].reduce((sum, n) => sum + n, 0);
      const checks = [...by].sort(([, a], [, b]) => b - a).map(([check, n]) => `${check} ${n}`);
      return `| ${what} | ${total} | ${total - (by.get("nothing") ?? 0)} | ${checks.join("; ")} |`;
    });
  return ["| what was changed | changes | detected | by |", "| --- | --- | --- | --- |", ...rows].join("\n");
}

const progress = async () => undefined;

function ownLog(): Promise<{ readonly faults: readonly IntegrityFault[] }> {
  const { ledger, session } = house;
  const events = {
    readTexts: async (from: number, limit: number) => {
      const { rows } = await session.query<{ entry: string }>(
        "SELECT entry FROM log WHERE index >= $1 ORDER BY index LIMIT $2",
        [from, limit],
      );
      return rows.map(({ entry }) => entry);
    },
  };
  return checkOwnLog({ ledger, events, signal }, progress);
}

async function isRefused(): Promise<boolean> {
  const verifying = verifyLog(openLogSource(house.folder), { policy: house.policy });
  return verifying.then(
    () => false,
    (error) => {
      if (error instanceof Refusal) return true;
      throw error;
    },
  );
}

/** The checks of the house by themselves, those first that look at the table. */
function checksOf(tableName: string): (() => Promise<{ readonly faults: readonly IntegrityFault[] }>)[] {
  const { session } = house;
  const records = () => checkSealedRecords(session, signal);
  const monitoring = () => checkMonitoringIn(session, signal);
  const openings = () => checkOpenings(session, signal);
  if (tableName === "log") return [ownLog, openings, records, monitoring];
  if (/^(record|import)_/.test(tableName)) return [records];
  return tableName.startsWith("log_") ? [openings] : [monitoring];
}

/** What kind of check a fault's place tells of. */
function nameOf({ place }: IntegrityFault): string {
  const names: readonly (readonly [RegExp, string])[] = [
    [/^batch:\d+\/version/, "version against its leaf"],
    [/^batch:\d+\/list/, "batch against its entry"],
    [/^batch:/, "leaves against the root in the log"],
    [/^alert:.*\/version/, "alert's version against its leaf"],
    [/^alert:.*\/step/, "step against its entry"],
    [/^alert:.*\/now/, "alert against versions and steps"],
    [/^run:[^/]*$/, "run against its entry"],
    [/^run:/, "alerts' leaves against the root in the log"],
    [/^log:\d+$/, "entry against its sealed hash"],
    [/^log:head/, "count of entries"],
    [/^log:\d+\/row/, "row against its entry"],
    [/^(log:\d+|opening:)/, "opening against the commitment"],
    [/^ledger:checkpoint\/published/, "self-check: published checkpoint"],
    [/^ledger:.*\.p\//, "self-check: partial tiles"],
    [/^ledger:/, "self-check: files"],
    [/^check:/, "a check that could not be finished"],
    [/^keys:/, "self-check: folder of keys"],
  ];
  return names.find(([pattern]) => pattern.test(place))?.[1] ?? place;
}

describe("a house that nobody has tampered with", () => {
  test("is found whole by each check", async () => {
    expect(await isRefused()).toBe(false);
    expect((await ownLog()).faults).toEqual([]);
    for (const name of ["log", "record_version", "log_opening", "alert_version"]) {
      for (const check of checksOf(name)) expect((await check()).faults).toEqual([]);
    }
  });
});

test(
  "any one change of any file is found, by verify or by the house itself",
  async () => {
    const random = randomFrom(seed);
    const draw = fileChanges(house);
    for (let made = 0; made < changes / 2; ) {
      const { what, isMade, undo } = draw(random);
      if (!isMade) continue;
      made += 1;
      try {
        // What an outsider finds the house finds too: it verifies its own log the same way.
        if (await isRefused()) note(what, "verify");
        else {
          const [first] = (await ownLog()).faults;
          note(what, first && nameOf(first));
        }
      } finally {
        undo();
      }
      if (diary && made % 100 === 0)
        appendFileSync(diary, `${new Date().toISOString()} ${made} files, ${missed.length} missed\n`);
    }
    expect(missed).toEqual([]);
    expect(await isRefused()).toBe(false);
  },
  60_000 + changes * 4_000,
);

test(
  "any one change of any row is found by the house itself",
  async () => {
    const { session } = house;
    const random = randomFrom(seed + 1);
    const drawn = rowChanges(await readTables(session), random);
    let made = 0;
    for (const change of drawn) {
      if (made >= changes / 2) break;
      await session.query("BEGIN");
      try {
        const order = await orderOf(session, change);
        if (!(await apply(session, change))) continue;
        // A number that only gives the order is another, and the order is the same: nothing was changed.
        if (order !== undefined && order === (await orderOf(session, change))) continue;
        made += 1;
        note(`${change.table}: ${change.what}`, await foundBy(change));
      } finally {
        await session.query("ROLLBACK");
      }
      if (diary && made % 100 === 0)
        appendFileSync(diary, `${new Date().toISOString()} ${made} rows, ${missed.length} missed\n`);
    }
    expect(missed).toEqual([]);
  },
  60_000 + changes * 4_000,
);

/** The versions of alerts in their order, where a change is one of their numbers. */
async function orderOf(
  session: HouseToTamper["session"],
  { table: name, what }: RowChange,
): Promise<string | undefined> {
  if (name !== "alert_version" || what !== '"id" changed') return undefined;
  const { rows } = await session.query<{ leaves: string }>(
    "SELECT md5(string_agg(leaf, '' ORDER BY id)) AS leaves FROM alert_version",
  );
  return rows[0]?.leaves;
}

/** Whether anything is different now; what the database itself refuses is no change. */
async function apply(session: HouseToTamper["session"], { statements }: RowChange): Promise<boolean> {
  if (statements.length === 0) return false;
  for (const { text, values } of statements) {
    try {
      const { rowCount } = await session.query(text, [...values]);
      if (rowCount === 0) return false;
    } catch (error) {
      if (!/^(22|23|54)/.test((error as { code?: string }).code ?? "")) throw error;
      return false;
    }
  }
  return true;
}

async function foundBy({ table: name }: RowChange): Promise<string | undefined> {
  const told = { place: "check:tables", words: { zh: "核对", en: "checking" }, empty: { faults: [] } };
  for (const check of checksOf(name)) {
    const [first] = (await finishOrTell<{ readonly faults: readonly IntegrityFault[] }>(told, check)).faults;
    if (first) return nameOf(first);
  }
  return undefined;
}
