import { sql } from "../../platform/index.ts";
import { defineRateDetector } from "../define-rate-detector.ts";
import { percent } from "../figures.ts";
import { decimal } from "../parameter.ts";

export default defineRateDetector({
  id: "free-goods",
  scheme: "side-agreement",
  basis: "price",
  title: { zh: "零价、近零价供货集中在一家客户", en: "Free goods that go to one customer" },
  why: {
    zh: "合同之外另送货，等于另给折扣或返利；零价单总落在同一家，多半有抽屉协议，也虚增了有价订单的单价。",
    en: "Goods given beside the contract are a discount or rebate off the books; where they keep going to one customer there is mostly a paper in the drawer, and the priced orders look better than they are.",
  },
  counted: {
    zh: "n 为该客户的销售行数，k 为数量为正而单价为零、或不足该产品单价中位数 {maxShare} 的行数。",
    en: "n = the customer's lines sold, k = those of positive quantity at no price, or under a share of {maxShare} of the product's median price.",
  },
  usual: { minRows: 10, minCount: 3, leastRatio: 3 },
  innocent: [
    { zh: "公司批准的买赠、样品、补货。", en: "Approved promotions, samples or replacements." },
    { zh: "配件随主机不单独计价。", en: "Accessories that come with a machine and carry no price." },
  ],
  blindTo: [
    { zh: "以低价而非零价输送的好处。", en: "Favours by a low price rather than none." },
    { zh: "不开单直接送出的货。", en: "Goods given away without any document." },
  ],
  nextChecks: [
    {
      zh: "查赠品有无审批与活动依据，由谁签收。",
      en: "See approval and promotion behind the gifts, and who signed for them.",
    },
    {
      zh: "把赠品并入有价订单，重算实际单价与毛利。",
      en: "Add them to the priced orders and recompute the price and margin.",
    },
  ],
  source:
    "ACFE Fraud Examiners Manual (side agreements, free goods); IFRS 15 / CAS 14 (variable consideration); Griffiths 1973",
  severity: "medium",
  reads: { sale_lines: ["customer", "quantity", "unit_price"] },
  level: "customer",
  beforehand: {
    zh: "按常价计价，或把赠品写成经批准的折扣。",
    en: "Charge the usual price, or write the gift down as a discount that was approved.",
  },
  params: {
    maxShare: decimal(
      0.05,
      [0, 0.5],
      "不足中位价的多少视为近零价",
      "share of the median price under which it counts as free",
    ),
  },
  // Usual prices of the products that are ever given away.
  baseline: {
    prices: (_, { sale_lines }) => sql`
      SELECT product, currency, median(unit_price) AS price FROM ${sale_lines} WHERE unit_price > 0 AND product IN (SELECT product FROM ${sale_lines} WHERE unit_price < 0.005) GROUP BY product, currency`,
  },
  cases: ({ maxShare }, { sale_lines }, _run, known) => sql`
    SELECT l.customer AS unit, l.rid, l.sold_at AS day, NULL AS customer, l.seller, CASE WHEN p.price > 0 THEN CAST(round((p.price - l.unit_price) * l.quantity * minor_factor(l.currency)) AS BIGINT) END AS amount, l.currency,
      l.unit_price <= ${maxShare} * coalesce(p.price, 0) AS hit
    FROM ${sale_lines} l LEFT JOIN ${known("prices")} p ON p.product = l.product AND p.currency = l.currency
    WHERE l.customer IS NOT NULL AND l.quantity > 0 AND l.unit_price IS NOT NULL`,
  sentence: {
    zh: (f) =>
      `客户 ${f.unit} 的 ${f.of} 行货中有 ${f.count} 行不收钱（${f.first} 至 ${f.last}）；其他客户为 ${percent(f.peersShare, "zh")}。`,
    en: (f) =>
      `${f.count} of ${f.of} lines sold to customer ${f.unit} were free (${f.first} to ${f.last}); among the other customers ${percent(f.peersShare, "en")} are.`,
  },
  chartTitle: { zh: "各客户：零价行占比（%）", en: "Customers: free lines, per cent" },
});
