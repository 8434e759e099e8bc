import { closeSync, openSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import type pg from "pg";
import { copyOut, type Database, sql, type Warehouse, withTemporaryFolder } from "../../platform/index.ts";
import type { Kind } from "../kinds/define-kind.ts";
import { fieldsOf, kinds } from "../kinds/kinds.ts";
import { columnType, createTables } from "../kinds/tables.ts";

export interface FillOptions {
  /** Only what was known by this index of the log; all of it unless given. */
  readonly asOf?: number | undefined;
  /** Only what tells of a moment up to the end of this day, YYYY-MM-DD, or of none; all of it unless given. */
  readonly happenedBy?: string | undefined;
  readonly signal?: AbortSignal;
}

/**
 * Makes the kind tables and fills them with the latest versions, so that facts and detectors run on the store as on
 * files. A row's `rid` is the id of its version, its `file` the number of its batch, its `row` the row of the source.
 */
export async function fillWarehouse(
  database: Database,
  warehouse: Warehouse,
  { asOf, happenedBy, signal }: FillOptions = {},
): Promise<void> {
  await withTemporaryFolder("plumbline-fill-", async (folder) => {
    const session = await database.session(() => undefined);
    try {
      // One moment for all kinds: an import that commits meanwhile is in all of them or in none.
      await session.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
      const filled = await filledFields(session);
      await createTables(warehouse, filled);
      for (const kind of kinds) {
        signal?.throwIfAborted();
        const columns = filled.get(kind.name);
        if (!columns) continue;
        const file = join(folder, kind.table);
        await fillKind(session, warehouse, { kind, columns, asOf, happenedBy, file });
      }
      await session.query("COMMIT");
    } finally {
      await session.end().catch(() => undefined);
    }
  });
}

async function filledFields(session: pg.Client): Promise<Map<string, Set<string>>> {
  const { rows } = await session.query<{ kind: string; field: string }>(
    `SELECT DISTINCT kind, unnest(fields) AS field FROM import_count c
     JOIN import_batch b ON b.id = c.batch AND b.state = 'committed'`,
  );
  const filled = new Map<string, Set<string>>();
  for (const { kind, field } of rows) filled.set(kind, (filled.get(kind) ?? new Set()).add(field));
  return filled;
}

interface Filling {
  readonly kind: Kind;
  readonly columns: ReadonlySet<string>;
  readonly asOf: number | undefined;
  readonly happenedBy: string | undefined;
  readonly file: string;
}

async function fillKind(session: pg.Client, warehouse: Warehouse, filling: Filling): Promise<void> {
  const { kind, columns, asOf, happenedBy, file } = filling;
  const fields = fieldsOf(kind).filter(([name, { type }]) => columns.has(name) || type === "currency");
  const names = fields.map(([name]) => name);
  await writeLatest(session, { kind: kind.name, fields: names, asOf, happenedBy, file });
  const read = fields.map(([name]) => sql`${sql.lit(name)}: 'VARCHAR'`);
  const given = fields.map(([name, { type }]) => sql`CAST(${sql.ref(name)} AS ${columnType(type)})`);
  const named = fields.map(([name]) => sql.ref(name));
  // Detectors break ties by the order of the rows: it is that of the store's ids.
  await warehouse.run(sql`INSERT INTO ${sql.ref(kind.table)} (rid, file, "row", ${sql.join(named)})
    SELECT rid, file, "row", ${sql.join(given)} FROM read_csv(${sql.lit(file)}, auto_detect = false, header = false,
      delim = ',', quote = '"', escape = '"', nullstr = '\\N', allow_quoted_nulls = false, max_line_size = 33554432,
      columns = {'rid': 'BIGINT', 'file': 'INTEGER', 'row': 'BIGINT', ${sql.join(read)}}) ORDER BY rid`);
  await rm(file, { force: true });
}

const writeAtOnce = 1_048_576; // bytes

async function writeLatest(
  session: pg.Client,
  {
    kind,
    fields,
    asOf,
    happenedBy,
    file,
  }: Pick<Filling, "asOf" | "happenedBy" | "file"> & { kind: string; fields: readonly string[] },
): Promise<void> {
  const known = asOf === undefined ? "" : ` AND known_at <= ${BigInt(asOf)}`;
  const happened = happenedBy === undefined ? "" : ` AND v.happened_at < ${dayAfter(happenedBy)}`;
  // Names of kinds and fields are our own; they hold no quote.
  const values = fields.map((name) => `v.fields->>'${name}'`);
  const statement = `COPY (
    WITH seen AS MATERIALIZED (SELECT id FROM import_batch WHERE state = 'committed'${known}),
      v AS (SELECT * FROM record_version WHERE kind = '${kind}' AND batch IN (SELECT id FROM seen))
    SELECT ${["v.id", "v.batch", "coalesce(v.source_row, 0)", ...values].join(", ")} FROM v
    WHERE NOT v.gone AND v.erased_at IS NULL${happened} AND NOT EXISTS (SELECT FROM record_version n
      WHERE n.record = v.record AND n.version > v.version AND n.batch IN (SELECT id FROM seen))
  ) TO STDOUT (FORMAT csv, NULL '\\N')`;
  const descriptor = openSync(file, "w", 0o600);
  let pieces: Buffer[] = [];
  let bytes = 0;
  // At once rather than queued: a piece is a row, and a queue of millions would have to be kept somewhere.
  const write = () => {
    writeFileSync(descriptor, Buffer.concat(pieces));
    pieces = [];
    bytes = 0;
  };
  try {
    await copyOut(session, statement, (chunk) => {
      pieces.push(chunk);
      bytes += chunk.length;
      if (bytes > writeAtOnce) write();
    });
    write();
  } finally {
    closeSync(descriptor);
  }
}

function dayAfter(day: string): string {
  if (!/^\d{4}-\d\d-\d\d$/.test(day)) throw new Error(`${day} is no day.`);
  return `date '${day}' + 1`;
}
