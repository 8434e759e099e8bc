import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { createContextMaker } from "../context/context-for.ts";
import { type Database, openDatabase } from "../database/database.ts";
import { type Migration, migrationChecksum, readMigrations } from "../database/migrate.ts";
import { makeTestData } from "../database/test-database.ts";
import { type EventLog, openEventLog } from "../log/event-log.ts";
import { Refusal } from "../refusal.ts";
import { createLogger } from "../telemetry/logger.ts";
import { openBackup, verifyParts } from "./manifest.ts";
import { checkBackup, restoreBackup } from "./restore-backup.ts";
import { backupName, listBackups, pruneBackups, writeBackup } from "./write-backup.ts";

const log = createLogger({ level: "silent" });
let home: Awaited<ReturnType<typeof makeTestData>>;
let folder: string;
let database: Database;
let events: EventLog;
let act: (subject: string) => Promise<unknown>;

/** Everything that COPY and the taking apart of tables could stumble over. */
const made: Migration = {
  number: readMigrations().length + 1,
  name: "things",
  sql: `CREATE TABLE above (id text PRIMARY KEY);
    CREATE TABLE thing (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, "odd ""name""" text, bytes bytea, words text[], said jsonb,
      moment timestamp, twice text GENERATED ALWAYS AS (upper("odd ""name""")) STORED,
      above text REFERENCES above (id), next bigint REFERENCES thing (id) DEFERRABLE INITIALLY DEFERRED);
    CREATE INDEX thing_words ON thing USING gin (words);
    CREATE TRIGGER things_only_grow BEFORE UPDATE OR DELETE ON thing FOR EACH ROW EXECUTE FUNCTION refuse_change();`,
};

async function open(): Promise<void> {
  database = await openDatabase({ data: home.data, role: "server", log });
  events = await openEventLog(database, log);
  const contexts = createContextMaker({ database, sink: events.sink, access: { require: () => undefined } });
  act = (subject) => {
    const context = contexts.contextFor({ kind: "person", id: "person:1" });
    return context.commit(async () => {
      context.require("act", {});
      return { result: 0, event: { type: "thing.made", subject, after: { subject } } };
    });
  };
}

beforeAll(async () => {
  home = await makeTestData();
  folder = mkdtempSync(join(tmpdir(), "plumbline-backups-"));
  await open();
  await sql.raw(made.sql).execute(database.writer);
  await sql`INSERT INTO above VALUES ('a')`.execute(database.writer);
  await sql`INSERT INTO thing ("odd ""name""", bytes, words, said, moment, above, next)
    SELECT E'line\n\t\\N 虚假 ' || n, decode(md5(n::text), 'hex'), ARRAY['{', 'a,b', null], '{"a": "\\u0001x"}', '-infinity',
      CASE WHEN n % 2 = 0 THEN 'a' END, CASE WHEN n > 1 THEN n - 1 END FROM generate_series(1, 2000) n`.execute(
    database.writer,
  );
  // As if a version had made the tables of this test.
  await sql`INSERT INTO migration (number, name, checksum)
    VALUES (${made.number}, ${made.name}, ${migrationChecksum(made)})`.execute(database.writer);
  for (let n = 0; n < 20; n++) await act(`thing:${n}`);
  mkdirSync(join(home.data, "uploads", "深"), { recursive: true });
  writeFileSync(join(home.data, "uploads", "深", "订单.csv"), "编号,金额\n1,2\n");
  mkdirSync(join(home.data, "backups"));
  writeFileSync(join(home.data, "backups", "old"), "not again");
  await events.settled();
});
afterAll(async () => {
  await events?.close();
  await database?.close();
  home?.remove();
  rmSync(folder, { recursive: true, force: true });
});

const make = (name: string, more: Partial<Parameters<typeof writeBackup>[0]> = {}) =>
  writeBackup({ database, data: home.data, backup: join(folder, name), version: "1.2.3", ...more });

const dump = async (of: Database) =>
  (
    await sql`SELECT md5(string_agg(t::text, '|' ORDER BY id)) AS hash, count(*) AS n FROM thing t`.execute(
      of.writer,
    )
  ).rows;

async function refusal(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => undefined,
    (caught: unknown) => caught,
  );
  expect(error).toBeInstanceOf(Refusal);
  return (error as Refusal).sentence.en;
}

describe("a backup", () => {
  test("made while people work is of one moment: each event with what it tells, and a log without gaps", async () => {
    let working = true;
    const work = (async () => {
      for (let n = 0; working; n++) await act(`later:${n}`);
    })();
    await expect.poll(async () => (await events.state()).size).toBeGreaterThan(20);
    const manifest = await make("while-working");
    working = false;
    await work;
    expect(manifest.log.size).toBeGreaterThan(20);
    const restored = join(folder, "restored-while-working");
    await restoreBackup({
      backup: join(folder, "while-working"),
      data: restored,
      log,
      migrations: [...readMigrations(), made],
    });
    const other = await openDatabase({ data: restored, role: "server", log, migrations: "none" });
    try {
      // The queue goes on where it was: events that had no index yet get theirs.
      const continued = await openEventLog(other, log);
      await continued.settled();
      const { size } = await continued.state();
      const entries = await continued.readEntries(0, size);
      expect(entries.map(({ index }) => index)).toEqual(entries.map((_, i) => i));
      expect(size).toBeGreaterThanOrEqual(manifest.log.size);
      const ours = await events.readEntries(0, size);
      expect(entries.slice(0, manifest.log.size).map(({ text }) => text)).toEqual(
        ours.slice(0, manifest.log.size).map(({ text }) => text),
      );
      await continued.close();
    } finally {
      await other.close();
    }
  });

  test("restores every value, index, key, trigger and sequence, and the files beside", async () => {
    const data = join(folder, "restored");
    await make("whole");
    await restoreBackup({
      backup: join(folder, "whole"),
      data,
      log,
      migrations: [...readMigrations(), made],
    });
    const other = await openDatabase({ data, role: "server", log, migrations: "none" });
    try {
      expect(await dump(other)).toEqual(await dump(database));
      const forms = sql<{ form: string }>`SELECT indexdef AS form FROM pg_indexes WHERE schemaname = 'public'
        UNION ALL SELECT conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = 'public'::regnamespace
        UNION ALL SELECT tgrelid::regclass || ' ' || tgname || ' ' || tgenabled::text FROM pg_trigger WHERE NOT tgisinternal ORDER BY form`;
      expect((await forms.execute(other.writer)).rows).toEqual((await forms.execute(database.writer)).rows);
      await expect(sql`DELETE FROM thing`.execute(other.writer)).rejects.toThrow("append-only");
      const { rows } = await sql<{ id: bigint }>`INSERT INTO thing (said) VALUES ('{}') RETURNING id`.execute(
        other.writer,
      );
      expect(rows[0]?.id).toBe(2001n);
      expect(readFileSync(join(data, "uploads", "深", "订单.csv"), "utf8")).toBe("编号,金额\n1,2\n");
      expect(existsSync(join(data, "backups"))).toBe(false);
    } finally {
      await other.close();
    }
  });

  test("goes into an empty database on a server too, and into no other", async () => {
    const server = await makeTestData();
    const host = await openDatabase({ data: server.data, role: "guest", log, migrations: "none" });
    try {
      const { port, password } = host.address;
      const databaseUrl = `postgresql://plumbline:${password}@127.0.0.1:${port}/plumbline`;
      const migrations = [...readMigrations(), made];
      const backup = join(folder, "whole");
      await restoreBackup({ backup, data: join(folder, "files-only"), databaseUrl, log, migrations });
      expect(await dump(host)).toEqual(await dump(database));
      expect(readdirSync(join(folder, "files-only"))).toEqual(["uploads"]);
      const again = restoreBackup({ backup, data: join(folder, "again"), databaseUrl, log, migrations });
      expect(await refusal(again)).toContain("is not empty");
      expect(existsSync(join(folder, "again"))).toBe(false);
    } finally {
      await host.close();
      server.remove();
    }
  });

  test("leaves out what a restored house must not have as it was", async () => {
    const manifest = await make("without", { without: ["thing", "above"] });
    expect(manifest.tables.map(({ name }) => name)).not.toContain("thing");
    const checked = await checkBackup({
      backup: join(folder, "without"),
      log,
      migrations: [...readMigrations(), made],
    });
    expect(checked.log).toEqual(manifest.log);
  });

  test("is checked by restoring it, and the check tells what a further look finds", async () => {
    const own = join(folder, "temporary");
    mkdirSync(own);
    vi.stubEnv("TMPDIR", own);
    try {
      const backup = join(folder, "whole");
      const all = { backup, log, migrations: [...readMigrations(), made] };
      await checkBackup(all);
      const check = async (house: Database) => {
        const { rows } = await sql<{ n: bigint }>`SELECT count(*) AS n FROM thing`.execute(house.writer);
        throw new Refusal("invalid", { zh: "不符", en: `${rows[0]?.n} things` });
      };
      expect(await refusal(checkBackup({ ...all, check }))).toBe("2000 things");
      expect(readdirSync(own)).toEqual([]);
    } finally {
      vi.unstubAllEnvs();
    }
  });

  test("overwrites nothing, and is not restored over anything", async () => {
    expect(await refusal(make("whole"))).toContain("already there");
    const data = join(folder, "not-empty");
    mkdirSync(data);
    writeFileSync(join(data, "something"), "here");
    expect(await refusal(restoreBackup({ backup: join(folder, "whole"), data, log }))).toContain(
      "is not empty",
    );
    expect(readdirSync(data)).toEqual(["something"]);
  });

  test("is not restored where whoever keeps a newer state refuses, and nothing is written then", async () => {
    const data = join(folder, "refused");
    const mayRestore = ({ log: { size } }: { log: { size: number } }) => {
      throw new Refusal("conflict", { zh: "旧", en: `The keys know more than ${size > 0} entries.` });
    };
    const migrations = [...readMigrations(), made];
    expect(
      await refusal(restoreBackup({ backup: join(folder, "whole"), data, log, migrations, mayRestore })),
    ).toContain("keys know");
    expect(readdirSync(folder).filter((name) => name.startsWith("refused"))).toEqual([]);
  });

  test("with any part missing, cut or changed is refused by the part's name before anything is written", async () => {
    const { manifest } = await openBackup(join(folder, "whole"));
    const parts = [
      "manifest.json.zst",
      ...manifest.tables.map(({ part }) => part),
      ...manifest.files.map(({ part }) => part),
    ];
    const copy = join(folder, "spoilt");
    const data = join(folder, "from-spoilt");
    for (const [i, part] of parts.entries()) {
      cpSync(join(folder, "whole"), copy, { recursive: true });
      const bytes = readFileSync(join(copy, part));
      if (i % 3 === 0) rmSync(join(copy, part));
      else if (i % 3 === 1) writeFileSync(join(copy, part), bytes.subarray(0, -1));
      else writeFileSync(join(copy, part), bytes.fill((bytes[4] ?? 0) ^ 1, 4, 5));
      const restoring = restoreBackup({ backup: copy, data, log, migrations: [...readMigrations(), made] });
      expect(await refusal(restoring)).toContain(part);
      expect(existsSync(data)).toBe(false);
      rmSync(copy, { recursive: true });
    }
  });

  test("of a newer version is refused by the migration that is not known", async () => {
    const restoring = restoreBackup({ backup: join(folder, "whole"), data: join(folder, "older"), log });
    expect(await refusal(restoring)).toMatch(/made by Plumbline 1\.2\.3 and holds migration \d+ \(things\)/);
  });

  test("of an older version is brought up to date, and goes back to the older version as it was", async () => {
    const next: Migration = {
      number: made.number + 1,
      name: "next",
      sql: "ALTER TABLE thing ADD COLUMN more int DEFAULT 7",
    };
    const older = [...readMigrations(), made];
    const newer = [...older, next];
    const backup = join(folder, "whole");
    const forward = join(folder, "forward");
    await restoreBackup({ backup, data: forward, log, migrations: newer });
    const there = await openDatabase({ data: forward, role: "server", log, migrations: newer });
    expect((await sql`SELECT DISTINCT more FROM thing`.execute(there.writer)).rows).toEqual([{ more: 7 }]);
    await there.close();
    await expect(openDatabase({ data: forward, role: "server", log, migrations: older })).rejects.toThrow(
      "newer Plumbline",
    );
    const back = join(folder, "back");
    await restoreBackup({ backup, data: back, log, migrations: older });
    const again = await openDatabase({ data: back, role: "server", log, migrations: older });
    expect(await dump(again)).toEqual(await dump(database));
    await again.close();
  });
});

describe("an encrypted backup", () => {
  const passphrase = "violet anchor 7 harbour";

  test("restores with its passphrase alone, and shows nothing of its content", async () => {
    await make("locked", { passphrase });
    const backup = join(folder, "locked");
    expect(await refusal(openBackup(backup))).toContain("is encrypted");
    expect(await refusal(openBackup(backup, "violet"))).toContain("passphrase is wrong");
    const { manifest } = await openBackup(backup, passphrase);
    expect(manifest.tables.find(({ name }) => name === "thing")?.rows).toBe(2000);
    await checkBackup({ backup, passphrase, log, migrations: [...readMigrations(), made] });
    for (const { part } of manifest.tables) {
      // Zstandard's first bytes: a part that was written without encryption begins so.
      expect(readFileSync(join(backup, part)).readUInt32LE(0)).not.toBe(0xfd2fb528);
    }
  });
});

describe("backups in a folder", () => {
  test("a kill at any point leaves only whole ones under a backup's name", async () => {
    const place = mkdtempSync(join(tmpdir(), "plumbline-killed-"));
    const child = join(import.meta.dirname, "backup.child.ts");
    for (let kill = 0; kill < 6; kill++) {
      const own = join(place, String(kill));
      mkdirSync(own);
      const victim = spawn(process.execPath, [child, home.data, own], {
        stdio: ["ignore", "pipe", "inherit"],
      });
      await once(victim.stdout, "data");
      await sleep(Math.random() * 900);
      victim.kill("SIGKILL");
      await once(victim, "close");
      for (const name of readdirSync(own)) {
        if (name.includes(".making-")) continue;
        await verifyParts(await openBackup(join(own, name)));
      }
    }
    rmSync(place, { recursive: true });
  });

  test("the newest are kept; older ones and what killed attempts left long ago go", async () => {
    const place = mkdtempSync(join(tmpdir(), "plumbline-kept-"));
    const day = (n: number) => new Date(Date.UTC(2026, 10, n, 2));
    for (const n of [1, 2, 3, 4]) {
      cpSync(join(folder, "whole"), join(place, backupName(day(n))), { recursive: true });
    }
    const now = new Date();
    for (const [name, age] of [
      ["old", 7_200],
      ["new", 60],
    ] as const) {
      const left = join(place, `${backupName(day(5))}.making-${name}`);
      mkdirSync(join(left, "tables"), { recursive: true });
      const at = new Date(now.getTime() - age * 1_000);
      utimesSync(join(left, "tables"), at, at);
    }
    mkdirSync(join(place, "mine"));
    expect(await pruneBackups(place, 2, now)).toEqual([
      backupName(day(2)),
      backupName(day(1)),
      `${backupName(day(5))}.making-old`,
    ]);
    expect(await listBackups(place)).toEqual([backupName(day(4)), backupName(day(3))]);
    expect(readdirSync(place)).toContain("mine");
    expect(readdirSync(place)).toContain(`${backupName(day(5))}.making-new`);
    expect(await pruneBackups(place, 0, now)).toEqual([backupName(day(3))]);
    rmSync(place, { recursive: true });
  });
});
