import type pg from "pg";
import type { IntegrityFault } from "../../ledger/index.ts";
import { findingColumns } from "../alerts/project-run.ts";
import { statusAfter } from "../alerts/step.ts";

/**
 * The table of alerts as they stand now, worked out again from the versions and the steps. Only where its follower has
 * come to the end of the log; a moment later it will have.
 */
export async function checkAlerts(session: pg.Client): Promise<IntegrityFault[]> {
  const { rows: behind } = await session.query(
    `SELECT FROM log_head LEFT JOIN log_follower f ON f.name = 'alerts'
     WHERE coalesce(f.next_index, 0) < size OR EXISTS (SELECT FROM outbox)`,
  );
  if (behind.length > 0) return [];
  const { rows } = await session.query<{ id: string }>(select);
  return rows.map(({ id }) => wrong(id));
}

const statuses = Object.entries(statusAfter).flatMap(([kind, status]) =>
  status === undefined ? [] : [`('${kind}', '${status}')`],
);

// `said` is the last version that says something: what has ceased keeps what it said.
const select = `
  WITH known AS (SELECT id, finished_at FROM detection_run WHERE known_at IS NOT NULL),
  last AS (SELECT DISTINCT ON (v.alert) v.alert, v.version, v.run, v.key, v.change, known.finished_at FROM alert_version v
    JOIN known ON known.id = v.run ORDER BY v.alert, v.version DESC),
  first AS (SELECT DISTINCT ON (v.alert) v.alert, known.finished_at FROM alert_version v
    JOIN known ON known.id = v.run ORDER BY v.alert, v.version),
  said AS (SELECT DISTINCT ON (v.alert) v.* FROM alert_version v JOIN known ON known.id = v.run
    WHERE v.change <> 'ceased' ORDER BY v.alert, v.version DESC),
  leads(kind, status) AS (VALUES ${statuses.join(", ")}),
  steps AS (SELECT alert, max(revision) AS revision, count(*) FILTER (WHERE step->>'kind' = 'noted') AS notes,
      max(revision) FILTER (WHERE step->>'kind' = 'assigned' OR step->>'kind' IN (SELECT kind FROM leads)) AS state_revision
    FROM alert_step GROUP BY alert),
  worked AS (SELECT DISTINCT ON (alert) alert, at FROM alert_step ORDER BY alert, revision DESC),
  decided AS (SELECT DISTINCT ON (alert) alert, leads.status, step FROM alert_step JOIN leads ON leads.kind = step->>'kind'
    ORDER BY alert, revision DESC),
  assigned AS (SELECT DISTINCT ON (alert) alert, step->>'assignee' AS assignee FROM alert_step
    WHERE step->>'kind' = 'assigned' ORDER BY alert, revision DESC)
  SELECT coalesce(a.id, last.alert) AS id FROM alert a FULL JOIN last ON last.alert = a.id
  LEFT JOIN first ON first.alert = a.id LEFT JOIN said v ON v.alert = a.id LEFT JOIN steps ON steps.alert = a.id
  LEFT JOIN worked ON worked.alert = a.id LEFT JOIN decided ON decided.alert = a.id LEFT JOIN assigned ON assigned.alert = a.id
  WHERE a.id IS NULL OR last.alert IS NULL
    OR (a.version, a.run, a.key, a.found, a.first_seen, a.changed_at)
      IS DISTINCT FROM (last.version, last.run, last.key, last.change <> 'ceased', first.finished_at, last.finished_at)
    OR (${findingColumns.map(([name]) => `a.${name}`).join(", ")})
      IS DISTINCT FROM (${findingColumns.map(([, value]) => value).join(", ")})
    OR (a.revision, a.state_revision, a.notes, a.worked_at)
      IS DISTINCT FROM (coalesce(steps.revision, 0), coalesce(steps.state_revision, 0), coalesce(steps.notes, 0), worked.at)
    OR (a.status, a.reason, a.duplicate_of::text, a.assignee)
      IS DISTINCT FROM (coalesce(decided.status, 'open'), decided.step->>'reason', decided.step->>'of', assigned.assignee)
  LIMIT 100`;

const wrong = (alert: string): IntegrityFault => ({
  place: `alert:${alert}/now`,
  sentence: {
    zh: `疑点 ${alert} 的现状与封存的版本和步骤推算的结果不同：有人在系统之外改动过数据库。`,
    en: `Alert ${alert} as it stands now is not what its sealed versions and steps come to: the database was changed from outside.`,
  },
});
