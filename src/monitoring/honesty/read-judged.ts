import { type Actor, type Reader, sql } from "../../platform/index.ts";
import { alertVisibleTo } from "../alerts/visible-alert.ts";
import type { JudgedAlert } from "./judged.ts";

interface Row {
  readonly id: string;
  readonly detector: string;
  readonly scheme: string;
  readonly weight: number;
  readonly q_value: number | null;
  readonly found: boolean;
  readonly seller: string | null;
  readonly verdict: "confirmed" | "innocent" | null;
}

/**
 * Every alert that the actor may see and that is no duplicate, with what people found: what was decided on the alert
 * itself, else what the inspection of it, or of the document it is about, found last. An inspection of a seller says which
 * seller lies, not which alert is right, and is no verdict on any.
 */
export async function readJudged(db: Reader, actor: Actor): Promise<JudgedAlert[]> {
  const rows = await db
    .selectFrom(
      sql<Row>`(
        WITH inspected AS (
          SELECT DISTINCT ON (i.kind, i.item) i.kind, i.item, o.outcome FROM inspection_item i JOIN inspection_outcome o USING (list, number)
          WHERE i.kind <> 'seller' ORDER BY i.kind, i.item, o.judged_at DESC, o.revision DESC
        )
        SELECT alert.id, alert.detector, alert.scheme, alert.weight, alert.q_value, alert.found, alert.seller,
          CASE WHEN alert.status IN ('confirmed', 'innocent') THEN alert.status
            ELSE CASE coalesce(a.outcome, d.outcome) WHEN 'falsified' THEN 'confirmed' WHEN 'honest' THEN 'innocent' END END AS verdict
        FROM alert
        LEFT JOIN inspected a ON a.kind = 'alert' AND a.item = alert.id::text
        LEFT JOIN inspected d ON d.kind = alert.subject_kind AND d.item = alert.subject_id
        WHERE alert.status <> 'duplicate' AND ${alertVisibleTo(actor)})`.as("j"),
    )
    .selectAll()
    .execute();
  return rows.map(({ q_value, seller, verdict, ...row }) => ({
    ...row,
    qValue: q_value ?? undefined,
    seller: seller ?? undefined,
    verdict: verdict ?? undefined,
  }));
}
