import { z } from "zod";
import { sql } from "../../platform/index.ts";
import { defineDetector, type Tables } from "../define-detector.ts";
import { money, number, percent } from "../figures.ts";
import { comparesUnits } from "../locality.ts";
import { decimal, whole } from "../parameter.ts";

/** Lines with what the product's other buyers of the same class pay in the same quarter; `gap` is ln(usual) − ln(paid). */
const residuals = ({ sale_lines, customers }: Tables, minRows: number) => sql`
    sized AS (
      SELECT seller, customer FROM ${sale_lines} WHERE seller IS NOT NULL AND customer IS NOT NULL AND unit_price > 0 GROUP BY seller, customer HAVING count(*) >= ${minRows}
    ), worth AS MATERIALIZED (
      -- Only products of pairs that can be judged have to be priced.
      SELECT DISTINCT l.product FROM ${sale_lines} l SEMI JOIN sized s ON s.seller = l.seller AND s.customer = l.customer
    ),
    classes AS (
      SELECT customer_id AS customer, min(category) AS class FROM ${customers} WHERE customer_id IS NOT NULL AND category IS NOT NULL GROUP BY customer_id
    ), priced AS (
      SELECT l.rid, l.seller, l.customer, l.product, l.unit_price, l.quantity, l.currency, coalesce(c.class, '') AS class, date_trunc('quarter', l.sold_at) AS quarter
      FROM ${sale_lines} l LEFT JOIN classes c USING (customer) WHERE l.unit_price > 0 AND l.quantity > 0 AND l.customer IS NOT NULL AND l.product IN (SELECT product FROM worth)
    ), usual AS (
      SELECT product, class, currency, quarter, median(ln(unit_price)) AS centre FROM priced GROUP BY ALL HAVING count(*) >= 8 AND count(DISTINCT customer) >= 4
    ), gaps AS (
      SELECT p.rid, p.seller, p.customer, p.product, p.currency, u.centre - ln(p.unit_price) AS gap, greatest(0, exp(u.centre) - p.unit_price) * p.quantity * minor_factor(p.currency) AS given
      FROM priced p JOIN usual u ON u.product = p.product AND u.class = p.class AND u.currency = p.currency AND u.quarter IS NOT DISTINCT FROM p.quarter
    )`;

export default defineDetector({
  id: "favoured-discount",
  scheme: "price-kickback",
  basis: "price",
  title: { zh: "某销售员对某客户一贯让价", en: "One seller's prices to one customer are always better" },
  why: {
    zh: "同品种、同类客户、同一季度，别人付多少他就少付几个点，单单如此：长期的小让利，正是回扣的来源。",
    en: "Same product, class and quarter, and always a few points less than others pay: a small favour kept up for long is what kickbacks are paid from.",
  },
  formula: {
    zh: "每行差距 g = ln(同产品、同客户类别、同币种、同季度的单价中位数) − ln(单价)，该格至少 8 行、4 家客户。销售员×客户的残差 d = 各行 g 的中位数，标准误 = 1.2533·1.4826·MAD(g)/√n，至少 {minRows} 行、{minProducts} 个产品。z =（d − 全体中位数）÷ √((1.4826·MAD)² + 标准误²)，至少 {minPairs} 对；d 高出全体中位数 {minDiscount} 以上才列。得分 = z ÷ (z + 4)。风险金额为各行低于中位价的差额合计。各数为本产品设定。",
    en: "A line's gap g = ln(median price of the same product, class, currency and quarter) − ln(price), where the cell has 8 lines of 4 customers or more. The residual of seller × customer d = median of g, its error 1.2533·1.4826·MAD(g)/√n, with at least {minRows} lines and {minProducts} products. z = (d − median over all pairs) ÷ √((1.4826·MAD)² + error²), at least {minPairs} pairs; listed where d exceeds that median by {minDiscount}. Score = z ÷ (z + 4). At risk: the sum of what the lines lie below the median price. All numbers are our default.",
  },
  innocent: [
    {
      zh: "量大折让、预付款或自提，按政策可低价。",
      en: "Volume, prepayment or collection that the policy rewards.",
    },
    { zh: "年度协议价或招标价。", en: "A yearly agreement or a tender." },
    { zh: "客户类别分得太粗。", en: "Customer classes that are too coarse." },
  ],
  blindTo: [
    { zh: "以返利、费用或赠品给的好处。", en: "Favours by rebate, expense or free goods." },
    { zh: "整个类别都被压低的价格。", en: "Prices bent for a whole class." },
    { zh: "只此一家买的产品。", en: "Products that nobody else buys." },
  ],
  nextChecks: [
    {
      zh: "看让价的审批、理由与销量是否相称。",
      en: "See approval and reason, and whether the volume warrants it.",
    },
    {
      zh: "查该销售员的费用报销与该客户订单是否同步。",
      en: "See whether the seller's expense claims move with the customer's orders.",
    },
    { zh: "查客户与销售员有无关联。", en: "Look for ties between customer and seller." },
  ],
  source:
    "ACFE Fraud Examiners Manual (kickbacks by discount); Efron 2004 (empirical null); robust statistics: Huber 1981",
  severity: "medium",
  reads: { sale_lines: ["customer", "product", "unit_price", "seller"] },
  params: z.object({
    minRows: whole(12, [3, 100_000], "至少多少行", "fewest lines of a pair"),
    minProducts: whole(3, [1, 1000], "至少几个产品", "fewest products of a pair"),
    minPairs: whole(20, [5, 1_000_000], "至少多少对才比较", "fewest pairs for a comparison"),
    minDiscount: decimal(
      0.025,
      [0.001, 1],
      "至少多让多少（对数，约为百分比）",
      "least further discount (log, about a share)",
    ),
  }),
  facts: z.object({
    seller: z.string(),
    customer: z.string(),
    lines: z.int(),
    products: z.int(),
    discount: z.number(),
    typical: z.number(),
    robust_z: z.number(),
    pairs: z.int(),
    amount: z.number(),
    currency: z.string(),
  }),
  locality: comparesUnits,
  query: (p, tables) => sql`
    WITH ${residuals(tables, p.minRows)},
    pairs AS (
      SELECT seller, customer, currency, count(*) AS n, count(DISTINCT product) AS products, median(gap) AS d, 1.2533 * 1.4826 * median_deviation(gap) / sqrt(count(*)) AS error,
        CAST(round(sum(given)) AS BIGINT) AS amount, list(rid ORDER BY given DESC, rid)[1:200] AS rids
      FROM gaps SEMI JOIN sized USING (seller, customer) GROUP BY seller, customer, currency HAVING count(*) >= ${p.minRows} AND count(DISTINCT product) >= ${p.minProducts}
    ), placed AS (
      SELECT *, count(*) OVER everybody AS others, median(d) OVER everybody AS typical, empirical_z(d, median(d) OVER everybody, median_deviation(d) OVER everybody, greatest(error, 0.005)) AS robust_z
      FROM pairs WINDOW everybody AS (PARTITION BY currency)
    )
    SELECT 'customer' AS subject_kind, customer AS subject_id, seller || '|' || customer || '|' || currency AS key, seller, customer, strength(robust_z, 4) AS score, robust_z AS z, amount, currency, rids AS evidence, n AS evidence_total,
      {'seller': seller, 'customer': customer, 'lines': n, 'products': products, 'discount': 1 - exp(-d), 'typical': 1 - exp(-typical), 'robust_z': robust_z, 'pairs': others, 'amount': amount, 'currency': currency} AS facts
    FROM placed WHERE others >= ${p.minPairs} AND d - typical >= ${p.minDiscount} AND robust_z >= 2`,
  tests: (p, { sale_lines }) => sql`
    SELECT count(*) AS tests FROM (SELECT 1 FROM ${sale_lines} WHERE seller IS NOT NULL AND customer IS NOT NULL AND unit_price > 0 GROUP BY seller, customer, currency HAVING count(*) >= ${p.minRows})`,
  sentence: {
    zh: (f) =>
      `销售员 ${f.seller} 卖给客户 ${f.customer} 的 ${number(f.lines, "zh")} 行货（${f.products} 个产品）比同类客户同季中位价一贯低 ${percent(f.discount, "zh")}（各对的中位数 ${percent(f.typical, "zh")}，z = ${number(f.robust_z, "zh", 1)}），共少收 ${money(f.amount, f.currency, "zh")}。`,
    en: (f) =>
      `${number(f.lines, "en")} lines (${f.products} products) that seller ${f.seller} sold to customer ${f.customer} lie steadily ${percent(f.discount, "en")} below the median of the class and quarter (median of all pairs ${percent(f.typical, "en")}, z = ${number(f.robust_z, "en", 1)}), ${money(f.amount, f.currency, "en")} in all.`,
  },
  chart: {
    kind: "distribution",
    title: {
      zh: "销售员×客户的让价残差（%），疑点已标出",
      en: "Residual discount of seller × customer in per cent, the suspect one marked",
    },
    query: ({ facts }, params, tables) => sql`
      WITH ${residuals(tables, Number(params.minRows))}
      SELECT 100 * (1 - exp(-median(gap))) AS value, seller = ${facts.seller} AND customer = ${facts.customer} AS suspect, seller || ' × ' || customer AS label
      FROM gaps WHERE seller IS NOT NULL AND currency = ${facts.currency} GROUP BY seller, customer HAVING count(*) >= ${params.minRows} ORDER BY suspect DESC, hash(seller || customer) LIMIT 2000`,
  },
});
