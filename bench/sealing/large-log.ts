import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { sql } from "kysely";
import { openLogSource, parsePolicy, verifyLog } from "../../src/ledger/index.ts";
import { openTestLedger } from "../../src/ledger/sealing/sealing-fixture.ts";
import type { Database } from "../../src/platform/index.ts";
import type { Result } from "../result.ts";
import { entrySql } from "./house-entries.ts";
import { median, perSecond, seconds } from "./statistics.ts";

const million = 1_000_000;
const runs = 3;

/** A log of a million entries that a server finds unsealed when it starts; then the folder is verified from outside. */
export async function benchLargeLog(): Promise<Result[]> {
  const house = await openTestLedger();
  try {
    const rows = await fillLog(house.database);
    const ledger = await house.open();
    const sealed = await seconds(() => ledger.sealedUpTo(million - 1));
    const [key = ""] = ledger.verifierKeys;
    await ledger.close();
    const folder = join(house.data, "ledger");
    const { times, memory } = await verifyOften(folder, key);
    const tiles = sizeOf(folder);
    const what = "1,000,000 entries";
    return [
      {
        what: `${what}: sealed after a stand-still`,
        value: sealed,
        unit: "s",
        note: perSecond(million / sealed),
      },
      {
        what: `${what}: verified from the folder`,
        value: median(times),
        unit: "s",
        limit: { most: 10 },
        note: `${perSecond(million / median(times))}, ${memory.toFixed(0)} MB more memory at most`,
      },
      {
        what: `${what}: on disk, tiles and bundles`,
        value: tiles.bytes / 1e6,
        unit: "MB",
        note: `${tiles.files} files`,
      },
      { what: `${what}: on disk, the log's rows`, value: rows.log / 1e6, unit: "MB" },
      {
        what: `${what}: on disk, what opens them`,
        value: rows.openings / 1e6,
        unit: "MB",
        note: "150 bytes before and after",
      },
    ];
  } finally {
    await house.close();
  }
}

/** Numbered entries as the sequencer leaves them; a million commits would take half an hour. Bytes of the tables. */
async function fillLog({ writer }: Database): Promise<{ log: number; openings: number }> {
  const sample = 50_000;
  // As the ids of events, these grow with the time.
  const id = "(lpad(to_hex(i), 8, '0') || '-0000-7000-8000-' || substr(md5(i::text), 1, 12))::uuid";
  await sql
    .raw(`INSERT INTO log (index, event_id, entry)
      SELECT i, ${id}, ${entrySql} FROM generate_series(0, ${million - 1}) i`)
    .execute(writer);
  await sql`UPDATE log_head SET size = ${million}`.execute(writer);
  await sql
    .raw(`INSERT INTO log_opening (event_id, side, salt, value)
      SELECT ${id}, side, sha256(i::text::bytea), repeat(md5(i::text), 4) || repeat('x', 22)
      FROM generate_series(0, ${sample - 1}) i, unnest(ARRAY['before', 'after']) side`)
    .execute(writer);
  const { rows } = await sql<{ log: bigint; openings: bigint }>`
    SELECT pg_total_relation_size('log') AS log, pg_total_relation_size('log_opening') AS openings`.execute(
    writer,
  );
  return {
    log: Number(rows[0]?.log ?? 0),
    openings: (Number(rows[0]?.openings ?? 0) * million) / sample,
  };
}

async function verifyOften(folder: string, key: string): Promise<{ times: number[]; memory: number }> {
  const policy = parsePolicy(Buffer.from(`log ${key}\nquorum none\n`));
  const times: number[] = [];
  const before = process.memoryUsage.rss();
  let most = before;
  for (let run = 0; run < runs; run++) {
    const onProgress = () => {
      most = Math.max(most, process.memoryUsage.rss());
    };
    times.push(await seconds(() => verifyLog(openLogSource(folder), { policy, onProgress })));
  }
  return { times, memory: (most - before) / 1e6 };
}

function sizeOf(folder: string): { bytes: number; files: number } {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  const blocks = files.map(({ parentPath, name }) => statSync(join(parentPath, name)).blocks);
  return { bytes: blocks.reduce((sum, count) => sum + count * 512, 0), files: files.length };
}
