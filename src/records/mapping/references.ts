import { type Sql, sql, type Warehouse } from "../../platform/index.ts";
import type { KindName } from "../kinds/kinds.ts";
import type { RawTable } from "../reading/raw-table.ts";
import type { ColumnProfile } from "./profile.ts";

/** Which kind of record a field refers to by its id. */
export function referredKind(field: string): KindName | undefined {
  return byField[field];
}

const byField: Readonly<Record<string, KindName>> = {
  customer_id: "customer",
  product_id: "product",
  order_id: "order",
  contract_id: "contract",
  invoice_id: "invoice",
  opportunity_id: "opportunity",
  quote_id: "quote",
  seller_id: "employee",
  employee_id: "employee",
  owner_id: "employee",
  manager_id: "employee",
  approver_id: "employee",
  requested_by: "employee",
  created_by: "employee",
  changed_by: "employee",
  approved_by: "employee",
};

/** Kinds whose records other tables may name instead of giving their id. */
export const lookupKinds = ["customer", "employee", "product"] as const;
export type LookupKind = (typeof lookupKinds)[number];

/** A table that others refer to: where its ids and names stand. */
export interface Master {
  readonly kind: KindName;
  readonly table: RawTable;
  readonly idColumn: number;
  readonly nameColumn?: number;
}

/** Shares of a column's values that occur among the ids and the names of a kind. */
interface Overlap {
  readonly kind: KindName;
  readonly ids: number;
  readonly names: number;
}

/** Overlaps by column index, for the columns of one table against all masters but itself. */
export type Overlaps = ReadonlyMap<number, readonly Overlap[]>;

const valuesTried = 100;

/** For each table what its columns refer to; each master is read once for all of them. */
export async function findOverlaps(
  warehouse: Warehouse,
  tables: readonly { readonly table: RawTable; readonly profiles: readonly ColumnProfile[] }[],
  masters: readonly Master[],
): Promise<ReadonlyMap<RawTable, Overlaps>> {
  const found = new Map(tables.map(({ table }) => [table, new Map<number, Overlap[]>()]));
  if (tables.length < 2 || masters.length === 0) return found;
  await writeCandidates(warehouse, tables);
  for (const master of masters) {
    for (const { file, index, ids, names } of await sharesFound(warehouse, master)) {
      const table = tables.find((other) => other.table.file === file)?.table;
      const overlaps = table && table !== master.table ? found.get(table) : undefined;
      overlaps?.set(index, [...(overlaps.get(index) ?? []), { kind: master.kind, ids, names }]);
    }
  }
  await warehouse.run(sql`DROP TABLE reference_candidates`);
  return found;
}

function mayRefer(profile: ColumnProfile): boolean {
  const measured = profile.numbers > 0.9 && profile.integers < 0.9;
  return profile.values > 0 && profile.dates < 0.5 && !measured && profile.averageLength <= 60;
}

async function writeCandidates(
  warehouse: Warehouse,
  tables: readonly { readonly table: RawTable; readonly profiles: readonly ColumnProfile[] }[],
): Promise<void> {
  await warehouse.run(
    sql`CREATE OR REPLACE TEMP TABLE reference_candidates (file INTEGER, index INTEGER, value VARCHAR)`,
  );
  for (const { table, profiles } of tables) {
    const rows: Sql[] = profiles
      .filter(mayRefer)
      .flatMap(({ index, counts }) =>
        [...counts.keys()]
          .slice(0, valuesTried)
          .map((value) => sql`(${sql.lit(table.file)}, ${sql.lit(index)}, ${sql.lit(value.trim())})`),
      );
    if (rows.length > 0) await warehouse.run(sql`INSERT INTO reference_candidates VALUES ${sql.join(rows)}`);
  }
}

interface Share {
  readonly file: number;
  readonly index: number;
  readonly ids: number;
  readonly names: number;
}

async function sharesFound(warehouse: Warehouse, { table, idColumn, nameColumn }: Master): Promise<Share[]> {
  const among = (column: number) =>
    sql`value IN (SELECT trim(${sql.ref(`c${column}`)}) FROM ${sql.ref(table.name)})`;
  return warehouse.all<Share>(sql`
    SELECT file, index, avg(CAST(${among(idColumn)} AS INTEGER)) AS ids,
      ${nameColumn === undefined ? sql`0` : sql`avg(CAST(${among(nameColumn)} AS INTEGER))`} AS names
    FROM reference_candidates GROUP BY file, index HAVING ids > 0 OR names > 0`);
}
