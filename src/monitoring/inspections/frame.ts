import { suspicionVisibleTo } from "../../people/index.ts";
import { type Actor, type Reader, type Sql, sql } from "../../platform/index.ts";
import { alertVisibleTo } from "../alerts/visible-alert.ts";
import type { CurrentRun } from "../boards/current-run.ts";
import { visibleRanks } from "../boards/ranked.ts";
import type { RankingInService } from "../ranking/ranking-in-service.ts";
import type { Unit } from "./inspection.ts";

/** Something that may be inspected. */
export interface FrameRow {
  readonly id: string;
  readonly kind: string;
  readonly item: string;
  readonly name: string | null;
  readonly record: string | null;
  readonly subjects: readonly string[];
  /** Whether anything speaks against it. */
  readonly suspected: boolean;
  /** Whether people have told of it already whether it is false; asked where the ranking has learned from them. */
  readonly settled: boolean;
  readonly rank: number | null;
  /** 0: nothing is known that speaks against it. */
  readonly score: number;
  /** Minor units. */
  readonly amount: string | null;
  readonly currency: string | null;
}

/**
 * All that may be inspected and that the actor may see, as a subquery of the columns of `FrameRow`. What the actor may
 * not see is in nobody's numbers: neither drawn nor counted.
 */
export async function frameOf(
  db: Reader,
  unit: Unit,
  { actor, run, ranking }: { readonly actor: Actor; readonly run: CurrentRun; readonly ranking?: Scored },
): Promise<Sql> {
  if (unit === "seller") return sellers(actor, run, ranking);
  if (unit === "alert") return alerts(actor);
  return documents(actor, run, await documentKind(db), ranking);
}

type Scored = Pick<RankingInService, "id" | "model">;

/** What the ranking says, under the name `k`; `r` are the ranks of findings. */
const linesOf = (unit: "deal" | "seller", ranking: Scored | undefined, on: Sql) =>
  ranking
    ? sql`LEFT JOIN ranking_row k ON k.ranking = ${ranking.id}::uuid AND k.unit = ${unit} AND ${on}`
    : sql``;

/** Where the ranking names others than findings and records do, whoever is near to any of them sees nothing of it. */
const everybody = (usual: Sql, ranking: Scored | undefined): Sql =>
  ranking
    ? sql`CASE WHEN k.subjects IS NULL THEN ${usual} ELSE ARRAY(SELECT DISTINCT s FROM unnest(${usual} || k.subjects) s ORDER BY s) END`
    : usual;

/** Everybody who sold in the run's records. Nearly everybody has some finding: suspected is who stands on top. */
function sellers(actor: Actor, run: CurrentRun, ranking: Scored | undefined): Sql {
  const subjects = everybody(sql`coalesce(r.subjects, ARRAY[p.id])`, ranking);
  const place = ranking
    ? sql`k.rank, coalesce(k.score, 0) AS score`
    : sql`r.rank, coalesce(r.score, 0) AS score`;
  return sql`(
    SELECT p.id, 'seller' AS kind, p.id AS item, p.name, NULL::uuid AS record, ${subjects} AS subjects,
      p.id IN (${flaggedSellers(actor, run)}) AS suspected, false AS settled, ${place}, m.amount, m.currency
    FROM summary_party p LEFT JOIN risk_rank r ON r.run = p.run AND r.list = 'sellers' AND r.subject_id = p.id
    ${linesOf("seller", ranking, sql`k.id = p.id`)}
    ${largestAmount}
    WHERE p.run = ${run.id} AND p.kind = 'seller' AND ${suspicionVisibleTo(actor, sql<string[]>`${subjects}`)})`;
}

/** The largest of a rank's amounts, one a currency. */
const largestAmount = sql`LEFT JOIN LATERAL (
  SELECT a->>'amount' AS amount, a->>'currency' AS currency FROM jsonb_array_elements(r.amounts) AS a
  ORDER BY (a->>'amount')::numeric DESC LIMIT 1) m ON true`;

const topShare = 0.2;

/** The fifth of all sellers that leads the ranking, as far as the actor sees it: who is looked at first, if anybody is. */
export function flaggedSellers(actor: Actor, run: CurrentRun): Sql {
  return sql`
    SELECT v.subject_id FROM ${visibleRanks(actor, run.id, "sellers")} v
    WHERE v.place <= (SELECT ceil(${topShare}::float8 * count(*)) FROM summary_party s
      WHERE s.run = ${run.id} AND s.kind = 'seller' AND ${suspicionVisibleTo(actor, sql<string[]>`ARRAY[s.id]`)})`;
}

/** Sale documents of the twelve months up to the run's day. */
function documents(actor: Actor, run: CurrentRun, kind: string, ranking: Scored | undefined): Sql {
  const subjects = everybody(sql`coalesce(r.subjects, n.subjects)`, ranking);
  return sql`(
    SELECT n.record::text AS id, n.kind, n.key AS item, NULL AS name, n.record, ${subjects} AS subjects,
      r.rank IS NOT NULL OR n.record IN (
        SELECT unnest(alert.records) FROM alert WHERE alert.found AND alert.status NOT IN ('innocent', 'duplicate') AND ${alertVisibleTo(actor)}
      ) AS suspected, ${ranking ? byRanking(ranking) : byFindings}
    FROM record_now n LEFT JOIN risk_rank r ON r.run = ${run.id} AND r.list = 'transactions' AND r.subject_kind = n.kind AND r.subject_id = n.key
    LEFT JOIN record_version v ON v.id = n.version_id
    ${linesOf("deal", ranking, sql`k.record = n.record`)}
    ${ranking ? sql`` : largestAmount}
    WHERE n.kind = ${kind} AND NOT n.gone AND n.happened_at >= ${run.asOf}::date + 1 - interval '12 months' AND n.happened_at < ${run.asOf}::date + 1
      AND ${suspicionVisibleTo(actor, sql<string[]>`${subjects}`)})`;
}

const ownAmount = sql`CASE WHEN n.amount > '-infinity' THEN trunc(n.amount)::text END`;

const byFindings = sql`false AS settled, r.rank, coalesce(r.score, 0) AS score,
  coalesce(m.amount, ${ownAmount}) AS amount, coalesce(m.currency, v.fields->>'currency') AS currency`;

/** With a model its chance; what was inspected already is what it learned from, and nothing to inspect next. */
const byRanking = ({ model }: Scored) => sql`
  k.outcome IS NOT NULL OR EXISTS (
    SELECT FROM inspection_item i JOIN inspection_outcome o ON o.list = i.list AND o.number = i.number
    WHERE i.kind = n.kind AND i.item = n.key AND i.record = n.record AND o.outcome <> 'untold'
      AND NOT EXISTS (SELECT FROM inspection_outcome later WHERE later.list = o.list AND later.number = o.number AND later.revision > o.revision)
  ) AS settled,
  k.rank, coalesce(${model > 0 ? sql`k.chance` : sql`k.score`}, 0) AS score,
  ${ownAmount} AS amount, v.fields->>'currency' AS currency`;

/** As the facts have it: the order, else the invoice, else the contract is the sale. */
async function documentKind(db: Reader): Promise<string> {
  const kinds = ["order", "invoice", "contract"];
  const rows = await db
    .selectFrom("record_now")
    .select("kind")
    .distinct()
    .where("kind", "in", kinds)
    .where("gone", "=", false)
    .execute();
  const there = new Set(rows.map(({ kind }) => kind));
  return kinds.find((kind) => there.has(kind)) ?? "order";
}

/** What nobody has decided. All of it is suspected; the lots show what lies far down. */
function alerts(actor: Actor): Sql {
  return sql`(
    SELECT alert.id::text AS id, 'alert' AS kind, alert.id::text AS item, coalesce(alert.subject_name, alert.subject_id) AS name, NULL::uuid AS record,
      alert.subjects, true AS suspected, false AS settled, (row_number() OVER (ORDER BY alert.weight DESC, alert.id))::integer AS rank, alert.weight AS score,
      alert.amount::text AS amount, alert.currency
    FROM alert WHERE alert.found AND alert.status IN ('open', 'in-review') AND ${alertVisibleTo(actor)})`;
}
