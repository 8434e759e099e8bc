import { expectTypeOf, test } from "vitest";
import type { Context, Reader, Tx } from "../index.ts";

declare module "../index.ts" {
  interface Tables {
    /** Only in this test's types: no such table is made. */
    typed_example: { id: string; state: string };
  }
}

// Never called: that it compiles, and that what is marked does not, is the test. `npm run check` is its judge.
function verbs(context: Context, reader: Reader) {
  const told = { type: "example.changed", subject: "example:1" };

  context.db.selectFrom("typed_example").select("state").where("id", "=", "1");
  context.commit(async (tx) => ({
    result: await tx.updateTable("typed_example").set({ state: "closed" }).executeTakeFirst(),
    event: told,
  }));
  context.commit(async () => ({ result: 1, event: [told, told] }));
  context.disclose(told, (db) => db.selectFrom("typed_example").selectAll().execute());

  // @ts-expect-error a verb may not insert outside a commit
  context.db.insertInto("typed_example");
  // @ts-expect-error nor update
  context.db.updateTable("typed_example");
  // @ts-expect-error nor delete
  context.db.deleteFrom("typed_example");
  // @ts-expect-error nor open a transaction of its own
  context.db.transaction();
  // @ts-expect-error nor write by way of a common table expression
  context.db.with("x", (db) => db.deleteFrom("typed_example"));
  // @ts-expect-error nor run raw SQL, which needs an executor
  context.db.getExecutor();
  // @ts-expect-error a reader handed on is a reader still
  reader.insertInto("typed_example");

  // @ts-expect-error a commit without its event
  context.commit(async () => ({ result: 1 }));
  // @ts-expect-error a commit that tells of nothing
  context.commit(async () => ({ result: 1, event: undefined }));
  // @ts-expect-error an empty list of events
  context.commit(async () => ({ result: 1, event: [] }));
  // @ts-expect-error an event without its subject
  context.commit(async () => ({ result: 1, event: { type: "example.changed" } }));
  // @ts-expect-error work that returns nothing
  context.commit(async (tx) => void (await tx.deleteFrom("typed_example").execute()));
  // @ts-expect-error a sensitive read is handed a reader, and cannot write
  context.disclose(told, (db) => db.deleteFrom("typed_example").execute());
  // @ts-expect-error a column that is not in the table
  context.db.selectFrom("typed_example").select("status");
  // @ts-expect-error the log is not a room's table
  context.db.selectFrom("log");
  // @ts-expect-error what a verb is handed stays as it is
  context.now = new Date();
}

test("what takes a reader takes a transaction too", () => {
  expectTypeOf(verbs).parameter(1).toEqualTypeOf<Reader>();
  expectTypeOf<Tx>().toExtend<Reader>();
  expectTypeOf<Reader>().not.toExtend<Tx>();
});
