import { sql } from "../../platform/index.ts";
import { defineRateDetector } from "../define-rate-detector.ts";
import { money, percent } from "../figures.ts";
import { decimal } from "../parameter.ts";

export default defineRateDetector({
  id: "commission-off-plan",
  scheme: "commission",
  basis: "documents",
  title: {
    zh: "提成与计提基数、比例或订单对不上",
    en: "Commission that does not follow from base, rate or order",
  },
  why: {
    zh: "提成是按公式算出来的；算不出来的那一笔，就是有人动过基数、比例，或同一单发了两次。",
    en: "Commission is computed; what cannot be computed again had its base or rate touched, or was paid twice for one sale.",
  },
  counted: {
    zh: "n 为该员工的正数提成笔数，k 为其中：金额 ≠ 基数 × 比例；基数高于订单金额（含税价亦不符）；或同一订单同一人按同一基数重复计提。差异在 {tolerance} 以内不计。",
    en: "n = the employee's positive commissions, k = those where the amount is not base × rate, the base exceeds the order (its gross included), or the same order, person and base occur again. Differences within {tolerance} do not count.",
  },
  usual: { minRows: 5, minCount: 2, leastRatio: 3 },
  innocent: [
    { zh: "特批的奖励或补发，有审批。", en: "A bonus or a later payment that was approved." },
    { zh: "按里程碑分次计提。", en: "Paid by milestones." },
  ],
  blindTo: [
    {
      zh: "虚增的是订单本身，提成因此“算得对”。",
      en: "Where the order itself is inflated, the commission computes.",
    },
    { zh: "只有金额、没有基数与订单号的提成表。", en: "Commissions with neither base nor order." },
  ],
  nextChecks: [
    { zh: "按制度重算并列出差额。", en: "Recompute by the plan and list the differences." },
    {
      zh: "查提成表由谁编制、谁复核、何时改过。",
      en: "See who made, reviewed and changed the commission list.",
    },
  ],
  source: "ACFE Fraud Examiners Manual (commission schemes: recomputation); Griffiths 1973",
  severity: "medium",
  reads: { commissions: ["employee_id", "amount"] },
  level: "seller",
  params: { tolerance: decimal(0.02, [0, 1], "允许的相对差异", "relative difference that is allowed") },
  cases: ({ tolerance }, { commissions, sales }) => sql`
    SELECT c.employee_id AS unit, c.rid, c.paid_at AS day, NULL AS customer, NULL AS seller, c.amount, coalesce(c.currency, 'XXX') AS currency,
      coalesce(abs(c.amount - c.base_amount * c.rate) > ${tolerance} * c.amount + 100, false) OR coalesce(c.base_amount > greatest(s.amount, s.gross) * (1 + ${tolerance}) + 100, false)
        OR (c.order_id IS NOT NULL AND c.base_amount IS NOT NULL AND row_number() OVER (PARTITION BY c.employee_id, c.order_id, c.base_amount, c.order_id IS NULL ORDER BY c.rid) > 1) AS hit
    FROM ${commissions} c LEFT JOIN (SELECT doc_id, max(amount) AS amount, max(gross) AS gross FROM ${sales} WHERE doc_id IN (SELECT order_id FROM ${commissions}) GROUP BY doc_id) s ON s.doc_id = c.order_id
    WHERE c.amount > 0`,
  sentence: {
    zh: (f) =>
      `员工 ${f.unit} 的 ${f.of} 笔提成中有 ${f.count} 笔（${money(f.amount, f.currency, "zh")}）与基数、比例或订单对不上；其他人为 ${percent(f.peersShare, "zh")}。`,
    en: (f) =>
      `${f.count} of ${f.of} commissions of employee ${f.unit} (${money(f.amount, f.currency, "en")}) do not follow from base, rate or order; among the others ${percent(f.peersShare, "en")} do not.`,
  },
  chartTitle: {
    zh: "各员工：对不上的提成占比（%）",
    en: "Employees: commissions that do not compute, per cent",
  },
});
