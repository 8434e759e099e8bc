import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { type HouseLedger, type Policy, parsePolicy } from "../../ledger/index.ts";
import { takeStep } from "../../monitoring/index.ts";
import {
  type Actor,
  type Context,
  createLogger,
  type Database,
  openDatabase,
  sql,
} from "../../platform/index.ts";
import { correctRecord, enterRecord, importFiles } from "../../records/index.ts";
import { startWitness, type WitnessProcess } from "../kills/witness-process.ts";
import type { Workbench } from "../workbench/open-workbench.ts";
import { makeTestPlace, type TestPlace } from "../workbench/test-workbench.ts";

/** A house at rest that holds something of everything that is sealed, and the two sides an attacker can reach. */
export interface HouseToTamper {
  /** The published log, and the folder of the checkpoints beside the keys. */
  readonly folder: string;
  readonly checkpoints: string;
  readonly ledger: HouseLedger;
  /** Trust file of an outsider: the log's key, and its witness as the quorum. */
  readonly policy: Policy;
  /** Checkpoints of before, correctly signed. */
  readonly older: readonly Buffer[];
  /** As the owner of the tables, whom no trigger stops. */
  readonly session: pg.Client;
  close(): Promise<void>;
}

const system: Actor = { kind: "system", id: "system:check" };
const header = "order_no,order_date,customer_id,salesperson,amount,note";

function ordersFile(generation: number): string {
  const usual = Array.from({ length: 30 }, (_, i) => {
    const amount = 1_000 + ((i * 7_919) % 9_973) + (i % 3 === 0 ? generation * 11 : 0);
    return `SO-${i},2025-${String(1 + (i % 12)).padStart(2, "0")}-${String(1 + i).padStart(2, "0")},C-${i % 7},E-${i % 5},${amount}.50,note ${i}`;
  });
  const pairs = Array.from({ length: 12 }, (_, i) => {
    const day = `2025-${String(1 + (i % 12)).padStart(2, "0")}-${String(2 + i).padStart(2, "0")}`;
    const sale = (more: number) => `${day},C-${i % 7},E-${i % 5},${48_000 + i * 137 + more}.70,`;
    // Of the second generation some are no longer twice, and some are twice with another amount.
    return `DA-${i},${sale(i > 8 ? generation : 0)}\nDB-${i},${sale(i > 8 ? generation : i < 3 ? 5_000 * generation : 0)}`;
  });
  return `${[header, ...usual.slice(generation), ...pairs].join("\n")}\n`;
}

export async function makeHouseToTamper(): Promise<HouseToTamper> {
  const place = await makeTestPlace();
  const keys = join(place.data, "..", "keys");
  const environment = { PLUMBLINE_KEYS: keys };
  const first = await place.open(environment);
  const [verifierKey = ""] = first.parts.ledger?.verifierKeys ?? [];
  const lead = await setUp(first);
  await first.close();
  const witness = await startWitness(join(place.data, "..", "witness"), [verifierKey]);
  try {
    return await restingHouse(place, keys, { verifierKey, lead, witness });
  } catch (error) {
    await witness.kill();
    await place.remove();
    throw error;
  }
}

interface Begun {
  readonly verifierKey: string;
  readonly lead: Actor;
  readonly witness: WitnessProcess;
}

async function restingHouse(
  place: TestPlace,
  keys: string,
  { verifierKey, lead, witness }: Begun,
): Promise<HouseToTamper> {
  const environment = { PLUMBLINE_KEYS: keys };
  const trust = `log ${verifierKey}\nwitness w ${witness.key} ${witness.url}\nquorum w\n`;
  writeFileSync(join(place.data, "..", "trust"), trust);
  const config = join(place.data, "..", "config.yaml");
  writeFileSync(config, `ledger:\n  policyFile: ${join(place.data, "..", "trust")}\n  patience: 20000\n`);
  const bench = await place.open({ ...environment, PLUMBLINE_CONFIG: config });
  const older = await furnish(bench, lead, place.data);
  const { ledger } = bench.parts;
  if (!ledger) throw new Error("There is no ledger.");
  // At rest: nobody puts right what is changed now.
  await bench.close();
  const log = createLogger({ level: "silent" });
  const database = await openDatabase({ data: place.data, role: "guest", log });
  const session = await asOwner(database);
  return {
    folder: join(place.data, "ledger"),
    checkpoints: join(keys, "checkpoints-1"),
    ledger,
    policy: parsePolicy(Buffer.from(trust)),
    older,
    session,
    close: () => closeAll(session, database, witness, place),
  };
}

async function closeAll(
  session: pg.Client,
  database: Database,
  witness: WitnessProcess,
  place: { remove(): Promise<void> },
): Promise<void> {
  await session.end();
  await database.close();
  await witness.kill();
  await place.remove();
}

async function setUp(bench: Workbench): Promise<Actor> {
  const token = bench.setUpLink?.split("#token=")[1] ?? "";
  const person = (name: string) => ({
    name,
    email: `${name}@example.com`,
    password: "violet-anchor-7-harbour",
  });
  const body = JSON.stringify({
    token,
    administrator: person("admin"),
    leadAuditor: { ...person("lead"), employeeId: "A-1" },
  });
  const answer = await fetch(`${bench.url}/api/set-up`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body,
  });
  const { leadAuditor } = (await answer.json()) as { leadAuditor: string };
  return { kind: "person", id: leadAuditor };
}

/** Imports, corrections and entries by hand, runs that raise, update and end alerts, steps, and enough else. */
async function furnish({ parts }: Workbench, lead: Actor, data: string): Promise<Buffer[]> {
  await parts.access.refresh();
  const context = () => parts.contexts.contextFor(lead);
  const older: Buffer[] = [];
  const keep = async () => {
    await parts.events.settled();
    const { size } = await parts.events.state();
    await parts.ledger?.sealedUpTo(size - 1);
    older.push(readFileSync(join(data, "ledger", "checkpoint")));
  };
  for (const generation of [0, 1]) {
    const path = join(data, "..", "orders.csv");
    writeFileSync(path, ordersFile(generation));
    const input = { paths: [path], source: "erp", complete: true };
    await importFiles(parts.database, input, { signal: new AbortController().signal, context });
    await keep();
    await ran(parts, generation + 1);
    await keep();
  }
  await byHand(context());
  await steps(parts, context);
  await keep();
  await fill(parts, 420);
  await keep();
  await fill(parts, 130);
  await keep();
  return older.slice(0, -1);
}

/** Until detection has run that often, after the imports. */
async function ran({ database, jobs, events }: Workbench["parts"], times: number): Promise<void> {
  for (;;) {
    const { rows } = await sql<{
      n: bigint;
    }>`SELECT count(*) AS n FROM detection_run WHERE state = 'committed'`.execute(database.writer);
    const waiting = (await jobs.list("monitoring.run", 9)).some(({ finishedAt }) => !finishedAt);
    if (Number(rows[0]?.n) >= times && !waiting) return events.settled();
    await sleep(100);
  }
}

async function byHand(context: Context): Promise<void> {
  const fields = { order_id: "H-1", customer_id: "C-1" };
  const { record } = await enterRecord(context, { kind: "order", fields });
  const corrected = { customer_id: "C-2" };
  await correctRecord(context, { record, version: 1, fields: corrected, reason: "a slip of the pen" });
}

async function steps({ database, access }: Workbench["parts"], context: () => Context): Promise<void> {
  const rows = await database.reader.selectFrom("alert").select("id").orderBy("id").execute();
  const revisions = new Map<string, number>();
  const take = async (id: string, step: Parameters<typeof takeStep>[2]["step"]) => {
    const [after] = await takeStep(context(), access, {
      items: [{ id, revision: revisions.get(id) ?? 0 }],
      step,
    });
    revisions.set(id, after?.revision ?? 0);
  };
  const [one, two, three, four] = rows.map(({ id }) => id);
  if (!one || !two || !three || !four) throw new Error(`Only ${rows.length} alerts were raised.`);
  for (const id of [one, two, three]) await take(id, { kind: "reviewed" });
  await take(one, { kind: "assigned", assignee: context().actor.id });
  await take(one, { kind: "noted", text: "the driver was asked" });
  await take(one, { kind: "checked", check: 0, done: true, text: "seen" });
  await take(one, { kind: "confirmed", reason: "no delivery" });
  await take(two, { kind: "cleared", reason: "two branches" });
  await take(two, { kind: "reopened", reason: "a second look" });
  await take(three, { kind: "duplicate", of: one });
  await take(four, { kind: "assigned", assignee: context().actor.id });
}

/** Entries of no other meaning, so that the log has full tiles and more than one level. */
async function fill({ contexts, events }: Workbench["parts"], count: number): Promise<void> {
  for (let i = 0; i < count; i++) {
    const context = contexts.contextFor(system);
    await context.commit(async () => {
      context.require("integrity.report", { type: "House", id: "house" });
      return { result: undefined, event: { type: "integrity.told", subject: `test:${i}`, after: { i } } };
    });
  }
  await events.settled();
}

/** What an owner of the tables can take off: triggers, keys that tie tables together, numbers that are always made. */
async function asOwner(database: Database): Promise<pg.Client> {
  const session = await database.session(() => undefined);
  const { rows } = await session.query<{ statement: string }>(`
    SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) AS statement FROM pg_constraint
    WHERE contype = 'f' AND connamespace = 'public'::regnamespace
    UNION ALL SELECT format('ALTER TABLE %s DISABLE TRIGGER USER', oid::regclass) FROM pg_class
    WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
    UNION ALL SELECT format('ALTER TABLE %I ALTER COLUMN %I SET GENERATED BY DEFAULT', table_name, column_name)
    FROM information_schema.columns WHERE table_schema = 'public' AND identity_generation = 'ALWAYS'`);
  for (const { statement } of rows) await session.query(statement);
  return session;
}
