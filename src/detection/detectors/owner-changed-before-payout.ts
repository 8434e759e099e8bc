import { sql } from "../../platform/index.ts";
import { fieldClass } from "../change-words.ts";
import { defineRateDetector } from "../define-rate-detector.ts";
import { money, percent } from "../figures.ts";
import { whole } from "../parameter.ts";

export default defineRateDetector({
  id: "owner-changed-before-payout",
  scheme: "commission",
  basis: "edit",
  title: { zh: "发提成前把单子改到自己名下", en: "Sales moved to one's own name before the pay-out" },
  why: {
    zh: "期间已过、提成未发，这时把别人的订单改成自己的，只为一件事：钱发到自己手里，或让自己够到下一档。",
    en: "When a period is over and its commission not yet paid, there is one reason to move a colleague's sale to oneself: to be paid for it, or to reach the next step.",
  },
  counted: {
    zh: "n 为该员工的销售单数，k 为单据日期所在月结束后 {days} 天内、该单提成发放之前，归属由他人改为该员工的单数。",
    en: "n = the employee's sales, k = those whose owner was changed to the employee within {days} days after the end of the sale's month and before its commission was paid.",
  },
  usual: { minRows: 10, minCount: 2, leastRatio: 3 },
  innocent: [
    { zh: "离职、调岗交接，有交接单。", en: "A hand-over when somebody leaves or moves, with papers." },
    { zh: "更正录单时选错的业务员。", en: "A correction of the wrong seller chosen at entry." },
  ],
  blindTo: [
    { zh: "录单当时就写成自己的单。", en: "Sales entered under one's own name from the start." },
    { zh: "没有修改记录的系统。", en: "Systems without a history of changes." },
  ],
  nextChecks: [
    {
      zh: "问原业务员与客户：这单是谁做的。",
      en: "Ask the former seller and the customer whose sale it was.",
    },
    {
      zh: "以原归属重算双方当期完成率与提成。",
      en: "Recompute both people's attainment and commission with the former owner.",
    },
  ],
  source: "ACFE Fraud Examiners Manual (commission schemes); Griffiths 1973",
  severity: "high",
  reads: { sales: ["seller", "sold_at"], changes: ["field", "new_value", "changed_at"] },
  level: "seller",
  params: { days: whole(31, [1, 365], "月末后多少天内", "days after the month's end") },
  cases: ({ days }, { sales, changes, commissions }) => sql`
    WITH paid AS (
      SELECT order_id, min(paid_at) AS paid_at FROM ${commissions} WHERE order_id IS NOT NULL AND amount > 0 GROUP BY order_id
    ), moved AS (
      SELECT c.subject_id, c.new_value AS owner, max(c.changed_at) AS changed_at, arg_max(c.rid, (c.changed_at, c.rid)) AS rid, arg_max(c.old_value, (c.changed_at, c.rid)) AS from_whom FROM ${changes} c
      WHERE ${fieldClass(sql`c.field`)} = 'owner' AND c.old_value <> c.new_value GROUP BY c.subject_id, c.new_value
    )
    SELECT s.seller AS unit, coalesce(m.rid, s.rid) AS rid, coalesce(m.changed_at, s.sold_at) AS day, s.customer, NULL AS seller, s.amount, s.currency,
      m.changed_at >= last_day(s.sold_at) + INTERVAL 1 DAY AND m.changed_at < last_day(s.sold_at) + INTERVAL 1 DAY + to_days(CAST(${days} AS INTEGER)) AND coalesce(m.changed_at < p.paid_at + INTERVAL 1 DAY, true) AS hit
    FROM ${sales} s LEFT JOIN moved m ON m.subject_id = s.doc_id AND m.owner = s.seller LEFT JOIN paid p ON p.order_id = s.doc_id
    WHERE s.seller IS NOT NULL AND s.sold_at IS NOT NULL AND NOT s.cancelled`,
  sentence: {
    zh: (f) =>
      `员工 ${f.unit} 的 ${f.of} 单中有 ${f.count} 单（${money(f.amount, f.currency, "zh")}）是在当月结束后、提成发放前由他人名下改来的（${f.first} 至 ${f.last}）；其他人为 ${percent(f.peersShare, "zh")}。`,
    en: (f) =>
      `${f.count} of ${f.of} sales of employee ${f.unit} (${money(f.amount, f.currency, "en")}) were moved from somebody else after the month's end and before the pay-out (${f.first} to ${f.last}); among the others ${percent(f.peersShare, "en")} were.`,
  },
  chartTitle: {
    zh: "各员工：发放前改入的单占比（%）",
    en: "Employees: sales moved to them before pay-out, per cent",
  },
});
