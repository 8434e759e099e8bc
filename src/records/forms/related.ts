import { z } from "zod";
import { type Actor, type Reader, readPlace, type Sql, sql, writePlace } from "../../platform/index.ts";
import { readScope, type Scope, withinAnyKind } from "../browse/scope.ts";
import { kinds } from "../kinds/kinds.ts";
import { bilingual, summary } from "./schemas.ts";
import { isShownTo, summaryColumns } from "./standing-sql.ts";
import { type SummaryRow, summaryOf } from "./summary.ts";

export const relatedGroup = z.object({
  kind: z.string(),
  title: bilingual,
  /** How many the reader may see. */
  total: z.int(),
  rows: z.array(summary),
  next: z.string().optional(),
});
export type RelatedGroup = z.output<typeof relatedGroup>;

export const relatedPage = z.object({ rows: z.array(summary), next: z.string().optional() });

interface Named {
  readonly kind: string;
  readonly key: string;
}

type Row = SummaryRow & { readonly id: bigint; readonly total: bigint };

const firstRows = 8;

/** Everything that refers to a record and that the person may read, by kind, the latest first. */
export async function readRelated(db: Reader, actor: Actor, record: Named): Promise<RelatedGroup[]> {
  const hits = hitsOf(record, await readScope(db, actor), actor);
  // Placed first, so that the fields of the few that are shown are read, and of no others.
  const found = sql<Row>`(SELECT ${summaryColumns}, placed.total FROM (
      SELECT id, count(*) OVER (PARTITION BY kind) AS total,
        row_number() OVER (PARTITION BY kind ORDER BY happened_at DESC, id DESC) AS place
      FROM (${hits}) AS hit) AS placed
    JOIN record_version v ON v.id = placed.id WHERE placed.place <= ${firstRows})`;
  const rows = await db
    .selectFrom(found.as("found"))
    .selectAll()
    .orderBy(sql`happened::timestamp`, "desc")
    .orderBy("id", "desc")
    .execute();
  const byKind = Map.groupBy(rows, ({ kind }) => kind);
  return kinds.flatMap(({ name, title }) => {
    const group = byKind.get(name) ?? [];
    const [first] = group;
    if (!first) return [];
    const total = Number(first.total);
    const next = total > group.length ? { next: placeAfter(group) } : {};
    return [{ kind: name, title, total, rows: group.map(summaryOf), ...next }];
  });
}

const pageRows = 50;

/** More of one kind. */
export async function readRelatedPage(
  db: Reader,
  actor: Actor,
  { record, by, after }: { readonly record: Named; readonly by: string; readonly after: string | undefined },
): Promise<z.output<typeof relatedPage>> {
  const beyond = after === undefined ? sql`` : sql`AND (hit.happened_at, hit.id) < ${boundOf(after)}`;
  const hits = hitsOf(record, await readScope(db, actor), actor);
  const found = sql<Row>`(SELECT ${summaryColumns}, 0 AS total FROM (
      SELECT * FROM (${hits}) AS hit WHERE hit.kind = ${by} ${beyond}
      ORDER BY hit.happened_at DESC, hit.id DESC LIMIT ${pageRows + 1}) AS placed
    JOIN record_version v ON v.id = placed.id)`;
  const rows = await db
    .selectFrom(found.as("found"))
    .selectAll()
    .orderBy(sql`happened::timestamp`, "desc")
    .orderBy("id", "desc")
    .execute();
  const page = rows.slice(0, pageRows);
  return { rows: page.map(summaryOf), ...(rows.length > pageRows ? { next: placeAfter(page) } : {}) };
}

/**
 * Versions that refer to the record, as their records stand: what `record_now` has taken in by a join, so that a
 * record with ten thousand others behind it costs no look-up of the latest version for each; and what was
 * committed since, such as the lines that somebody has just entered, by the versions themselves.
 */
function hitsOf(record: Named, scope: Scope, actor: Actor): Sql {
  const fresh = sql`SELECT b.id FROM import_batch b WHERE b.state = 'committed'
    AND (b.known_at IS NULL OR b.known_at > (SELECT known_at FROM record_now_reached))`;
  return sql`SELECT n.version_id AS id, n.kind, n.happened_at FROM (${referring(record)}) AS r
      JOIN record_now n ON n.record = r.record AND n.version_id = r.id WHERE ${withinAnyKind(scope, "n")}
    UNION SELECT v.id, v.kind, v.happened_at FROM (${referring(record)}) AS v
      WHERE v.batch IN (${fresh}) AND ${isShownTo(actor, "v")}`;
}

/** By a field that refers to the record, and of approvals and changes by the document that they are about. */
function referring({ kind, key }: Named): Sql {
  const direct = sql`SELECT * FROM record_version WHERE refs @> ${[`${kind}:${key}`]}::text[]`;
  if (["approval", "change", "employee", "product", "price-list"].includes(kind)) return direct;
  return sql`${direct} UNION ALL SELECT * FROM record_version
    WHERE kind IN ('approval', 'change') AND fields->>'subject_id' = ${key}`;
}

function placeAfter(rows: readonly Row[]): string {
  const last = rows.at(-1);
  return writePlace([last?.happened, String(last?.id)]);
}

const place = z.tuple([
  z.string().regex(/^(-infinity|\d{4}-\d{2}-\d{2}[ 0-9:.]*)$/),
  z.string().regex(/^\d{1,18}$/),
]);

function boundOf(after: string): Sql {
  const [happened, id] = readPlace(after, place);
  return sql`(${happened}::timestamp, ${id}::bigint)`;
}
