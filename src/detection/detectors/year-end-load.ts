import { z } from "zod";
import { sql } from "../../platform/index.ts";
import { defineDetector, type Run, type Tables } from "../define-detector.ts";
import { money, number } from "../figures.ts";
import { fiscalQuarters } from "../fiscal-year.ts";
import { readsPeriods } from "../locality.ts";
import { decimal, whole } from "../parameter.ts";

/** Sales by customer and fiscal year: the last quarter beside the three before it; the fiscal year by its first day. */
const years = ({ sales }: Tables, run: Run) => {
  const start = run.fiscalYearStart ?? 1;
  const back = sql.raw(`INTERVAL ${start - 1} MONTH`);
  const quarter = fiscalQuarters(run).start(sql`sold_at`);
  return sql`
    quarters AS (
      SELECT customer, currency, date_trunc('year', ${quarter} - ${back}) + ${back} AS year_start, ${quarter} AS quarter, sum(amount) AS amount, count(*) AS n FROM ${sales}
      WHERE customer IS NOT NULL AND sold_at IS NOT NULL AND amount > 0 AND NOT cancelled GROUP BY ALL
    ), span AS (SELECT min(sold_at) AS first_at, max(sold_at) AS last_at FROM ${sales} WHERE NOT cancelled),
    loads AS (
      SELECT customer, currency, year_start, sum(amount) FILTER (quarter >= year_start + INTERVAL 9 MONTH) AS last, sum(amount) FILTER (quarter < year_start + INTERVAL 9 MONTH) / 3.0 AS usual,
        count(DISTINCT quarter) FILTER (quarter < year_start + INTERVAL 9 MONTH) AS quarters, sum(n) AS n
      FROM quarters, span WHERE year_start >= date_trunc('month', first_at) AND year_start + INTERVAL 11 MONTH <= date_trunc('month', last_at) GROUP BY customer, currency, year_start
    )`;
};

export default defineDetector({
  id: "year-end-load",
  scheme: "channel-stuffing",
  basis: "period-end",
  title: { zh: "年末集中进货的客户", en: "A customer loaded up in the last quarter of the year" },
  why: {
    zh: "年末最后一个季度的进货远超前三季，而别的客户并没有这样，通常是为了年度目标把货压了过去。",
    en: "A last quarter far above the other three, where other customers show nothing of the kind, is mostly goods pushed out for the year's target.",
  },
  formula: {
    zh: "每客户每个完整财年：L = 第四财季销售 ÷ 前三季均值（前三季均有销售、全年至少 {minSales} 单）。z = (ln L − ln L₀) ÷ √((1.4826·MAD)² + 1/n)，L₀ 与 MAD 为当年全体客户，至少 {minPeers} 家；L ≥ {minRatio} 且 L ≥ 2·L₀ 才列。得分 = z ÷ (z + 3.5)；风险金额为第四季超出 L₀ 倍均值的部分。各数为本产品设定。",
    en: "Per customer and whole fiscal year: L = sales of the fourth quarter ÷ mean of the first three (sales in each, {minSales} or more in the year). z = (ln L − ln L₀) ÷ √((1.4826·MAD)² + 1/n), L₀ and MAD over all customers of the year, at least {minPeers}; listed where L ≥ {minRatio} and L ≥ 2·L₀. Score = z ÷ (z + 3.5); at risk is what the quarter exceeds L₀ times the mean by. All numbers are our default.",
  },
  innocent: [
    {
      zh: "行业本来就在四季度集中采购（预算、供暖、节庆）。",
      en: "A trade that buys in the fourth quarter: budgets, heating, holidays.",
    },
    { zh: "新品在年末上市。", en: "A launch late in the year." },
  ],
  blindTo: [
    { zh: "全体客户都被压货。", en: "All customers loaded alike." },
    { zh: "不满一个财年的数据。", en: "Data of less than a fiscal year." },
  ],
  nextChecks: [
    {
      zh: "看次年一季度的退货、红字与进货下降。",
      en: "See returns, credits and the fall of purchases in the next quarter.",
    },
    { zh: "查是否另有延期付款、可退货的约定。", en: "Look for deferred payment or a right of return." },
  ],
  source: "ACFE Fraud Examiners Manual (year-end loading); Iglewicz & Hoaglin 1993",
  severity: "medium",
  reads: { sales: ["customer", "sold_at", "amount"] },
  params: z.object({
    minSales: whole(8, [4, 10_000], "全年至少几单", "fewest sales in the year"),
    minPeers: whole(20, [5, 1_000_000], "至少多少家客户才比较", "fewest customers for a comparison"),
    minRatio: decimal(
      2,
      [1, 100],
      "第四季至少为前三季均值的几倍",
      "least multiple of the other quarters' mean",
    ),
  }),
  facts: z.object({
    customer: z.string(),
    year: z.string(),
    ratio: z.number(),
    typical: z.number(),
    last: z.number(),
    usual: z.number(),
    robust_z: z.number(),
    customers: z.int(),
    currency: z.string(),
  }),
  locality: readsPeriods,
  query: (p, tables, run) => sql`
    WITH ${years(tables, run)},
    placed AS (
      SELECT *, last / usual AS ratio, count(*) OVER everyone AS others, median(ln(last / usual)) OVER everyone AS centre,
        empirical_z(ln(last / usual), median(ln(last / usual)) OVER everyone, median_deviation(ln(last / usual)) OVER everyone, sqrt(1.0 / n)) AS robust_z
      FROM loads WHERE quarters = 3 AND last > 0 AND n >= ${p.minSales} WINDOW everyone AS (PARTITION BY year_start, currency)
    ), flagged AS (
      SELECT * FROM placed WHERE others >= ${p.minPeers} AND ratio >= ${p.minRatio} AND ratio >= 2 * exp(centre) AND robust_z >= 2
    ), shown AS (
      SELECT f.customer, f.currency, f.year_start, list(s.rid ORDER BY s.amount DESC, s.rid)[1:200] AS rids, count(*) AS n, arg_max(s.seller, (s.amount, -s.rid)) AS seller
      FROM flagged f JOIN ${tables.sales} s ON s.customer = f.customer AND s.currency = f.currency AND s.sold_at >= f.year_start + INTERVAL 9 MONTH AND s.sold_at < f.year_start + INTERVAL 12 MONTH
      WHERE NOT s.cancelled AND s.amount > 0 GROUP BY f.customer, f.currency, f.year_start
    )
    SELECT 'customer' AS subject_kind, f.customer AS subject_id, f.customer || '|' || f.currency || '|' || CAST(CAST(f.year_start AS DATE) AS VARCHAR) AS key, h.seller, f.customer, strength(robust_z, 3.5) AS score, robust_z AS z,
      CAST(round(f.last - exp(centre) * f.usual) AS BIGINT) AS amount, f.currency, h.rids AS evidence, h.n AS evidence_total,
      {'customer': f.customer, 'year': CAST(CAST(f.year_start AS DATE) AS VARCHAR), 'ratio': ratio, 'typical': exp(centre), 'last': CAST(f.last AS DOUBLE), 'usual': CAST(f.usual AS DOUBLE), 'robust_z': robust_z, 'customers': others, 'currency': f.currency} AS facts
    FROM flagged f JOIN shown h ON h.customer = f.customer AND h.currency = f.currency AND h.year_start = f.year_start`,
  tests: (p, tables, run) =>
    sql`WITH ${years(tables, run)} SELECT count(*) AS tests FROM loads WHERE quarters = 3 AND n >= ${p.minSales}`,
  sentence: {
    zh: (f) =>
      `客户 ${f.customer} 在 ${f.year} 开始的财年最后一季进货 ${money(f.last, f.currency, "zh")}，是前三季均值 ${money(f.usual, f.currency, "zh")} 的 ${number(f.ratio, "zh", 1)} 倍；全体客户的中位数为 ${number(f.typical, "zh", 1)} 倍（z = ${number(f.robust_z, "zh", 1)}）。`,
    en: (f) =>
      `In the last quarter of the fiscal year from ${f.year} customer ${f.customer} took ${money(f.last, f.currency, "en")}, ${number(f.ratio, "en", 1)} times the mean of the first three (${money(f.usual, f.currency, "en")}); the median of all customers is ${number(f.typical, "en", 1)} (z = ${number(f.robust_z, "en", 1)}).`,
  },
  chart: {
    kind: "series",
    title: { zh: "该客户每月进货", en: "The customer's purchases by month" },
    query: ({ facts }, _params, { sales }) => sql`
      SELECT strftime(sold_at, '%Y-%m') AS period, sum(amount) / 100.0 AS value, bool_or(sold_at >= CAST(${facts.year} AS DATE) + INTERVAL 9 MONTH AND sold_at < CAST(${facts.year} AS DATE) + INTERVAL 12 MONTH) AS suspect
      FROM ${sales} WHERE customer = ${facts.customer} AND currency = ${facts.currency} AND NOT cancelled AND sold_at IS NOT NULL GROUP BY 1 ORDER BY 1`,
  },
});
