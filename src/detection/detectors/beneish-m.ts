import { z } from "zod";
import { sql } from "../../platform/index.ts";
import {
  type BeneishIndex,
  beneish,
  beneishBound,
  beneishIndices,
  beneishPush,
  beneishTitles,
  type Statement,
} from "../beneish.ts";
import { defineDetector } from "../define-detector.ts";
import { number } from "../figures.ts";
import { readsPeriods } from "../locality.ts";
import { decimal, whole } from "../parameter.ts";

const amount = z.union([z.int(), z.bigint()]).transform(Number);
const statement = z.object({
  rid: z.int(),
  entity: z.string(),
  period: z.string(),
  currency: z.string(),
  revenue: amount,
  cost_of_sales: amount.optional(),
  selling_and_admin: amount.optional(),
  depreciation: amount.optional(),
  net_income: amount.optional(),
  operating_cash_flow: amount.optional(),
  receivables: amount.optional(),
  current_assets: amount.optional(),
  fixed_assets: amount.optional(),
  securities: amount.optional(),
  total_assets: amount,
  current_liabilities: amount.optional(),
  long_term_debt: amount.optional(),
});
type Row = z.output<typeof statement>;

export default defineDetector({
  id: "beneish-m",
  scheme: "timing",
  basis: "trend",
  title: { zh: "贝尼什 M 值（公司层面筛查）", en: "Beneish's M (a screen of the whole company)" },
  why: {
    zh: "应收涨得比收入快、毛利下滑却利润上升、利润没有现金跟着，是粉饰收入的公司在报表上共有的样子。",
    en: "Receivables that outgrow sales, profit that rises on a falling margin, earnings without cash: this is what the statements of companies that dress up revenue have in common.",
  },
  formula: {
    zh: "公司层面筛查，不指向任何人或任何单据。M = −4.84 + .92·DSRI + .528·GMI + .404·AQI + .892·SGI + .115·DEPI − .172·SGAI + 4.679·TATA − .327·LVGI，由同一主体相邻两期报表算出；缺项取中性值（1，TATA 取 0），可算的指数不足 {minIndices} 项不作判断。M > {bound} 列出，得分 = 0.5 + 0.4·(M − 界值)/(M − 界值 + 1)。界值 −1.78 与系数出自 Beneish（1999）。",
    en: "A screen of the whole company: it points at no person and no document. M = −4.84 + .92·DSRI + .528·GMI + .404·AQI + .892·SGI + .115·DEPI − .172·SGAI + 4.679·TATA − .327·LVGI from two consecutive statements of one entity; what is missing stands at its neutral value (1, for TATA 0), and with fewer than {minIndices} indices nothing is said. Listed where M > {bound}, score = 0.5 + 0.4·(M − bound)/(M − bound + 1). The bound −1.78 and the weights are Beneish's (1999).",
  },
  innocent: [
    { zh: "高速成长、并购或业务转型的公司。", en: "Fast growth, a merger or a change of business." },
    { zh: "会计政策变更。", en: "A change of accounting policy." },
  ],
  blindTo: [
    { zh: "只在个别业务线或小额上的造假。", en: "Falsification in one line of business, or small." },
    { zh: "连年同样粉饰：比的是两期之差。", en: "Dressing up year after year alike: it compares two years." },
    { zh: "金融企业，不适用。", en: "Banks and insurers, for which it was not made." },
  ],
  nextChecks: [
    { zh: "看是哪一项指数推高了 M，对照附注。", en: "See which index drives M and read the notes on it." },
    {
      zh: "应收指数高：函证大额客户、看期后回款。",
      en: "High receivables: confirm large balances, see payments after the year.",
    },
    { zh: "结合其他检测结果看是哪些销售。", en: "Use the other detectors to see which sales it is." },
  ],
  source: "Beneish 1999, The Detection of Earnings Manipulation, Financial Analysts Journal 55(5)",
  severity: "low",
  reads: { financial_statements: ["revenue", "total_assets"] },
  params: z.object({
    bound: decimal(beneishBound, [-10, 10], "M 的界值", "bound of M"),
    minIndices: whole(5, [2, 8], "至少可算几项指数", "fewest indices that can be computed"),
  }),
  facts: z.object({
    entity: z.string(),
    period: z.string(),
    before: z.string(),
    m: z.number(),
    indices: z.record(z.string(), z.number()),
    neutral: z.array(z.string()),
    largest: z.string(),
  }),
  locality: readsPeriods,
  query: (_, { financial_statements }, { asOf }) => sql`
    SELECT rid, coalesce(legal_entity, '') AS entity, coalesce(CAST(ends_on AS VARCHAR), period) AS period, coalesce(currency, 'XXX') AS currency, revenue, cost_of_sales, selling_and_admin, depreciation, net_income, operating_cash_flow,
      receivables, current_assets, fixed_assets, securities, total_assets, current_liabilities, long_term_debt
    FROM ${financial_statements} WHERE revenue > 0 AND total_assets > 0 AND coalesce(ends_on <= CAST(${asOf} AS DATE), true) AND coalesce(CAST(ends_on AS VARCHAR), period) IS NOT NULL ORDER BY entity, period, rid`,
  judge: (rows, { bound, minIndices }) => {
    const statements = rows.map((row) => statement.parse(row));
    return statements.flatMap((now, i) => {
      const before = statements[i - 1];
      if (
        !before ||
        before.entity !== now.entity ||
        before.period === now.period ||
        before.currency !== now.currency
      )
        return [];
      const { score: m, indices, neutral } = beneish(asStatement(now), asStatement(before));
      if (m <= bound || beneishIndices.length - neutral.length < minIndices) return [];
      return [
        {
          subject_kind: "data-set" as const,
          subject_id: now.entity === "" ? "company" : now.entity,
          key: `${now.entity}|${now.period}`,
          score: 0.5 + (0.4 * (m - bound)) / (m - bound + 1),
          currency: now.currency,
          evidence: [now.rid, before.rid],
          facts: {
            entity: now.entity,
            period: now.period,
            before: before.period,
            m,
            indices,
            neutral: [...neutral],
            largest: largestOf(indices),
          },
        },
      ];
    });
  },
  tests: (_, { financial_statements }) =>
    sql`SELECT CAST(0 AS BIGINT) AS tests FROM (SELECT count(*) FROM ${financial_statements})`,
  sentence: {
    zh: (f) =>
      `${f.entity === "" ? "公司" : f.entity} ${f.period} 对 ${f.before} 的 M 值为 ${number(f.m, "zh", 2)}（界值 −1.78），主要由${beneishTitles[f.largest as BeneishIndex]?.zh ?? f.largest}（${number(f.indices[f.largest] ?? 0, "zh", 2)}）推高；这是公司层面的筛查。`,
    en: (f) =>
      `M of ${f.entity === "" ? "the company" : f.entity} for ${f.period} after ${f.before} is ${number(f.m, "en", 2)} (bound −1.78), driven mostly by ${beneishTitles[f.largest as BeneishIndex]?.en ?? f.largest} (${number(f.indices[f.largest] ?? 0, "en", 2)}); it screens the company as a whole.`,
  },
  chart: {
    kind: "bars",
    title: { zh: "各期收入与应收账款之比（%）", en: "Receivables to revenue by period, per cent" },
    query: ({ facts }, _params, { financial_statements }) => sql`
      SELECT coalesce(CAST(ends_on AS VARCHAR), period) AS label, 100.0 * receivables / revenue AS value, coalesce(CAST(ends_on AS VARCHAR), period) = ${facts.period} AS suspect
      FROM ${financial_statements} WHERE coalesce(legal_entity, '') = ${facts.entity} AND revenue > 0 AND receivables IS NOT NULL ORDER BY label`,
  },
});

function largestOf(indices: Readonly<Record<BeneishIndex, number>>): BeneishIndex {
  const push = (index: BeneishIndex) => beneishPush(index, indices[index]);
  return beneishIndices.reduce((best, index) => (push(index) > push(best) ? index : best), "dsri");
}

const asStatement = (row: Row): Statement => ({
  revenue: row.revenue,
  costOfSales: row.cost_of_sales,
  sellingAndAdmin: row.selling_and_admin,
  depreciation: row.depreciation,
  netIncome: row.net_income,
  operatingCashFlow: row.operating_cash_flow,
  receivables: row.receivables,
  currentAssets: row.current_assets,
  fixedAssets: row.fixed_assets,
  securities: row.securities,
  totalAssets: row.total_assets,
  currentLiabilities: row.current_liabilities,
  longTermDebt: row.long_term_debt,
});
