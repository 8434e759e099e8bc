import { sql } from "../../platform/index.ts";
import { promiseComplaint, voices } from "../complaints.ts";
import { defineRateDetector } from "../define-rate-detector.ts";
import { number, percent } from "../figures.ts";

export default defineRateDetector({
  id: "broken-promises",
  scheme: "misrepresentation",
  basis: "feedback",
  title: {
    zh: "客户投诉承诺未兑现或与宣传不符",
    en: "Complaints of broken promises or of goods not as described",
  },
  why: {
    zh: "多家客户异口同声说“当初不是这么讲的”，且都是同一名销售员的单，说明卖的时候说了公司不会认的话。",
    en: "When several customers of one seller say that it is not what they were told, something was said at the sale that the company never offered.",
  },
  counted: {
    zh: "n 为该销售员的销售单数，k 为其客户投诉中提到承诺、答应、夸大、误导或与说明不符的件数（带评分的评价除外，k 不超过 n）；投诉未写明员工时按其订单的销售员计。",
    en: "n = the seller's sales, k = complaints (reviews with a rating apart, no more than n) that speak of a promise, of being misled, or of goods unlike the description; where a complaint names no employee, the seller of its order counts.",
  },
  usual: { minRows: 10, minCount: 3 },
  innocent: [
    {
      zh: "客户误解合同条款，经解释后撤诉。",
      en: "The customer misread the contract and withdrew after it was explained.",
    },
    { zh: "公司统一的宣传材料本身有误。", en: "The company's own material was wrong." },
    { zh: "主管的产品或区域本来就多投诉。", en: "A product or region that draws many complaints by nature." },
  ],
  blindTo: [
    {
      zh: "客户没有投诉，直接退货或不再购买。",
      en: "Customers who do not complain but return the goods or stay away.",
    },
    { zh: "措辞里没有这些词的投诉。", en: "Complaints that use none of these words." },
  ],
  nextChecks: [
    {
      zh: "逐一回访投诉客户：谁、何时、怎么说的，有无聊天记录。",
      en: "Call the customers: who said what and when, and is there a chat to show?",
    },
    {
      zh: "对照合同、报价与公司批准的宣传材料。",
      en: "Compare with contract, quote and the material the company approved.",
    },
    { zh: "看这些单后来的退货与折让。", en: "See what was returned or credited on these sales." },
  ],
  source: "ACFE Fraud Examiners Manual (misrepresentation to customers); Griffiths 1973",
  severity: "high",
  reads: { complaints: ["description"], sales: ["seller"] },
  level: "seller",
  params: {},
  cases: (_, tables) => sql`
    WITH said AS (
      SELECT employee, rid, day, customer, row_number() OVER (PARTITION BY employee ORDER BY day, rid) AS place FROM (${voices(tables)})
      WHERE rating IS NULL AND regexp_matches(lower(coalesce(text, '') || ' ' || coalesce(category, '')), ${promiseComplaint})
    ), made AS (
      SELECT seller, rid, amount, currency, row_number() OVER (PARTITION BY seller ORDER BY rid) AS place FROM ${tables.sales} WHERE NOT cancelled AND seller IS NOT NULL
    )
    SELECT m.seller AS unit, coalesce(s.rid, m.rid) AS rid, s.day, s.customer, NULL AS seller, CAST(NULL AS BIGINT) AS amount, NULL AS currency, s.rid IS NOT NULL AS hit
    FROM made m LEFT JOIN said s ON s.employee = m.seller AND s.place = m.place`,
  sentence: {
    zh: (f) =>
      `销售员 ${f.unit} 的 ${number(f.of, "zh")} 单引来 ${f.count} 起“承诺未兑现、与说的不一样”的投诉（${f.first} 至 ${f.last}），按其他人的比率只应有 ${number(f.expected, "zh", 1)} 起。`,
    en: (f) =>
      `${number(f.of, "en")} sales of seller ${f.unit} drew ${number(f.count, "en")} complaints of broken promises or goods not as described (${f.first} to ${f.last}); the others' rate would make ${number(f.expected, "en", 1)} (${percent(f.peersShare, "en")} of sales).`,
  },
  chartTitle: { zh: "各销售员：此类投诉 ÷ 单数（%）", en: "Sellers: such complaints per hundred sales" },
});
