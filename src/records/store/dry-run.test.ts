import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sql } from "../../platform/index.ts";
import { dryRun } from "./dry-run.ts";
import type { ImportInput } from "./import-input.ts";
import { openTestStore, type TestStore } from "./store-fixture.ts";

let store: TestStore;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store?.close());

const header = "order_no,order_date,customer_id,amount";
const orders = (...lines: string[]) => `${[header, ...lines].join("\n")}\n`;
const three = ["SO-1,2026-01-05,C-1,100", "SO-2,2026-01-06,C-1,200", "SO-3,2026-01-07,C-2,300"];

const tryOut = (input: ImportInput, id?: string) =>
  dryRun(store.database, input, {
    signal: new AbortController().signal,
    context: store.context,
    ...(id ? { id } : {}),
  });

async function rowsIn(table: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`SELECT count(*)::int AS n FROM ${sql.ref(table)}`.execute(
    store.database.writer,
  );
  return rows[0]?.n ?? 0;
}

describe("a dry run", () => {
  test("counts what the import then does, and leaves nothing", async () => {
    const source = "dry";
    const once = { paths: [store.file("orders.csv", orders(...three))], source };
    expect((await tryOut(once)).counts.order).toMatchObject({ observed: 3, added: 3 });
    expect(await rowsIn("record_version")).toBe(0);
    expect(await rowsIn("import_batch")).toBe(0);
    await store.import(once);

    const edited = orders("SO-1,2026-01-05,C-1,111", "SO-2,2026-01-06,C-1,200", "SO-4,2026-01-08,C-3,400");
    const again = { paths: [store.file("orders.csv", edited)], source, complete: true };
    const expected = { observed: 3, added: 1, changed: 1, gone: 1, returned: 0 };
    const before = await rowsIn("record_version");
    expect((await tryOut(again)).counts.order).toMatchObject(expected);
    expect(await rowsIn("record_version")).toBe(before);
    expect((await store.import(again)).counts.order).toMatchObject(expected);
  });

  test("keeps its refused rows under its own number, and withholds what seems gone", async () => {
    const source = "dry-refused";
    await store.import({ paths: [store.file("orders.csv", orders(...three))], source });
    const broken = orders("SO-1,2026-01-05,C-1,about 100", ...three.slice(2));
    const id = crypto.randomUUID();
    const mapping = (await tryOut({ paths: [store.file("orders.csv", orders(...three))], source })).mapping;
    const paths = [store.file("orders.csv", broken)];
    const result = await tryOut({ paths, source, complete: true, mapping }, id);
    expect(result).toMatchObject({ refusedTotal: 1, counts: { order: { gone: 0, observed: 1 } } });
    expect(result.notes.map(({ zh }) => zh).join()).toContain("没有把任何记录标为消失");
    const kept = await store.database.reader
      .selectFrom("refused_row")
      .selectAll()
      .where("run", "=", id)
      .execute();
    expect(kept).toMatchObject([{ number: 1, row: 2n, column: "amount", value: "about 100" }]);
  });

  test("of a stranger is refused before a file is opened", async () => {
    const run = { signal: new AbortController().signal, context: store.stranger };
    const work = dryRun(store.database, { paths: ["/nowhere.csv"], source: "x" }, run);
    await expect(work).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("files that cannot be read", () => {
  const whole = () => store.file("whole.csv", orders(...three));
  const corrupt = () => store.file("broken.zip", "PK\u0003\u0004 and no more");

  test("refuse the import, unless it is told to leave them", async () => {
    const paths = [whole(), corrupt()];
    await expect(store.import({ paths, source: "partly" })).rejects.toMatchObject({ code: "invalid" });
    const result = await store.import({ paths, source: "partly", leaveUnusable: true, complete: true });
    expect(result.counts.order).toMatchObject({ added: 3, gone: 0 });
    const notes = result.notes.map(({ en }) => en).join();
    expect(notes).toContain("broken.zip");
    expect(notes).toContain("no record was marked as gone");
  });

  test("refuse it even so where nothing else is there", async () => {
    const input = { paths: [corrupt()], source: "partly", leaveUnusable: true };
    await expect(store.import(input)).rejects.toMatchObject({ code: "invalid" });
  });
});

describe("a run", () => {
  test("is written down with its batch, and named by files as they lie below the root", async () => {
    const path = store.file("一月.csv", orders(...three));
    const result = await store.import({
      paths: [path],
      root: path.slice(0, path.lastIndexOf("/")),
      source: "named",
    });
    const run = await store.database.reader
      .selectFrom("import_run")
      .selectAll()
      .where("batch", "=", result.batch)
      .executeTakeFirst();
    expect(run).toMatchObject({ state: "done", source: "named", by_job: false, words: result.sentence });
    const batch = await store.database.reader
      .selectFrom("import_batch")
      .select("files")
      .where("id", "=", result.batch)
      .executeTakeFirst();
    expect(batch?.files).toMatchObject([{ path: "一月.csv" }]);
    expect(result.mapping.sources).toMatchObject([{ file: "一月.csv" }]);
  });

  test("that is refused is written down as failed, with the sentence", async () => {
    await expect(store.import({ paths: ["/nowhere.csv"], source: "failing" })).rejects.toThrow();
    const run = await store.database.reader
      .selectFrom("import_run")
      .selectAll()
      .where("source", "=", "failing")
      .executeTakeFirst();
    expect(run).toMatchObject({ state: "failed", batch: null });
    expect(JSON.stringify(run?.words)).toContain("没有这个文件");
  });
});
