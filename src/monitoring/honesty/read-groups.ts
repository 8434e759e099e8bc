import { suspicionVisibleTo } from "../../people/index.ts";
import { type Actor, type Reader, sql } from "../../platform/index.ts";
import type { CurrentRun } from "../boards/current-run.ts";
import { flaggedSellers } from "../inspections/frame.ts";
import type { GroupedSeller } from "./groups.ts";
import { type JudgedAlert, tallyOf } from "./judged.ts";

interface Row {
  readonly id: string;
  readonly department: string | null;
  readonly region: string | null;
  readonly manager: string | null;
  readonly channel: string | null;
  readonly days: number | null;
  readonly flagged: boolean;
}

/** Sellers of the newest run whom the actor may see suspected, with the groups their records put them in. */
export async function readGroupedSellers(
  db: Reader,
  actor: Actor,
  run: CurrentRun,
  judged: readonly JudgedAlert[],
): Promise<GroupedSeller[]> {
  const rows = await db
    .selectFrom(
      sql<Row>`(
        WITH employees AS (
          SELECT n.key, min(v.fields->>'name') AS name, min((v.fields->>'hired_on')::date) AS hired_on
          FROM record_now n JOIN record_version v ON v.id = n.version_id WHERE n.kind = 'employee' AND NOT n.gone GROUP BY n.key
        )
        SELECT p.id, p.team AS department, p.region, coalesce(m.name || ' (' || p.manager || ')', p.manager) AS manager, c.name AS channel,
          ${run.asOf}::date - coalesce(h.hired_on, p.first_on) AS days, p.id IN (${flaggedSellers(actor, run)}) AS flagged
        FROM summary_party p
        LEFT JOIN (
          SELECT DISTINCT ON (seller) seller, name FROM summary_group WHERE run = ${run.id} AND dimension = 'channel' AND seller IS NOT NULL
          ORDER BY seller, sales DESC, name
        ) c ON c.seller = p.id
        LEFT JOIN employees h ON h.key = p.id
        LEFT JOIN employees m ON m.key = p.manager
        WHERE p.run = ${run.id} AND p.kind = 'seller' AND ${suspicionVisibleTo(actor, sql<string[]>`ARRAY[p.id]`)})`.as(
        "s",
      ),
    )
    .selectAll()
    .execute();
  const alertsOf = Map.groupBy(judged, ({ seller }) => seller);
  return rows.map(({ id, department, region, manager, channel, days, flagged }) => {
    const { confirmed, innocent } = tallyOf(alertsOf.get(id) ?? []);
    const named = { department, region, manager, channel, tenure: tenureOf(days) };
    const groups = Object.fromEntries(
      Object.entries(named).flatMap(([dimension, name]) => (name ? [[dimension, name]] : [])),
    );
    return { id, groups, isFlagged: flagged, confirmed, innocent };
  });
}

/** Whole years with the company, or since the first sale where nothing says when somebody came. */
function tenureOf(days: number | null): string | undefined {
  if (days === null || days < 0) return undefined;
  if (days < 365) return "under-1";
  if (days < 3 * 365) return "1-to-3";
  return days < 5 * 365 ? "3-to-5" : "over-5";
}
