import { brokenPlace, type Reader, type Sql, sql, writePlace } from "../../platform/index.ts";
import type { Kind } from "../kinds/define-kind.ts";
import { countRecords } from "../store/count-records.ts";
import { type FoundRow, type RecordRow, rowOf } from "../store/list-records.ts";
import { type Browse, type Page, type PageInput, pageInput } from "./browse-input.ts";
import { type Conditions, conditionsOf } from "./conditions.ts";
import type { Scope } from "./scope.ts";
import { type Place, placeIn, type SortOrder, sortOrder } from "./sort-order.ts";
import { withinTime } from "./within-time.ts";

/** How many there are; where that is too dear to count, at least so many. */
export interface Total {
  readonly count: number;
  readonly isExact: boolean;
}

export interface BrowsePage {
  readonly rows: readonly RecordRow[];
  /** Where the next page begins; `undefined` at the end. */
  readonly next: string | undefined;
  /** Of the first page only, and `undefined` where nothing but reading all would tell. */
  readonly total: Total | undefined;
  /** What was searched for, in small letters and half-width, to be marked. */
  readonly words: readonly string[];
}

/** Up to so many are counted, and sorted by whatever is asked for. */
export const mostCounted = 10_000;

/** One page of the records of a kind that the scope allows. */
export async function browseRecords(
  db: Reader,
  kind: Kind,
  scope: Scope,
  given: PageInput,
): Promise<BrowsePage> {
  const asked = pageInput.parse(given);
  const conditions = await conditionsOf(kind, scope, asked);
  const place = asked.after === undefined ? undefined : placeIn(asked.after, asked.sort);
  const plan = { kind, asked, conditions, order: sortOrder(kind, asked.sort), place };
  const found = await withinTime(() => findPage(db, plan), place ? brokenPlace : undefined);
  const rows = found.rows.slice(0, asked.limit);
  const last = rows.at(-1);
  const hasMore = found.rows.length > asked.limit;
  const isWhole = !hasMore && !place;
  return {
    rows: rows.map(rowOf),
    next:
      last && hasMore
        ? writePlace([asked.sort, last.sorted ?? "", String(last.id), found.areFew])
        : undefined,
    total: isWhole ? { count: rows.length, isExact: true } : found.total,
    words: conditions.words,
  };
}

interface PagePlan {
  readonly kind: Kind;
  readonly asked: Page;
  readonly conditions: Conditions;
  readonly order: SortOrder;
  readonly place: Place | undefined;
}

interface FoundPage {
  readonly rows: readonly PageRow[];
  readonly total: Total | undefined;
  /** Whether all that the indexes find are few enough to be read and sorted whole, on every page. */
  readonly areFew: boolean;
}

interface PageRow extends FoundRow {
  readonly sorted: string;
}

async function findPage(db: Reader, plan: PagePlan): Promise<FoundPage> {
  const { kind, asked, conditions, order, place } = plan;
  if (place) return place[3] ? readFew(db, plan) : readMany(db, plan, undefined);
  // How often words stand together the planner can only guess, and may walk through a million records to find fifty.
  if (conditions.hasTerms || (conditions.isNarrow && !order.isIndexed)) {
    const few = await readFew(db, plan);
    return few.areFew ? few : readMany(db, plan, few.total);
  }
  const counting = countIndexed(db, kind, asked, conditions);
  if (order.isIndexed) return readMany(db, plan, counting);
  const counted = await counting;
  return counted.count <= mostCounted ? readFew(db, plan) : readMany(db, plan, counted);
}

/** In the order of an index where there is one; else everything is sorted, which may take too long. */
async function readMany(
  db: Reader,
  { asked, conditions, order, place }: PagePlan,
  counting: Promise<Total> | Total | undefined,
): Promise<FoundPage> {
  const own = order.isIndexed ? conditions.walked : conditions.indexed;
  const conditioned = [...own, ...conditions.scanned, ...afterPlace(asked, order, place)];
  const isJoined = conditions.scanned.length > 0 || !order.isIndexed;
  const page = sql`SELECT n.version_id AS id, n.version, n.gone, ${order.value} AS sorted_by,
      (${order.value})::text AS sorted
    FROM record_now n ${isJoined ? join : sql``} WHERE ${all(conditioned)} ${inOrder(asked, order)}`;
  const found = sql<PageRow>`(SELECT ${shown} FROM (${page}) AS page
    JOIN record_version v ON v.id = page.id ${pageOrder(asked)})`;
  const reading = db.selectFrom(found.as("found")).selectAll().execute();
  const [rows, counted] = await Promise.all([reading, counting]);
  return { rows, total: conditions.scanned.length > 0 ? undefined : counted, areFew: false };
}

/** Everything that the indexes find, read and sorted; where that is too much, only that it is. */
async function readFew(db: Reader, { asked, conditions, order, place }: PagePlan): Promise<FoundPage> {
  type Row = { readonly few: bigint; readonly asked_for: bigint | null } & (PageRow | { readonly id: null });
  const found = sql<Row>`(
    WITH few AS MATERIALIZED (
      SELECT n.version_id, n.version, n.gone, n.key, n.happened_at, n.amount FROM record_now n
      WHERE ${all(conditions.indexed)} LIMIT ${mostCounted + 1}),
    page AS (
      SELECT n.version_id AS id, n.version, n.gone, ${order.value} AS sorted_by, (${order.value})::text AS sorted,
        count(*) OVER () AS asked_for
      FROM few AS n ${conditions.scanned.length > 0 || !order.isIndexed ? join : sql``}
      WHERE (SELECT count(*) FROM few) <= ${mostCounted}
        AND ${all([...conditions.scanned, ...afterPlace(asked, order, place)])} ${inOrder(asked, order)})
    SELECT (SELECT count(*) FROM few) AS few, page.asked_for, ${shown}
    FROM (SELECT) AS one LEFT JOIN (page JOIN record_version v ON v.id = page.id) ON true ${pageOrder(asked)})`;
  const rows = await db.selectFrom(found.as("found")).selectAll().execute();
  const few = Number(rows[0]?.few ?? 0);
  if (few > mostCounted) return { rows: [], total: { count: mostCounted, isExact: false }, areFew: false };
  const count = Number(rows[0]?.asked_for ?? 0);
  return {
    rows: rows.filter((row): row is Row & PageRow => row.id !== null),
    total: place ? undefined : { count, isExact: true },
    areFew: true,
  };
}

const join = sql`JOIN record_version v ON v.id = n.version_id`;
const shown = sql`page.id, page.version, page.gone, page.sorted_by, page.sorted, v.record, v.kind, v.source, v.key,
  v.occurrence, v.observed_at, v.happened_at, v.happened_at::text AS happened, v.legal_entity, v.fields, v.own`;

const direction = ({ descending }: Page) => (descending ? sql`DESC` : sql`ASC`);

function inOrder(asked: Page, { value }: SortOrder): Sql {
  return sql`ORDER BY ${value} ${direction(asked)}, n.version_id ${direction(asked)} LIMIT ${asked.limit + 1}`;
}

function pageOrder(asked: Page): Sql {
  return sql`ORDER BY page.sorted_by ${direction(asked)}, page.id ${direction(asked)}`;
}

function afterPlace({ descending }: Page, { value, cast }: SortOrder, place: Place | undefined): Sql[] {
  if (!place) return [];
  const [, last, id] = place;
  const beyond = descending ? sql`<` : sql`>`;
  return [sql`(${value}, n.version_id) ${beyond} (${last}::text::${cast}, ${id}::bigint)`];
}

function all(conditions: readonly Sql[]): Sql {
  return conditions.length === 0 ? sql`true` : sql.join(conditions, sql` AND `);
}

/** Exactly up to the most that is counted. Of all records of a kind the imports have kept the count. */
async function countIndexed(db: Reader, kind: Kind, asked: Browse, conditions: Conditions): Promise<Total> {
  if (conditions.isNarrow) return countBounded(db, sql`record_now n WHERE ${all(conditions.indexed)}`);
  const counted = (await countRecords(db)).find((count) => count.kind === kind.name);
  const { records = 0, gone = 0 } = counted ?? {};
  return { count: asked.gone === "with" ? records + gone : records, isExact: true };
}

export async function countBounded(db: Reader, from: Sql): Promise<Total> {
  const found = sql<{
    n: bigint;
  }>`(SELECT count(*) AS n FROM (SELECT FROM ${from} LIMIT ${mostCounted + 1}) AS bounded)`;
  const row = await db.selectFrom(found.as("found")).selectAll().executeTakeFirst();
  const count = Number(row?.n ?? 0);
  return count > mostCounted ? { count: mostCounted, isExact: false } : { count, isExact: true };
}
