import { sql } from "../../platform/index.ts";
import { isGiven } from "../change-words.ts";
import { defineRateDetector } from "../define-rate-detector.ts";
import { money, percent } from "../figures.ts";
import { decimal } from "../parameter.ts";

export default defineRateDetector({
  id: "below-floor-price",
  scheme: "price-kickback",
  basis: "price",
  title: { zh: "低于价目表最低价供货", en: "Sold below the floor of the price list" },
  why: {
    zh: "低于最低限价又没有特批，好处给了客户，回头往往有一份给经手人。",
    en: "A price under the floor without an approval is a gift to the customer, of which a part often comes back to whoever arranged it.",
  },
  counted: {
    zh: "价目表按产品、适用客户类别（无则通用）与有效期取最低价；没有最低价时取价格 × (1 − 最大折扣)。n 为该客户可对照的销售行数，k 为单价低于最低价 {tolerance} 以上、且该单没有已通过审批记录的行数。零价行见零价供货。",
    en: "The floor is the price list's minimum for product, customer class (else the general one) and date; without one, price × (1 − greatest discount). n = the customer's lines that have a floor, k = those priced more than {tolerance} below it on a document without any approval given. Free lines are told elsewhere.",
  },
  usual: { minRows: 8, minCount: 3, leastRatio: 3 },
  innocent: [
    {
      zh: "招标价、战略客户协议价未录入价目表。",
      en: "A tender or strategic price that is not in the list.",
    },
    { zh: "临期、残次品处理。", en: "Goods near expiry or damaged." },
    { zh: "价目表与订单含税口径不同。", en: "List and order differ in tax." },
  ],
  blindTo: [
    { zh: "正好卡在最低价上。", en: "Prices right at the floor." },
    { zh: "以返利、费用、赠品补的差价。", en: "The difference made up by rebates, expenses or free goods." },
  ],
  nextChecks: [
    { zh: "查特价申请与批准人。", en: "See who asked for the price and who approved it." },
    {
      zh: "查该客户、经手人与费用报销的往来。",
      en: "Look at the dealings between customer, seller and expense claims.",
    },
  ],
  source: "ACFE Fraud Examiners Manual (unauthorised discounts, kickbacks); Griffiths 1973",
  severity: "medium",
  reads: { sale_lines: ["customer", "product", "unit_price"], prices: ["product_id"] },
  level: "customer",
  beforehand: {
    zh: "单价不低于价目表的最低价，或先取得特价审批。",
    en: "Charge the floor of the price list or more, or have the special price approved first.",
  },
  params: {
    tolerance: decimal(0.01, [0, 0.5], "低于最低价多少以内不计", "share below the floor that is allowed"),
  },
  baseline: {
    floors: (_, { prices }) => sql`
      SELECT product_id AS product, lower(trim(customer_category)) AS class, CAST(coalesce(min_price, price * (1 - max_discount)) AS DOUBLE) AS floor, valid_from, valid_to FROM ${prices} WHERE coalesce(min_price, price * (1 - max_discount)) > 0`,
  },
  cases: ({ tolerance }, { sale_lines, customers, approvals }, _run, known) => sql`
    WITH classes AS (
      SELECT customer_id AS customer, min(lower(trim(category))) AS class FROM ${customers} WHERE customer_id IS NOT NULL GROUP BY customer_id
    ), allowed AS (SELECT DISTINCT subject_id AS doc_id FROM ${approvals} WHERE ${isGiven(sql`decision`)}),
    bounded AS (
      SELECT l.customer, l.rid, l.sold_at, l.seller, l.unit_price, l.quantity, l.currency, l.doc_id, coalesce(max(f.floor) FILTER (f.class = c.class), max(f.floor) FILTER (f.class IS NULL)) AS floor
      FROM ${sale_lines} l LEFT JOIN classes c USING (customer) JOIN ${known("floors")} f ON f.product = l.product AND (f.class IS NULL OR f.class = c.class)
        AND coalesce(f.valid_from <= l.sold_at, true) AND coalesce(f.valid_to >= CAST(l.sold_at AS DATE), true)
      WHERE l.customer IS NOT NULL AND l.unit_price > 0 GROUP BY ALL
    )
    SELECT customer AS unit, rid, sold_at AS day, NULL AS customer, seller, currency, CAST(round((floor - unit_price) * quantity * minor_factor(currency)) AS BIGINT) AS amount,
      unit_price < floor * (1 - ${tolerance}) AND NOT coalesce(doc_id IN (SELECT doc_id FROM allowed), false) AS hit
    FROM bounded WHERE floor IS NOT NULL`,
  sentence: {
    zh: (f) =>
      `客户 ${f.unit} 的 ${f.of} 行货中有 ${f.count} 行（${percent(f.share, "zh")}）低于价目表最低价且无审批，差价共 ${money(f.amount, f.currency, "zh")}；其他客户为 ${percent(f.peersShare, "zh")}。`,
    en: (f) =>
      `${f.count} of ${f.of} lines sold to customer ${f.unit} (${percent(f.share, "en")}) lie below the price list's floor without an approval, ${money(f.amount, f.currency, "en")} in all; among the other customers ${percent(f.peersShare, "en")} do.`,
  },
  chartTitle: { zh: "各客户：低于最低价的行占比（%）", en: "Customers: lines below the floor, per cent" },
});
