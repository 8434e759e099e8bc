import { type Reader, sql } from "../../platform/index.ts";
import type { Kind } from "../kinds/define-kind.ts";
import { countRecords } from "../store/count-records.ts";
import { mostCounted } from "./browse-records.ts";
import { type Scope, withinScope } from "./scope.ts";
import { withinTime } from "./within-time.ts";

/** How many records and versions of a kind somebody may read. */
export interface VisibleCount {
  readonly records: number;
  readonly versions: number;
  readonly gone: number;
  /** Whether there are no more than these. */
  readonly isExact: boolean;
}

const none: VisibleCount = { records: 0, versions: 0, gone: 0, isExact: true };

/** Of each of the kinds, in their order. Who reads all is told what the imports have counted. */
export async function countVisible(
  db: Reader,
  kinds: readonly Kind[],
  scope: Scope,
): Promise<VisibleCount[]> {
  const counts = await countRecords(db);
  return withinTime(() =>
    Promise.all(
      kinds.map(async (kind) => {
        const all = counts.find((count) => count.kind === kind.name);
        if (!all) return none;
        const within = withinScope(scope, kind.name, "n");
        if (!within) return { records: all.records, versions: all.versions, gone: all.gone, isExact: true };
        const some = sql`SELECT version, gone FROM record_now n WHERE n.kind = ${kind.name} AND ${within}
          LIMIT ${mostCounted + 1}`;
        const found = sql<{ n: bigint; versions: bigint; gone: bigint }>`(SELECT count(*) AS n,
          coalesce(sum(version), 0) AS versions, count(*) FILTER (WHERE gone) AS gone FROM (${some}) AS bounded)`;
        const row = await db.selectFrom(found.as("found")).selectAll().executeTakeFirstOrThrow();
        const [n, gone] = [Number(row.n), Number(row.gone)];
        return { records: n - gone, versions: Number(row.versions), gone, isExact: n <= mostCounted };
      }),
    ),
  );
}

/** How many committed versions lists and search do not have yet. */
export async function versionsBehind(db: Reader): Promise<number> {
  const found = sql<{ behind: bigint }>`(
    SELECT coalesce(sum(c.added + c.changed + c.gone + c.returned), 0)::bigint AS behind
    FROM import_batch b JOIN import_count c ON c.batch = b.id
    WHERE b.state = 'committed' AND (b.known_at IS NULL OR b.known_at > (SELECT known_at FROM record_now_reached)))`;
  const row = await db.selectFrom(found.as("found")).selectAll().executeTakeFirst();
  return Number(row?.behind ?? 0);
}

/** By kind, the fields that any import or form has filled. */
export async function filledFields(db: Reader): Promise<Map<string, Set<string>>> {
  const found = sql<{ kind: string; field: string }>`(
    SELECT DISTINCT c.kind, unnest(c.fields) AS field FROM import_count c
    JOIN import_batch b ON b.id = c.batch AND b.state = 'committed')`;
  const rows = await db.selectFrom(found.as("found")).selectAll().execute();
  const filled = new Map<string, Set<string>>();
  for (const { kind, field } of rows) filled.set(kind, (filled.get(kind) ?? new Set()).add(field));
  return filled;
}
