import { type Sql, sql, type Warehouse } from "../../platform/index.ts";
import type { Kind } from "../kinds/define-kind.ts";
import { fieldsOf, kindNamed } from "../kinds/kinds.ts";
import type { FilledColumns } from "../kinds/tables.ts";
import type { LoadedTable } from "../loading/load-records.ts";
import type { Mapping } from "../mapping/mapping.ts";
import { sourceFor } from "../mapping/mapping-file.ts";
import type { RawTable } from "../reading/raw-table.ts";
import {
  contentOf,
  type FieldValues,
  identityOf,
  type KindPlan,
  type OwnRow,
  ownNumber,
  planOf,
  recordId,
} from "./record-values.ts";

/** The rows of one kind that one file holds. */
export interface ObservedPart {
  readonly plan: KindPlan;
  readonly table: RawTable;
  readonly firstRid: number;
  readonly lastRid: number;
  /** Fields of the kind that any row may fill. */
  readonly fields: readonly string[];
  /** Columns of the file that only repeat fields which are not personal. */
  readonly commonColumns: ReadonlySet<string>;
}

/** What a source says of one record. */
export interface Observation {
  readonly record: string;
  readonly key: string;
  readonly occurrence: number;
  readonly fields: FieldValues;
  readonly own: OwnRow;
  readonly digest: string;
  /** `fields` and `own` as JSON. */
  readonly fieldsText: string;
  readonly ownText: string;
  readonly sourceRow: number;
}

export function observedParts(
  tables: readonly RawTable[],
  loaded: readonly LoadedTable[],
  mapping: Mapping,
  filled: FilledColumns,
): ObservedPart[] {
  return loaded
    .flatMap(({ file, kind: name, firstRid, lastRid }) => {
      const table = tables.find((other) => other.file === file);
      const kind = kindNamed(name);
      if (!table || !kind) return [];
      const plan = planOf(kind);
      const fields = fieldsOf(kind).flatMap(([field, { type }]) =>
        type === "currency" || filled.get(name)?.has(field) ? [field] : [],
      );
      const commonColumns = commonColumnsOf(plan, table, mapping);
      return [{ plan, table, firstRid, lastRid, fields, commonColumns }];
    })
    .sort((a, b) => a.table.file - b.table.file || (a.plan.kind.name < b.plan.kind.name ? -1 : 1));
}

function commonColumnsOf(plan: KindPlan, table: RawTable, mapping: Mapping): Set<string> {
  const source = sourceFor(mapping, table);
  const mapped = [
    ...(source?.kind === plan.kind.name ? [source.fields ?? {}] : []),
    ...(source?.alsoKinds ?? []).flatMap(({ kind, fields }) => (kind === plan.kind.name ? [fields] : [])),
  ].flatMap((fields) =>
    Object.entries(fields).flatMap(([field, from]) =>
      "column" in from ? [{ field, column: from.column }] : [],
    ),
  );
  const personal = new Set(mapped.flatMap(({ field, column }) => (plan.personal.has(field) ? [column] : [])));
  return new Set(mapped.flatMap(({ column }) => (personal.has(column) ? [] : [column])));
}

/** Numbers the repeats of each kind; to be called once, when all rows are loaded. */
export async function numberRepeats(warehouse: Warehouse, parts: readonly ObservedPart[]): Promise<void> {
  for (const kind of new Set(parts.map(({ plan }) => plan.kind))) {
    const fields = parts.find(({ plan }) => plan.kind === kind)?.fields ?? [];
    const identity = sql.join(identityColumns(kind, fields).map(({ value }) => value));
    const table = sql.ref(kind.table);
    // Hashes first: only what may repeat is compared as text.
    await warehouse.run(sql`
      CREATE OR REPLACE TEMP TABLE ${repeatsOf(kind)} AS SELECT rid, occurrence FROM (
        SELECT rid, row_number() OVER (PARTITION BY ${identity} ORDER BY rid) AS occurrence FROM ${table}
        WHERE hash(${identity}) IN (SELECT hash(${identity}) FROM ${table} GROUP BY 1 HAVING count(*) > 1))
      WHERE occurrence > 1`);
  }
}

const repeatsOf = (kind: Kind) => sql.ref(`repeats_${kind.table}`);

/** Key, own number where the key is empty, and the content where both are. */
function identityColumns(kind: Kind, fields: readonly string[]): { name: string; value: Sql }[] {
  const own = ownNumber(kind);
  const noKey = sql`coalesce(${sql.join(kind.key.map(textSql))}) IS NULL`;
  const content = sql.join(fields.map((name) => sql`coalesce(${textSql(name)}, chr(30))`));
  const isBare = own === undefined ? noKey : sql`${noKey} AND ${sql.ref(own)} IS NULL`;
  return [
    ...kind.key.map((name) => ({ name, value: sql.ref(name) })),
    ...(own === undefined ? [] : [{ name: own, value: sql`CASE WHEN ${noKey} THEN ${sql.ref(own)} END` }]),
    { name: "content", value: sql`CASE WHEN ${isBare} THEN md5(concat_ws(chr(31), ${content})) END` },
  ];
}

const textSql = (name: string) => sql`CAST(${sql.ref(name)} AS VARCHAR)`;

/** Observations that exist at once: few, so that they are gone before the garbage collector has to move them. */
const pieceSize = 512;

/** Rows of one part with rids in a window, in the order of the file. */
export async function* observe(
  warehouse: Warehouse,
  part: ObservedPart,
  window: { readonly from: number; readonly to: number },
  source: string,
): AsyncGenerator<Observation[]> {
  const { plan, table, fields, firstRid } = part;
  const { kind } = plan;
  const columns = table.columns
    .map((column, i) => ({ column, name: `c${i}` }))
    .sort((a, b) => (a.column < b.column ? -1 : 1));
  const values = fields.map((name, i) => sql`${valueSql(kind, name)} AS ${sql.ref(`f${i}`)}`);
  const cells = columns.map(({ name }) => sql`raw.${sql.ref(name)} AS ${sql.ref(name)}`);
  const content = identityColumns(kind, fields).at(-1)?.value ?? sql`NULL`;
  const query = sql`
    WITH kept AS (
      SELECT rid, "row" AS source_row, ${content} AS content, ${sql.join(values)} FROM ${sql.ref(kind.table)}
      WHERE file = ${sql.lit(table.file)} AND rid BETWEEN ${sql.lit(window.from)} AND ${sql.lit(window.to)})
    SELECT CAST(kept.source_row AS DOUBLE), CAST(coalesce(repeat.occurrence, 1) AS INTEGER), kept.content,
      ${sql.join(fields.map((_, i) => sql`kept.${sql.ref(`f${i}`)}`))}, ${sql.join(cells)}
    FROM kept JOIN ${sql.ref(table.name)} AS raw ON raw.rowid = kept.rid - ${sql.lit(firstRid)}
    LEFT JOIN ${repeatsOf(kind)} AS repeat ON repeat.rid = kept.rid
    WHERE raw.rowid BETWEEN ${sql.lit(window.from - firstRid)} AND ${sql.lit(window.to - firstRid)}
    ORDER BY kept.rid`;
  const flags = fields.map((name) => kind.fields[name]?.type === "flag");
  for await (const chunk of warehouse.columns(query)) {
    const [sourceRows = [], occurrences = [], contents = []] = chunk.columns;
    const typedColumns = chunk.columns.slice(3, 3 + fields.length);
    const ownColumns = chunk.columns.slice(3 + fields.length);
    let observations: Observation[] = [];
    for (let row = 0; row < chunk.rows; row++) {
      const typed: Record<string, string | boolean> = {};
      for (let i = 0; i < fields.length; i++) {
        const value = typedColumns[i]?.[row];
        if (typeof value !== "string") continue;
        typed[fields[i] ?? ""] = flags[i] ? value === "true" : clean(value);
      }
      const own: Record<string, string> = {};
      for (let i = 0; i < columns.length; i++) {
        const cell = ownColumns[i]?.[row];
        if (typeof cell === "string") own[columns[i]?.column ?? ""] = clean(cell);
      }
      const bare = contents[row] as string | null;
      const occurrence = Number(occurrences[row]);
      const parts = identityOf(kind, typed) ?? [bare ?? undefined];
      const key = bare === null ? parts.filter((given) => given !== undefined).join("/") : bare.slice(0, 12);
      const record = recordId({ source, kind: kind.name, parts, occurrence });
      const sourceRow = Number(sourceRows[row]);
      const { digest, fieldsText, ownText } = contentOf(typed, own);
      observations.push({
        record,
        key,
        occurrence,
        fields: typed,
        own,
        digest,
        fieldsText,
        ownText,
        sourceRow,
      });
      if (observations.length < pieceSize) continue;
      yield observations;
      observations = [];
    }
    if (observations.length > 0) yield observations;
  }
}

/** PostgreSQL's text has no character zero. */
const clean = (text: string) => (text.includes("\0") ? text.replaceAll("\0", "") : text);

/** The value's exact text; decimals without the zeros that their type adds. */
function valueSql(kind: Kind, name: string): Sql {
  const type = kind.fields[name]?.type;
  const text = textSql(name);
  return type === "price" || type === "quantity" ? sql`rtrim(rtrim(${text}, '0'), '.')` : text;
}
