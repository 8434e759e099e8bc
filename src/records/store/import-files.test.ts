import { existsSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildHashTree, hashLeaves } from "../../ledger/index.ts";
import { opens, sql } from "../../platform/index.ts";
import { countRecords } from "./count-records.ts";
import { findRecords, getRecord } from "./get-record.ts";
import { importFiles } from "./import-files.ts";
import { keepMapping, readKeptMapping } from "./keep-mapping.ts";
import { listRecords } from "./list-records.ts";
import { openTestStore, type TestStore } from "./store-fixture.ts";

let store: TestStore;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store?.close());

const header = "order_no,order_date,customer_id,salesperson,amount,remark";
const orders = (...lines: string[]) => `${[header, ...lines].join("\n")}\n`;
const first = [
  "SO-1,2026-01-05,C-1,E-1,100.00,急单",
  "SO-2,2026-01-06,C-1,E-2,200.00,",
  "SO-3,2026-01-07,C-2,E-1,300.00,x",
];

/** Each test imports from a source of its own, so that none depends on another. */
let sources = 0;
const freshSource = () => `source-${++sources}`;

async function historyOf(source: string, key: string) {
  const found = await Promise.all(
    (await findRecords(store.database.reader, "order", key)).map(({ record }) =>
      getRecord(store.database.reader, record),
    ),
  );
  return found.find((record) => record?.source === source);
}

async function versionsOf(source: string): Promise<number> {
  const { rows } = await sql<{
    n: bigint;
  }>`SELECT count(*) AS n FROM record_version WHERE source = ${source}`.execute(store.database.writer);
  return Number(rows[0]?.n);
}

describe("importing", () => {
  test("the same file again changes nothing and says so", async () => {
    const source = freshSource();
    const paths = [store.file("orders.csv", orders(...first))];
    const once = await store.import({ paths, source });
    expect(once.counts.order).toMatchObject({ observed: 3, added: 3, changed: 0 });
    const again = await store.import({ paths, source });
    expect(again.counts.order).toMatchObject({ observed: 3, added: 0, changed: 0, gone: 0 });
    expect(again.sentence.en).toContain("nothing changed");
    expect(await versionsOf(source)).toBe(3);
  });

  test("a silent edit in the source becomes a new version with the fields that differ", async () => {
    const source = freshSource();
    await store.import({ paths: [store.file("orders.csv", orders(...first))], source });
    const edited = [first[0] ?? "", "SO-2,2026-01-06,C-1,E-2,250.00,", first[2] ?? ""];
    const result = await store.import({ paths: [store.file("orders.csv", orders(...edited))], source });
    expect(result.counts.order).toMatchObject({ added: 0, changed: 1 });
    const record = await historyOf(source, "SO-2");
    expect(record?.versions.map(({ version }) => version)).toEqual([1, 2]);
    expect(record?.versions[1]?.changes).toEqual([
      {
        of: "field",
        name: "gross",
        label: expect.objectContaining({ en: "Gross amount" }),
        before: "20000",
        after: "25000",
      },
      { of: "own", name: "amount", label: expect.anything(), before: "200.00", after: "250.00" },
    ]);
  });

  test("rows in another order, and columns in another order, change nothing", async () => {
    const source = freshSource();
    await store.import({ paths: [store.file("orders.csv", orders(...first))], source });
    const turned =
      "remark,amount,salesperson,customer_id,order_date,order_no\nx,300.00,E-1,C-2,2026-01-07,SO-3\n急单,100.00,E-1,C-1,2026-01-05,SO-1\n";
    const result = await store.import({ paths: [store.file("orders.csv", turned)], source });
    expect(result.counts.order).toMatchObject({ observed: 2, added: 0, changed: 0 });
  });

  test("repeats of a key are kept apart, and stay so at the next import", async () => {
    const source = freshSource();
    const repeated = orders(first[0] ?? "", first[0] ?? "", "SO-1,2026-01-05,C-1,E-1,111.00,");
    const paths = [store.file("orders.csv", repeated)];
    expect((await store.import({ paths, source }, 2)).counts.order).toMatchObject({ added: 3 });
    expect((await store.import({ paths, source }, 2)).counts.order).toMatchObject({ added: 0, changed: 0 });
    const { rows } = await listRecords(store.database.reader, {
      kind: "order",
      source,
      sort: "key",
      descending: false,
    });
    expect(rows.map(({ key, occurrence }) => `${key}#${occurrence}`)).toEqual(["SO-1#1", "SO-1#2", "SO-1#3"]);
  });

  test("of a file declared complete, what is absent is gone, and may come back", async () => {
    const source = freshSource();
    const whole = () => [store.file("orders.csv", orders(...first))];
    await store.import({ paths: whole(), source });
    const less = await store.import({
      paths: [store.file("orders.csv", orders(...first.slice(1)))],
      source,
      complete: true,
    });
    expect(less.counts.order).toMatchObject({ gone: 1, changed: 0 });
    const gone = await historyOf(source, "SO-1");
    expect(gone).toMatchObject({ gone: true, version: 2, fields: { order_id: "SO-1", gross: "10000" } });
    expect((await listRecords(store.database.reader, { kind: "order", source })).rows).toHaveLength(2);
    const stillGone = await store.import({
      paths: [store.file("orders.csv", orders(...first.slice(1)))],
      source,
      complete: true,
    });
    expect(stillGone.counts.order).toMatchObject({ gone: 0 });
    const back = await store.import({ paths: whole(), source });
    expect(back.counts.order).toMatchObject({ returned: 1, added: 0, changed: 0 });
    expect(await historyOf(source, "SO-1")).toMatchObject({ gone: false, version: 3 });
  });

  test("without being declared complete, absence says nothing", async () => {
    const source = freshSource();
    await store.import({ paths: [store.file("orders.csv", orders(...first))], source });
    const less = await store.import({ paths: [store.file("orders.csv", orders(...first.slice(1)))], source });
    expect(less.counts.order).toMatchObject({ gone: 0 });
  });

  test("where rows were refused, nothing is taken to be gone", async () => {
    const source = freshSource();
    await store.import({ paths: [store.file("orders.csv", orders(...first))], source });
    const broken = orders("SO-1,2026-01-05,C-1,E-1,about 100,急单", ...first.slice(1));
    const kept = (await readKeptMapping(store.database.reader, source))?.mapping;
    const result = await store.import({
      paths: [store.file("orders.csv", broken)],
      source,
      complete: true,
      ...(kept ? { mapping: kept } : {}),
    });
    expect(result.refusedTotal).toBe(1);
    expect(result.counts.order).toMatchObject({ gone: 0 });
    expect(result.notes.map(({ en }) => en).join()).toContain("no record was marked as gone");
  });

  test("the same key in two sources is two records", async () => {
    const [one, two] = [freshSource(), freshSource()];
    const paths = [store.file("orders.csv", orders(...first))];
    await store.import({ paths, source: one });
    expect((await store.import({ paths, source: two })).counts.order).toMatchObject({ added: 3 });
  });

  test("odd texts survive: tabs, quotes, backslashes, line ends, 汉字 and emoji", async () => {
    const source = freshSource();
    const odd = 'a\tb \\N \\t "q" {1,2}\n新行 🧾';
    const text = orders(`SO-1,2026-01-05,C-1,E-1,100.00,"${odd.replaceAll('"', '""')}"`);
    await store.import({ paths: [store.file("orders.csv", text)], source });
    const record = await historyOf(source, "SO-1");
    expect(record?.own?.remark).toBe(odd);
  });
});

describe("a batch", () => {
  test("is one event, whose root is that of its versions' leaves", async () => {
    const source = freshSource();
    const result = await store.import({ paths: [store.file("orders.csv", orders(...first))], source }, 2);
    await store.log.settled();
    const { size } = await store.log.state();
    const entries = await store.log.readEntries(0, size);
    const told = entries.filter(({ subject }) => subject === `batch:${result.batch}`);
    expect(told).toMatchObject([{ type: "records.imported", seals: { root: result.root, versions: "3" } }]);
    const { rows } = await sql<{
      leaf: string;
    }>`SELECT leaf FROM record_version WHERE batch = ${result.batch} ORDER BY id`.execute(
      store.database.writer,
    );
    const tree = buildHashTree(hashLeaves(rows.map(({ leaf }) => Buffer.from(leaf))));
    expect(Buffer.from(tree.root).toString("hex")).toBe(result.root);
  });

  test("its leaves are opened by what stands beside them, and hold no value", async () => {
    const source = freshSource();
    await store.import({ paths: [store.file("orders.csv", orders(...first))], source });
    const { rows } = await sql<{ leaf: string; salts: Buffer; own: { remark: string } }>`
      SELECT leaf, salts, own FROM record_version WHERE source = ${source} AND key = 'SO-1'`.execute(
      store.database.writer,
    );
    const [row] = rows;
    const leaf = JSON.parse(row?.leaf ?? "{}");
    expect(row?.leaf).not.toContain("急单");
    const names = Object.keys(leaf.personal).sort();
    const at = 32 * (1 + names.indexOf("own.remark"));
    const salt = row?.salts.subarray(at, at + 32) ?? Buffer.alloc(32);
    expect(opens(leaf.personal["own.remark"], { salt, value: '"急单"' })).toBe(true);
    expect(opens(leaf.personal["own.remark"], { salt, value: '"缓单"' })).toBe(false);
  });

  test("learns from the log at which index it became known", async () => {
    const source = freshSource();
    await store.import({ paths: [store.file("orders.csv", orders(...first))], source });
    await store.log.settled();
    const record = await historyOf(source, "SO-1");
    const entry = (await store.log.readEntries(Number(record?.versions[0]?.knownAt), 1))[0];
    expect(entry).toMatchObject({ type: "records.imported", subject: `batch:${record?.versions[0]?.batch}` });
  });

  test("of a stranger is refused before a file is opened", async () => {
    const run = { signal: new AbortController().signal, context: store.stranger };
    const work = importFiles(store.database, { paths: ["/nowhere.csv"], source: "x" }, run);
    await expect(work).rejects.toMatchObject({ code: "forbidden" });
  });

  test("that is cut off in the middle leaves nothing to be seen or counted", async () => {
    const source = freshSource();
    const before = await countRecords(store.database.reader);
    const cut = new AbortController();
    const run = {
      signal: cut.signal,
      context: store.context,
      rowsAtOnce: 1,
      save: async () => cut.abort(new Error("cut off")),
    };
    const paths = [store.file("orders.csv", orders(...first))];
    await expect(importFiles(store.database, { paths, source }, run)).rejects.toThrow("cut off");
    expect(await countRecords(store.database.reader)).toEqual(before);
    expect((await listRecords(store.database.reader, { kind: "order", source })).rows).toEqual([]);
    expect(await versionsOf(source)).toBe(0);
  });

  test("that is under way is seen by nobody", async () => {
    const source = freshSource();
    const seen: number[] = [];
    const run = {
      signal: new AbortController().signal,
      context: store.context,
      rowsAtOnce: 1,
      save: async () => {
        seen.push((await listRecords(store.database.reader, { kind: "order", source })).rows.length);
      },
    };
    await importFiles(store.database, { paths: [store.file("orders.csv", orders(...first))], source }, run);
    expect(seen).toEqual([0, 0, 0]);
  });

  test("its versions can be neither changed nor deleted", async () => {
    const source = freshSource();
    await store.import({ paths: [store.file("orders.csv", orders(...first))], source });
    const db = store.database.writer;
    await expect(
      sql`UPDATE record_version SET key = 'x' WHERE source = ${source}`.execute(db),
    ).rejects.toThrow("append-only");
    await expect(sql`DELETE FROM record_version WHERE source = ${source}`.execute(db)).rejects.toThrow(
      "append-only",
    );
  });
});

describe("a mapping", () => {
  test("used by an import is kept, and counts for the next one", async () => {
    const source = freshSource();
    const mapping = {
      version: 1 as const,
      sources: [
        {
          file: "mine.csv",
          kind: "order" as const,
          fields: { order_id: { column: "a" }, gross: { column: "b" } },
        },
      ],
    };
    await store.import({ paths: [store.file("mine.csv", "a,b\nX1,5\nX2,6\n")], source, mapping });
    const kept = await readKeptMapping(store.database.reader, source);
    expect(kept).toMatchObject({ version: 1, mapping: { sources: [{ file: "mine.csv", kind: "order" }] } });
    const next = await store.import({ paths: [store.file("mine.csv", "a,b\nX3,7\n")], source });
    expect(next.counts.order).toMatchObject({ added: 1 });
    expect((await readKeptMapping(store.database.reader, source))?.version).toBe(1);
  });

  test("changed by a person is a version and an event; a save over another's is refused", async () => {
    const name = freshSource();
    const mapping = { version: 1 as const, sources: [{ file: "a.csv", kind: "none" as const }] };
    const other = { version: 1 as const, sources: [{ file: "b.csv", kind: "none" as const }] };
    expect(await keepMapping(store.context(), { name, mapping, after: 0 })).toMatchObject({ version: 1 });
    expect(await keepMapping(store.context(), { name, mapping })).toMatchObject({ version: 1 });
    await expect(keepMapping(store.context(), { name, mapping: other, after: 0 })).rejects.toMatchObject({
      code: "conflict",
    });
    expect(await keepMapping(store.context(), { name, mapping: other, after: 1 })).toMatchObject({
      version: 2,
    });
    await expect(keepMapping(store.stranger(), { name, mapping })).rejects.toMatchObject({
      code: "forbidden",
    });
  });
});

const retail = new URL("../../../../shared/data/online-retail/online-retail.csv.gz", import.meta.url)
  .pathname;
describe.skipIf(!existsSync(retail))("real data (skipped where ../shared is absent)", () => {
  test("all 541,909 lines of online-retail are records, its exact repeats too", {
    timeout: 400_000,
  }, async () => {
    const result = await store.import({ paths: [retail], source: "online-retail" });
    expect(result.counts["invoice-line"]?.added).toBe(532_621);
    expect(result.counts["credit-note"]?.added).toBe(9_288);
  });
});
