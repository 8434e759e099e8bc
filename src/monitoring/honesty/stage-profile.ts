import { type Bilingual, type Database, type Sql, sql, type Warehouse } from "../../platform/index.ts";
import type { MonthlyRows, RunProfile, Spread } from "./run-profile.ts";

/** Tables whose rows are counted by month, and the moment that counts. */
const counted = [
  ["sales", "coalesce(sold_at, created_at)"],
  ["billings", "invoiced_at"],
  ["reversals", "reversed_at"],
  ["deliveries", "shipped_at"],
  ["payments", "paid_at"],
  ["activities", "started_at"],
] as const;

const monthsCounted = 25;
const leastValues = 50;

interface Parts {
  readonly run: string;
  readonly asOf: string;
  /** Of all findings of the run. */
  readonly weights: readonly number[];
}

/**
 * Works the run's profile out of the warehouse (after `buildFacts`) and keeps it under the run's id; it counts from the
 * moment the run is committed. A profile that fails does not bring down the run: why it failed is kept in its place.
 */
export async function stageProfile(
  { writer }: Pick<Database, "writer">,
  warehouse: Warehouse,
  { run, asOf, weights }: Parts,
): Promise<void> {
  let profile: RunProfile | undefined;
  let problem: Bilingual | undefined;
  try {
    profile = await readProfile(warehouse, asOf, weights);
  } catch (error) {
    const [message = ""] = (error instanceof Error ? error.message : String(error)).split("\n");
    problem = { zh: `无法归纳本次数据：${message}`, en: `the data could not be profiled: ${message}` };
  }
  const values = {
    profile: profile === undefined ? null : JSON.stringify(profile),
    problem: problem === undefined ? null : JSON.stringify(problem),
  };
  await writer
    .insertInto("run_profile")
    .values({ run, ...values })
    .onConflict((conflict) => conflict.column("run").doUpdateSet(values))
    .execute();
}

export async function readProfile(
  warehouse: Warehouse,
  asOf: string,
  weights: readonly number[],
): Promise<RunProfile> {
  const rows: MonthlyRows[] = [];
  for (const [table, moment] of counted) {
    const months = await rowsByMonth(warehouse, asOf, table, moment);
    if (months.some(({ rows }) => rows > 0)) rows.push({ table, months });
  }
  return { rows, spreads: await readSpreads(warehouse, asOf), weights: histogram(weights) };
}

function histogram(weights: readonly number[]): number[] {
  const bins = new Array<number>(10).fill(0);
  for (const weight of weights) {
    const bin = Math.min(9, Math.max(0, Math.floor(weight * 10)));
    bins[bin] = (bins[bin] ?? 0) + 1;
  }
  return bins;
}

/** The first day of the month after the last whole one: the day of the run may be the last of its month. */
const end = (asOf: string) => sql`date_trunc('month', CAST(${asOf} AS DATE) + 1)`;
const monthsBefore = (asOf: string, months: number) => sql`(${end(asOf)} - to_months(${sql.lit(months)}))`;

async function rowsByMonth(
  warehouse: Warehouse,
  asOf: string,
  table: string,
  moment: string,
): Promise<MonthlyRows["months"][number][]> {
  return warehouse.all<{ month: string; rows: number }>(sql`
    WITH told AS (
      SELECT date_trunc('month', ${sql.raw(moment)}) AS month, count(*) AS n FROM ${sql.table(table)}
      WHERE ${sql.raw(moment)} >= ${monthsBefore(asOf, monthsCounted)} AND ${sql.raw(moment)} < ${end(asOf)} GROUP BY 1
    ), months AS (
      SELECT unnest(generate_series(CAST((SELECT min(month) FROM told) AS TIMESTAMP), CAST(${monthsBefore(asOf, 1)} AS TIMESTAMP), INTERVAL 1 MONTH)) AS month
    )
    SELECT strftime(m.month, '%Y-%m') AS month, CAST(coalesce(t.n, 0) AS INTEGER) AS rows
    FROM months m LEFT JOIN told t ON CAST(t.month AS TIMESTAMP) = m.month ORDER BY 1`);
}

async function readSpreads(warehouse: Warehouse, asOf: string): Promise<Spread[]> {
  const main = await warehouse.first<{ currency: string }>(
    sql`SELECT currency FROM sales WHERE amount > 0 GROUP BY currency ORDER BY count(*) DESC, currency LIMIT 1`,
  );
  const sold = sql`sold_at >= ${monthsBefore(asOf, 15)} AND sold_at < ${end(asOf)}`;
  const before = sql`sold_at >= ${monthsBefore(asOf, 15)} AND sold_at < ${monthsBefore(asOf, 3)}`;
  const measures: [Spread["measure"], Sql, string?][] = [];
  if (main) {
    const amounts = sql`SELECT sold_at, CAST(amount AS DOUBLE) AS value FROM sales WHERE amount > 0 AND currency = ${main.currency} AND ${sold}`;
    measures.push(["amount", amounts, main.currency]);
  }
  // A price against what the product used to cost: what is sold more of moves no price.
  measures.push([
    "price-level",
    sql`
      SELECT l.sold_at, l.unit_price / u.usual AS value FROM sale_lines l JOIN (
        SELECT product, currency, median(unit_price) AS usual FROM sale_lines
        WHERE unit_price > 0 AND product IS NOT NULL AND ${before} GROUP BY ALL HAVING count(*) >= 5
      ) u USING (product, currency) WHERE l.unit_price > 0 AND ${sold}`,
  ]);
  measures.push([
    "quantity",
    sql`SELECT sold_at, CAST(quantity AS DOUBLE) AS value FROM sale_lines WHERE quantity > 0 AND ${sold}`,
  ]);
  const spreads: Spread[] = [];
  for (const [measure, values, currency] of measures) {
    const found = await spreadOf(warehouse, asOf, values);
    if (found) spreads.push({ measure, ...(currency === undefined ? {} : { currency }), ...found });
  }
  return spreads;
}

/** Absent where either period holds too few values to compare. */
async function spreadOf(
  warehouse: Warehouse,
  asOf: string,
  values: Sql,
): Promise<Pick<Spread, "bounds" | "now" | "before" | "season"> | undefined> {
  const periods = sql`
    SELECT value, sold_at >= ${monthsBefore(asOf, 3)} AS is_now, sold_at < ${monthsBefore(asOf, 12)} AS is_season
    FROM (${values}) WHERE isfinite(value)`;
  const deciles = sql.join(
    [1, 2, 3, 4, 5, 6, 7, 8, 9].map((tenth) => sql`quantile_cont(value, ${sql.lit(tenth / 10)})`),
  );
  const found = await warehouse.first<{ bounds: number[] | null; now: number; before: number }>(sql`
    SELECT (SELECT [${deciles}] FROM (${periods}) WHERE NOT is_now) AS bounds,
      CAST(count(*) FILTER (is_now) AS INTEGER) AS now, CAST(count(*) FILTER (NOT is_now) AS INTEGER) AS before FROM (${periods})`);
  if (!found?.bounds || found.now < leastValues || found.before < leastValues) return undefined;
  // Where many values are the same, several deciles are: one of them bounds a bin.
  const bounds = [...new Set(found.bounds)];
  const bin = sql.join(
    bounds.map((bound) => sql`(CASE WHEN value > ${sql.lit(bound)} THEN 1 ELSE 0 END)`),
    sql` + `,
  );
  const rows = await warehouse.all<{ bin: number; now: number; before: number; season: number }>(sql`
    SELECT CAST(${bin} AS INTEGER) AS bin, CAST(count(*) FILTER (is_now) AS INTEGER) AS now,
      CAST(count(*) FILTER (NOT is_now) AS INTEGER) AS before, CAST(count(*) FILTER (is_season) AS INTEGER) AS season
    FROM (${periods}) GROUP BY 1`);
  const byBin = new Map(rows.map((row) => [row.bin, row]));
  const counts = (which: "now" | "before" | "season") =>
    Array.from({ length: bounds.length + 1 }, (_, i) => byBin.get(i)?.[which] ?? 0);
  return { bounds, now: counts("now"), before: counts("before"), season: counts("season") };
}
