import { type Reader, type Sql, sql } from "../../platform/index.ts";
import type { Kind } from "../kinds/define-kind.ts";
import { countRecords } from "../store/count-records.ts";
import { type FoundRow, type RecordRow, rowOf } from "../store/list-records.ts";
import { type Browse, type Page, type PageInput, pageInput } from "./browse-input.ts";
import { type Conditions, conditionsOf } from "./conditions.ts";
import type { Scope } from "./scope.ts";
import { brokenPlace, type Place, readPlace, type SortOrder, sortOrder, writePlace } from "./sort-order.ts";
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
  const order = sortOrder(kind, asked.sort);
  const place = asked.after === undefined ? undefined : readPlace(asked.after, asked.sort);
  return withinTime(
    async () => {
      const counting = place ? undefined : countIndexed(db, kind, asked, conditions);
      // The planner may think a rare thing frequent and walk through everything to find it; having counted, we know.
      const areFew = place?.[3] ?? (order.isIndexed && !conditions.hasTerms ? false : isFew(await counting));
      const [found, counted] = await Promise.all([
        readPage(db, { asked, conditions, order, place, areFew }),
        counting,
      ]);
      const rows = found.slice(0, asked.limit);
      const last = rows.at(-1);
      const hasMore = found.length > asked.limit;
      return {
        rows: rows.map(rowOf),
        next: last && hasMore ? writePlace([asked.sort, last.sorted, String(last.id), areFew]) : undefined,
        total: place
          ? undefined
          : await totalOf(db, { conditions, counted, found: hasMore ? undefined : rows.length }),
        words: conditions.words,
      };
    },
    place ? brokenPlace : undefined,
  );
}

const isFew = (total: Total | undefined) => total?.isExact === true && total.count <= mostCounted;

interface PageRow extends FoundRow {
  readonly sorted: string;
}

interface PagePlan {
  readonly asked: Page;
  readonly conditions: Conditions;
  readonly order: SortOrder;
  readonly place: Place | undefined;
  readonly areFew: boolean;
}

function readPage(db: Reader, { asked, conditions, order, place, areFew }: PagePlan): Promise<PageRow[]> {
  const direction = asked.descending ? sql`DESC` : sql`ASC`;
  const after = place
    ? [
        sql`(${order.value}, n.version_id) ${asked.descending ? sql`<` : sql`>`} (${place[1]}::text::${order.cast}, ${place[2]}::bigint)`,
      ]
    : [];
  const isJoined = conditions.scanned.length > 0 || !order.isIndexed;
  const join = isJoined ? sql`JOIN record_version v ON v.id = n.version_id` : sql``;
  const from = areFew
    ? sql`(SELECT * FROM few) AS n ${join} WHERE ${all([...conditions.scanned, ...after])}`
    : sql`record_now n ${join} WHERE ${all([...conditions.indexed, ...conditions.scanned, ...after])}`;
  const few = areFew
    ? sql`WITH few AS MATERIALIZED (SELECT n.version_id, n.version, n.gone, n.key, n.happened_at, n.amount
        FROM record_now n WHERE ${all(conditions.indexed)})`
    : sql``;
  const found = sql<PageRow>`(${few}
    SELECT page.*, v.record, v.kind, v.source, v.key, v.occurrence, v.observed_at, v.happened_at,
      v.happened_at::text AS happened, v.legal_entity, v.fields, v.own FROM (
      SELECT n.version_id AS id, n.version, n.gone, ${order.value} AS sorted_by, (${order.value})::text AS sorted
      FROM ${from} ORDER BY ${order.value} ${direction}, n.version_id ${direction} LIMIT ${asked.limit + 1}) AS page
    JOIN record_version v ON v.id = page.id ORDER BY page.sorted_by ${direction}, page.id ${direction})`;
  return db.selectFrom(found.as("found")).selectAll().execute();
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

async function totalOf(
  db: Reader,
  {
    conditions,
    counted,
    found,
  }: { conditions: Conditions; counted: Total | undefined; found: number | undefined },
): Promise<Total | undefined> {
  if (found !== undefined) return { count: found, isExact: true };
  if (conditions.scanned.length === 0) return counted;
  if (!isFew(counted)) return undefined;
  return countBounded(
    db,
    sql`record_now n JOIN record_version v ON v.id = n.version_id
      WHERE ${all([...conditions.indexed, ...conditions.scanned])}`,
  );
}
