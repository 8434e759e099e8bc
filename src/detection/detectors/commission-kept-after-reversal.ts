import { sql } from "../../platform/index.ts";
import { defineRateDetector } from "../define-rate-detector.ts";
import { money, percent } from "../figures.ts";
import { decimal } from "../parameter.ts";

export default defineRateDetector({
  id: "commission-kept-after-reversal",
  scheme: "commission",
  basis: "payment",
  title: { zh: "退货或取消后提成没有扣回", en: "Commission kept after the sale was taken back" },
  why: {
    zh: "先把单凑进来拿提成，发放之后再退货或取消；别人的都扣回了，只有他的没有，说明有人放行，或本就是为提成做的单。",
    en: "The sale is made up, commission is paid, then it is returned or cancelled. Where everybody else's commission is taken back and one person's is not, somebody let it pass, or the sale was made for the pay.",
  },
  counted: {
    zh: "n 为该员工已发提成、发放后被退回、红冲或取消达 {minShare} 的单数；k 为其后没有任何负数提成（同单同人）的单数。",
    en: "n = the employee's sales of which a share of {minShare} or more was returned, credited or cancelled after their commission was paid; k = those without any negative commission for the same sale and person afterwards.",
  },
  usual: { minRows: 2, minCount: 2, leastRatio: 1.5 },
  innocent: [
    {
      zh: "扣回在下个发放周期才做，尚未到期。",
      en: "The claw-back follows in the next pay run, which has not come yet.",
    },
    { zh: "制度规定质量原因的退货不扣。", en: "A rule that returns for quality are not taken back." },
  ],
  blindTo: [
    {
      zh: "按期间合计扣回、不写订单号的企业。",
      en: "Companies that take back by period without naming the sale.",
    },
    {
      zh: "全员都不扣回的企业：没有对照。",
      en: "Companies that never take back: there is nothing to compare with.",
    },
  ],
  nextChecks: [
    { zh: "查谁审批了不扣回，依据是什么。", en: "See who approved that nothing is taken back, and why." },
    { zh: "算出应扣回的金额并要求补扣。", en: "Compute what is owed and have it taken back." },
    {
      zh: "看这些单是否正好帮他够到当月档位。",
      en: "See whether these sales just brought the month over a step.",
    },
  ],
  source: "ACFE Fraud Examiners Manual (commission schemes); Griffiths 1973",
  severity: "high",
  reads: { commissions: ["employee_id", "order_id", "amount"], reversals: ["sale_id"] },
  level: "seller",
  params: {
    minShare: decimal(0.25, [0.01, 1], "冲回金额占原单的最低比例", "least share of the sale taken back"),
  },
  cases: ({ minShare }, { commissions, reversals, sales }) => sql`
    WITH paid AS (
      SELECT order_id, employee_id, min(paid_at) AS paid_at, min(rid) AS rid, sum(amount) AS amount, any_value(coalesce(currency, 'XXX')) AS currency FROM ${commissions}
      WHERE amount > 0 AND order_id IS NOT NULL AND employee_id IS NOT NULL GROUP BY order_id, employee_id
    ), taken AS (
      SELECT sale_id, min(reversed_at) AS reversed_at, sum(amount) AS amount, min(rid) AS rid FROM ${reversals} WHERE sale_id IN (SELECT order_id FROM paid) GROUP BY sale_id
    ), returned AS (
      SELECT order_id, employee_id, count(*) AS n FROM ${commissions} WHERE amount < 0 AND order_id IS NOT NULL GROUP BY order_id, employee_id
    )
    SELECT p.employee_id AS unit, p.rid, t.reversed_at AS day, s.customer, NULL AS seller, CAST(p.amount AS BIGINT) AS amount, p.currency, r.n IS NULL AS hit
    FROM paid p JOIN taken t ON t.sale_id = p.order_id
    JOIN (SELECT doc_id, min(customer) AS customer, max(amount) AS amount FROM ${sales} WHERE doc_id IN (SELECT sale_id FROM taken) GROUP BY doc_id) s ON s.doc_id = p.order_id
    LEFT JOIN returned r ON r.order_id = p.order_id AND r.employee_id = p.employee_id
    WHERE t.reversed_at >= p.paid_at AND t.amount >= ${minShare} * s.amount`,
  sentence: {
    zh: (f) =>
      `员工 ${f.unit} 有 ${f.of} 单在发放提成后被退回或取消，其中 ${f.count} 单的提成（${money(f.amount, f.currency, "zh")}）没有扣回；其他人没有扣回的占 ${percent(f.peersShare, "zh")}。`,
    en: (f) =>
      `${f.of} sales of employee ${f.unit} were taken back after their commission was paid; for ${f.count} of them it (${money(f.amount, f.currency, "en")}) was kept, against ${percent(f.peersShare, "en")} among the others.`,
  },
  chartTitle: {
    zh: "各员工：冲回后未扣提成的占比（%）",
    en: "Employees: commission kept after a reversal, per cent",
  },
});
