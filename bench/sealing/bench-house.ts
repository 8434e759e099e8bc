import { sql } from "kysely";
import { openTestLedger, type TestLedger } from "../../src/ledger/sealing/sealing-fixture.ts";
import { type Context, type ContextMaker, createContextMaker } from "../../src/platform/index.ts";

/** A house with things that people act on. `sealed` and `bare` commit the same work; only one tells of it. */
export interface BenchHouse extends TestLedger {
  readonly sealed: ContextMaker;
  readonly bare: ContextMaker;
}

const things = 10_000;
const actor = { kind: "system", id: "system:bench" } as const;

export async function openBenchHouse(): Promise<BenchHouse> {
  const house = await openTestLedger();
  const { database, events } = house;
  for (const statement of [
    sql`CREATE TABLE thing (id int PRIMARY KEY, status text NOT NULL, note text NOT NULL, moved_at timestamptz)
      WITH (fillfactor = 50)`,
    sql`CREATE TABLE thing_step (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, thing int NOT NULL,
      status text NOT NULL, at timestamptz NOT NULL, by text NOT NULL)`,
    sql`INSERT INTO thing SELECT i, 'open', repeat('a note of some length ', 6) FROM generate_series(0, ${things - 1}) i`,
  ]) {
    await statement.execute(database.writer);
  }
  const access = { require: () => undefined };
  const nothing = { append: async () => undefined, committed: () => undefined };
  return {
    ...house,
    sealed: createContextMaker({ database, sink: events.sink, access }),
    bare: createContextMaker({ database, sink: nothing, access }),
  };
}

export type Work = (context: Context, number: number) => Promise<void>;

export const contextOf = (contexts: ContextMaker) => contexts.contextFor(actor);

const subjectOf = (number: number) => `thing:${number}`;

/** What a decision on an alert does: its row is read and changed, and a step of its history is added. */
export const act: Work = (context, number) =>
  context.commit(async (tx) => {
    context.require("things.move", {});
    const id = number % things;
    const { rows } = await sql<{ status: string; note: string }>`
      SELECT status, note FROM thing WHERE id = ${id}`.execute(tx);
    const [before] = rows;
    const after = { ...before, status: before?.status === "open" ? "under-review" : "open" };
    await sql`UPDATE thing SET status = ${after.status}, moved_at = ${context.now} WHERE id = ${id}`.execute(
      tx,
    );
    await step(id, after.status, context).execute(tx);
    return { result: undefined, event: { type: "thing.moved", subject: subjectOf(number), before, after } };
  });

/** The smallest there is: one row is added. */
export const note: Work = (context, number) =>
  context.commit(async (tx) => {
    context.require("things.move", {});
    await step(number % things, "noted", context).execute(tx);
    const event = { type: "thing.noted", subject: subjectOf(number), after: { status: "noted" } };
    return { result: undefined, event };
  });

const step = (id: number, status: string, { now }: Context) =>
  sql`INSERT INTO thing_step (thing, status, at, by) VALUES (${id}, ${status}, ${now}, ${actor.id})`;
