import type { DuckDBConnection, DuckDBPreparedStatement } from "@duckdb/node-api";

/** Runs statements; one that comes again is planned once. */
export interface KeptPlans {
  /** The plan of a statement, from its second time on; `undefined` for one that is not kept. */
  planOf(text: string, values: readonly unknown[]): Promise<DuckDBPreparedStatement | undefined>;
  close(): void;
}

const most = 1_000;
/** What makes or takes away a table is done once; it also costs every other plan its validity. */
const isKept = /^\s*(SELECT|WITH|INSERT|DELETE)\b/;
/** One that compares in order crashes DuckDB (1.5) when it runs a second time. */
const comparesInOrder = /\bASOF\b/;

/**
 * On a few rows planning is nearly all that a query costs. DuckDB plans a statement with parameters at every execution
 * again, so the values stand in the text; and a plan must not rest on the rows that were there when it was made: see
 * `planningByRows`.
 */
export function keepPlans(connection: DuckDBConnection): KeptPlans {
  const plans = new Map<string, DuckDBPreparedStatement>();
  const seen = new Set<string>();
  const isAgain = (whole: string) => {
    if (seen.delete(whole)) return true;
    seen.add(whole);
    // The least recently seen goes.
    for (const oldest of seen) {
      if (seen.size <= most) break;
      seen.delete(oldest);
    }
    return false;
  };
  return {
    async planOf(text, values) {
      if (!isKept.test(text) || comparesInOrder.test(text)) return undefined;
      const whole = text.replaceAll(/\$(\d+)/g, (written, place) =>
        Number(place) > values.length ? written : literal(values[Number(place) - 1]),
      );
      const kept = plans.get(whole);
      if (kept) {
        plans.delete(whole);
        plans.set(whole, kept);
        return kept;
      }
      if (!isAgain(whole)) return undefined;
      const plan = await connection.prepare(whole);
      plans.set(whole, plan);
      const [oldest] = plans.entries();
      if (plans.size > most && oldest) {
        plans.delete(oldest[0]);
        oldest[1].destroySync();
      }
      return plan;
    },
    close() {
      for (const plan of plans.values()) plan.destroySync();
      plans.clear();
    },
  };
}

/**
 * What DuckDB concludes from the rows at hand while it plans, which would be wrong of the next ones; and a rule that alone
 * doubles the time of planning a large query, for nothing on a few rows.
 */
export const planningByRows = ["statistics_propagation", "compressed_materialization", "cte_filter_pusher"];

/** As the binding of values types them: see `bindable`. */
function literal(value: unknown): string {
  if (value === null || value === undefined) return "NULL";
  if (typeof value === "boolean") return value ? "true" : "false";
  if (typeof value === "bigint" || (typeof value === "number" && Number.isSafeInteger(value))) {
    const isWide = typeof value === "bigint" && value !== BigInt.asIntN(64, value);
    return `CAST(${value} AS ${isWide ? "HUGEINT" : "BIGINT"})`;
  }
  if (typeof value === "number") return `CAST('${value}' AS DOUBLE)`;
  return `CAST('${String(value).replaceAll("'", "''")}' AS VARCHAR)`;
}
