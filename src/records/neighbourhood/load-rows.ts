import type pg from "pg";
import { type Database, type Sql, sql, type Warehouse } from "../../platform/index.ts";
import type { Kind } from "../kinds/define-kind.ts";
import { fieldsOf, kindNamed } from "../kinds/kinds.ts";
import { columnType } from "../kinds/tables.ts";
import type { FindRows, LinkedRow, TouchedRow } from "./closure.ts";

/** A row as its table in the warehouse takes it: numbers as text, what is not said absent. */
export interface GivenRow {
  readonly id: number;
  readonly kind: string;
  readonly batch: number;
  readonly row: number;
  readonly fields: Readonly<Record<string, unknown>>;
}

/**
 * A version counts when its batch is committed and no later one does. Batches are asked for one by one: a plan that joins
 * them, made while there were few, reads all of them for each row once programs have told of thousands.
 */
const isCommitted = (version: string) =>
  `(SELECT true FROM import_batch b WHERE b.id = ${version}.batch AND b.state = 'committed')`;
const isLatest = `v.erased_at IS NULL AND NOT v.gone AND ${isCommitted("v")}
  AND NOT EXISTS (SELECT FROM record_version n WHERE n.record = v.record AND n.version > v.version AND ${isCommitted("n")})`;

// The references as JSON: that is taken apart much faster than arrays of the database are.
const linked = "v.id, v.kind, v.key, to_json(v.refs) AS refs, v.fields->>'subject_id' AS subject";

/**
 * The latest versions that fit, for each that is asked for: as a join the planner, who cannot know how few there are of
 * each, would read ten million rows from end to end sooner than look up some hundreds.
 */
const eachBy = (fits: string) =>
  `CROSS JOIN LATERAL (SELECT ${linked} FROM record_version v WHERE ${fits} AND ${isLatest} OFFSET 0) AS near`;

interface StoredLink {
  readonly id: bigint;
  readonly kind: string;
  readonly key: string;
  readonly refs: string[];
  readonly subject: string | null;
}

const fromStore = ({ id, kind, key, refs, subject }: StoredLink): LinkedRow => ({
  id: Number(id),
  kind,
  key,
  refs,
  subject: subject ?? undefined,
});

/**
 * A session for looking up a few hundred records among millions: whatever the planner guesses of lists it does not know
 * yet, each look-up goes by its index.
 */
export function lookUpSession(database: Database, onBroken: () => void): Promise<pg.Client> {
  return database.session(onBroken).then(async (session) => {
    await session.query(
      "SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off; SET plan_cache_mode = force_generic_plan; SET jit = off",
    );
    return session;
  });
}

/**
 * References are asked for by so many at a time: one by one, each look-up reads anew what waits to be put in the index; all
 * at once, it holds every row against every reference.
 */
const referencesAtOnce = 25;

/** Looks in the store, by its indexes. */
export function findInStore(session: pg.Client): FindRows {
  return async (asked, since) => {
    const customers = asked.flatMap((one) =>
      one.startsWith(ofCustomer) ? one.slice(ofCustomer.length) : [],
    );
    const documents = asked.filter((one) => !one.startsWith(ofCustomer));
    const bound = since ?? "-infinity";
    const owned = customers.length > 0 ? await rowsOfCustomers(session, customers, bound) : [];
    const named = documents.length > 0 ? await referringTo(session, documents) : [];
    return [...owned, ...named, ...(await theRecords(session, asked)), ...(await toldOf(session, asked))].map(
      fromStore,
    );
  };
}

/** Looks for the records themselves alone. */
export function findRecordsInStore(session: pg.Client): FindRows {
  return async (asked) => (await theRecords(session, asked)).map(fromStore);
}

const ofCustomer = "customer:";

/** Of so many customers it is counted how many rows they have; what others have is taken from these. */
const countedOf = 8;

/** Whether these customers have more than so many rows, all in all; of many it is told from some. */
export async function areMoreThan(
  session: pg.Client,
  most: number,
  customers: readonly string[],
): Promise<boolean> {
  if (customers.length === 0) return false;
  const some = customers.filter((_, i) => i % Math.ceil(customers.length / countedOf) === 0);
  const share = Math.floor((most * some.length) / customers.length);
  const { rows } = await session.query<{ n: string }>({
    name: "count-of-customers",
    text: `
      SELECT count(*) AS n FROM (
        SELECT FROM unnest($1::text[]) AS asked(customer) JOIN record_version v ON v.fields->>'customer_id' = asked.customer LIMIT $2
      ) AS some_rows`,
    values: [some, share + 1],
  });
  return Number(rows[0]?.n) > share;
}

async function rowsOfCustomers(session: pg.Client, customers: readonly string[], since: string) {
  const { rows } = await session.query<StoredLink>({
    name: "rows-of-customers",
    text: `
      SELECT near.* FROM unnest($1::text[]) AS asked(customer)
        ${eachBy("v.fields->>'customer_id' = asked.customer AND v.happened_at >= $2::timestamp")}`,
    values: [customers, since],
  });
  return rows;
}

async function referringTo(session: pg.Client, documents: readonly string[]) {
  const { rows } = await session.query<StoredLink>({
    name: "referring",
    text: `
      SELECT near.* FROM (
        SELECT array_agg(ref) AS refs FROM unnest($1::text[]) WITH ORDINALITY AS asked(ref, place) GROUP BY place / ${referencesAtOnce}
      ) AS few ${eachBy("v.refs && few.refs")}`,
    values: [documents],
  });
  return rows;
}

async function theRecords(session: pg.Client, asked: readonly string[]) {
  const { rows } = await session.query<StoredLink>({
    name: "records",
    text: `
      SELECT near.* FROM unnest($1::text[], $2::text[]) AS asked(kind, key) ${eachBy("v.kind = asked.kind AND v.key = asked.key")}`,
    values: [asked.map((one) => one.slice(0, one.indexOf(":"))), asked.map(keyOf)],
  });
  return rows;
}

/** What approvals and changes tell of them, whatever their kind. */
async function toldOf(session: pg.Client, asked: readonly string[]) {
  const { rows } = await session.query<StoredLink>({
    name: "told-of",
    text: `
      SELECT near.* FROM unnest($1::text[]) AS asked(key)
        ${eachBy("v.kind IN ('approval', 'change') AND v.fields->>'subject_id' = asked.key")}`,
    values: [asked.map(keyOf)],
  });
  return rows;
}

const keyOf = (one: string) => one.slice(one.indexOf(":") + 1);

/** The ids of the latest versions of these records of a kind. */
export async function findByKey(
  session: pg.Client,
  kind: string,
  keys: readonly string[],
): Promise<number[]> {
  if (keys.length === 0) return [];
  const { rows } = await session.query<{ id: bigint }>({
    name: "rows-by-key",
    text: `SELECT v.id FROM record_version v WHERE v.kind = $1 AND v.key = ANY ($2::text[]) AND ${isLatest}`,
    values: [kind, keys],
  });
  return rows.map(({ id }) => Number(id));
}

/** What the versions of these batches touch, whether they still stand or not, and what they said before. */
export async function touchedBy(session: pg.Client, batches: readonly bigint[]): Promise<TouchedRow[]> {
  const { rows } = await session.query<
    StoredLink & { readonly version: number; readonly is_past: boolean; readonly day: string | null }
  >({
    name: "touched",
    text: `
      SELECT ${linked}, v.version, NOT (${isLatest}) AS is_past, CASE WHEN isfinite(v.happened_at) THEN to_char(v.happened_at, 'YYYY-MM-DD') END AS day
      FROM import_batch b JOIN record_version w ON w.id > b.after_id AND w.id <= b.last_id AND w.batch = b.id
        JOIN record_version v ON v.record = w.record AND v.version IN (w.version, w.version - 1)
      WHERE b.id = ANY ($1::bigint[])`,
    values: [batches],
  });
  return rows.map(({ version, is_past: isPast, day, ...row }) => ({
    ...fromStore(row),
    ...{ version, isPast, day: day ?? undefined },
  }));
}

export async function readRows(session: pg.Client, ids: readonly number[]): Promise<GivenRow[]> {
  const { rows } = await session.query<{
    id: bigint;
    kind: string;
    batch: bigint;
    row: bigint;
    fields: Record<string, unknown>;
  }>({
    name: "rows-of-neighbourhood",
    text: `SELECT id, kind, batch, coalesce(source_row, 0) AS row, fields FROM record_version WHERE id = ANY ($1::bigint[])`,
    values: [ids],
  });
  return rows.map(({ id, kind, batch, row, fields }) => ({
    id: Number(id),
    kind,
    batch: Number(batch),
    row: Number(row),
    fields,
  }));
}

/**
 * Lays ever other rows into the tables of their kinds, with statements that stay the same; in the order of their ids, by
 * which detectors break ties.
 */
export interface RowLoader {
  /** Puts these in the place of those that it laid before. */
  lay(rows: readonly GivenRow[]): Promise<void>;
}

/** In memory DuckDB (1.5) never gives back the room of longer strings, in bytes. */
const longest = 4_000;

export async function openRowLoader(warehouse: Warehouse): Promise<RowLoader> {
  // No temporary table: a checkpoint does not tidy those.
  await warehouse.run(sql`CREATE TABLE IF NOT EXISTS given_rows (kind VARCHAR, rows VARCHAR)`);
  const said = new Map<Kind, Set<string>>();
  let laid: readonly Kind[] = [];
  return {
    async lay(rows) {
      for (const { table } of laid) await warehouse.run(sql`DELETE FROM ${sql.ref(table)}`);
      const byKind = [...Map.groupBy(rows, ({ kind }) => kindNamed(kind))].flatMap(([kind, ones]) =>
        kind ? [{ kind, ones }] : [],
      );
      laid = byKind.map(({ kind }) => kind);
      for (const { kind, ones } of byKind) {
        // Fields that were ever said: after a while the statement is the same for every lot.
        const fields = said.get(kind) ?? new Set();
        for (const row of ones) for (const field of Object.keys(row.fields)) fields.add(field);
        said.set(kind, fields);
      }
      await give(warehouse, byKind);
      for (const kind of laid) await insertKind(warehouse, kind, said.get(kind) ?? new Set());
      await warehouse.run(sql`DELETE FROM given_rows`);
    },
  };
}

async function give(
  warehouse: Warehouse,
  byKind: readonly { readonly kind: Kind; readonly ones: readonly GivenRow[] }[],
): Promise<void> {
  const appender = await warehouse.connection.createAppender("given_rows");
  for (const { kind, ones } of byKind)
    for (const lot of lotsOf(ones.map((row) => JSON.stringify(asGiven(row))))) {
      appender.appendVarchar(kind.name);
      appender.appendVarchar(lot);
      appender.endRow();
    }
  appender.closeSync();
}

/** Arrays of these, as long as strings may be; a longer row stands alone. */
function lotsOf(rows: readonly string[]): string[] {
  const lots: string[][] = [];
  let room = 0;
  for (const row of rows) {
    const size = Buffer.byteLength(row) + 1;
    if (size > room) {
      lots.push([]);
      room = longest;
    }
    room -= size;
    lots.at(-1)?.push(row);
  }
  return lots.map((lot) => `[${lot.join()}]`);
}

const asGiven = ({ id, batch, row, fields }: GivenRow) => ({ rid: id, file: batch, row, ...fields });

async function insertKind(warehouse: Warehouse, kind: Kind, said: ReadonlySet<string>): Promise<void> {
  const fields = fieldsOf(kind).filter(([field]) => said.has(field));
  const columns = fields.map(([field]) => sql.ref(field));
  const values: Sql[] = fields.map(
    ([field, { type }]) => sql`CAST(r.${sql.ref(field)} AS ${columnType(type)})`,
  );
  const form = { rid: "BIGINT", file: "BIGINT", row: "BIGINT" };
  const texts = JSON.stringify({
    ...form,
    ...Object.fromEntries(fields.map(([field]) => [field, "VARCHAR"])),
  });
  const into = sql.join([sql.ref("rid"), sql.ref("file"), sql.ref("row"), ...columns]);
  const from = sql.join([sql`r.rid`, sql`CAST(r.file AS INTEGER)`, sql`r."row"`, ...values]);
  await warehouse.run(sql`INSERT INTO ${sql.ref(kind.table)} (${into})
    SELECT ${from} FROM (
      SELECT unnest(from_json(rows, ${sql.lit(`[${texts}]`)})) AS r FROM given_rows WHERE kind = ${sql.lit(kind.name)}
    ) ORDER BY r.rid`);
}
