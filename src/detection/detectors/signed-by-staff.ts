import { sql } from "../../platform/index.ts";
import { defineRateDetector } from "../define-rate-detector.ts";
import { money, percent } from "../figures.ts";

export default defineRateDetector({
  id: "signed-by-staff",
  scheme: "fictitious-sale",
  basis: "documents",
  title: { zh: "收货人签的是我方员工的名字", en: "Deliveries signed for by our own staff" },
  why: {
    zh: "货应由客户签收；签收单上是业务员自己的名字，就没有证据证明客户收到了货。",
    en: "The customer signs for the goods; where the seller's own name stands on the note, nothing shows that the customer ever had them.",
  },
  counted: {
    zh: "n 为该销售员各单的发货数，k 为签收人姓名与该销售员本人在花名册上的姓名相同的发货数。",
    en: "n = deliveries of the seller's sales, k = those signed with the seller's own name as it stands in the staff list.",
  },
  usual: { minRows: 5, minCount: 2, leastRatio: 3 },
  innocent: [
    {
      zh: "业务员自提送货并代签，事后补了客户签章。",
      en: "The seller took the goods along and signed; the customer's stamp followed.",
    },
    { zh: "客户方有人与业务员同名。", en: "Somebody at the customer's bears the same name." },
  ],
  blindTo: [{ zh: "冒签客户姓名或请他人代签。", en: "The customer's name forged, or a friend who signs." }],
  nextChecks: [
    { zh: "调取签收单原件与客户收货章。", en: "Get the original note with the customer's stamp." },
    { zh: "向客户核对收货数量与时间。", en: "Compare quantity and time with the customer." },
    { zh: "查这些单的回款与退货。", en: "See payment and returns of these sales." },
  ],
  source: "ACFE Fraud Examiners Manual (fictitious sales: proof of delivery); Griffiths 1973",
  severity: "high",
  reads: { deliveries: ["signed_by", "order_id"], employees: ["name"], sales: ["seller"] },
  level: "seller",
  params: {},
  cases: (_, { deliveries, employees, sales }) => sql`
    SELECT s.seller AS unit, d.rid, coalesce(d.delivered_at, d.shipped_at) AS day, s.customer, NULL AS seller, s.amount, s.currency, folded(d.signed_by) = folded(e.name) AS hit
    FROM (SELECT order_id, min(rid) AS rid, arg_min(signed_by, rid) AS signed_by, min(delivered_at) AS delivered_at, min(shipped_at) AS shipped_at FROM ${deliveries} WHERE signed_by IS NOT NULL GROUP BY order_id) d
    JOIN (SELECT doc_id, min(seller) AS seller, min(customer) AS customer, max(amount) AS amount, min(currency) AS currency FROM ${sales} WHERE seller IS NOT NULL GROUP BY doc_id) s ON s.doc_id = d.order_id
    JOIN (SELECT employee_id, min(name) AS name FROM ${employees} WHERE name IS NOT NULL GROUP BY employee_id) e ON e.employee_id = s.seller`,
  sentence: {
    zh: (f) =>
      `销售员 ${f.unit} 的 ${f.of} 次发货中有 ${f.count} 次（${money(f.amount, f.currency, "zh")}）由其本人签收（${f.first} 至 ${f.last}）；其他人为 ${percent(f.peersShare, "zh")}。`,
    en: (f) =>
      `${f.count} of ${f.of} deliveries of seller ${f.unit} (${money(f.amount, f.currency, "en")}) were signed for with the seller's own name (${f.first} to ${f.last}); among the others ${percent(f.peersShare, "en")} are.`,
  },
  chartTitle: { zh: "各销售员：本人签收占比（%）", en: "Sellers: deliveries signed by themselves, per cent" },
});
