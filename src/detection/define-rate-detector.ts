import { z } from "zod";
import { type Bilingual, type Sql, sql } from "../platform/index.ts";
import {
  type AnyTable,
  type Detector,
  defineDetector,
  type Known,
  type QueryRow,
  type Run,
  type Tables,
} from "./define-detector.ts";
import { comparesUnits } from "./locality.ts";
import { decimal, whole } from "./parameter.ts";
import { excessOf, excessOver, ratedUnit, without } from "./rates.ts";

const rateFacts = z.object({
  unit: z.string(),
  count: z.int(),
  of: z.int(),
  share: z.number(),
  peersShare: z.number(),
  peers: z.int(),
  expected: z.number(),
  first: z.string().optional(),
  last: z.string().optional(),
  amount: z.number(),
  currency: z.string(),
});
type RateFacts = z.output<typeof rateFacts>;

type Told =
  | "id"
  | "scheme"
  | "basis"
  | "title"
  | "why"
  | "innocent"
  | "blindTo"
  | "nextChecks"
  | "source"
  | "severity"
  | "reads";

interface RateDetector<Own extends z.ZodRawShape> extends Pick<Detector, Told> {
  /** Whose cases are counted. */
  readonly level: "seller" | "customer" | "product";
  /** As in `Locality`. */
  readonly beforehand?: Bilingual;
  /** What is counted, in words; the test that all of these detectors share is added to it. */
  readonly counted: Bilingual;
  readonly usual: { readonly minRows: number; readonly minCount: number; readonly leastRatio?: number };
  readonly params: Own;
  /**
   * One row a case: `unit`, `rid`, `hit`, `day`, `amount`, `currency`, and where known `customer` and `seller`, as columns
   * that are NULL where they are not. An amount and its currency are NULL where a case has none.
   */
  readonly cases: (params: z.output<z.ZodObject<Own>>, tables: Tables, run: Run, known: Known) => Sql;
  /** What cases of a customer are told by that depends on everybody, as `baseline` of `Locality`. */
  readonly baseline?: Readonly<
    Record<string, (params: z.output<z.ZodObject<Own>>, tables: Tables, run: Run) => Sql>
  >;
  /** Of the tables it reads those that may have no row about a customer, because it is that which speaks. */
  readonly absent?: readonly AnyTable[];
  /**
   * Of a customer: rows `customer, rid` that ask for all of its rows if they are new. Those that show it unless given, so
   * that it must be given where older rows decide whether one does.
   */
  readonly asks?: (params: z.output<z.ZodObject<Own>>, tables: Tables, run: Run, known: Known) => Sql;
  readonly sentence: { readonly zh: (facts: RateFacts) => string; readonly en: (facts: RateFacts) => string };
  readonly chartTitle: Bilingual;
}

const test: Bilingual = {
  zh: "占比 k/n 与其余全部同类比较：p = 贝塔二项分布上尾 P(K ≥ k)，均值与组内相关由其余同类按矩法估计，最突出的 5% 不计入，以免同类舞弊者相互掩护。须 n ≥ {minRows}、k ≥ {minCount}、其余同类不少于 {minPeers}、占比为其余同类的 {leastRatio} 倍以上。得分 = z ÷ (z + 3)，z = (k − e) ÷ √(e(1 − r) + 1)，e = r·n，r 为其余同类的占比。下限的默认值为本产品设定。",
  en: "The share k/n is compared with that of all others: p = upper tail P(K ≥ k) of a beta-binomial whose mean and correlation within a unit are estimated by moments from the others, the most outstanding 5 % left out lest those who do it cover each other. Needs n ≥ {minRows}, k ≥ {minCount}, at least {minPeers} others and {leastRatio} times their share. Score = z ÷ (z + 3), z = (k − e) ÷ √(e(1 − r) + 1), e = r·n, r = the others' share. The guards are our default.",
};

/** A detector that counts how often a unit's cases show something and holds it against all other units. */
export function defineRateDetector<Own extends z.ZodRawShape>(rate: RateDetector<Own>): Detector {
  const {
    level,
    counted,
    usual,
    params,
    cases,
    baseline = {},
    asks,
    absent = [],
    beforehand,
    sentence,
    chartTitle,
    ...told
  } = rate;
  // Only customers are judged as their records come in: what the others do is kept as the moments of their counts.
  const isLocal = level === "customer";
  const guards = {
    minRows: whole(usual.minRows, [1, 1_000_000], "至少多少条才比较", "fewest cases of a unit"),
    minCount: whole(usual.minCount, [1, 1_000_000], "至少命中多少条", "fewest cases that show it"),
    minPeers: whole(5, [2, 100_000], "至少多少个同类才比较", "fewest others for a comparison"),
    leastRatio: decimal(
      usual.leastRatio ?? 2,
      [1, 1000],
      "至少为同类的几倍",
      "least multiple of the others' share",
    ),
  };
  const schema = z.object({ ...params, ...guards });
  // The schema holds both the detector's own parameters and the guards, which the compiler cannot follow through Own.
  type Whole = z.output<z.ZodObject<Own>> & z.output<z.ZodObject<typeof guards>>;
  const casesOf = (p: unknown, tables: Tables, run: Run, known: Known) =>
    cases(p as Whole, tables, run, known);
  // Where a chart or a count looks at everybody, what everybody tells is asked of the rows themselves.
  const aside = (p: unknown, tables: Tables, run: Run) =>
    casesOf(p, tables, run, (name) => sql`(${baseline[name]?.(p as Whole, tables, run) ?? sql.ref(name)})`);
  return defineDetector({
    ...told,
    formula: { zh: `${counted.zh}${test.zh}`, en: `${counted.en} ${test.en}` },
    params: schema,
    facts: rateFacts,
    locality: isLocal
      ? {
          unit: "customer",
          absent,
          recent: {
            days: () => 0,
            asksAlone: true,
            asks: (p, tables, run, known) =>
              asks?.(p as Whole, tables, run, known) ??
              sql`SELECT unit AS customer, rid FROM (${casesOf(p, tables, run, known)}) WHERE hit`,
          },
          ...(beforehand ? { beforehand } : {}),
          baseline: { ...(baseline as Baseline), ...peers(casesOf) },
          idle: (p, known) =>
            sql`SELECT units < ${guardsOf.parse(p).minPeers} AS idle FROM ${known("moments")}`,
          sieve: (p, tables, run, known) =>
            sql`SELECT rid FROM (${casesOf(p, tables, run, known)}) WHERE hit`,
        }
      : comparesUnits,
    // Counting needs every case, the rest only those that show it: they are few, and what is sorted and listed are these.
    query: (p, tables, run, known) => sql`
      SELECT CAST(c.unit AS VARCHAR) AS unit, c.k, c.n, ${isLocal ? ofOthers : sql``} h.* EXCLUDE (unit) FROM (
        SELECT unit, count(*) FILTER (hit) AS k, count(*) AS n FROM (${casesOf(p, tables, run, known)}) WHERE unit IS NOT NULL GROUP BY unit
      ) c ${isLocal ? sql`LEFT JOIN ${known("counts")} o ON o.unit = c.unit CROSS JOIN ${known("moments")} m` : sql``} LEFT JOIN (
        SELECT unit, CASE WHEN min(currency) = max(currency) THEN CAST(sum(amount) AS BIGINT) END AS amount, CASE WHEN min(currency) = max(currency) THEN min(currency) END AS currency,
          CASE WHEN min(seller) = max(seller) THEN min(seller) END AS seller, CASE WHEN min(customer) = max(customer) THEN min(customer) END AS customer,
          CAST(CAST(min(day) AS DATE) AS VARCHAR) AS first, CAST(CAST(max(day) AS DATE) AS VARCHAR) AS last, list(rid ORDER BY amount DESC NULLS LAST, day, rid)[1:200] AS evidence
        FROM (${casesOf(p, tables, run, known)}) WHERE hit AND unit IS NOT NULL GROUP BY unit
      ) h ON h.unit = c.unit`,
    judge: (rows, p) => judgeRates(rows, level, guardsOf.parse(p)),
    tests: (p, tables, run) => sql`
      SELECT count(*) AS tests FROM (SELECT unit FROM (${aside(p, tables, run)}) WHERE unit IS NOT NULL GROUP BY unit HAVING count(*) >= ${guardsOf.parse(p).minRows})`,
    sentence,
    chart: {
      kind: "bars",
      title: chartTitle,
      query: ({ facts }, p, tables, run) => sql`
        SELECT CAST(unit AS VARCHAR) AS label, 100.0 * count(*) FILTER (coalesce(hit, false)) / count(*) AS value, CAST(unit AS VARCHAR) = ${facts.unit} AS suspect
        FROM (${aside(p, tables, run)}) WHERE unit IS NOT NULL GROUP BY unit HAVING count(*) >= ${guardsOf.parse(p).minRows}
        ORDER BY suspect DESC, value DESC, label LIMIT 30`,
    },
  });
}

type Baseline = Readonly<Record<string, (params: unknown, tables: Tables, run: Run, known: Known) => Sql>>;

/** Counts of every customer, and the moments of those that do not stand out: `mostOutstanding` of rates.ts as a query. */
const peers = (casesOf: (p: unknown, tables: Tables, run: Run, known: Known) => Sql): Baseline => ({
  counts: (p, tables, run, known) => sql`
    WITH counted AS (
      SELECT CAST(unit AS VARCHAR) AS unit, count(*) FILTER (hit) AS k, count(*) AS n FROM (${casesOf(p, tables, run, known)}) WHERE unit IS NOT NULL
      GROUP BY unit HAVING count(*) >= ${guardsOf.parse(p).minRows}
    ), pooled AS (SELECT (sum(k) + 0.5) / (sum(n) + 1) AS rate, count(*) AS units FROM counted)
    SELECT unit, k, n, row_number() OVER (ORDER BY (k - rate * n) / sqrt(rate * n + 1) DESC, unit) <= ceil(0.05 * units) AS is_outstanding FROM counted, pooled`,
  moments: (_p, _tables, _run, known) => sql`
    SELECT count(*) AS units, CAST(coalesce(sum(k), 0) AS DOUBLE) AS k, CAST(coalesce(sum(n), 0) AS DOUBLE) AS n, CAST(coalesce(sum(n * n), 0) AS DOUBLE) AS squares,
      CAST(coalesce(sum(k * k / n ORDER BY unit), 0) AS DOUBLE) AS spread FROM ${known("counts")} WHERE NOT is_outstanding`,
});

const ofOthers = sql`
  {'k': o.k, 'n': o.n} AS own, coalesce(NOT o.is_outstanding, false) AS is_among, {'units': m.units, 'k': m.k, 'n': m.n, 'squares': m.squares, 'spread': m.spread} AS others,`;

const guardsOf = z.object({
  minRows: z.int(),
  minCount: z.int(),
  minPeers: z.int(),
  leastRatio: z.number(),
});

const ofBaseline = z.object({
  is_among: z.boolean(),
  own: z.object({ k: z.number(), n: z.number() }).partial().optional(),
  others: z.object({
    units: z.number(),
    k: z.number(),
    n: z.number(),
    squares: z.number(),
    spread: z.number(),
  }),
});
const unitOfBaseline = ratedUnit.extend(ofBaseline.shape);

/** Each against the others of the baseline, of which what the baseline knew of itself is taken out. */
function overOthers(rows: readonly Record<string, unknown>[], guards: z.output<typeof guardsOf>) {
  return rows.flatMap((row) => {
    const unit = unitOfBaseline.parse(row);
    const { own, is_among: isAmong, others } = unit;
    const peers = isAmong ? without(others, { k: own?.k ?? 0, n: own?.n ?? 0 }) : others;
    const excess = excessOver(unit, peers, guards);
    return excess ? [{ unit, excess }] : [];
  });
}

function judgeRates(
  rows: readonly Record<string, unknown>[],
  level: "seller" | "customer" | "product",
  guards: z.output<typeof guardsOf>,
): QueryRow[] {
  const found =
    level === "customer"
      ? overOthers(rows, guards)
      : excessOf(
          rows.map((row) => ratedUnit.parse(row)),
          guards,
        );
  return found.map(({ unit, excess }) => {
    const { share, peersShare, peers, expected } = excess;
    const amount = unit.amount ?? 0;
    return {
      subject_kind: level,
      subject_id: unit.unit,
      key: `${level}|${unit.unit}`,
      score: Math.min(0.98, excess.z / (excess.z + 3)),
      p_value: excess.pValue,
      amount,
      currency: unit.currency ?? "XXX",
      ...(level === "seller"
        ? { seller: unit.unit }
        : unit.seller === undefined
          ? {}
          : { seller: unit.seller }),
      ...(level === "customer"
        ? { customer: unit.unit }
        : unit.customer === undefined
          ? {}
          : { customer: unit.customer }),
      evidence: unit.evidence,
      evidence_total: unit.k,
      facts: {
        unit: unit.unit,
        count: unit.k,
        of: unit.n,
        share,
        peersShare,
        peers,
        expected,
        first: unit.first,
        last: unit.last,
        amount: Number(amount),
        currency: unit.currency ?? "XXX",
      },
    };
  });
}
