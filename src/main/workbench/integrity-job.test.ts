import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { checkOwnLog, type IntegrityFault, settleFault } from "../../ledger/index.ts";
import { atOneMoment } from "../../platform/index.ts";
import { importFiles } from "../../records/index.ts";
import { checkTables } from "./check-tables.ts";
import { integrityJob } from "./integrity-job.ts";
import type { Workbench } from "./open-workbench.ts";
import { makeTestPlace, type TestPlace } from "./test-workbench.ts";

let place: TestPlace;
let bench: Workbench;
let lead: string;

beforeAll(async () => {
  place = await makeTestPlace();
  bench = await place.open();
  const path = join(place.data, "orders.csv");
  writeFileSync(
    path,
    `order_no,order_date,customer,amount\n${[1, 2, 3].map((i) => `SO-${i},2026-01-0${i},甲公司,${i}00.00`).join("\n")}\n`,
  );
  await importAsLead(path);
});
afterAll(() => place?.remove());

async function importAsLead(path: string): Promise<void> {
  const token = bench.setUpLink?.split("#token=")[1] ?? "";
  const person = (name: string) => ({
    name,
    email: `${name}@example.com`,
    password: "violet-anchor-7-harbour",
  });
  const body = JSON.stringify({ token, administrator: person("admin"), leadAuditor: person("lead") });
  const answer = await fetch(`${bench.url}/api/set-up`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body,
  });
  const { leadAuditor } = (await answer.json()) as { leadAuditor: string };
  lead = leadAuditor;
  await bench.parts.access.refresh();
  await importAgain(path);
}

async function importAgain(path: string): Promise<void> {
  const context = () => bench.parts.contexts.contextFor({ kind: "person", id: lead });
  await importFiles(
    bench.parts.database,
    { paths: [path], source: "erp" },
    { signal: new AbortController().signal, context },
  );
  await bench.parts.events.settled();
  const { size } = await bench.parts.events.state();
  await bench.parts.ledger?.sealedUpTo(size - 1);
}

/** Runs the check and gives what stands in the list of faults. */
async function check(): Promise<string[]> {
  const { jobs, database, ...rest } = bench.parts;
  const id = await jobs.start(
    integrityJob({ database, ...rest }),
    {},
    { kind: "system", id: "system:check" },
  );
  for (;;) {
    const view = await jobs.read(id);
    if (view?.state === "failed") throw new Error(view.words?.en ?? "It failed.");
    if (view?.state === "done") break;
    await new Promise((next) => setTimeout(next, 50));
  }
  const rows = await database.writer.selectFrom("integrity_fault").select("place").orderBy("id").execute();
  return rows.map((row) => row.place);
}

/** What both checks of the job say to a change that is taken back afterwards. */
async function checkAfter(statement: string): Promise<readonly IntegrityFault[]> {
  const { database, ledger } = bench.parts;
  if (!ledger) throw new Error("no ledger");
  const session = await database.session(() => undefined);
  const { signal } = new AbortController();
  const readTexts = async (from: number, limit: number) => {
    const { rows } = await session.query<{ entry: string }>(
      "SELECT entry FROM log WHERE index >= $1 ORDER BY index LIMIT $2",
      [from, limit],
    );
    return rows.map(({ entry }) => entry);
  };
  try {
    await session.query("BEGIN");
    for (const table of ["record_version", "log", "log_opening"])
      await session.query(`ALTER TABLE ${table} DISABLE TRIGGER ALL`);
    const { rowCount } = await session.query(statement);
    expect(rowCount).toBeGreaterThan(0);
    const own = await checkOwnLog({ ledger, events: { readTexts }, signal }, async () => undefined);
    return [...own.faults, ...(await checkTables(session, signal)).faults];
  } finally {
    await session.query("ROLLBACK");
    await session.end();
  }
}

/** As somebody with the password of the database would. */
async function behindOurBack(statement: string): Promise<void> {
  const db = bench.parts.database.writer;
  await sql
    .raw(`ALTER TABLE record_version DISABLE TRIGGER ALL; ALTER TABLE log DISABLE TRIGGER ALL`)
    .execute(db);
  await sql.raw(statement).execute(db);
}

describe("the check of the house by itself", () => {
  test("finds nothing wrong with an import that brought nothing new", async () => {
    await importAgain(join(place.data, "orders.csv"));
    const { faults } = await atOneMoment(bench.parts.database, (session) =>
      checkTables(session, new AbortController().signal),
    );
    expect(faults).toEqual([]);
  });

  test("finds nothing where nothing was changed, and says how much it looked at", async () => {
    expect(await check()).toEqual([]);
    const rows = await bench.parts.database.writer.selectFrom("integrity_check").selectAll().execute();
    expect(rows).toMatchObject([{ faults: 0n }]);
    // Three records, and what the events have said.
    expect(rows[0]?.rows).toBeGreaterThan(3n);
  });

  test.each([
    ["a row taken away", "DELETE FROM record_version WHERE key = 'SO-2'"],
    ["a leaf made to fit", "UPDATE record_version SET leaf = replace(leaf, 'a', 'b') WHERE key = 'SO-3'"],
    [
      "a row moved into another record",
      "UPDATE record_version SET record = gen_random_uuid() WHERE key = 'SO-1'",
    ],
    ["a key exchanged", "UPDATE record_version SET key = 'SO-9' WHERE key = 'SO-1'"],
    ["the row of the source", `UPDATE record_version SET own = '{}' WHERE key = 'SO-1'`],
    ["the root of the batch", "UPDATE import_batch SET root = repeat('0', 64)"],
    ["the log", `UPDATE log SET entry = replace(entry, '"actor":"', '"actor":"x') WHERE index = 1`],
    ["an entry taken away", "DELETE FROM log WHERE index = 1"],
    ["what an event said", `UPDATE log_opening SET value = replace(value, 'erp', 'crm')`],
    ["what an event said taken away", "DELETE FROM log_opening WHERE side = 'after'"],
    ["a batch called uncommitted", "UPDATE import_batch SET state = 'failed'"],
    ["a batch whose index is forgotten", "UPDATE import_batch SET known_at = NULL"],
    ["a batch whose moment is taken away", "UPDATE import_batch SET committed_at = NULL"],
    ["who imported", "UPDATE import_batch SET actor = 'person:somebody-else'"],
    ["the counts of an import", "UPDATE import_count SET added = added + 1"],
    [
      "a version added to a batch that is done",
      "INSERT INTO record_version (record, version, batch, kind, source, key, occurrence, observed_at, happened_at, gone, digest, fields, refs, salts, leaf) SELECT gen_random_uuid(), 1, batch, kind, source, 'SO-9', 1, observed_at, happened_at, gone, digest, fields, refs, salts, leaf FROM record_version LIMIT 1",
    ],
    ["the day of a record", "UPDATE record_version SET happened_at = happened_at + interval '1 day'"],
  ])("finds %s", async (_, statement) => {
    expect((await checkAfter(statement)).length).toBeGreaterThan(0);
  });

  test("finds the amount that was changed with SQL, once", async () => {
    await behindOurBack(`UPDATE record_version SET fields = fields || '{"net":"99"}' WHERE key = 'SO-1'`);
    const found = await check();
    expect(found).toEqual([expect.stringMatching(/^batch:\d+\/version:\d+$/)]);
    expect(await check()).toEqual(found);
  });

  test("tells anew of a place that was settled, found whole, and changed again", async () => {
    const { database, contexts } = bench.parts;
    const known = await database.writer
      .selectFrom("integrity_fault")
      .select("id")
      .orderBy("id", "desc")
      .executeTakeFirst();
    const first = known?.id ?? 0n;
    const setGross = (gross: string) =>
      behindOurBack(`UPDATE record_version SET fields = fields || '{"gross":"${gross}"}' WHERE key = 'SO-2'`);
    const read = sql<{
      gross: string;
    }>`SELECT fields->>'gross' AS gross FROM record_version WHERE key = 'SO-2'`;
    const before = (await read.execute(database.writer)).rows[0]?.gross ?? "";
    const open = () =>
      database.writer
        .selectFrom("integrity_fault")
        .select("id")
        .where("settled_at", "is", null)
        .where("id", ">", first)
        .execute();
    await setGross("99");
    await check();
    const [fault] = await open();
    const because = "Looked into with the vendor";
    await settleFault(contexts.contextFor({ kind: "person", id: lead }), { id: fault?.id ?? 0n, because });
    await check();
    expect(await open(), "as long as nothing changes").toEqual([]);
    await setGross(before);
    await check();
    expect(await open(), "while it is whole").toEqual([]);
    await setGross("98");
    await check();
    expect(await open()).toEqual([fault]);
  });

  test("tells of a table that it cannot read", async () => {
    await behindOurBack("UPDATE import_batch SET committed_at = 'infinity'");
    expect(await check()).toContain("check:records");
  });

  test("finds a byte changed in the files of the log", async () => {
    const size = bench.parts.ledger?.published()?.checkpoint.size;
    const path = join(place.data, "ledger", "tile", "0", `000.p`, String(size));
    const bytes = readFileSync(path);
    bytes[40] = (bytes[40] ?? 0) ^ 1;
    writeFileSync(path, bytes);
    expect(await check()).toContain(`ledger:tile/0/000.p/${size}`);
  });

  test("tells of the stop of sealing, which goes on after a start", async () => {
    const folder = join(dirname(place.data), "plumbline-keys", "checkpoints-1");
    const newest = readdirSync(folder).sort().at(-1) ?? "";
    // As another process would that had come between.
    const next = String(Number(newest) + 1).padStart(12, "0");
    writeFileSync(join(folder, next), readFileSync(join(folder, newest)));
    await check();
    const places = () => bench.parts.database.writer.selectFrom("integrity_fault").select("place").execute();
    await vi.waitFor(
      async () => {
        const stop = { place: expect.stringMatching(/^sealing:succeeded\/\d{4}-\d\d-\d\d$/) };
        expect(await places()).toContainEqual(stop);
      },
      { timeout: 60_000 },
    );
    await bench.close();
    bench = await place.open();
    const { size } = await bench.parts.events.state();
    expect(await bench.parts.ledger?.sealedUpTo(size - 1)).toBeDefined();
  });
});
