import { randomUUID } from "node:crypto";
import type pg from "pg";
import { type Detector, kindsIn, tablesRead } from "../../detection/index.ts";
import { type Context, type Database, locks, Refusal, TooMany } from "../../platform/index.ts";
import {
  areMoreThan,
  customersOf,
  daysBefore,
  findInStore,
  findRecordsInStore,
  fiscalYearStartOf,
  type GivenRow,
  type LinkedRow,
  lookUpSession,
  neighbourhoodOf,
  type Observed,
  readRows,
  readSettings,
  recentOf,
} from "../../records/index.ts";
import { detectorsSwitchedOff } from "../catalogue/revisions.ts";
import { house } from "../house.ts";
import { type LiveBench, openBench } from "../live/bench.ts";
import { newestBaseline } from "../runs/stage-baseline.ts";
import { type Decision, decide } from "./decision.ts";

/** Judges deals before they are booked, many askers in one pass. */
export interface Decider {
  ask(context: Context, deal: readonly Observed[]): Promise<Decision>;
  close(): Promise<void>;
}

interface Asked {
  readonly context: Context;
  readonly deal: readonly Observed[];
  resolve(decision: Decision): void;
  reject(error: unknown): void;
}

/** Where the customers have more rows than these, recent ones tell first about whom all of them have to be read. */
const fewRows = 250;
const mostTogether = 24;
const mostWaiting = 500;
/** Rows looked at for one pass; a customer with more is not judged within the time that an asker has. */
const mostRows = 60_000;
const lookEvery = 5_000; // milliseconds
const breatheEvery = 1_000; // milliseconds
/** Ids of rows that are not in the store: after all that are. */
const firstId = 2 ** 50;

/** `few`: customers with no more rows than these are judged beside all of them at once. */
export function createDecider({ database }: { readonly database: Database }, few: number = fewRows): Decider {
  const queue: Asked[] = [];
  let working: Promise<void> | undefined;
  let session: pg.Client | undefined;
  let table: Table | undefined;
  let looked = -Infinity;
  let breathed = -Infinity;
  let manyUntil = -Infinity;
  let answering: Promise<void> | undefined;

  const freshTable = async (): Promise<Table> => {
    if (table && performance.now() - looked < lookEvery) return table;
    looked = performance.now();
    const newest = await newestBaseline(database.reader);
    if (table && (table.bench.baseline.number !== newest?.number || (await table.bench.isWornOut()))) {
      table.bench.close();
      table = undefined;
    }
    const bench = table?.bench ?? (await openBench(database));
    if (!bench) throw noBaseline();
    try {
      table = await setTable(database, bench);
    } catch (error) {
      // It stands on no table yet, so nobody else would close it.
      if (!table) bench.close();
      throw error;
    }
    return table;
  };
  const pass = async (): Promise<void> => {
    if (performance.now() - breathed > breatheEvery) {
      // Passes overlap, so the lock on reading is let go only when none is under way: then somebody can be erased.
      await answering;
      breathed = performance.now();
    }
    const together = queue.splice(0, mostTogether);
    try {
      const at = await freshTable();
      session ??= await lookUpSession(database, () => {
        session = undefined;
      });
      const asking = session;
      // Where there were many rows just now there are many again, and both ways answer alike.
      const isMany = async (customers: readonly string[]) => {
        if (performance.now() < manyUntil) return true;
        const are = await areMoreThan(asking, few, customers);
        if (are) manyUntil = performance.now() + lookEvery;
        return are;
      };
      const { left, answered } = await judgeTogether({ database, session: asking, isMany, ...at }, together);
      queue.unshift(...left);
      await answering;
      answering = answered;
    } catch (error) {
      for (const { reject } of together) reject(error);
    }
  };
  const work = async (): Promise<void> => {
    while (queue.length > 0) await pass();
  };
  return {
    ask(context, deal) {
      if (queue.length >= mostWaiting) throw new TooMany(1);
      return new Promise((resolve, reject) => {
        queue.push({ context, deal, resolve, reject });
        working ??= work().finally(() => {
          working = undefined;
        });
      });
    },
    async close() {
      await working;
      await answering;
      table?.bench.close();
      await session?.end().catch(() => undefined);
    },
  };
}

/** What stays the same from one pass to the next, looked at again every few seconds. */
interface Table {
  readonly bench: LiveBench;
  /** Detectors that judge beforehand, the tables that they read, and the kinds of records in these. */
  readonly only: readonly Detector[];
  readonly tables: ReadonlySet<string>;
  readonly kinds: ReadonlySet<string>;
  readonly timeZone: string;
  readonly fiscalYearStart: number;
}

async function setTable({ reader }: Database, bench: LiveBench): Promise<Table> {
  const { timeZone, fiscal } = (await readSettings(reader)).calendar;
  const off = new Set(await detectorsSwitchedOff(reader));
  const only = bench.local.filter(
    ({ id, locality }) => !off.has(id) && locality.unit === "customer" && locality.beforehand !== undefined,
  );
  const fiscalYearStart = fiscalYearStartOf(fiscal);
  const { asOf, params } = bench.baseline;
  const tables = tablesRead(only, params, { asOf, fiscalYearStart });
  return { bench, only, tables, kinds: kindsIn(tables), timeZone, fiscalYearStart };
}

interface Parts extends Table {
  /** Whether recent rows tell first about whom of these all rows have to be read. */
  isMany(customers: readonly string[]): Promise<boolean>;
  readonly database: Database;
  readonly session: pg.Client;
}

interface Placed extends Asked {
  readonly customers: readonly string[];
  readonly rows: readonly GivenRow[];
}

/**
 * Gives back those that have to wait for the next pass: about a customer that somebody else in this one asks about.
 * The others are answered while the next pass is already judged.
 */
async function judgeTogether(
  parts: Parts,
  asked: readonly Asked[],
): Promise<{ readonly left: readonly Asked[]; readonly answered: Promise<void> }> {
  const { session } = parts;
  const { placed, left } = await place(parts, asked);
  const { reading } = locks;
  // Nobody is erased between reading the records and writing down what was answered by them; the lock counts its holders.
  const release = () =>
    session.query("SELECT pg_advisory_unlock_shared($1, $2)", [reading.class, reading.number]);
  await session.query("SELECT pg_advisory_lock_shared($1, $2)", [reading.class, reading.number]);
  try {
    const found = await judgePlaced(parts, placed);
    const answered = answer(parts, placed, found)
      .catch((error: unknown) => {
        for (const { reject } of placed) reject(error);
      })
      .finally(() => release().catch(() => undefined));
    return { left, answered };
  } catch (error) {
    await release();
    throw error;
  }
}

async function place({ session, bench }: Pick<Parts, "session" | "bench">, asked: readonly Asked[]) {
  const find = findRecordsInStore(session);
  const about: (Asked & { readonly rows: GivenRow[]; readonly named: readonly string[] })[] = [];
  for (const [i, one] of asked.entries()) {
    const rows = one.deal.map((row, n) => givenRow(row, firstId + 1_000 * i + n));
    const named = customersNamed(rows) ?? (await customersOf(rows.map(linkedRow), find));
    about.push({ ...one, rows, named });
  }
  const companions = bench.companionsOf(about.flatMap(({ named }) => named));
  const placed: Placed[] = [];
  const left: Asked[] = [];
  const taken = new Set<string>();
  for (const { named, ...one } of about) {
    const customers = [...new Set(named.flatMap((customer) => companions.get(customer) ?? [customer]))];
    if (customers.some((customer) => taken.has(customer))) {
      left.push(one);
      continue;
    }
    for (const customer of customers) taken.add(customer);
    placed.push({ ...one, customers });
  }
  return { placed, left };
}

async function judgePlaced(parts: Parts, placed: readonly Placed[]) {
  const { session, bench, only, timeZone, fiscalYearStart } = parts;
  const customers = placed.flatMap((one) => one.customers);
  const today = new Intl.DateTimeFormat("sv-SE", { timeZone }).format(placed[0]?.context.now);
  const told = placed.flatMap(({ rows }) => rows.flatMap(({ fields }) => dayOf(fields) ?? []));
  const days = told.filter((day) => day <= today).sort();
  const asOf = [bench.baseline.asOf, ...days].sort().at(-1) ?? today;
  const options = { asOf, fiscalYearStart, only, restingOn: firstId };
  const standing = () => findInStore(session);
  if (!(await parts.isMany(customers))) {
    await lay(parts, placed, await neighbourhoodOf(customers, standing()), asOf);
    const { findings, failed } = await bench.judge(customers, options);
    return { findings, judgedBy: idsOf(only, failed), asOf };
  }
  const since = daysBefore(days[0] ?? today, bench.recentDays);
  const deals = placed.flatMap(({ rows }) => rows.map(linkedRow));
  await lay(parts, placed, await recentOf(deals, customers, since, standing()), asOf);
  const suspects = await bench.suspects(customers, options);
  const named = new Set([...suspects.by.values()].flatMap((some) => [...some]));
  const asked = placed.filter((one) => one.customers.some((customer) => named.has(customer)));
  if (asked.length === 0) return { findings: [], judgedBy: idsOf(only, suspects.failed), asOf };
  const about = asked.flatMap((one) => one.customers);
  await lay(parts, asked, await neighbourhoodOf(about, standing()), asOf);
  const asking = only.filter(({ id }) => suspects.by.has(id));
  const { findings, failed } = await bench.judge(about, { ...options, only: asking });
  return { findings, judgedBy: idsOf(only, new Map([...suspects.failed, ...failed])), asOf };
}

const idsOf = (only: readonly Detector[], failed: ReadonlyMap<string, string>) =>
  only.flatMap(({ id }) => (failed.has(id) ? [] : [id]));

/** Puts the deals beside what stands, as it would stand then: what is there already is replaced by what is asked about. */
async function lay(
  { session, bench, tables, kinds }: Parts,
  placed: readonly Placed[],
  near: ReadonlyMap<number, LinkedRow>,
  asOf: string,
): Promise<void> {
  const replaced = new Set(placed.flatMap(({ deal }) => deal.map(({ kind, key }) => `${kind.name}:${key}`)));
  const standing = [...near.values()].filter(
    ({ id, kind, key }) => id < firstId && kinds.has(kind) && !replaced.has(`${kind}:${key}`),
  );
  if (standing.length > mostRows) throw tooMuch();
  const rows = await readRows(
    session,
    standing.map(({ id }) => id),
  );
  await bench.lay([...rows, ...placed.flatMap((one) => one.rows)]);
  await bench.build(asOf, tables);
}

const dayOf = (fields: GivenRow["fields"]): string | undefined => {
  const day = fields.ordered_at ?? fields.invoiced_at ?? fields.signed_at ?? fields.paid_at;
  return typeof day === "string" ? day.slice(0, 10) : undefined;
};

/** What the deal brings about: findings that rest on one of its rows, and that did not stand before. */
async function answer(
  { database, bench }: Parts,
  placed: readonly Placed[],
  { findings, judgedBy, asOf }: Awaited<ReturnType<typeof judgePlaced>>,
): Promise<void> {
  const known = await standingKeys(
    database,
    findings.map(({ key }) => key),
  );
  const { baseline, detectors } = bench;
  const answers = placed.map((one) => {
    const own = new Set(one.rows.map(({ id }) => id));
    const brought = findings.filter(
      ({ key, evidence }) => !known.has(key) && evidence.some((rid) => own.has(rid)),
    );
    const decided = decide(brought, detectors, baseline.typicalAmounts);
    const decision: Decision = {
      id: randomUUID(),
      ...decided,
      judgedBy,
      baseline: Number(baseline.number),
      asOf,
    };
    return { one, decision };
  });
  // One transaction an asker: the log says who asked.
  for (const [first, ...others] of Map.groupBy(answers, ({ one }) => one.context.actor.id).values()) {
    if (!first) continue;
    const { context } = first.one;
    await context.commit(async () => {
      context.require("decisions.ask", house);
      return { result: undefined, event: [eventOf(first), ...others.map(eventOf)] };
    });
    for (const { one, decision } of [first, ...others]) one.resolve(decision);
  }
}

/** The question and the answer lie under commitments; in clear stand the baseline and how many reasons there were. */
function eventOf({ one, decision }: { readonly one: Asked; readonly decision: Decision }) {
  const { id, ...answered } = decision;
  const question = one.deal.map(({ kind, key, fields }) => ({ kind: kind.name, key, fields }));
  const { baseline, reasons } = answered;
  return {
    type: "decision.asked",
    subject: `decision:${id}`,
    after: { question, answer: answered },
    seals: { baseline, reasons: reasons.length },
  };
}

async function standingKeys({ reader }: Database, keys: readonly string[]): Promise<ReadonlySet<string>> {
  if (keys.length === 0) return new Set();
  const rows = await reader
    .selectFrom("alert")
    .select("key")
    .where("key", "in", [...keys])
    .where("found", "=", true)
    .execute();
  return new Set(rows.map(({ key }) => key));
}

const givenRow = ({ kind, fields }: Observed, id: number): GivenRow => ({
  id,
  kind: kind.name,
  batch: 0,
  row: 0,
  fields,
});

/** A deal mostly names its customer itself; where not, its documents lead there. */
function customersNamed(rows: readonly GivenRow[]): string[] | undefined {
  const named = rows.flatMap(({ fields }) =>
    typeof fields.customer_id === "string" ? [fields.customer_id] : [],
  );
  return named.length > 0 ? [...new Set(named)] : undefined;
}

/** As the store would link it: by the fields that name other records. */
function linkedRow({ id, kind, fields }: GivenRow): LinkedRow {
  const refs = ["customer", "order", "invoice", "contract"].flatMap((other) => {
    const key = fields[`${other}_id`];
    return typeof key === "string" ? [`${other}:${key}`] : [];
  });
  const { subject_id: subject } = fields;
  return { id, kind, key: "", refs, subject: typeof subject === "string" ? subject : undefined };
}

const noBaseline = () =>
  new Refusal("conflict", {
    zh: "还没有可用的基线：请先运行一次全量检测。",
    en: "There is no baseline to judge by yet: run detection over everything once.",
  });

const tooMuch = () =>
  new Refusal("conflict", {
    zh: "这些客户的记录太多，无法在询问的时限内判断；入账后由检测判断。",
    en: "These customers have too many records to be judged while somebody waits; detection judges them once it is booked.",
  });
