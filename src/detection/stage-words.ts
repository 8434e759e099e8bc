import { type Sql, sql } from "../platform/index.ts";

/** Whether an opportunity's stage says that it was lost or given up. */
export const isLost = (stage: Sql): Sql =>
  sql`coalesce(regexp_matches(lower(${stage}), '(输单|丢单|失单|流失|无效|放弃|落标|未中标|关闭|lost|dead|dropped|abandon|disqualified)'), false)`;

/** Changes of opportunities as rows of `rid, opportunity_id, owner, changed_at, field, old_value, new_value`. */
export const opportunityChanges = (changes: Sql, opportunities: Sql, asOf: string): Sql => sql`
  SELECT c.rid, o.opportunity_id, o.owner_id AS owner, o.rid AS opportunity_rid, coalesce(o.currency, 'XXX') AS currency, c.changed_at, lower(c.field) AS field, c.old_value, c.new_value
  FROM ${changes} c JOIN ${opportunities} o ON o.opportunity_id = c.subject_id
  WHERE c.changed_at < CAST(${asOf} AS DATE) + 1 AND (c.subject_kind IS NULL OR regexp_matches(lower(c.subject_kind), '(商机|机会|opportunit|deal)'))`;
