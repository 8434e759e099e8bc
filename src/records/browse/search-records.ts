import { lexeme, searchQuery } from "../../desk/index.ts";
import { type Reader, type Sql, sql } from "../../platform/index.ts";
import type { Kind } from "../kinds/define-kind.ts";
import { type FoundRow, type RecordRow, rowOf } from "../store/list-records.ts";
import { countBounded, mostCounted, type Total } from "./browse-records.ts";
import { hasTerms, hasTermsWalked } from "./conditions.ts";
import { kindTerm } from "./record-terms.ts";
import { type Scope, withinScope } from "./scope.ts";
import { withinTime } from "./within-time.ts";

interface FoundInKind {
  readonly kind: string;
  readonly total: Total;
  /** The newest of them. */
  readonly rows: readonly RecordRow[];
}

export interface FoundRecords {
  /** Kinds in which something was found, in the order in which pages list them. */
  readonly kinds: readonly FoundInKind[];
  readonly words: readonly string[];
}

/** Searches all the given kinds; of each the newest few that were found. */
export async function searchRecords(
  db: Reader,
  kinds: readonly Kind[],
  scope: Scope,
  { text, rowsEach }: { readonly text: string; readonly rowsEach: number },
): Promise<FoundRecords> {
  const query = await searchQuery(text);
  if (!query) return { kinds: [], words: [] };
  const asked = kinds.map((kind) => ({
    kind: kind.name,
    condition: conditionOf(kind, scope, query.tsquery, hasTerms),
    walked: conditionOf(kind, scope, query.tsquery, hasTermsWalked),
  }));
  return withinTime(async () => {
    const counts = await countAll(db, asked, query.tsquery);
    const found = await Promise.all(
      asked.flatMap((one) => {
        const total = counts.get(one.kind);
        return total && total.count > 0 ? [readNewest(db, { ...one, total, rowsEach })] : [];
      }),
    );
    return { kinds: found, words: query.words };
  });
}

interface AskedKind {
  readonly kind: string;
  readonly condition: Sql;
  /** See `Conditions`. */
  readonly walked: Sql;
}

function conditionOf(kind: Kind, scope: Scope, tsquery: string, has: typeof hasTerms): Sql {
  const within = withinScope(scope, kind.name, "n");
  const words = sql`n.kind = ${kind.name} AND NOT n.gone AND ${has(`${lexeme(kindTerm(kind.name))} & ${tsquery}`)}`;
  return within ? sql`${words} AND ${within}` : words;
}

/** In one query where what is found is few; else kind by kind, each no further than needs be. */
async function countAll(
  db: Reader,
  asked: readonly AskedKind[],
  tsquery: string,
): Promise<Map<string, Total>> {
  const all = await countBounded(db, sql`record_now n WHERE n.terms @@ ${tsquery}::tsquery`);
  if (!all.isExact) {
    const totals = await Promise.all(
      asked.map(async ({ kind, condition }) => {
        return [kind, await countBounded(db, sql`record_now n WHERE ${condition}`)] as const;
      }),
    );
    return new Map(totals);
  }
  if (asked.length === 0) return new Map();
  const any = sql.join(
    asked.map(({ condition }) => sql`(${condition})`),
    sql` OR `,
  );
  const found = sql<{ kind: string; n: bigint }>`(
    WITH n AS MATERIALIZED (SELECT * FROM record_now n WHERE n.terms @@ ${tsquery}::tsquery)
    SELECT kind, count(*) AS n FROM n WHERE ${any} GROUP BY kind)`;
  const rows = await db.selectFrom(found.as("found")).selectAll().execute();
  return new Map(rows.map(({ kind, n }) => [kind, { count: Number(n), isExact: true }]));
}

interface AskedNewest extends AskedKind {
  readonly total: Total;
  readonly rowsEach: number;
}

async function readNewest(
  db: Reader,
  { kind, condition, walked, total, rowsEach }: AskedNewest,
): Promise<FoundInKind> {
  const isFew = total.isExact && total.count <= mostCounted;
  const source = isFew
    ? sql`(WITH few AS MATERIALIZED (SELECT * FROM record_now n WHERE ${condition}) SELECT * FROM few)`
    : sql`(SELECT * FROM record_now n WHERE ${walked} ORDER BY n.happened_at DESC, n.version_id DESC LIMIT ${rowsEach})`;
  const found = sql<FoundRow>`(
    SELECT page.id, page.version, page.gone, v.record, v.kind, v.source, v.key, v.occurrence, v.observed_at,
      v.happened_at, v.happened_at::text AS happened, v.legal_entity, v.fields, v.own FROM (
      SELECT version_id AS id, version, gone, happened_at FROM ${source} AS m
      ORDER BY happened_at DESC, version_id DESC LIMIT ${rowsEach}) AS page
    JOIN record_version v ON v.id = page.id ORDER BY v.happened_at DESC, v.id DESC)`;
  const rows = await db.selectFrom(found.as("found")).selectAll().execute();
  return { kind, total, rows: rows.map(rowOf) };
}
