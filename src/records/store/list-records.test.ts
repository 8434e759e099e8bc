import { afterAll, beforeAll, expect, test } from "vitest";
import { countRecords } from "./count-records.ts";
import { type ListInput, listRecords } from "./list-records.ts";
import { openTestStore, type TestStore } from "./store-fixture.ts";

let store: TestStore;
const size = 45;

beforeAll(async () => {
  store = await openTestStore();
  const lines = Array.from({ length: size }, (_, i) => {
    const day = i % 7 === 0 ? "" : `2026-01-${String(1 + (i % 28)).padStart(2, "0")}`;
    return `SO-${String(i).padStart(3, "0")},${day},C-${i % 4},E-1,${i}.50,${i === 3 ? "100%_急单" : "普通"}`;
  });
  const text = `order_no,order_date,customer_id,salesperson,amount,remark\n${lines.join("\n")}\n`;
  await store.import({ paths: [store.file("orders.csv", text)] });
  const edited = text.replace("SO-003,2026-01-04", "SO-003,2026-01-09");
  await store.import({ paths: [store.file("orders.csv", edited)] });
});
afterAll(() => store?.close());

async function all(input: Omit<ListInput, "kind">): Promise<string[]> {
  const keys: string[] = [];
  let after: string | undefined;
  do {
    const page = await listRecords(store.database.reader, {
      kind: "order",
      ...input,
      ...(after ? { after } : {}),
    });
    keys.push(...page.rows.map(({ key }) => key));
    after = page.next;
  } while (after);
  return keys;
}

test("pages by either order hold every record once, in its latest version", async () => {
  const byKey = await all({ sort: "key", descending: false, limit: 7 });
  expect(byKey).toEqual(Array.from({ length: size }, (_, i) => `SO-${String(i).padStart(3, "0")}`));
  const byTime = await all({ sort: "happened", limit: 7 });
  expect([...byTime].sort()).toEqual(byKey);
  expect(await all({ sort: "happened", descending: false, limit: 11 })).toEqual(byTime.toReversed());
  // Without a date they are the oldest.
  expect(byTime.slice(-7).every((key) => Number(key.slice(3)) % 7 === 0)).toBe(true);
});

test("filters by value, by what is referred to, by text and by range", async () => {
  const keys = (filter: NonNullable<ListInput["filter"]>) => all({ filter, sort: "key", descending: false });
  expect(await keys([{ field: "customer_id", op: "is", value: "C-3" }])).toHaveLength(11);
  expect(await keys([{ field: "gross", op: "from", value: "4351" }])).toEqual(["SO-044"]);
  expect(
    await keys([
      { field: "ordered_at", op: "from", value: "2026-01-09" },
      { field: "ordered_at", op: "to", value: "2026-01-09 23:59:59" },
    ]),
  ).toEqual(["SO-003", "SO-008", "SO-036"]);
  expect(await all({ search: "0%_急" })).toEqual(["SO-003"]);
  expect(await all({ source: "elsewhere" })).toEqual([]);
});

test("refuses kinds, fields, numbers and places that do not exist", async () => {
  const list = (input: ListInput) => listRecords(store.database.reader, input);
  await expect(list({ kind: "dragon" })).rejects.toMatchObject({ code: "invalid" });
  const wrong = (field: string, value: string) =>
    list({ kind: "order", filter: [{ field, op: "from", value }] });
  await expect(wrong("x' OR true --", "1")).rejects.toMatchObject({ code: "invalid" });
  await expect(wrong("gross", "much")).rejects.toMatchObject({ code: "invalid" });
  await expect(list({ kind: "order", after: "bm90IGEgcGxhY2U" })).rejects.toMatchObject({ code: "invalid" });
});

test("counts versions and records apart", async () => {
  expect(await countRecords(store.database.reader)).toEqual([
    { kind: "order", versions: size + 1, records: size, gone: 0 },
  ]);
});
