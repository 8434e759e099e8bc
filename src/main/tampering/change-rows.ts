import { randomUUID } from "node:crypto";
import type pg from "pg";
import type { Random } from "../kills/turns.ts";

/** One statement of somebody who has the database, and what it does. */
export interface RowChange {
  readonly table: string;
  readonly what: string;
  readonly statements: readonly { readonly text: string; readonly values: readonly unknown[] }[];
}

/** Columns that no check looks at, and why. */
const unsealed: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  record_version: {
    file: "where in its file a row stood, a help in looking: the row itself is sealed, and so is the file's hash",
    source_row: "as `file`",
  },
  import_batch: {
    job: "which job carried the import out",
    fingerprint: "lets a killed import go on; of no use once the batch is committed",
    notes: "remarks on what was left out: what is refused is no record",
    after_id: "lower bound of the versions: what it leaves out or lets in is found",
    refused: "as `notes`",
    refused_total: "as `notes`",
  },
  log_head: { one: "the table has one row", epoch: "counts sequencers" },
  alert: {
    decided_version: "which version was in front of whoever decided; stands in the event",
    last_index: "position",
  },
};

/** In the order of how much there is to change in them. */
const tables = [
  "record_version",
  "alert_version",
  "log",
  "log_opening",
  "import_batch",
  "import_count",
  "detection_run",
  "alert_step",
  "alert",
  "log_head",
] as const;

interface Column {
  readonly name: string;
  readonly type: string;
  readonly isNullable: boolean;
}

interface Table {
  readonly name: string;
  readonly columns: readonly Column[];
  /** Places of the rows; nothing moves while every change is rolled back. */
  readonly rows: readonly {
    readonly ctid: string;
    readonly cells: Readonly<Record<string, string | null>>;
  }[];
}

export async function readTables(session: pg.Client): Promise<Table[]> {
  const read: Table[] = [];
  for (const name of tables) {
    const { rows: columns } = await session.query<Column>(
      `SELECT column_name AS name, udt_name AS type, is_nullable = 'YES' AS "isNullable" FROM information_schema.columns
       WHERE table_schema = 'public' AND table_name = $1 ORDER BY ordinal_position`,
      [name],
    );
    const cells = columns.map((column) => `'${column.name}', t."${column.name}"::text`).join(", ");
    const { rows } = await session.query<Table["rows"][number]>(
      `SELECT t.ctid::text AS ctid, jsonb_build_object(${cells}) AS cells FROM ${name} t ${only[name] ?? ""}`,
    );
    read.push({ name, columns, rows });
  }
  return read;
}

/** Runs and batches that came to nothing are nobody's. */
const only: Readonly<Record<string, string>> = {
  import_batch: "WHERE state = 'committed'",
  detection_run: "WHERE state = 'committed'",
};

/** Every column of every table in turn; now and then a row is taken away, added, or exchanged with another. */
export function* rowChanges(all: readonly Table[], random: Random): Generator<RowChange> {
  const pick = <Item>(items: readonly Item[]) => items[Math.floor(random() * items.length)] as Item;
  const places = all.flatMap((table) =>
    table.columns
      .filter(({ name }) => unsealed[table.name]?.[name] === undefined)
      .map((column) => ({ table, column })),
  );
  for (let i = 0; ; i++) {
    const { table, column } = places[i % places.length] as (typeof places)[number];
    const row = pick(table.rows);
    const kind = random();
    if (table.name === "import_batch" && kind < 0.04) {
      yield { ...of(table, "versions left out by its bounds"), statements: [leaveOut(row.ctid, random)] };
      continue;
    }
    if (kind < 0.06) yield { ...of(table, "a row taken away"), statements: [remove(table, row.ctid)] };
    else if (kind < 0.12) yield { ...of(table, "a row added"), statements: [copy(table, row.ctid)] };
    else if (kind < 0.24) yield exchange(table, column, row, pick(table.rows));
    else {
      const changed = changedCell(column, row.cells[column.name] ?? null, random);
      const set = {
        text: `UPDATE ${table.name} SET "${column.name}" = ${changed.sql} WHERE ctid = $1::tid`,
        values: [row.ctid, ...changed.values],
      };
      yield { ...of(table, `"${column.name}" changed`), statements: [set] };
    }
  }
}

const of = ({ name: table }: Table, what: string) => ({ table, what });

const remove = ({ name }: Table, ctid: string) => ({
  text: `DELETE FROM ${name} WHERE ctid = $1::tid`,
  values: [ctid],
});

/** The bounds of a batch come to leave out its first or its last version. */
function leaveOut(ctid: string, random: Random) {
  const [bound, id] = random() < 0.5 ? ["after_id", "min(v.id)"] : ["last_id", "max(v.id) - 1"];
  const text = `UPDATE import_batch b SET ${bound} = (SELECT ${id} FROM record_version v WHERE v.batch = b.id)
    WHERE ctid = $1::tid AND EXISTS (SELECT FROM record_version v WHERE v.batch = b.id)`;
  return { text, values: [ctid] };
}

const keys: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  record_version: { id: "(SELECT max(id) + 1 FROM record_version)", record: "gen_random_uuid()" },
  alert_version: { id: "(SELECT max(id) + 1 FROM alert_version)", alert: "gen_random_uuid()" },
  log: { index: "(SELECT max(index) + 1 FROM log)", event_id: "gen_random_uuid()" },
  log_opening: { event_id: "gen_random_uuid()" },
  import_batch: { id: "(SELECT max(id) + 1 FROM import_batch)", known_at: "NULL", job: "NULL" },
  import_count: { kind: "'visit'" },
  detection_run: { id: "gen_random_uuid()", known_at: "NULL" },
  alert_step: { revision: "revision + 100" },
  alert: { id: "gen_random_uuid()", key: "key || '+'" },
};

/** A row as another, under a key that is free. */
function copy({ name, columns }: Table, ctid: string) {
  const names = columns.map((column) => `"${column.name}"`).join(", ");
  const values = columns.map((column) => keys[name]?.[column.name] ?? `"${column.name}"`).join(", ");
  const text = `INSERT INTO ${name} (${names}) OVERRIDING SYSTEM VALUE SELECT ${values} FROM ${name} WHERE ctid = $1::tid`;
  return { text, values: [ctid] };
}

/** Two rows exchange what they say in one column. */
function exchange(
  table: Table,
  { name, type }: Column,
  a: Table["rows"][number],
  b: Table["rows"][number],
): RowChange {
  const set = (ctid: string, value: string | null) => ({
    text: `UPDATE ${table.name} SET "${name}" = $2::${type} WHERE ctid = $1::tid`,
    values: [ctid, value],
  });
  const statements =
    a.cells[name] === b.cells[name]
      ? []
      : [set(a.ctid, b.cells[name] ?? null), set(b.ctid, a.cells[name] ?? null)];
  return { ...of(table, `"${name}" of two rows exchanged`), statements };
}

/** Another value of the column's type, as an expression over $2. */
function changedCell(
  { name, type, isNullable }: Column,
  text: string | null,
  random: Random,
): { readonly sql: string; readonly values: readonly unknown[] } {
  const to = (value: unknown) => ({ sql: `$2::${type}`, values: [value] });
  if (isNullable && text !== null && random() < 0.15) return { sql: "NULL", values: [] };
  const more = 1 + Math.floor(random() * 5);
  switch (type) {
    case "int2":
    case "int4":
    case "int8":
      return to(String(BigInt(text ?? "0") + BigInt(random() < 0.5 ? more : -more)));
    case "float8":
    case "numeric":
      return to(String(Number(text ?? "0") + more / 4));
    case "bool":
      return to(text === "true" ? "false" : "true");
    case "uuid":
      return to(randomUUID());
    case "bytea":
      return to(flippedDigit(text ?? "\\x00", random));
    case "timestamptz":
    case "timestamp":
      return text === null || text === "-infinity"
        ? to("2020-02-02 02:02:02")
        : { sql: `"${name}" + $2::interval`, values: [`${more} seconds`] };
    case "date":
      return text === null ? to("2020-02-02") : { sql: `"${name}" + $2::integer`, values: [more] };
    case "jsonb":
      return to(JSON.stringify(changedJson(JSON.parse(text ?? "null"), random)));
    case "_text":
      return { sql: `array_append("${name}", $2::text)`, values: [`more-${more}`] };
    case "_uuid":
      return { sql: `array_append("${name}", $2::uuid)`, values: [randomUUID()] };
    case "tsvector":
      return { sql: `"${name}" || $2::tsvector`, values: [`more${more}`] };
    default:
      return to(changedText(text ?? "", random));
  }
}

function changedText(text: string, random: Random): string {
  if (text === "" || random() < 0.2) return `${text}x`;
  const at = Math.floor(random() * text.length);
  const letter = text[at] === "7" ? "8" : "7";
  return `${text.slice(0, at)}${letter}${text.slice(at + 1)}`;
}

function flippedDigit(text: string, random: Random): string {
  const at = 2 + Math.floor(random() * (text.length - 2));
  const digit = (Number.parseInt(text[at] ?? "0", 16) ^ (1 << Math.floor(random() * 4))).toString(16);
  return `${text.slice(0, at)}${digit}${text.slice(at + 1)}`;
}

/** Another value somewhere in it. How long a detector took is nobody's matter. */
function changedJson(value: unknown, random: Random): unknown {
  if (Array.isArray(value) && value.length > 0) {
    if (random() < 0.1) return value.slice(1);
    const at = Math.floor(random() * value.length);
    return value.with(at, changedJson(value[at], random));
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    const names = Object.keys(value).filter((name) => name !== "milliseconds");
    if (names.length === 0 || random() < 0.05) return { ...value, more: "7" };
    const name = names[Math.floor(random() * names.length)] ?? "";
    return { ...value, [name]: changedJson((value as Record<string, unknown>)[name], random) };
  }
  if (typeof value === "string") return changedText(value, random);
  if (typeof value === "number") return value + 1;
  if (typeof value === "boolean") return !value;
  return Array.isArray(value) ? ["more"] : "more";
}
