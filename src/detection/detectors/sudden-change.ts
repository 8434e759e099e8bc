import { z } from "zod";
import { type Sql, sql } from "../../platform/index.ts";
import { defineDetector, type Tables } from "../define-detector.ts";
import { money, number, percent } from "../figures.ts";
import { comparesUnits } from "../locality.ts";
import { decimal, whole } from "../parameter.ts";

const levels = ["seller", "customer"] as const;

export default defineDetector({
  id: "sudden-change",
  scheme: "timing",
  basis: "trend",
  title: { zh: "销售额突变", en: "Sales that suddenly break from their own past and the peers" },
  why: {
    zh: "在同行与季节都没有变化时，某个销售员或客户的销售额突然陡增，常见于虚增、跨期与压货；突然骤降则可能是飞单、转移客户或把业绩留到下期。",
    en: "When neither season nor peers move, a steep rise speaks of invented, early or stuffed sales; a steep fall of orders taken elsewhere, customers moved, or results kept for the next period.",
  },
  formula: {
    zh: "y = ln(月销售额 + c) − ln(其余同类当月销售额)，c 为本人月中位数的 5%，由此剔除共同的季节与大势。基线 b = 此前至多 12 个月 y 的中位数（至少 {minHistory} 个）；满 12 个月前有同月者，取对基线与对去年同月两个偏离中绝对值较小且同号者。偏离 e 按单月，或按当月起 3 个月的中位数（持续变化）计；尺度 s² =（m·s_u² + 6·s₀²）÷（m + 6），s_u 为本人逐月变动 |Δy| 的中位数 ÷ √2（水平移动不致其变大），s₀ 为全体 s_u 的中位数。z = 0.6745·e/s（三个月再除以 0.72），并按全体 |z| 的 95% 分位缩到正态的 1.96（厚尾校正）。|z| ≥ {bound} 且涨至 {leastRatio} 倍以上或跌至其倒数以下时列出，每人取最突出的一个月。首月与不完整的月不计，须月均 {minSales} 单、八成月份有销售。得分 = |z| ÷ (|z| + {bound})。除 0.6745、1.96 与界值的默认值 3.5 外，各数为本产品设定。",
    en: "y = ln(month's sales + c) − ln(all others' sales that month), c 5 % of the own median month; this takes out season and trend common to all. Baseline b = median of y over up to 12 months before (at least {minHistory}); where the same month of last year is known, the smaller of the two deviations counts if both have one sign. The deviation e is taken for one month and for the median of three from that month on (a lasting change); scale s² = (m·s_u² + 6·s₀²) ÷ (m + 6), s_u the own median month-to-month step |Δy| ÷ √2, which a shift of level does not widen, s₀ the median s_u. z = 0.6745·e/s (three months: ÷ 0.72), shrunk so that the 95 % quantile of all |z| is the normal 1.96 (heavy tails). Listed from |z| ≥ {bound} where sales rise to {leastRatio} times or fall to its inverse; one month a unit, the most striking. First and partial months do not count; needs {minSales} sales a month and sales in eight months of ten. Score = |z| ÷ (|z| + {bound}). Values other than 0.6745, 1.96 and the bound's default of 3.5 are ours.",
  },
  innocent: [
    {
      zh: "接手或移交客户、调岗、休假、新品上市或中标。",
      en: "Accounts taken over or handed on, a transfer, leave, a product launch or a tender won.",
    },
    {
      zh: "客户一次性备货、停产检修或搬迁。",
      en: "A customer who stocked up once, shut down for maintenance, or moved.",
    },
  ],
  blindTo: [
    { zh: "缓慢爬升的虚增。", en: "Inflation that creeps up slowly." },
    {
      zh: "历史不足、月单量很少，或直到数据结束一直停止的。",
      en: "Short histories, few sales a month, and units that simply stop until the data end.",
    },
    { zh: "全体同时发生的变化。", en: "A change that happens to everybody at once." },
  ],
  nextChecks: [
    {
      zh: "列出当月的大单，核对签收、回款与下月退货；看是否临近考核或晋升。",
      en: "List that month's large sales and check delivery, payment and next month's returns; was an appraisal near?",
    },
    {
      zh: "骤降时，查客户是否转到他人名下、关联公司或竞争对手，并回访客户。",
      en: "For a fall, see whether the customers moved to a colleague, an affiliate or a competitor, and call them.",
    },
    {
      zh: "查客户归属与区域的变更记录，先排除移交。",
      en: "Look at changes of account owner and territory first, to rule out a hand-over.",
    },
  ],
  source:
    "Iglewicz & Hoaglin 1993 (robust z, 3.5); Efron 2004 (empirical null); leave-one-out peers as in difference-in-differences",
  severity: "medium",
  reads: { sales: ["sold_at", "amount"] },
  params: z.object({
    bound: decimal(3.5, [1, 20], "稳健 z 的界值", "bound of the robust z"),
    minHistory: whole(6, [3, 120], "此前至少几个月", "fewest months before"),
    minSales: decimal(3, [0.1, 10_000], "月均至少几单", "fewest sales a month on average"),
    leastRatio: decimal(
      1.6,
      [1.05, 100],
      "至少涨到几倍（或跌至其倒数）",
      "least ratio of a rise, or inverse of a fall",
    ),
  }),
  facts: z.object({
    level: z.enum(levels),
    unit: z.string(),
    month: z.string(),
    direction: z.enum(["rise", "fall"]),
    lasting: z.boolean(),
    amount: z.number(),
    expected: z.number(),
    robust_z: z.number(),
    months: z.int(),
    currency: z.string(),
  }),
  locality: comparesUnits,
  query: (p, tables) => sql`
    WITH ${series(p, tables)},
    based AS (
      SELECT *, y - median(y) OVER past AS e, count(*) OVER past AS history, y - lag(y, 12) OVER own AS from_last_year, y - lag(y) OVER own AS step, median(y) OVER past AS b,
        median(y) OVER ahead - median(y) OVER past AS e3, count(*) OVER ahead AS months_ahead
      FROM series
      WINDOW own AS (PARTITION BY level, unit, currency ORDER BY month),
        past AS (PARTITION BY level, unit, currency ORDER BY month ROWS BETWEEN 12 PRECEDING AND 1 PRECEDING),
        ahead AS (PARTITION BY level, unit, currency ORDER BY month ROWS BETWEEN CURRENT ROW AND 2 FOLLOWING)
    ), usable AS (
      SELECT *, CASE WHEN from_last_year IS NULL THEN e WHEN sign(e) <> sign(from_last_year) THEN 0 WHEN abs(from_last_year) < abs(e) THEN from_last_year ELSE e END AS deviation
      FROM based WHERE history >= ${p.minHistory}
    ), scales AS (
      SELECT level, unit, currency, median(abs(step)) / sqrt(2) AS s, count(*) AS m FROM based WHERE step IS NOT NULL GROUP BY level, unit, currency
    ), pooled AS (
      SELECT level, currency, median(s) AS s0 FROM scales GROUP BY level, currency
    ), raw AS (
      SELECT u.*, 0.6745 * deviation / scale AS z1, CASE WHEN months_ahead = 3 AND sign(e3) = sign(deviation) THEN 0.6745 * CASE WHEN abs(e3) < abs(e) THEN e3 ELSE e END / (0.72 * scale) ELSE 0 END AS z3
      FROM usable u JOIN (
        SELECT level, unit, currency, greatest(0.05, sqrt((m * s * s + 6 * s0 * s0) / (m + 6))) AS scale FROM scales JOIN pooled USING (level, currency)
      ) USING (level, unit, currency)
    ), tails AS (
      SELECT level, currency, 1.96 / greatest(1.96, quantile_cont(abs(z1), 0.95)) AS shrink1, 1.96 / greatest(1.96, quantile_cont(abs(z3), 0.95)) AS shrink3 FROM raw GROUP BY level, currency
    ), judged AS (
      SELECT r.*, abs(z3) * shrink3 > abs(z1) * shrink1 AS lasting, greatest(abs(z1) * shrink1, abs(z3) * shrink3) AS robust_z
      FROM raw r JOIN tails USING (level, currency)
    ), flagged AS (
      SELECT *, greatest(0, exp(CASE WHEN lasting THEN y - e3 ELSE b END) * peers - c) AS expected FROM judged
      WHERE robust_z >= ${p.bound} AND abs(CASE WHEN lasting THEN e3 ELSE deviation END) >= ln(${p.leastRatio}) AND abs(e) >= ln(${p.leastRatio})
      QUALIFY row_number() OVER (PARTITION BY level, unit, currency ORDER BY robust_z DESC, month) = 1
    ), pairs AS (
      SELECT f.level, f.unit, f.currency, s.rid, s.amount, s.sold_at >= f.month AS in_month FROM flagged f JOIN ${tables.sales} s ON s.seller = f.unit AND s.currency = f.currency
      WHERE f.level = 'seller' AND NOT s.cancelled AND s.amount > 0 AND date_trunc('month', s.sold_at) BETWEEN CASE WHEN e > 0 THEN f.month ELSE f.month - INTERVAL 1 MONTH END AND f.month
      UNION ALL
      SELECT f.level, f.unit, f.currency, s.rid, s.amount, s.sold_at >= f.month FROM flagged f JOIN ${tables.sales} s ON s.customer = f.unit AND s.currency = f.currency
      WHERE f.level = 'customer' AND NOT s.cancelled AND s.amount > 0 AND date_trunc('month', s.sold_at) BETWEEN CASE WHEN e > 0 THEN f.month ELSE f.month - INTERVAL 1 MONTH END AND f.month
    ), shown AS (
      SELECT level, unit, currency, (list(rid ORDER BY in_month DESC, amount DESC, rid))[1:200] AS evidence, count(*) AS evidence_total FROM pairs GROUP BY level, unit, currency
    )
    SELECT f.level AS subject_kind, f.unit AS subject_id, f.level || '|' || f.unit || '|' || f.currency || '|' || strftime(month, '%Y-%m') AS key,
      CASE f.level WHEN 'seller' THEN f.unit END AS seller, CASE f.level WHEN 'customer' THEN f.unit END AS customer,
      strength(robust_z, ${p.bound}) AS score, robust_z AS z, CAST(round(abs(amount - expected)) AS BIGINT) AS amount, f.currency,
      coalesce(evidence, []) AS evidence, coalesce(evidence_total, 0) AS evidence_total,
      {'level': f.level, 'unit': f.unit, 'month': strftime(month, '%Y-%m'), 'direction': CASE WHEN e > 0 THEN 'rise' ELSE 'fall' END, 'lasting': lasting, 'amount': CAST(amount AS DOUBLE),
       'expected': expected, 'robust_z': robust_z, 'months': history, 'currency': f.currency} AS facts
    FROM flagged f LEFT JOIN shown USING (level, unit, currency)`,
  tests: (p, tables) => sql`
    WITH ${series(p, tables)}
    SELECT CAST(coalesce(2 * sum(greatest(n - ${p.minHistory}, 0)), 0) AS BIGINT) AS tests FROM (SELECT count(*) AS n FROM series GROUP BY level, unit, currency)`,
  sentence: {
    zh: (f) =>
      `${f.level === "seller" ? "销售员" : "客户"} ${f.unit} 在 ${f.month} 销售 ${money(f.amount, f.currency, "zh")}，按其此前 ${f.months} 个月与同期其他人应约 ${money(f.expected, f.currency, "zh")}，${f.direction === "rise" ? "陡增" : "骤降"} ${percent(Math.abs(f.amount / f.expected - 1), "zh")}${f.lasting ? "且延续三个月" : ""}（z = ${number(f.robust_z, "zh", 1)}）。`,
    en: (f) =>
      `${f.level === "seller" ? "Seller" : "Customer"} ${f.unit} has ${money(f.amount, f.currency, "en")} in ${f.month} where the ${f.months} months before and the others' season make about ${money(f.expected, f.currency, "en")}: a ${f.direction} of ${percent(Math.abs(f.amount / f.expected - 1), "en")}${f.lasting ? " that lasts three months" : ""} (z = ${number(f.robust_z, "en", 1)}).`,
  },
  chart: {
    kind: "series",
    title: {
      zh: "月销售额，与按同期其他人推算的走势",
      en: "Sales by month, with the course that the others' season would make",
    },
    y: { zh: "销售额", en: "Sales" },
    query: ({ facts }, _params, { sales }) => sql`
      WITH months AS (
        SELECT date_trunc('month', sold_at) AS month, coalesce(sum(amount) FILTER (${column(facts.level)} = ${facts.unit}), 0) AS own,
          coalesce(sum(amount) FILTER (${column(facts.level)} <> ${facts.unit}), 0) AS others
        FROM ${sales} WHERE currency = ${facts.currency} AND sold_at IS NOT NULL AND amount > 0 AND NOT cancelled GROUP BY 1
      )
      SELECT strftime(month, '%Y-%m') AS period, own / minor_factor(${facts.currency}) AS value,
        others * (SELECT median(own / others) FROM months WHERE own > 0 AND others > 0) / minor_factor(${facts.currency}) AS peers, strftime(month, '%Y-%m') = ${facts.month} AS suspect
      FROM months ORDER BY month`,
  },
});

const column = (level: (typeof levels)[number]): Sql => sql.ref(level);

/** Each unit's complete months between its first and last sale, empty ones included, as log ratio to the others; pieces of a WITH. */
const series = (p: { minHistory: number; minSales: number }, { sales }: Tables) => {
  const byMonth = (level: (typeof levels)[number]) => sql`
      SELECT ${level} AS level, ${column(level)} AS unit, currency, date_trunc('month', sold_at) AS month, count(*) AS n, sum(amount) AS amount FROM ${sales}
      WHERE ${column(level)} IS NOT NULL AND sold_at IS NOT NULL AND amount > 0 AND NOT cancelled GROUP BY ALL`;
  return sql`
    monthly AS MATERIALIZED (${byMonth("seller")} UNION ALL ${byMonth("customer")}),
    known AS (
      SELECT CAST(min(sold_at) AS DATE) - 3 AS since, CAST(max(sold_at) AS DATE) + 3 AS until FROM ${sales} WHERE amount > 0
    ), complete AS (
      SELECT m.* FROM monthly m, known WHERE month >= since AND last_day(month) <= until
    ), calendar AS (
      SELECT level, currency, month, sum(amount) AS total FROM complete GROUP BY level, currency, month
    ), lives AS (
      SELECT level, unit, currency, min(month) AS first, max(month) AS last, count(*) AS active, date_diff('month', min(month), max(month)) AS span, median(amount) AS typical
      FROM complete GROUP BY level, unit, currency
      HAVING sum(n) >= ${p.minSales} * (date_diff('month', min(month), max(month)) + 1) AND count(*) >= 0.8 * (date_diff('month', min(month), max(month)) + 1) AND count(*) > ${p.minHistory} + 1
    ), series AS (
      SELECT l.level, l.unit, l.currency, k.month, coalesce(m.amount, 0) AS amount, k.total - coalesce(m.amount, 0) AS peers, 0.05 * l.typical AS c,
        ln((coalesce(m.amount, 0) + 0.05 * l.typical) / (k.total - coalesce(m.amount, 0))) AS y
      FROM lives l JOIN calendar k ON k.level = l.level AND k.currency = l.currency AND k.month > l.first
        AND (k.month < l.last OR (k.month = l.last AND l.last = (SELECT max(month) FROM calendar)))
      LEFT JOIN complete m ON m.level = l.level AND m.unit = l.unit AND m.currency = l.currency AND m.month = k.month
      WHERE k.total > coalesce(m.amount, 0)
    )`;
};
