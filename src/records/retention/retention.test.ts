import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { CompactRange, hashLeaf } from "../../ledger/index.ts";
import { openTestHouse, roleSchema, type TestHouse } from "../../people/index.ts";
import { type Context, openWarehouse, sql } from "../../platform/index.ts";
import { followVersions } from "../browse/follow-versions.ts";
import { settingsPolicies } from "../settings/settings-routes.ts";
import { countRecords } from "../store/count-records.ts";
import { fillWarehouse } from "../store/fill-warehouse.ts";
import { followBatches } from "../store/follow-batches.ts";
import { getRecord } from "../store/get-record.ts";
import { listRecords } from "../store/list-records.ts";
import { openTestStore, type TestStore } from "../store/store-fixture.ts";
import { eraseExpired } from "./erase-expired.ts";
import { monthsBefore } from "./past-retention.ts";
import { previewRetention } from "./preview-retention.ts";
import { retentionJob } from "./retention-job.ts";
import { addRetentionRoutes } from "./retention-routes.ts";

let store: TestStore;
const header = "order_no,order_date,customer_id,salesperson,amount,remark";
const old = Array.from({ length: 7 }, (_, i) => `OLD-${i},2012-03-0${i + 1},C-1,E-1,${i}.50,秘密备注${i}`);
const recent = Array.from({ length: 5 }, (_, i) => `NEW-${i},2026-03-0${i + 1},C-1,E-1,${i}.50,普通`);
const edited = "OLD-0,2026-02-01,C-1,E-1,9.99,移到今年";
const customers =
  "customer_id,customer_name,created_at\nC-1,老客户有限公司,2001-01-01\nC-2,离开的客户,2001-01-01\n";

const file = (lines: readonly string[]) => `${header}\n${lines.join("\n")}\n`;
const before = "2016-01-01";

beforeAll(async () => {
  store = await openTestStore();
  followVersions(store.log);
  await store.import({ paths: [store.file("orders.csv", file([...old, ...recent]))] });
  // A later version tells a day within the period.
  await store.import({ paths: [store.file("orders.csv", file([edited, ...old.slice(1), ...recent]))] });
  await store.import({ paths: [store.file("customers.csv", customers)], complete: true, source: "crm" });
  const without = customers.replace(/C-2.*\n/, "");
  await store.import({ paths: [store.file("customers.csv", without)], complete: true, source: "crm" });
  await store.log.settled();
});
afterAll(() => store?.close());

const rows = async () =>
  (
    await sql<{
      id: bigint;
      leaf: string;
      row: string;
      erased: boolean;
      key: string;
    }>`SELECT id, leaf, key, v::text AS row,
      erased_at IS NOT NULL AS erased FROM record_version v ORDER BY id`.execute(store.database.writer)
  ).rows;
const keysOf = async (kind: string) =>
  (await listRecords(store.database.reader, { kind, sort: "key", descending: false, gone: true })).rows.map(
    ({ key }) => key,
  );

function rootOf(leaves: readonly string[]): string {
  const tree = new CompactRange();
  for (const leaf of leaves) tree.append(hashLeaf(Buffer.from(leaf)));
  return Buffer.from(tree.root()).toString("hex");
}

describe("what is past its retention", () => {
  test("is refused to whoever may not erase", async () => {
    await expect(eraseExpired(store.stranger(), { kind: "order", before, limit: 10 })).rejects.toThrow();
    expect((await rows()).some(({ erased }) => erased)).toBe(false);
  });

  test("goes some records at a time, each time with an event that seals how many and which", async () => {
    const standing = await rows();
    const [orders] = (await countRecords(store.database.reader)).filter(({ kind }) => kind === "order");
    const steps: unknown[] = [];
    const roots: string[] = [];
    const seen = new Set<bigint>();
    for (;;) {
      const erased = await eraseExpired(store.context(), { kind: "order", before, limit: 4 });
      if (!erased) break;
      steps.push(erased);
      const now = (await rows()).filter(({ id, erased: isErased }) => isErased && !seen.has(id));
      for (const { id } of now) seen.add(id);
      roots.push(rootOf(now.map(({ leaf }) => leaf)));
    }
    // Six of the seven: the one that was edited has a version within the period.
    expect(steps).toEqual([
      { records: 4, versions: 4 },
      { records: 2, versions: 2 },
    ]);
    await store.log.settled();
    const entries = (await store.log.readEntries(0, 1_000)).filter(({ type }) => type === "records.expired");
    expect(entries.map(({ seals, subject }) => [subject, seals?.records, seals?.versions])).toEqual([
      ["kind:order", "4", "4"],
      ["kind:order", "2", "2"],
    ]);
    const left = await rows();
    const gone = left.filter(({ erased }) => erased);
    expect(entries.map(({ seals }) => seals?.root)).toEqual(roots);

    // Every row is still there, with its leaf; those that were not erased are the same to the letter.
    expect(left.map(({ id, leaf }) => [id, leaf])).toEqual(standing.map(({ id, leaf }) => [id, leaf]));
    const untouched = left.filter(({ erased }) => !erased);
    const ids = new Set(untouched.map(({ id }) => id));
    expect(untouched.map(({ row }) => row)).toEqual(
      standing.filter(({ id }) => ids.has(id)).map(({ row }) => row),
    );
    expect(gone.map(({ row }) => row).join()).not.toMatch(/OLD-|秘密备注|C-1|E-1/);

    const counted = (await countRecords(store.database.reader)).find(({ kind }) => kind === "order");
    expect(counted).toEqual({ ...orders, records: (orders?.records ?? 0) - 6 });
    expect(await keysOf("order")).toEqual([...recent.map((line) => line.split(",")[0]), "OLD-0"].sort());
  });

  test("roots of the imports can still be computed from what is left", async () => {
    const { rows: batches } = await sql<{ id: bigint; root: string; leaves: string[] }>`
      SELECT b.id, b.root, array_agg(v.leaf ORDER BY v.id) AS leaves FROM import_batch b JOIN record_version v ON v.batch = b.id
      WHERE b.state = 'committed' GROUP BY b.id`.execute(store.database.writer);
    for (const { root, leaves } of batches) {
      expect(rootOf(leaves)).toBe(root);
    }
    expect(batches.length).toBe(4);
  });

  test("is not found by its number, and detectors do not see it", async () => {
    const { rows: erased } = await sql<{
      record: string;
    }>`SELECT record FROM record_version WHERE erased_at IS NOT NULL`.execute(store.database.writer);
    const { rows: found } = await sql<{ record: string }>`SELECT record FROM record_now`.execute(
      store.database.writer,
    );
    const standing = new Set(found.map(({ record }) => record));
    expect(standing.size).toBe(8);
    for (const { record } of erased) {
      expect(await getRecord(store.database.reader, record)).toBeUndefined();
      expect(standing.has(record)).toBe(false);
    }
    const warehouse = await openWarehouse();
    try {
      await fillWarehouse(store.database, warehouse);
      const orders = await warehouse.first<{ n: bigint }>(sql`SELECT count(*) AS n FROM orders`);
      expect(Number(orders?.n)).toBe(6);
    } finally {
      await warehouse.close();
    }
  });

  test("stays erased when the same file comes again, and other values make it a record again", async () => {
    const again = await store.import({
      paths: [store.file("orders.csv", file([edited, ...old.slice(1), ...recent]))],
    });
    expect(
      Object.values(again.counts).map(({ added, changed, returned }) => [added, changed, returned]),
    ).toEqual([[0, 0, 0]]);
    expect(await keysOf("order")).toHaveLength(6);
    const late = "OLD-3,2026-04-01,C-1,E-1,3.50,复活";
    const changed = await store.import({ paths: [store.file("orders.csv", file([late]))] });
    expect(Object.values(changed.counts).map(({ returned }) => returned)).toEqual([1]);
    expect(await keysOf("order")).toContain("OLD-3");
    const counted = (await countRecords(store.database.reader)).find(({ kind }) => kind === "order");
    expect(counted?.records).toBe(7);
  });

  test("of a customer is counted from the day the source had it no more", async () => {
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
    expect(await eraseExpired(store.context(), { kind: "customer", before, limit: 9 })).toBeUndefined();
    expect(await eraseExpired(store.context(), { kind: "customer", before: tomorrow, limit: 9 })).toEqual({
      records: 1,
      versions: 2,
    });
    expect(await keysOf("customer")).toEqual(["C-1"]);
    const counted = (await countRecords(store.database.reader)).find(({ kind }) => kind === "customer");
    expect(counted).toMatchObject({ records: 1, gone: 0 });
  });

  test("a slip with SQL can still not change a version, nor erase a part of it", async () => {
    const change = (set: string) =>
      sql.raw(`UPDATE record_version SET ${set} WHERE erased_at IS NULL`).execute(store.database.writer);
    const erased =
      "erased_at = now(), key = '', reason = NULL, fields = '{}', own = NULL, refs = '{}', salts = ''";
    for (const set of [
      "fields = '{}'",
      "erased_at = now()",
      `${erased}, leaf = ''`,
      `${erased}, happened_at = '2020-01-01'`,
    ]) {
      await expect(change(set)).rejects.toThrow("append-only");
    }
    await expect(
      sql`UPDATE record_version SET erased_at = NULL WHERE erased_at IS NOT NULL`.execute(
        store.database.writer,
      ),
    ).rejects.toThrow("append-only");
  });
});

describe("months before a day", () => {
  test.each([
    ["2026-03-31", 1, "2026-02-28"],
    ["2024-03-31", 1, "2024-02-29"],
    ["2026-01-15", 120, "2016-01-15"],
    ["2026-01-15", 1, "2025-12-15"],
  ])("%s less %i is %s", (day, months, expected) => {
    expect(monthsBefore(day, months)).toBe(expected);
  });

  test("more months lie no later", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20_000 }), fc.nat(600), fc.nat(600), (n, a, b) => {
        const day = new Date(n * 86_400_000).toISOString().slice(0, 10);
        expect(monthsBefore(day, a + b) <= monthsBefore(day, a)).toBe(true);
      }),
    );
  });
});

describe("the job", () => {
  let house: TestHouse;
  beforeAll(async () => {
    house = await openTestHouse({
      rooms: [settingsPolicies],
      jobs: () => [retentionJob],
      addRoutes(http, parts) {
        followBatches(parts.events);
        addRetentionRoutes(http, parts);
      },
    });
  });
  afterAll(() => house?.close());

  test("is shown to those who keep the settings and the house, and started by the first alone", async () => {
    for (const role of roleSchema.options) {
      const browser = await house.signedIn([role]);
      const preview = await browser.send("GET", "/api/retention");
      expect([role, preview.status]).toEqual([
        role,
        ["lead-auditor", "administrator"].includes(role) ? 200 : 403,
      ]);
      const run = await browser.send("POST", "/api/retention/run");
      expect([role, run.status]).toEqual([role, role === "lead-auditor" ? 202 : 403]);
      // What expires later is not for it.
      if (run.status === 202) expect(await ended(run.body.job)).toMatchObject({ state: "done" });
    }
  });

  const ended = (id: string) =>
    vi.waitFor(async () => {
      const job = await house.parts.jobs.read(id);
      expect(job?.finishedAt).toBeDefined();
      return job;
    }, 60_000);

  test("erases by the settings what the preview announced, and nothing where nothing is settled", async () => {
    const { database, contexts, parts } = house;
    const system = { kind: "system", id: "system:retention" } as const;
    const context = (): Context => contexts.contextFor(system);
    expect(await previewRetention(database.reader, new Date())).toEqual([]);
    await sql`INSERT INTO import_batch (source, origin, state, actor, observed_at, after_id, committed_at)
      VALUES ('t', 'import', 'committed', 'x', '2010-01-01', 0, now())`.execute(database.writer);
    await sql`INSERT INTO record_version (record, version, batch, kind, source, key, occurrence, observed_at, happened_at, gone, digest, fields, refs, salts, leaf)
      SELECT md5(n::text)::uuid, 1, (SELECT max(id) FROM import_batch), 'expense', 't', 'X' || n, 1, '2010-01-01', '2010-01-01', false,
        md5(n::text)::uuid, '{"note": "x"}', '{}', '\\x00', 'leaf' || n FROM generate_series(1, 1203) n`.execute(
      database.writer,
    );
    const content = { kinds: [{ kind: "expense", months: 120 }] };
    await sql`INSERT INTO setting_version VALUES ('retention', 1, ${JSON.stringify(content)}, 'x', now())`.execute(
      database.writer,
    );
    const preview = await previewRetention(context().db, new Date());
    expect(preview).toEqual([expect.objectContaining({ kind: "expense", records: 1203 })]);
    const id = await parts.jobs.start(retentionJob, {}, system);
    expect(await ended(id)).toMatchObject({ state: "done", words: { en: "1203 expired records erased" } });
    expect(await previewRetention(context().db, new Date())).toEqual([
      expect.objectContaining({ records: 0 }),
    ]);
    expect((await house.told()).filter((type) => type === "records.expired")).toHaveLength(3);
  });
});
