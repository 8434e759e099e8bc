import { z } from "zod";
import { formatMoney, type Sql, sql } from "../../platform/index.ts";
import { among } from "../among.ts";
import { defineDetector, type Tables } from "../define-detector.ts";
import { counted } from "../figures.ts";
import { readsPeriods } from "../locality.ts";
import { decimal, whole } from "../parameter.ts";

/**
 * Common table expressions up to `monthly`: a row a dealer and month with what went in, what went out and the stock at
 * the month's end, each product valued at its average price (minor units) so that unlike goods may be added up.
 */
function flows({ stocks, sale_lines }: Tables): Sql {
  return sql`
    priced AS (
      SELECT product, arg_max(price, (lines, currency)) AS price, arg_max(currency, (lines, currency)) AS currency FROM (
        SELECT product, currency, sum(amount) / sum(quantity) AS price, count(*) AS lines FROM ${sale_lines}
        WHERE product IN (SELECT product_id FROM ${stocks}) AND quantity > 0 AND amount > 0 GROUP BY product, currency
      ) GROUP BY product
    ), sold_in AS (
      SELECT customer AS customer_id, product AS product_id, date_trunc('month', sold_at) AS month, sum(quantity) AS quantity
      FROM ${sale_lines} WHERE customer IN (SELECT customer_id FROM ${stocks}) AND sold_at IS NOT NULL GROUP BY ALL
    ), by_product AS (
      SELECT customer_id, product_id, date_trunc('month', as_of) AS month, CAST(sum(sell_in_quantity) AS DOUBLE) AS taken, CAST(sum(sell_through_quantity) AS DOUBLE) AS passed_on,
        CAST(arg_max(stock_quantity, (as_of, rid)) AS DOUBLE) AS stock, list(rid ORDER BY rid) AS rids
      FROM ${stocks} WHERE customer_id IS NOT NULL AND as_of IS NOT NULL GROUP BY ALL
    ), monthly AS MATERIALIZED (
      SELECT s.customer_id AS customer, CAST(s.month AS DATE) AS month, sum(coalesce(s.taken, i.quantity, 0) * coalesce(p.price, 1)) AS taken,
        sum(coalesce(s.passed_on, 0) * coalesce(p.price, 1)) AS passed_on, sum(s.stock * coalesce(p.price, 1)) AS stock,
        flatten(list(s.rids ORDER BY s.product_id)) AS rids, bool_and(p.price IS NOT NULL) AND min(p.currency) = max(p.currency) AS is_money, min(p.currency) AS currency
      FROM by_product s LEFT JOIN sold_in i USING (customer_id, product_id, month) LEFT JOIN priced p ON p.product = s.product_id
      GROUP BY s.customer_id, s.month
    )`;
}

export default defineDetector({
  id: "stuffed-channel",
  scheme: "channel-stuffing",
  basis: "trend",
  title: { zh: "压货：进货远多于终端销出", en: "Channel stuffed: far more sold in than sold through" },
  why: {
    zh: "为完成任务把货压给经销商，本期业绩好看，货却积在渠道里，之后退回或低价甩卖。",
    en: "To make the target goods are pushed on to dealers: the period looks good, the goods stay in the channel and come back later or are dumped.",
  },
  formula: {
    zh: "经销商连续三个月的进货 ÷ 终端销出 = q（各产品按平均售价折算；进货缺失时用本公司销售数量）。与同月全体经销商的中位数 q₀ 比较：z = (ln q − ln q₀) ÷ max(1.4826·MAD, 0.15) ≥ 3 且 q ≥ {minRatio}，至少 {minDealers} 家。得分 s = strength(q/q₀ − 1, 1)；库存可销周数 ≥ 2 倍中位数时补余量的 20%；其后 90 天退货占进货比例 r 再补余量的 min(50%, r)。低于 0.5 不列；每家取最严重的一段。风险金额为进货减销出。月数、倍数与权数为本产品设定。",
    en: "A dealer's sell-in ÷ sell-through over three months = q (products valued at their average price; our own sales stand in where sell-in is missing), against the median q₀ of all dealers in that month: z = (ln q − ln q₀) ÷ max(1.4826·MAD, 0.15) ≥ 3 and q ≥ {minRatio}, with at least {minDealers} dealers. Score s = strength(q/q₀ − 1, 1); 20 % of the rest where the weeks of supply are twice the median or more; then min(50 %, r) of the rest, r = returns in the 90 days after ÷ sell-in. Not listed below 0.5; the worst span of each dealer. At risk: sell-in less sell-through. Months, multiples and weights are our default.",
  },
  innocent: [
    { zh: "新品铺货、新开门店或旺季备货。", en: "A launch, new outlets, or stock for the season." },
    {
      zh: "涨价、停产前的经销商主动囤货。",
      en: "The dealer stocks up before a price rise or the end of a product.",
    },
    { zh: "终端销量漏报。", en: "Sell-through was under-reported." },
  ],
  blindTo: [
    { zh: "经销商虚报终端销量以匹配进货。", en: "Dealers who invent sell-through to match." },
    { zh: "货被转移到二级渠道的仓库。", en: "Goods moved on into a second tier's warehouse." },
    { zh: "全体经销商同时被压货。", en: "All dealers stuffed at the same time." },
  ],
  nextChecks: [
    {
      zh: "到经销商仓库盘点，按批号核对入库日期。",
      en: "Count the dealer's stock, and compare batches with the dates they came in.",
    },
    {
      zh: "查是否有退货权、延期付款或返利的口头承诺。",
      en: "Look for a promise of return, deferred payment or a rebate outside the contract.",
    },
    { zh: "跟踪期后退货、红字与应收账款。", en: "Follow returns, credits and receivables after the period." },
  ],
  source: "ACFE Fraud Examiners Manual (channel stuffing); robust z: Iglewicz & Hoaglin 1993",
  severity: "high",
  reads: { stocks: ["customer_id", "as_of", "sell_through_quantity"] },
  params: z.object({
    minRatio: decimal(1.5, [1, 100], "进货至少为销出的多少倍", "least sell-in over sell-through"),
    minDealers: whole(5, [3, 10_000], "比较所需的最少经销商数", "fewest dealers for a comparison"),
  }),
  facts: z.object({
    customer: z.string(),
    from: z.string(),
    to: z.string(),
    ratio: z.number(),
    usual: z.number(),
    weeks: z.number().optional(),
    usualWeeks: z.number().optional(),
    returned: z.number(),
    amount: z.number(),
    currency: z.string(),
  }),
  locality: readsPeriods,
  query: ({ minRatio, minDealers }, tables) => sql`
    WITH ${flows(tables)},
    spans AS (
      SELECT customer, month, stock, is_money, coalesce(currency, 'XXX') AS currency, sum(taken) OVER three AS taken, sum(passed_on) OVER three AS passed_on, count(*) OVER three AS months
      FROM monthly WINDOW three AS (PARTITION BY customer ORDER BY month RANGE BETWEEN INTERVAL 2 MONTHS PRECEDING AND CURRENT ROW)
    ), ratios AS (
      SELECT *, least(taken / nullif(passed_on, 0), 50) AS q, stock / nullif(passed_on / 13, 0) AS weeks
      FROM (SELECT * REPLACE (greatest(passed_on, taken / 50) AS passed_on) FROM spans WHERE months = 3 AND taken > 0)
    ), compared AS (
      SELECT *, median(ln(q)) OVER same_month AS centre, count(*) OVER same_month AS dealers, median(weeks) OVER same_month AS usual_weeks FROM ratios WHERE q > 0
      WINDOW same_month AS (PARTITION BY month)
    ), scattered AS (SELECT 1.4826 * median_deviation(ln(q) - centre) AS spread FROM compared),
    standing AS (
      SELECT c.*, exp(centre) AS usual, strength(q / exp(centre) - 1, 1.0) AS base,
        weeks >= 2 * usual_weeks AS is_long
      FROM compared c, scattered WHERE dealers >= ${minDealers} AND q >= ${minRatio} AND (ln(q) - centre) / greatest(spread, 0.15) >= 3
    ), given_back AS (
      SELECT s.customer, s.month, CAST(sum(r.amount) AS DOUBLE) AS amount FROM standing s JOIN ${tables.reversals} r ON r.customer = s.customer AND r.currency = s.currency
        AND r.reversed_at > s.month AND r.reversed_at < s.month + INTERVAL 120 DAYS GROUP BY ALL
    ), scored AS (
      SELECT s.*, CASE WHEN is_money THEN coalesce(g.amount, 0) / s.taken ELSE 0 END AS returned,
        1 - (1 - base) * CASE WHEN is_long THEN 0.8 ELSE 1 END * (1 - least(0.5, CASE WHEN is_money THEN coalesce(g.amount, 0) / s.taken ELSE 0 END)) AS score
      FROM standing s LEFT JOIN given_back g USING (customer, month)
    ), worst AS (
      SELECT * FROM scored WHERE score >= 0.5 QUALIFY row_number() OVER (PARTITION BY customer ORDER BY score DESC, month) = 1
    ), shown AS (
      SELECT w.customer, flatten(list(m.rids ORDER BY m.taken - m.passed_on DESC, m.month)) AS rids FROM worst w
      JOIN monthly m ON m.customer = w.customer AND m.month BETWEEN w.month - INTERVAL 2 MONTHS AND w.month GROUP BY w.customer
    ), sold AS (
      SELECT w.customer, list(s.rid ORDER BY s.amount DESC, s.rid)[1:100] AS rids, arg_max(s.seller, (s.amount, -s.rid)) AS seller FROM worst w
      JOIN ${tables.sales} s ON s.customer = w.customer AND s.sold_at >= w.month - INTERVAL 2 MONTHS AND s.sold_at < w.month + INTERVAL 1 MONTH
      WHERE NOT s.cancelled GROUP BY w.customer
    )
    SELECT 'customer' AS subject_kind, w.customer AS subject_id, w.customer || '|' || CAST(w.month AS VARCHAR) AS key, s.seller, w.customer, least(w.score, 0.98) AS score,
      CASE WHEN is_money THEN CAST(round(taken - passed_on) AS BIGINT) ELSE 0 END AS amount, w.currency, list_concat(e.rids[1:100], coalesce(s.rids, [])) AS evidence,
      {'customer': w.customer, 'from': strftime(w.month - INTERVAL 2 MONTHS, '%Y-%m'), 'to': strftime(w.month, '%Y-%m'), 'ratio': q, 'usual': usual, 'weeks': weeks, 'usualWeeks': usual_weeks,
        'returned': returned, 'amount': CASE WHEN is_money THEN CAST(round(taken - passed_on) AS BIGINT) ELSE 0 END, 'currency': w.currency} AS facts
    FROM worst w JOIN shown e USING (customer) LEFT JOIN sold s USING (customer)`,
  sentence: {
    zh: ({ customer, from, to, ratio, usual, weeks, usualWeeks, returned, amount, currency }) => {
      const stock =
        weeks === undefined
          ? ""
          : `，库存可销 ${weeks.toFixed(0)} 周（通常 ${(usualWeeks ?? 0).toFixed(0)} 周）`;
      const back = returned > 0.005 ? `，其后退回 ${(returned * 100).toFixed(0)}%` : "";
      const money = amount > 0 ? `，多进 ${formatMoney({ minor: BigInt(amount), currency }, "zh")}` : "";
      return `经销商 ${customer} 在 ${from} 至 ${to} 的进货是终端销出的 ${ratio.toFixed(1)} 倍（同期经销商通常 ${usual.toFixed(1)} 倍）${money}${stock}${back}。`;
    },
    en: ({ customer, from, to, ratio, usual, weeks, usualWeeks, returned, amount, currency }) => {
      const stock =
        weeks === undefined
          ? ""
          : `, stock for ${counted(Math.round(weeks), "week")} (usually ${(usualWeeks ?? 0).toFixed(0)})`;
      const back = returned > 0.005 ? `, ${(returned * 100).toFixed(0)}% returned afterwards` : "";
      const money =
        amount > 0 ? `, ${formatMoney({ minor: BigInt(amount), currency }, "en")} more in than out` : "";
      return `Dealer ${customer} took in ${ratio.toFixed(1)} times what it sold through from ${from} to ${to} (usual for dealers then: ${usual.toFixed(1)})${money}${stock}${back}.`;
    },
  },
  chart: {
    kind: "series",
    title: {
      zh: "该经销商每月进货与终端销出（对照线）",
      en: "The dealer's sell-in by month, sell-through as the line beside it",
    },
    y: { zh: "按售价折算", en: "At selling prices" },
    query: ({ facts }, _params, tables) => sql`
      WITH ${flows(tables)}
      SELECT strftime(month, '%Y-%m') AS period, taken / 100 AS value, passed_on / 100 AS peers, strftime(month, '%Y-%m') BETWEEN ${facts.from} AND ${facts.to} AS suspect
      FROM monthly WHERE ${among("customer", [facts.customer])} ORDER BY period`,
  },
});
