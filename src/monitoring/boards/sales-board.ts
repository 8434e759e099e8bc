import { z } from "zod";
import { type Actor, type Reader, type Sql, sql } from "../../platform/index.ts";
import type { CurrentRun } from "./current-run.ts";
import { minor } from "./money.ts";
import { type SalesScope, salesVisibleTo } from "./sales-visible-to.ts";

export const salesInput = z.object({
  /** Where left out, the currency in which most is sold. */
  currency: z.string().max(3).optional(),
  legalEntity: z.string().max(200).optional(),
  grain: z.enum(["month", "week", "day"]).default("month"),
});
export type SalesInput = z.output<typeof salesInput>;

const total = z.object({
  currency: z.string(),
  sales: minor,
  returns: minor,
  documents: z.int(),
  /** The twelve months before; absent where the data do not reach so far back. */
  salesBefore: minor.optional(),
  returnsBefore: minor.optional(),
});
const period = z.object({ startsOn: z.string(), sales: minor, returns: minor, documents: z.int() });
const group = z.object({
  dimension: z.enum(["region", "category", "channel"]),
  name: z.string(),
  sales: minor,
  salesBefore: minor,
  documents: z.int(),
});

export const salesBoard = z.object({
  scope: z.enum(["all", "team", "own"]),
  currency: z.string(),
  grain: z.enum(["month", "week", "day"]),
  legalEntity: z.string().optional(),
  legalEntities: z.array(z.string()),
  /** The last twelve months, the currency with most sales first. */
  totals: z.array(total),
  periods: z.array(period),
  groups: z.array(group),
});
type SalesBoard = z.infer<typeof salesBoard>;

/** Periods that a chart shows. */
const shown = { month: 24, week: 60, day: 120 } as const;
const groupsShown = 8;

/** Sales and returns of whatever the actor may see; `undefined` where that is nothing. */
export async function readSalesBoard(
  db: Reader,
  { actor, scope, run }: { actor: Actor; scope: SalesScope; run: CurrentRun },
  input: SalesInput,
): Promise<SalesBoard | undefined> {
  if (scope === "none") return undefined;
  // Everybody's rows are added up beforehand; of a team they are added up here.
  const whose = (alias: string) => {
    const seller = sql.ref(`${alias}.seller`);
    return scope === "all"
      ? sql`${seller} IS NULL`
      : sql`${seller} IS NOT NULL AND ${salesVisibleTo(actor, seller)}`;
  };
  const entity = (alias: string) =>
    input.legalEntity === undefined
      ? sql``
      : sql`AND ${sql.ref(`${alias}.legal_entity`)} = ${input.legalEntity}`;
  const [totals, entities] = await Promise.all([
    readTotals(db, run, whose("s"), entity("s")),
    readEntities(db, run, whose("s")),
  ]);
  const currency = input.currency ?? totals[0]?.currency ?? "XXX";
  const [periods, groups] = await Promise.all([
    readPeriods(db, run, sql`${whose("s")} ${entity("s")} AND s.currency = ${currency}`, input.grain),
    readGroups(db, run, sql`${whose("g")} ${entity("g")} AND g.currency = ${currency}`),
  ]);
  return {
    scope,
    currency,
    grain: input.grain,
    ...(input.legalEntity === undefined ? {} : { legalEntity: input.legalEntity }),
    legalEntities: entities,
    totals,
    periods,
    groups,
  };
}

async function readTotals(
  db: Reader,
  run: CurrentRun,
  whose: Sql,
  entity: Sql,
): Promise<SalesBoard["totals"]> {
  const rows = await db
    .selectFrom(
      sql<{
        currency: string;
        is_last: boolean;
        sales: bigint;
        returns: bigint;
        documents: number;
        reaches: boolean;
      }>`(
        SELECT s.currency, s.starts_on > ${run.asOf}::date - 400 AS is_last, sum(s.sales)::bigint AS sales, sum(s.returns)::bigint AS returns,
          sum(s.documents)::integer AS documents,
          (SELECT min(f.starts_on) <= ${run.asOf}::date - interval '23 months' FROM summary_sales f
            WHERE f.run = ${run.id} AND f.grain = 'month' AND f.seller IS NULL) AS reaches
        FROM summary_sales s WHERE s.run = ${run.id} AND s.grain = 'year' AND ${whose} ${entity} GROUP BY 1, 2)`.as(
        "t",
      ),
    )
    .selectAll()
    .execute();
  const last = rows.filter(({ is_last }) => is_last).sort((a, b) => Number(b.sales - a.sales));
  return last.map(({ currency, sales, returns, documents }) => {
    const before = rows.find((row) => !row.is_last && row.currency === currency && row.reaches);
    return {
      currency,
      sales: String(sales),
      returns: String(returns),
      documents,
      ...(before ? { salesBefore: String(before.sales), returnsBefore: String(before.returns) } : {}),
    };
  });
}

async function readEntities(db: Reader, run: CurrentRun, whose: Sql): Promise<string[]> {
  const rows = await db
    .selectFrom(
      sql<{ legal_entity: string }>`(
        SELECT DISTINCT s.legal_entity FROM summary_sales s
        WHERE s.run = ${run.id} AND s.grain = 'year' AND s.legal_entity <> '' AND ${whose} ORDER BY 1)`.as(
        "t",
      ),
    )
    .selectAll()
    .execute();
  return rows.map(({ legal_entity }) => legal_entity);
}

async function readPeriods(
  db: Reader,
  run: CurrentRun,
  which: Sql,
  grain: SalesInput["grain"],
): Promise<SalesBoard["periods"]> {
  const rows = await db
    .selectFrom(
      sql<{ starts_on: string; sales: bigint; returns: bigint; documents: number }>`(
        SELECT s.starts_on::text, sum(s.sales)::bigint AS sales, sum(s.returns)::bigint AS returns, sum(s.documents)::integer AS documents
        FROM summary_sales s WHERE s.run = ${run.id} AND s.grain = ${grain} AND ${which}
        GROUP BY s.starts_on ORDER BY s.starts_on DESC LIMIT ${shown[grain]})`.as("t"),
    )
    .selectAll()
    .execute();
  return rows.reverse().map(({ starts_on, sales, returns, documents }) => ({
    startsOn: starts_on,
    sales: String(sales),
    returns: String(returns),
    documents,
  }));
}

async function readGroups(db: Reader, run: CurrentRun, which: Sql): Promise<SalesBoard["groups"]> {
  const rows = await db
    .selectFrom(
      sql<{
        dimension: "region" | "category" | "channel";
        name: string;
        sales: bigint;
        sales_before: bigint;
        documents: number;
      }>`(
        SELECT * FROM (
          SELECT g.dimension, g.name, sum(g.sales)::bigint AS sales, sum(g.sales_before)::bigint AS sales_before, sum(g.documents)::integer AS documents,
            row_number() OVER (PARTITION BY g.dimension ORDER BY sum(g.sales) DESC, g.name) AS place
          FROM summary_group g WHERE g.run = ${run.id} AND ${which} GROUP BY 1, 2
        ) ranked WHERE place <= ${groupsShown} ORDER BY dimension, place)`.as("t"),
    )
    .select(["dimension", "name", "sales", "sales_before", "documents"])
    .execute();
  return rows.map(({ sales, sales_before, ...row }) => ({
    ...row,
    sales: String(sales),
    salesBefore: String(sales_before),
  }));
}
