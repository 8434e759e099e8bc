import { createReadStream, createWriteStream, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  copyIn,
  copyOut,
  createContextMaker,
  createLogger,
  type Database,
  openEventLog,
  openTestDatabase,
} from "../src/platform/index.ts";
import { importFiles, listRecords } from "../src/records/index.ts";
import type { Result } from "./result.ts";

const retail = fileURLToPath(
  new URL("../../shared/data/online-retail/online-retail.csv.gz", import.meta.url),
);

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}

/** Import of online-retail into the embedded database against COPY of the rows that it leaves behind. */
export async function benchImport(): Promise<Result[]> {
  if (!existsSync(retail)) {
    process.stderr.write(`import: left out, for ${retail} is absent\n`);
    return [];
  }
  const database = await openTestDatabase();
  const log = await openEventLog(database, createLogger({ level: "silent" }));
  const folder = mkdtempSync(join(tmpdir(), "plumbline-bench-"));
  try {
    const contexts = createContextMaker({ database, sink: log.sink, access: { require: () => undefined } });
    const context = () => contexts.contextFor({ kind: "system", id: "system:bench" });
    const run = { signal: new AbortController().signal, context };
    const first = await seconds(() => importFiles(database, { paths: [retail], source: "bench" }, run));
    const again = await seconds(() => importFiles(database, { paths: [retail], source: "bench" }, run));
    const { copy, rows } = await copySame(database, join(folder, "rows"));
    const pages = await pageTimes(database);
    const rate = (time: number) => `${Math.round(rows / time).toLocaleString("en")} rows/s`;
    return [
      { what: "online-retail: import", value: first, unit: "s", note: rate(first) },
      { what: "online-retail: COPY of the same final rows", value: copy, unit: "s", note: rate(copy) },
      { what: "online-retail: COPY ÷ import", value: copy / first, unit: "×", limit: { least: 0.4 } },
      { what: "online-retail: import again, unchanged", value: again, unit: "s", note: rate(again) },
      {
        what: "online-retail: list of records, p95",
        value: pages[Math.floor(0.95 * pages.length)] ?? 0,
        unit: "ms",
        limit: { most: 200 },
      },
    ];
  } finally {
    await log.close();
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Into an empty table with the same columns and indexes. */
async function copySame(database: Database, file: string): Promise<{ copy: number; rows: number }> {
  const session = await database.session(() => undefined);
  const stream = createWriteStream(file);
  await copyOut(session, "COPY (SELECT * FROM record_version ORDER BY id) TO STDOUT", (chunk) =>
    stream.write(chunk),
  );
  await new Promise((resolve) => stream.end(resolve));
  await session.query("CREATE TABLE record_copy (LIKE record_version INCLUDING ALL)");
  const copy = await seconds(() =>
    copyIn(session, "COPY record_copy FROM STDIN", createReadStream(file, { highWaterMark: 1 << 20 })),
  );
  const { rows } = await session.query("SELECT count(*)::int AS n FROM record_copy");
  await session.end();
  return { copy, rows: rows[0].n };
}

/** Milliseconds, ascending: first pages, pages on, and pages of one customer or product. */
async function pageTimes(database: Database): Promise<number[]> {
  const times: number[] = [];
  let after: string | undefined;
  for (let i = 0; i < 200; i++) {
    const filter = [
      [],
      [{ field: "customer_id", op: "is" as const, value: String(12_347 + i * 7) }],
      [{ field: "product_id", op: "is" as const, value: "85123A" }],
    ][i % 3];
    const started = performance.now();
    const page = await listRecords(database.reader, {
      kind: "invoice-line",
      ...(filter ? { filter } : {}),
      ...(after && i % 3 === 0 ? { after } : {}),
    });
    times.push(performance.now() - started);
    if (i % 3 === 0) after = page.next;
  }
  return times.sort((a, b) => a - b);
}
