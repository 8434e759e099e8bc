import { mkdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { sql } from "kysely";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  CompactRange,
  hashLeaf,
  parsePolicy,
  parseTlogProof,
  verifyEvidence,
  verifyTlogProof,
} from "../../ledger/index.ts";
import { listBackups } from "../../platform/index.ts";
import { CliDesk } from "../cli-fixture.ts";
import { integrityJob } from "../workbench/integrity-job.ts";
import type { Workbench } from "../workbench/open-workbench.ts";
import { makeTestPlace, type TestPlace } from "../workbench/test-workbench.ts";
import { countTrials, liveWith, marker, markerForms, markerSalts, recordOf } from "./marker-story.ts";
import { type Person, setUpPeople, until } from "./test-erasure-house.ts";
import { grepBytes } from "./test-grep.ts";

let place: TestPlace;
let bench: Workbench;
let lead: Person;
let administrator: Person;
const temporary = process.env.TMPDIR;

beforeAll(async () => {
  place = await makeTestPlace();
  const folder = join(place.data, "temporary");
  mkdirSync(folder, { recursive: true, mode: 0o711 });
  process.env.TMPDIR = folder;
  bench = await place.open();
  ({ administrator, lead } = await setUpPeople(bench));
}, 120_000);
afterAll(async () => {
  if (temporary === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = temporary;
  await place?.remove();
});

async function check(): Promise<string[]> {
  const { jobs, database, ...rest } = bench.parts;
  const id = await jobs.start(
    integrityJob({ database, ...rest }),
    {},
    { kind: "system", id: "system:check" },
  );
  const view = await until(
    () => jobs.read(id),
    (job) => job?.state === "failed" || job?.state === "done",
  );
  expect(view?.words, view?.words?.en).toBeDefined();
  expect(view?.state).toBe("done");
  const rows = await database.writer.selectFrom("integrity_fault").select("place").orderBy("id").execute();
  return rows.map((row) => row.place);
}

/** Pages that lie in memory only yet are written down, as they are sooner or later. */
async function flush(): Promise<void> {
  const owner = new pg.Client({ ...bench.parts.database.address, user: "postgres" });
  await owner.connect();
  await owner.query("CHECKPOINT").finally(() => owner.end());
}

async function leavesOf(batch: bigint): Promise<string[]> {
  const { rows } = await sql<{
    leaf: string;
  }>`SELECT leaf FROM record_version WHERE batch = ${batch} ORDER BY id`.execute(bench.parts.database.writer);
  return rows.map(({ leaf }) => leaf);
}

const rootOf = (leaves: readonly string[]) => {
  const tree = new CompactRange();
  for (const leaf of leaves) tree.append(hashLeaf(Buffer.from(leaf)));
  return Buffer.from(tree.root()).toString("hex");
};

describe("a person who is erased", { timeout: 600_000 }, () => {
  test("is found nowhere on the disk once the job reports done, and what was proved is proved still", async () => {
    await liveWith(bench, lead, administrator);
    const forms = markerForms();
    const salts = await markerSalts(bench);
    expect(salts.size).toBeGreaterThan(20);
    expect(await countTrials(bench)).toEqual({ trial: 1, run: 1 });
    await flush();
    const before = grepBytes(place.data, forms);
    // The control: it is there, in the tables, in the write-ahead log, in files and in the backup.
    for (const where of ["/base/", "/pg_wal/", "/uploads/", "/backups/"]) {
      expect(
        before.some((path) => path.includes(where)),
        where,
      ).toBe(true);
    }
    expect(grepBytes(join(place.data, "postgres"), salts).length).toBeGreaterThan(20);
    expect(await check()).toEqual([]);
    const proofBefore = await bench.parts.ledger?.prove(6);
    const { rows: batches } = await sql<{ id: bigint; root: string }>`
      SELECT id, root FROM import_batch WHERE root IS NOT NULL ORDER BY id`.execute(
      bench.parts.database.writer,
    );

    const found = await lead.send("POST", "/api/erasures/find", { text: marker.phone });
    expect(
      found.body.found.map(({ kind, key }: { kind: string; key: string }) => `${kind} ${key}`).sort(),
    ).toEqual(["contact K1", "customer C900", "order SO-B"]);
    const [contact, customer] = [
      await recordOf(lead, "contact", "K1"),
      await recordOf(lead, "customer", "C900"),
    ];
    const first = { records: [{ record: contact.record }, { record: customer.record }], mentions: true };
    const preview = await lead.send("POST", "/api/erasures/preview", first);
    expect(preview.body.counts).toMatchObject({ records: 2, whole: 2, alerts: 1, accounts: 0 });
    const repeats = preview.body.repeats.map(
      ({
        record,
        key,
        parts,
      }: {
        record: string;
        key: string;
        parts: { name: string; matches: boolean }[];
      }) => ({
        key,
        record,
        parts: parts.filter(({ matches }) => matches).map(({ name }) => name),
      }),
    );
    expect(repeats.map(({ key }: { key: string }) => key).sort()).toEqual(["SO-A", "SO-B"]);
    const choice = {
      records: [
        ...first.records,
        ...repeats.map(({ record, parts }: { record: string; parts: string[] }) => ({ record, parts })),
      ],
      mentions: true,
    };
    const asked = await lead.send("POST", "/api/erasures", { choice, reference: "DSR-2026-001" });
    expect(asked.status).toBe(201);
    const { id } = asked.body;
    // Two people: who asked may not approve.
    expect((await lead.send("POST", `/api/erasures/${id}/approve`)).status).toBe(403);
    expect((await administrator.send("POST", `/api/erasures/${id}/approve`)).status).toBe(204);
    const list = () => administrator.send("GET", "/api/erasures");
    const done = await until(list, ({ body }) => ["done", "operator"].includes(body.requests[0].state));
    expect(done.body.requests[0]).toMatchObject({ state: "done", remaining: [], backups: { count: 1 } });

    expect(await countTrials(bench)).toEqual({ trial: 0, run: 0 });
    expect(await check()).toEqual([]);
    for (const batch of batches) expect(rootOf(await leavesOf(batch.id))).toBe(batch.root);
    const policy = parsePolicy(Buffer.from(`log ${bench.parts.ledger?.verifierKeys[0]}\nquorum none\n`));
    const { extra } = parseTlogProof(proofBefore ?? new Uint8Array());
    expect(
      verifyTlogProof(proofBefore ?? new Uint8Array(), hashLeaf(extra ?? new Uint8Array()), policy).index,
    ).toBe(6);
    // What is left of the orders is there, and provable; the person is not.
    const order = await recordOf(lead, "order", "SO-A");
    const shown = await lead.send("GET", `/api/records/order/${order.record}`);
    expect(JSON.stringify(shown.body)).toContain("4900000");
    for (const key of ["SO-A", "SO-B"]) {
      const { record } = await recordOf(lead, "order", key);
      const path = `/api/evidence/records/order/${record}/versions/1?personal=*`;
      const { status, text } = await lead.send("GET", path);
      expect(status, text).toBe(200);
      const evidence = Buffer.from(text);
      for (const form of markerForms().values()) expect(evidence.includes(form)).toBe(false);
      const [item] = verifyEvidence(evidence, policy).items;
      // What was resealed stands under the act's own entry; the row's proof says that its values are gone.
      const erased = ["common", "personal.own.remark"];
      expect(item).toMatchObject({ item: "row", kind: "order", personal: {}, withheld: [], erased });
    }
    const searched = await lead.send("GET", `/api/search?q=${marker.phone}`);
    expect(JSON.stringify(searched.body.kinds ?? searched.body)).not.toContain("K1");

    await bench.close();
    // Backups from before expire by their schedule: until then they hold it.
    const sought = new Map([...forms, ...salts]);
    expect(grepBytes(place.data, sought).filter((path) => !path.includes("/backups/"))).toEqual([]);
    expect(grepBytes(join(dirname(place.data), "plumbline-keys"), sought)).toEqual([]);
  });

  test("is gone from a restored backup that still held it, before the command ends", async () => {
    const [backup = ""] = await listBackups(join(place.data, "backups"));
    const restored = join(dirname(place.data), "restored");
    const desk = new CliDesk();
    try {
      const environment = {
        PLUMBLINE_DATA: restored,
        PLUMBLINE_KEYS: join(dirname(place.data), "plumbline-keys"),
      };
      const { code, out } = await desk.run(["restore", join(place.data, "backups", backup)], {
        ...environment,
        LANG: "en",
      });
      expect(code).toBe(0);
      expect(out).toContain("1 erasures made since the backup have been carried out again");
      expect(grepBytes(restored, markerForms())).toEqual([]);
      // The database is behind the signed checkpoint: a new log begins, and what was erased is in it.
      const restart = await desk.run(["ledger", "restart"], { ...environment, LANG: "en" });
      expect([restart.code, restart.told]).toEqual([0, []]);
      bench = await place.open(environment);
      expect(await check()).toEqual([]);
      const entries = await bench.parts.events.readEntries(0, 10_000);
      expect(entries.filter(({ type }) => type === "person.erased")).toHaveLength(1);
      const ledger = bench.parts.ledger;
      const first = entries.find(({ index }) => index === ledger?.ring().base);
      expect(first?.type).toBe("ledger.restarted");
    } finally {
      desk.close();
      rmSync(restored, { recursive: true, force: true });
    }
  });
});
