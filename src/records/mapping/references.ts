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
export interface Overlap {
  readonly kind: KindName;
  readonly ids: number;
  readonly names: number;
}

/** Overlaps by column index, for the columns of one table against all masters but itself. */
export type Overlaps = ReadonlyMap<number, readonly Overlap[]>;

const valuesTried = 200;

export async function findOverlaps(
  warehouse: Warehouse,
  table: RawTable,
  profiles: readonly ColumnProfile[],
  masters: readonly Master[],
): Promise<Overlaps> {
  const others = masters.filter((master) => master.table !== table);
  const columns = profiles.filter(mayRefer);
  const overlaps = new Map<number, Overlap[]>();
  if (others.length === 0 || columns.length === 0) return overlaps;
  await writeCandidates(warehouse, columns);
  for (const master of others) {
    const ids = await sharesFound(warehouse, master.table, master.idColumn);
    const names =
      master.nameColumn === undefined
        ? new Map<number, number>()
        : await sharesFound(warehouse, master.table, master.nameColumn);
    for (const { index } of columns) {
      const overlap = { kind: master.kind, ids: ids.get(index) ?? 0, names: names.get(index) ?? 0 };
      if (overlap.ids > 0 || overlap.names > 0)
        overlaps.set(index, [...(overlaps.get(index) ?? []), overlap]);
    }
  }
  await warehouse.run(sql`DROP TABLE reference_candidates`);
  return overlaps;
}

function mayRefer(profile: ColumnProfile): boolean {
  const measured = profile.numbers > 0.9 && profile.integers < 0.9;
  return profile.values > 0 && profile.dates < 0.5 && !measured && profile.averageLength <= 60;
}

async function writeCandidates(warehouse: Warehouse, columns: readonly ColumnProfile[]): Promise<void> {
  await warehouse.run(
    sql`CREATE OR REPLACE TEMP TABLE reference_candidates ("column" INTEGER, value VARCHAR)`,
  );
  const rows: Sql[] = columns.flatMap(({ index, counts }) =>
    [...counts.keys()]
      .slice(0, valuesTried)
      .map((value) => sql`(${sql.lit(index)}, ${sql.lit(value.trim())})`),
  );
  await warehouse.run(sql`INSERT INTO reference_candidates VALUES ${sql.join(rows)}`);
}

async function sharesFound(
  warehouse: Warehouse,
  master: RawTable,
  column: number,
): Promise<Map<number, number>> {
  const rows = await warehouse.all<{ column: number; share: number }>(sql`
    SELECT c."column" AS "column", count_if(c.value IN (SELECT trim(${sql.ref(`c${column}`)}) FROM ${sql.ref(master.name)})) / count(*) AS share
    FROM reference_candidates c GROUP BY ALL`);
  return new Map(rows.map((row) => [row.column, row.share]));
}
