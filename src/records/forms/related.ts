import { z } from "zod";
import { type Actor, type Reader, Refusal, type Sql, sql } from "../../platform/index.ts";
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
  const found = sql<Row>`(SELECT * FROM (
    SELECT ${summaryColumns}, count(*) OVER (PARTITION BY v.kind) AS total,
      row_number() OVER (PARTITION BY v.kind ORDER BY v.happened_at DESC, v.id DESC) AS place
    FROM (${referring(record)}) AS v WHERE ${isShownTo(actor, "v")}) AS placed WHERE place <= ${firstRows})`;
  const rows = await db
    .selectFrom(found.as("found"))
    .selectAll()
    .orderBy("happened", "desc")
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
  const beyond = after === undefined ? sql`` : sql`AND (v.happened_at, v.id) < ${boundOf(after)}`;
  const found = sql<Row>`(SELECT ${summaryColumns}, 0 AS total FROM (${referring(record)}) AS v
    WHERE v.kind = ${by} AND ${isShownTo(actor, "v")} ${beyond}
    ORDER BY v.happened_at DESC, v.id DESC LIMIT ${pageRows + 1})`;
  const rows = await db
    .selectFrom(found.as("found"))
    .selectAll()
    .orderBy(sql`happened::timestamp`, "desc")
    .orderBy("id", "desc")
    .execute();
  const page = rows.slice(0, pageRows);
  return { rows: page.map(summaryOf), ...(rows.length > pageRows ? { next: placeAfter(page) } : {}) };
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
  return Buffer.from(JSON.stringify([last?.happened, String(last?.id)])).toString("base64url");
}

const place = z.tuple([
  z.string().regex(/^(-infinity|\d{4}-\d{2}-\d{2}[ 0-9:.]*)$/),
  z.string().regex(/^\d{1,18}$/),
]);

function boundOf(after: string): Sql {
  try {
    const [happened, id] = place.parse(JSON.parse(Buffer.from(after, "base64url").toString("utf8")));
    return sql`(${happened}::timestamp, ${id}::bigint)`;
  } catch {
    throw new Refusal("invalid", {
      zh: "翻页位置无效，请从第一页重新开始。",
      en: "The page's place is not valid; begin at the first page.",
    });
  }
}
