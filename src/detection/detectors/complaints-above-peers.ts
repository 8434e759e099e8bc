import { sql } from "../../platform/index.ts";
import { voices } from "../complaints.ts";
import { defineRateDetector } from "../define-rate-detector.ts";
import { number, percent } from "../figures.ts";

export default defineRateDetector({
  id: "complaints-above-peers",
  scheme: "feedback",
  basis: "feedback",
  title: { zh: "投诉远多于其销售应有的数量", en: "Far more complaints than the sales would bring" },
  why: {
    zh: "投诉、拒收和差评与销售量应当相称；某人的单子投诉特别多，要么卖法有问题，要么单子本身不真。",
    en: "Complaints go with sales; where one seller's draw far more than anybody else's, either the way of selling is wrong or the sales are not what they seem.",
  },
  counted: {
    zh: "n 为该销售员的销售单数，k 为归于他的投诉与低分评价（评分范围最低的三分之一）件数，k 不超过 n。",
    en: "n = the seller's sales, k = complaints and low ratings (in the lowest third of the range) that fall to the seller, no more than n.",
  },
  usual: { minRows: 20, minCount: 5 },
  innocent: [
    {
      zh: "其产品线、区域物流或客户群本来就投诉多。",
      en: "Products, a region's logistics or customers that draw complaints by nature.",
    },
    { zh: "接手了问题客户。", en: "Troubled customers were taken over." },
  ],
  blindTo: [
    { zh: "虚构的客户不会投诉。", en: "Invented customers do not complain." },
    { zh: "被改成“咨询”或压下不登记的投诉。", en: "Complaints turned into enquiries or never recorded." },
  ],
  nextChecks: [
    {
      zh: "按类别读投诉：是货、是人，还是没买过。",
      en: "Read them by category: is it the goods, the person, or a sale that never was?",
    },
    { zh: "回访几家客户核对订单。", en: "Call some of the customers and compare their orders." },
  ],
  source:
    "Griffiths 1973 (beta-binomial null); ACFE Fraud Examiners Manual (customer complaints as a red flag)",
  severity: "low",
  reads: { complaints: ["complaint_id"], sales: ["seller"] },
  level: "seller",
  params: {},
  cases: (_, tables) => sql`
    WITH heard AS MATERIALIZED (SELECT * FROM (${voices(tables)})),
    bad AS (
      SELECT employee, rid, day, customer, row_number() OVER (PARTITION BY employee ORDER BY day, rid) AS place FROM heard
      WHERE NOT is_review OR rating <= (SELECT min(rating) + 0.34 * (max(rating) - min(rating)) FROM heard HAVING max(rating) > min(rating))
    ), made AS (
      SELECT seller, rid, row_number() OVER (PARTITION BY seller ORDER BY rid) AS place FROM ${tables.sales} WHERE NOT cancelled AND seller IS NOT NULL
    )
    SELECT m.seller AS unit, coalesce(b.rid, m.rid) AS rid, b.day, b.customer, NULL AS seller, CAST(NULL AS BIGINT) AS amount, NULL AS currency, b.rid IS NOT NULL AS hit
    FROM made m LEFT JOIN bad b ON b.employee = m.seller AND b.place = m.place`,
  sentence: {
    zh: (f) =>
      `销售员 ${f.unit} 的 ${number(f.of, "zh")} 单引来 ${f.count} 起投诉或差评（每百单 ${number(100 * f.share, "zh", 1)} 起），其他人每百单 ${number(100 * f.peersShare, "zh", 1)} 起。`,
    en: (f) =>
      `${number(f.of, "en")} sales of seller ${f.unit} drew ${number(f.count, "en")} complaints or low ratings (${percent(f.share, "en")}); the others' rate is ${percent(f.peersShare, "en")}.`,
  },
  chartTitle: {
    zh: "各销售员：每百单的投诉与差评",
    en: "Sellers: complaints and low ratings per hundred sales",
  },
});
