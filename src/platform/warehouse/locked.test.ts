import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { faultOf, type LockedWarehouse, openLocked, type StatementFault } from "./locked.ts";
import { sql } from "./sql.ts";
import { openWarehouse, type Warehouse } from "./warehouse.ts";

let folder: string;
let warehouse: Warehouse;
let locked: LockedWarehouse;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "plumbline-locked-"));
  warehouse = await openWarehouse({ threads: 1 });
  await warehouse.run(
    sql`CREATE TABLE sales AS SELECT range AS rid, 'SO-' || range AS doc_id FROM range(1000)`,
  );
  locked = await openLocked(warehouse, { tables: ["sales"], folder, within: 500, threads: 1 });
});
afterAll(() => {
  locked?.close();
  warehouse?.close();
  rmSync(folder, { recursive: true, force: true });
});

test("what was copied can be read, with the functions of the house", async () => {
  expect(await locked.all(sql`SELECT count(*) AS n, strength(3, 1) AS s FROM sales`)).toEqual([
    { n: 1000, s: 0.75 },
  ]);
  const columns = await locked.describe("SELECT rid, doc_id FROM sales -- and no more");
  expect(columns).toMatchObject([{ name: "rid" }, { name: "doc_id" }]);
});

test.each<[string, StatementFault["kind"], RegExp]>([
  ["COPY sales TO '/tmp/sales.csv'", "forbidden", /sales.csv/],
  ["EXPORT DATABASE '/tmp/all'", "forbidden", /disabled/],
  ["SELECT * FROM read_csv('/etc/passwd')", "forbidden", /passwd/],
  ["SELECT * FROM read_text('/etc/hostname')", "forbidden", /hostname/],
  ["SELECT * FROM glob('/etc/*')", "forbidden", /etc/],
  ["SELECT * FROM '/etc/passwd'", "unknown", /passwd/],
  ["INSTALL httpfs", "not-a-query", /LOAD/],
  ["LOAD httpfs", "not-a-query", /LOAD/],
  ["ATTACH '/tmp/other.db'", "not-a-query", /ATTACH/],
  ["SET memory_limit = '100GB'", "not-a-query", /SET/],
  ["CREATE TABLE mine AS SELECT 1", "not-a-query", /CREATE/],
  ["DELETE FROM sales", "not-a-query", /DELETE/],
  ["EXPLAIN ANALYZE SELECT 1", "not-a-query", /EXPLAIN/],
  ["SELECT * FROM query('COPY sales TO ''/tmp/x''')", "syntax", /single SELECT/],
  ["SELECT 1; SELECT 2", "statements", /2/],
  ["-- nothing at all\n;", "statements", /0/],
  ["PRAGMA database_list", "syntax", /./],
  ["SELECT 1) UNION ALL (SELECT 2", "syntax", /syntax/],
  ["SELEC 1", "syntax", /SELEC/],
  ["SELECT rid FROM sales WHERE rid > $least", "unknown", /\$least/],
])("%s is not taken", async (text, kind, told) => {
  const fault = (await locked.describe(text)) as StatementFault;
  expect(fault).toMatchObject({ kind });
  expect(fault.told).toMatch(told);
});

test("a column that is not there is told with its line", async () => {
  expect(await locked.describe("SELECT rid,\n  doc_no\nFROM sales")).toMatchObject({
    kind: "unknown",
    told: expect.stringContaining('"doc_no" not found'),
    line: 2,
  });
});

test("a join that never ends is ended, and the next question is answered", async () => {
  const began = performance.now();
  const endless = locked.all(
    sql`SELECT count(*) AS n FROM sales a, sales b, sales c, sales d WHERE a.rid * b.rid > c.rid + d.rid`,
  );
  await expect(endless.catch((error) => Promise.reject(faultOf(error)))).rejects.toMatchObject({
    kind: "time",
  });
  expect(performance.now() - began).toBeLessThan(20_000);
  expect(await locked.first(sql`SELECT 1 AS one`)).toEqual({ one: 1 });
});

test("nothing opens the lock again", async () => {
  for (const setting of [
    "enable_external_access = true",
    "lock_configuration = false",
    "memory_limit = '9GB'",
  ]) {
    await expect(locked.all(sql.raw(`SET ${setting}`))).rejects.toThrow();
  }
  await expect(locked.all(sql`INSERT INTO sales VALUES (1, 'x')`)).rejects.toThrow(/read-only/);
});
