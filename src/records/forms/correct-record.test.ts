import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Context, Refusal } from "../../platform/index.ts";
import { findRecords, getRecord } from "../store/get-record.ts";
import { openTestStore, type TestStore } from "../store/store-fixture.ts";
import { correctRecord } from "./correct-record.ts";

let store: TestStore;
let paths: string[];
const text = (amount: string) =>
  `order_no,order_date,customer_id,amount,remark\nSO-1,2026-01-05,C-1,${amount},a\nSO-2,2026-01-06,C-1,200.00,b\n`;

beforeAll(async () => {
  store = await openTestStore();
  paths = [store.file("orders.csv", text("100.00"))];
  await store.import({ paths });
});
afterAll(() => store?.close());

async function order(key: string) {
  const [found] = await findRecords(store.database.reader, "order", key);
  const record = found && (await getRecord(store.database.reader, found.record));
  if (!record) throw new Error(`There is no ${key}.`);
  return record;
}

async function refusal(work: Promise<unknown>): Promise<Refusal> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Refusal)) throw new Error(`Not refused: ${error}`);
  return error;
}

describe("a correction", () => {
  test("is a version with its reason and author, and an event", async () => {
    const { record, version } = await order("SO-1");
    const reason = "发票金额为 150 元";
    const result = await correctRecord(store.context(), {
      record,
      version,
      fields: { gross: "15000" },
      reason,
    });
    expect(result.version).toBe(version + 1);
    const corrected = await order("SO-1");
    expect(corrected.fields.gross).toBe("15000");
    expect(corrected.versions.at(-1)).toMatchObject({
      origin: "form",
      actor: "person:auditor",
      reason,
      changes: [{ name: "gross", before: "10000", after: "15000" }],
    });
    await store.log.settled();
    const { size } = await store.log.state();
    const [entry] = (await store.log.readEntries(0, size)).slice(-1);
    expect(entry).toMatchObject({ type: "record.corrected", subject: `record:${record}` });
    expect(entry?.text).not.toContain("发票");
    expect((await order("SO-1")).versions.at(-1)?.knownAt).toBe(BigInt(entry?.index ?? -1));
  });

  test("is not undone by the same file again, and gives way to what the source says next", async () => {
    expect((await store.import({ paths })).counts.order).toMatchObject({ changed: 0 });
    expect((await order("SO-1")).fields.gross).toBe("15000");
    const later = [store.file("orders.csv", text("120.00"))];
    expect((await store.import({ paths: later })).counts.order).toMatchObject({ changed: 1 });
    const record = await order("SO-1");
    expect(record.fields.gross).toBe("12000");
    expect(record.versions.map(({ origin }) => origin)).toEqual(["import", "form", "import"]);
  });

  test("on top of a version that the person has not seen is refused and shows both texts", async () => {
    const { record } = await order("SO-1");
    const stale = { record, version: 1, fields: { gross: "99900" }, reason: "x" };
    const refused = await refusal(correctRecord(store.context(), stale));
    expect(refused.code).toBe("conflict");
    expect(refused.sentence.zh).toContain("99900");
    expect(refused.sentence.zh).toContain("12000");
  });

  test("by two people at once succeeds for one", async () => {
    const { record, version } = await order("SO-2");
    const save = (gross: string) =>
      correctRecord(store.context(), { record, version, fields: { gross }, reason: "x" });
    const outcomes = await Promise.allSettled([save("1"), save("2"), save("3")]);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  test("refuses values that do not fit, keys, unknown fields, empty reasons, and no change at all", async () => {
    const { record, version, fields } = await order("SO-1");
    const save = (given: Record<string, string | null>, reason = "x") =>
      refusal(correctRecord(store.context(), { record, version, fields: given, reason }));
    expect((await save({ gross: "12.5", ordered_at: "2026-02-30" })).problems).toHaveLength(2);
    expect((await save({ order_id: "SO-9" })).sentence.en).toContain("enter a new record");
    expect((await save({ nonsense: "1" })).code).toBe("invalid");
    expect((await save({ gross: String(fields.gross) })).sentence.en).toContain("Nothing was changed");
    await expect(
      correctRecord(store.context(), { record, version, fields: { gross: "1" }, reason: "  " }),
    ).rejects.toThrow();
    expect((await order("SO-1")).version).toBe(version);
  });

  test("by a stranger is refused", async () => {
    const { record, version } = await order("SO-1");
    const input = { record, version, fields: { gross: "1" }, reason: "x" };
    expect((await refusal(correctRecord(store.stranger(), input))).code).toBe("forbidden");
  });

  test("of a record whose change an import has staged waits for the import", async () => {
    const { record, version } = await order("SO-1");
    const later = [store.file("orders.csv", text("777.00"))];
    const refused: Refusal[] = [];
    const context = (): Context => store.context();
    const { importFiles } = await import("../store/import-files.ts");
    await importFiles(
      store.database,
      { paths: later, source: "test" },
      {
        signal: new AbortController().signal,
        context,
        save: async () => {
          const input = { record, version, fields: { gross: "1" }, reason: "x" };
          refused.push(await refusal(correctRecord(store.context(), input)));
        },
      },
    );
    expect(refused[0]?.sentence.en).toContain("import under way");
    expect((await order("SO-1")).fields.gross).toBe("77700");
  });
});
