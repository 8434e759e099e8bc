import { sql } from "../../platform/index.ts";
import { defineRateDetector } from "../define-rate-detector.ts";
import { money, percent } from "../figures.ts";
import { decimal } from "../parameter.ts";

export default defineRateDetector({
  id: "over-credit-limit",
  scheme: "channel-stuffing",
  basis: "payment",
  title: { zh: "超信用额度继续发货", en: "Sold beyond the customer's credit limit" },
  why: {
    zh: "额度早已用满还在供货，要么有人替他开口子压货，要么应收里本来就有收不回的假单。",
    en: "Where goods keep going to a customer whose limit is long used up, somebody lets it through to load it, or the receivables hold sales nobody will pay.",
  },
  counted: {
    zh: "按时间累计每客户的销售（价税合计）减去收款与冲回，得到每笔销售之后的占用。n 为有信用额度的该客户的销售单数，k 为使占用超过额度 {over} 倍的单数。没有期初余额，故占用只会偏低。",
    en: "Sales (gross) less payments and reversals, run up over time, give what a customer owes after each sale. n = sales to the customer, which must have a limit, k = those that bring what it owes above {over} times the limit. There is no opening balance, so it can only be too low.",
  },
  usual: { minRows: 6, minCount: 3, leastRatio: 2 },
  innocent: [
    { zh: "经审批的临时提额。", en: "A raise for a time that was approved." },
    { zh: "预付款或票据担保。", en: "Covered by a deposit or a guarantee." },
    { zh: "回款登记滞后。", en: "Payments that are booked late." },
  ],
  blindTo: [
    {
      zh: "额度被悄悄调高（见主数据改了又改回）。",
      en: "A limit raised on the quiet (see master data changed and changed back).",
    },
    { zh: "分到几个客户编码上的占用。", en: "What is owed under several codes of one customer." },
  ],
  nextChecks: [
    { zh: "查每次超额发货由谁放行。", en: "See who released each delivery beyond the limit." },
    {
      zh: "函证余额，看期后回款与退货。",
      en: "Have the balance confirmed; see payments and returns after it.",
    },
  ],
  source: "ACFE Fraud Examiners Manual (credit-limit override); IDEA/ACL credit-limit test; Griffiths 1973",
  severity: "low",
  reads: { customers: ["credit_limit"], sales: ["customer", "sold_at"], payments: ["amount", "paid_at"] },
  level: "customer",
  beforehand: {
    zh: "先收回欠款，或由信用部门批准临时额度。",
    en: "Collect what is owed first, or have the credit department approve a temporary limit.",
  },
  params: {
    over: decimal(1.1, [1, 100], "超过额度多少倍才计", "multiple of the limit from which it counts"),
  },
  absent: ["payments"],
  asks: (_, { customers, sales }) => sql`
    SELECT customer, rid FROM ${sales} WHERE customer IN (SELECT customer_id FROM ${customers} WHERE credit_limit > 0)`,
  cases: ({ over }, { customers, sales, payments, reversals }) => sql`
    WITH limits AS (
      SELECT customer_id AS customer, max(credit_limit) AS credit FROM ${customers} WHERE credit_limit > 0 GROUP BY customer_id
    ), moves AS (
      SELECT rid, customer, seller, coalesce(gross, amount) AS amount, currency, sold_at AS day, true AS is_sale, 1 AS place FROM ${sales} WHERE NOT cancelled AND amount > 0 AND sold_at IS NOT NULL AND customer IN (SELECT customer FROM limits)
      UNION ALL
      SELECT p.rid, coalesce(p.customer_id, o.customer), NULL, -p.amount, coalesce(p.currency, 'XXX'), p.paid_at, false, 0
      FROM ${payments} p LEFT JOIN (SELECT doc_id, min(customer) AS customer FROM ${sales} WHERE doc_id IN (SELECT order_id FROM ${payments} WHERE customer_id IS NULL) GROUP BY doc_id) o ON o.doc_id = p.order_id WHERE p.amount > 0 AND p.paid_at IS NOT NULL
      UNION ALL
      SELECT rid, customer, NULL, -amount, currency, reversed_at, false, 0 FROM ${reversals} WHERE amount > 0 AND reversed_at IS NOT NULL AND form <> 'cancelled'
    ), owed AS (
      SELECT m.*, l.credit, sum(m.amount) OVER (PARTITION BY m.customer ORDER BY m.day, m.place, m.rid) AS balance FROM moves m JOIN limits l USING (customer)
    )
    SELECT customer AS unit, rid, day, NULL AS customer, seller, CAST(least(amount, balance - credit) AS BIGINT) AS amount, currency, balance > ${over} * credit AS hit FROM owed WHERE is_sale`,
  sentence: {
    zh: (f) =>
      `客户 ${f.unit} 的 ${f.of} 单中有 ${f.count} 单（${percent(f.share, "zh")}）在超出信用额度时仍然供货（${f.first} 至 ${f.last}，超额部分累计 ${money(f.amount, f.currency, "zh")}）；其他客户为 ${percent(f.peersShare, "zh")}。`,
    en: (f) =>
      `${f.count} of ${f.of} sales to customer ${f.unit} (${percent(f.share, "en")}) were made beyond its credit limit (${f.first} to ${f.last}, ${money(f.amount, f.currency, "en")} above it in all); among the other customers ${percent(f.peersShare, "en")} were.`,
  },
  chartTitle: { zh: "各客户：超额度供货占比（%）", en: "Customers: sales beyond the limit, per cent" },
});
