import { z } from "zod";
import { type Sql, sql } from "../../platform/index.ts";
import { betaBinomialUpperTail, betaFrom } from "../beta-binomial.ts";
import { defineDetector, type QueryRow, type Run, type Tables } from "../define-detector.ts";
import { counted, money, percent } from "../figures.ts";
import { fiscalQuarters } from "../fiscal-year.ts";
import { readsPeriods } from "../locality.ts";
import { decimal, whole } from "../parameter.ts";

const levels = ["seller", "customer", "data-set"] as const;
const forms = ["spike", "habit"] as const;
const spans = ["month", "quarter"] as const;

/** A period, or a seller's months together, that stands out; the judge adds the tail probability. */
const candidate = z.object({
  form: z.enum(forms),
  level: z.enum(levels),
  unit: z.string(),
  currency: z.string(),
  span: z.enum(spans),
  period: z.string(),
  ends: z.string(),
  history: z.int(),
  share: z.number(),
  peers_share: z.number(),
  own_share: z.number(),
  robust_z: z.number().optional(),
  excess: z.number(),
  late_amount: z.number(),
  amount: z.number(),
  n: z.int(),
  k_eff: z.number().optional(),
  n_eff: z.number().optional(),
  rate: z.number().optional(),
  correlation: z.number().optional(),
  seller: z.string().optional(),
  customer: z.string().optional(),
  evidence: z.array(z.int()),
  evidence_total: z.int(),
});

export default defineDetector({
  id: "period-end-spike",
  scheme: "channel-stuffing",
  basis: "period-end",
  title: { zh: "期末突击（曲棍球棒）", en: "A hockey stick at the period's end" },
  why: {
    zh: "压货、提前确认与凑指标都集中在期末最后几天：平时平缓，月末、季末陡增，下期初又回落。",
    en: "Stuffing the channel, booking early and making the quota all crowd into the last days: flat for weeks, steep at the close, empty at the start of the next period.",
  },
  formula: {
    zh: "份额 = 期内（销售员按月、季，客户按季）最后 {lastDays} 天销售额 ÷ 该期销售额。参照率取同期其余同类的份额与本人其他各期份额（至少 {minHistory} 期）中较大者；有效笔数 n_eff =（Σ金额）² ÷ Σ金额²。突增 p = 贝塔二项分布上尾 P(K ≥ 份额·n_eff | n_eff)，组内相关由全体按矩法估计，故金额集中于少数大单者不易显著。习惯：本人各月份额与同期他人之差的中位数，与全体销售员相比的经验 z（至少 {minPeers} 名）。全体数据以其他各期中位数为参照。每期至少 {minSales} 单、n_eff ≥ 4，首尾不完整的期不计，超出份额须达 {leastExcess}。得分 = 超出份额 ÷（超出份额 + {bound}）。天数与各界值为本产品设定。",
    en: "Share = sales of the last {lastDays} days of a period ÷ the period's sales (sellers by month and quarter, customers by quarter). The reference rate is the larger of the others' share in the same period and the unit's own share in its other periods (at least {minHistory}); effective number n_eff = (Σ amount)² ÷ Σ amount². Spike: p = upper tail P(K ≥ share·n_eff | n_eff) of a beta-binomial whose intra-group correlation is estimated by moments from everybody, so that a few large deals do not pass for a rush. Habit: the median difference of a seller's months from the others, as an empirical z among {minPeers} sellers or more. A whole data set is compared with the median of its periods. Needs {minSales} sales a period, n_eff ≥ 4 and {leastExcess} of excess share; partial first and last periods are left out. Score = excess ÷ (excess + {bound}). Days and bounds are our default.",
  },
  innocent: [
    {
      zh: "客户按月末集中下单、月结或预算到期前用完。",
      en: "Customers who order at month's end by habit, settle monthly or use up a budget before it lapses.",
    },
    {
      zh: "月末促销、涨价前囤货，或仓库月末才集中出库开票。",
      en: "A month-end promotion, buying ahead of a price rise, or shipping and invoicing in batches.",
    },
    { zh: "一笔真实的大单恰在月末成交。", en: "One genuine large deal that closed on the last days." },
  ],
  blindTo: [
    {
      zh: "全员都在期末突击时，同事之间比较不出来（只在全体数据一级提示）。",
      en: "When everybody rushes at the close, peers do not show it; only the data set's own history may.",
    },
    { zh: "财务期间与自然月不同的公司。", en: "Companies whose fiscal periods are not calendar months." },
  ],
  nextChecks: [
    {
      zh: "逐笔核对最后几天的发货、签收日期与回款条件，留意超长账期与退货权。",
      en: "Check shipping and delivery dates and terms of the last days' sales; look for long credit and rights of return.",
    },
    {
      zh: "查下期初这些客户的退货、红冲与下单断档。",
      en: "See whether these customers return goods or stop ordering early in the next period.",
    },
    {
      zh: "对照该期的指标完成率：没有这几天的销售是否达标。",
      en: "Compare the quota of the period: would it have been met without those days?",
    },
  ],
  source: "ACFE Fraud Examiners Manual (channel stuffing, year-end load); Efron 2004 for the empirical null",
  severity: "medium",
  reads: { sales: ["sold_at", "amount"] },
  params: z.object({
    lastDays: whole(5, [1, 15], "期末最后几天", "last days of a period"),
    minSales: whole(8, [2, 10_000], "每期至少多少单", "fewest sales in a period"),
    minHistory: whole(6, [1, 120], "自身历史至少多少期", "fewest periods of own history"),
    minPeers: whole(10, [3, 10_000], "至少多少同类才比较", "fewest peers"),
    leastExcess: decimal(0.15, [0, 1], "份额至少超出多少", "least excess of the share"),
    bound: decimal(0.2, [0.01, 1], "得分为 0.5 的超出份额", "excess share that scores 0.5"),
  }),
  facts: z.object({
    form: z.enum(forms),
    level: z.enum(levels),
    unit: z.string(),
    span: z.enum(spans),
    period: z.string(),
    periods: z.int(),
    share: z.number(),
    peers_share: z.number(),
    own_share: z.number(),
    chance: z.number().optional(),
    late_amount: z.number(),
    sales: z.int(),
    last_days: z.int(),
    currency: z.string(),
  }),
  locality: readsPeriods,
  query: (p, tables, run) => sql`
    WITH ${periods(p, tables, run)},
    own AS (
      SELECT level, unit, currency, span, count(*) AS history, sum(n_eff) AS all_n, sum(share * n_eff) AS all_k, median(share) AS own_share FROM compared GROUP BY level, unit, currency, span
    ), overdispersion AS (
      SELECT level, currency, span, count(*) AS everybody, greatest(0.001, least(0.9, sum(power((share - peers_share) * n_eff, 2) - n_eff * peers_share * (1 - peers_share))
        / nullif(sum(n_eff * (n_eff - 1) * peers_share * (1 - peers_share)), 0))) AS correlation
      FROM compared GROUP BY level, currency, span
    ), expected AS (
      SELECT c.*, history, own_share, correlation, everybody,
        greatest(0.005, peers_share, CASE WHEN history >= ${p.minHistory} THEN (all_k - share * n_eff + 5 * peers_share) / (all_n - n_eff + 5) ELSE 0 END) AS rate
      FROM compared c JOIN own USING (level, unit, currency, span) JOIN overdispersion USING (level, currency, span)
    ), habits AS (
      SELECT level, unit, currency, count(*) AS history, median(share - peers_share) AS r, 1.86 * median_deviation(share - peers_share) / sqrt(count(*)) AS own_error,
        sum(late_amount) AS late_amount, sum(amount) AS amount, sum(n) AS n, sum(late_amount) / sum(amount) AS share, sum(peers_share * amount) / sum(amount) AS peers_share,
        median(share) AS own_share, max(period) AS period
      FROM compared WHERE span = 'month' AND level = 'seller' GROUP BY level, unit, currency HAVING count(*) >= ${p.minHistory}
    ), habitual AS (
      SELECT *, empirical_z(r, median(r) OVER all_units, median_deviation(r) OVER all_units, greatest(own_error, 0.01)) AS robust_z, count(*) OVER all_units AS everybody
      FROM habits WINDOW all_units AS (PARTITION BY level, currency)
    ), flagged AS (
      SELECT 'spike' AS form, level, unit, currency, span, period, history, share, peers_share, own_share, CAST(NULL AS DOUBLE) AS robust_z, share - rate AS excess, late_amount, amount, n,
        floor(share * n_eff) AS k_eff, floor(n_eff) AS n_eff, rate, correlation
      FROM expected
      WHERE everybody >= ${p.minPeers} AND share - rate >= ${p.leastExcess}
        AND (share - rate) * n_eff >= 3 * sqrt(n_eff * rate * (1 - rate) * (1 + (n_eff - 1) * correlation))
      UNION ALL
      SELECT 'habit', level, unit, currency, 'month', period, history, share, peers_share, own_share, robust_z, r, late_amount, amount, n, NULL, NULL, NULL, NULL FROM habitual
      WHERE everybody >= ${p.minPeers} AND robust_z >= 3 AND r >= ${p.leastExcess} AND share - peers_share >= ${p.leastExcess}
      UNION ALL
      SELECT 'habit', 'data-set', unit, currency, 'month', max(period), count(*), median(share), ${p.lastDays} / 30.44, median(share), NULL, median(share) - ${p.lastDays} / 30.44, sum(late_amount), sum(amount), sum(n), NULL, NULL, NULL, NULL
      FROM compared WHERE level = 'data-set' AND span = 'month' GROUP BY unit, currency HAVING count(*) >= ${p.minHistory} AND median(share) - ${p.lastDays} / 30.44 >= ${p.leastExcess}
    ), last_days AS (
      SELECT rid, seller, customer, currency, amount, date_trunc('month', sold_at) AS month FROM ${tables.sales} WHERE amount > 0 AND ${late(p.lastDays, sql`sold_at`)}
    ), pairs AS (
      SELECT f.*, s.* EXCLUDE (currency, amount), s.amount AS sold FROM flagged f JOIN last_days s ON s.seller = f.unit AND s.currency = f.currency WHERE f.level = 'seller'
      UNION ALL
      SELECT f.*, s.* EXCLUDE (currency, amount), s.amount FROM flagged f JOIN last_days s ON s.customer = f.unit AND s.currency = f.currency WHERE f.level = 'customer'
      UNION ALL
      SELECT f.*, s.* EXCLUDE (currency, amount), s.amount FROM flagged f JOIN last_days s ON s.currency = f.currency WHERE f.level = 'data-set'
    ), shown AS (
      SELECT form, level, unit, currency, span, period, (list(rid ORDER BY sold DESC, rid))[1:200] AS evidence, count(*) AS evidence_total,
        CASE WHEN count(DISTINCT seller) = 1 THEN min(seller) END AS seller, CASE WHEN count(DISTINCT customer) = 1 THEN min(customer) END AS customer
      FROM pairs WHERE form = 'habit' OR month = period + CASE span WHEN 'quarter' THEN INTERVAL 2 MONTH ELSE INTERVAL 0 MONTH END
      GROUP BY form, level, unit, currency, span, period
    )
    SELECT f.* EXCLUDE (period), ${periodName(run)} AS period, CASE f.level WHEN 'seller' THEN f.unit ELSE seller END AS seller, CASE f.level WHEN 'customer' THEN f.unit ELSE customer END AS customer,
      evidence, evidence_total, strftime(last_day(f.period + CASE f.span WHEN 'quarter' THEN INTERVAL 2 MONTH ELSE INTERVAL 0 MONTH END), '%Y-%m') AS ends
    FROM flagged f JOIN shown USING (form, level, unit, currency, span, period)
    ORDER BY f.level, f.unit, f.currency, f.span, f.period`,
  judge: (rows, params) => likeliestByPeriod(rows.map((row) => toRow(candidate.parse(row), params))),
  tests: (p, tables, run) => sql`
    WITH ${periods(p, tables, run)}
    SELECT CAST(count(*) + count(DISTINCT hash(level, unit, currency)) AS BIGINT) AS tests FROM compared`,
  sentence: {
    zh: (f) => {
      const who = { seller: `销售员 ${f.unit}`, customer: `客户 ${f.unit}`, "data-set": "全部销售" }[f.level];
      if (f.form === "habit")
        return `${who}在 ${f.periods} 个月里平均有 ${percent(f.share, "zh")} 的销售额落在月末最后 ${f.last_days} 天，${f.level === "data-set" ? "按天数应约" : "同期其他人为"} ${percent(f.peers_share, "zh")}。`;
      return `${who} ${f.period} 的销售额有 ${percent(f.share, "zh")}（${money(f.late_amount, f.currency, "zh")}）落在最后 ${f.last_days} 天；${f.level === "data-set" ? "其他各期" : "同期其他人"}为 ${percent(f.peers_share, "zh")}，自身历史中位 ${percent(f.own_share, "zh")}。`;
    },
    en: (f) => {
      const who = { seller: `seller ${f.unit}`, customer: `customer ${f.unit}`, "data-set": "all" }[f.level];
      if (f.form === "habit")
        return `Over ${f.periods} months ${percent(f.share, "en")} of the sales of ${who} fell into the last ${counted(f.last_days, "day")} of the month, ${f.level === "data-set" ? "where the calendar makes" : "against the others'"} ${percent(f.peers_share, "en")}.`;
      return `${percent(f.share, "en")} of the sales of ${who} in ${f.period} (${money(f.late_amount, f.currency, "en")}) fell into its last ${counted(f.last_days, "day")}, against ${percent(f.peers_share, "en")} ${f.level === "data-set" ? "in other periods" : "among the others then"} and an own median of ${percent(f.own_share, "en")}.`;
    },
  },
  chart: {
    kind: "series",
    title: {
      zh: "各期最后几天的销售份额，与同期其他人",
      en: "Share of the last days by period, with the others' beside it",
    },
    y: { zh: "份额", en: "Share" },
    query: ({ facts }, { lastDays }, { sales }, run) => {
      const quarters = fiscalQuarters(run);
      const start = facts.span === "month" ? sql`date_trunc('month', sold_at)` : quarters.start(sql`sold_at`);
      const isEnd = facts.span === "month" ? sql`true` : quarters.isLastMonth(sql`sold_at`);
      const own = {
        seller: sql`coalesce(seller = ${facts.unit}, false)`,
        customer: sql`coalesce(customer = ${facts.unit}, false)`,
        "data-set": sql`true`,
      }[facts.level];
      return sql`
        WITH months AS (
          SELECT ${start} AS period, ${own} AS own, sum(amount) AS amount,
            sum(amount) FILTER (${late(lastDays, sql`sold_at`)} AND ${isEnd}) AS late
          FROM ${sales} WHERE sold_at IS NOT NULL AND amount > 0 AND currency = ${facts.currency} GROUP BY ALL
        ), f AS (
          SELECT period, coalesce(max(late / amount) FILTER (own), 0) AS value, coalesce(max(coalesce(late, 0) / amount) FILTER (NOT own), ${facts.peers_share}) AS peers FROM months GROUP BY period HAVING bool_or(own)
        ), named AS (SELECT ${nameOf(facts.span, run)} AS period, value, peers FROM f)
        SELECT period, value, peers, ${facts.form === "habit" ? sql`value > peers` : sql`period = ${facts.period}`} AS suspect FROM named ORDER BY period`;
    },
  },
});

const nameOf = (span: (typeof spans)[number], run: Run) =>
  span === "month" ? sql`strftime(f.period, '%Y-%m')` : fiscalQuarters(run).name(sql`f.period`);

const periodName = (run: Run) =>
  sql`CASE f.span WHEN 'month' THEN ${nameOf("month", run)} ELSE ${nameOf("quarter", run)} END`;

const late = (days: number, soldAt: Sql) =>
  sql`date_diff('day', CAST(${soldAt} AS DATE), last_day(${soldAt})) < ${days}`;

interface Scale {
  bound: number;
  lastDays: number;
}

function toRow(found: z.infer<typeof candidate>, { bound, lastDays }: Scale): Placed {
  const { form, level, unit, span, period, currency, share, excess } = found;
  const { k_eff, n_eff, rate, correlation, robust_z } = found;
  const { a, b } = betaFrom(rate ?? 0, correlation ?? 0);
  const p =
    k_eff === undefined || n_eff === undefined ? undefined : betaBinomialUpperTail(k_eff, n_eff, a, b);
  const row = {
    subject_kind: level,
    subject_id: unit,
    key: [form, level, unit, currency, ...(form === "spike" ? [period] : [])].join("|"),
    score: excess / (excess + bound),
    ...(p === undefined ? {} : { p_value: p }),
    ...(robust_z === undefined ? {} : { z: robust_z }),
    amount: BigInt(Math.round(excess * found.amount)),
    currency,
    seller: found.seller,
    customer: found.customer,
    evidence: found.evidence,
    evidence_total: found.evidence_total,
    facts: {
      form,
      level,
      unit,
      span,
      period,
      periods: found.history,
      share,
      peers_share: found.peers_share,
      own_share: found.own_share,
      chance: p,
      late_amount: found.late_amount,
      sales: found.n,
      last_days: lastDays,
      currency,
    },
  };
  return { row, place: [form, level, unit, currency, found.ends].join("|") };
}

interface Placed {
  readonly row: QueryRow;
  /** A month that ends a quarter and that quarter are two looks at the same days. */
  readonly place: string;
}

function likeliestByPeriod(rows: readonly Placed[]): QueryRow[] {
  const best = new Map<string, QueryRow>();
  for (const { row, place } of rows) {
    const other = best.get(place);
    if (other === undefined || (row.p_value ?? 1) < (other.p_value ?? 1)) best.set(place, row);
  }
  return [...best.values()];
}

/** Complete months and quarters of sellers and of all sales, and quarters of customers, that pass the guards; pieces of a WITH. */
const periods = (
  p: { lastDays: number; minSales: number; minHistory: number },
  { sales }: Tables,
  run: Run,
) => {
  const quarters = fiscalQuarters(run);
  const sums = sql`count(*) AS n, sum(amount) AS amount, sum(power(CAST(amount AS DOUBLE), 2)) AS squares, coalesce(sum(amount) FILTER (${late(p.lastDays, sql`sold_at`)}`;
  return sql`
    by_month AS MATERIALIZED (
      SELECT seller, currency, date_trunc('month', sold_at) AS month, ${sums}), 0) AS late_amount FROM ${sales} WHERE sold_at IS NOT NULL AND amount > 0 GROUP BY ALL
    ), by_quarter AS MATERIALIZED (
      SELECT customer, currency, ${quarters.start(sql`sold_at`)} AS quarter, ${sums} AND ${quarters.isLastMonth(sql`sold_at`)}), 0) AS late_amount
      FROM ${sales} WHERE sold_at IS NOT NULL AND amount > 0 AND customer IS NOT NULL GROUP BY ALL
    ), known AS (
      SELECT CAST(min(sold_at) AS DATE) - 3 AS since, CAST(max(sold_at) AS DATE) + 3 AS until FROM ${sales} WHERE amount > 0
    ), months AS (
      SELECT 'seller' AS level, seller AS unit, currency, month, n, amount, squares, late_amount FROM by_month WHERE seller IS NOT NULL
      UNION ALL SELECT 'data-set', 'sales', currency, month, sum(n), sum(amount), sum(squares), sum(late_amount) FROM by_month GROUP BY currency, month
    ), spanned AS (
      SELECT level, unit, currency, 'month' AS span, month AS period, last_day(month) AS ends, n, amount, squares, late_amount FROM months
      UNION ALL
      SELECT level, unit, currency, 'quarter', ${quarters.start(sql`month`)}, last_day(${quarters.start(sql`month`)} + INTERVAL 2 MONTH), sum(n), sum(amount), sum(squares),
        coalesce(sum(late_amount) FILTER (${quarters.isLastMonth(sql`month`)}), 0)
      FROM months GROUP BY level, unit, currency, ${quarters.start(sql`month`)}
      UNION ALL
      SELECT 'customer', customer, currency, 'quarter', quarter, last_day(quarter + INTERVAL 2 MONTH), n, amount, squares, late_amount FROM by_quarter
    ), complete AS (
      SELECT s.* FROM spanned s, known WHERE period >= since AND ends <= until
    ), totals AS (
      SELECT level, currency, span, period, sum(amount) AS all_amount, sum(late_amount) AS all_late FROM complete GROUP BY level, currency, span, period
    ), usual AS (
      SELECT currency, span, median(late_amount / amount) AS share FROM complete WHERE level = 'data-set' GROUP BY currency, span HAVING count(*) >= ${p.minHistory}
    ), compared AS (
      SELECT c.level, c.unit, c.currency, c.span, c.period, n, amount, late_amount, late_amount / amount AS share, power(amount, 2) / squares AS n_eff,
        CASE WHEN c.level = 'data-set' THEN u.share ELSE (all_late - late_amount) / nullif(all_amount - amount, 0) END AS peers_share
      FROM (SELECT * FROM complete WHERE n >= ${p.minSales} AND power(amount, 2) / squares >= 4) c
      JOIN totals t USING (level, currency, span, period) LEFT JOIN usual u USING (currency, span)
      WHERE peers_share IS NOT NULL
    )`;
};
