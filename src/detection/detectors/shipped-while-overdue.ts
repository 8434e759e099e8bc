import { sql } from "../../platform/index.ts";
import type { Run, Tables } from "../define-detector.ts";
import { defineRateDetector } from "../define-rate-detector.ts";
import { money, percent } from "../figures.ts";
import { whole } from "../parameter.ts";

interface Terms {
  readonly late: number;
  readonly defaultTerms: number;
}

/** `owed`: sales as bills, from when each counts as long overdue, and until when it was open. */
const bills = (
  { late, defaultTerms }: Terms,
  { sales, payments, billings, customers, reversals }: Tables,
  { asOf }: Run,
) => sql`
    settled AS (
      SELECT coalesce(p.order_id, b.order_id) AS doc_id, max(p.paid_at) AS paid_at, sum(p.amount) AS paid FROM ${payments} p
      LEFT JOIN (SELECT doc_id, min(order_id) AS order_id FROM ${billings} WHERE order_id IS NOT NULL GROUP BY doc_id) b ON b.doc_id = p.invoice_id WHERE p.amount > 0 GROUP BY 1
    ), due AS (SELECT coalesce(order_id, doc_id) AS doc_id, max(due_on) AS due_on FROM ${billings} WHERE due_on IS NOT NULL GROUP BY 1),
    back AS (SELECT sale_id, max(reversed_at) AS reversed_at FROM ${reversals} WHERE sale_id IS NOT NULL GROUP BY sale_id),
    terms AS (SELECT customer_id AS customer, max(payment_terms_days) AS days FROM ${customers} WHERE customer_id IS NOT NULL GROUP BY customer_id),
    owed AS MATERIALIZED (
      SELECT s.rid, s.customer, s.seller, s.amount, s.currency, s.sold_at,
        coalesce(CAST(d.due_on AS TIMESTAMP), s.sold_at + to_days(CAST(coalesce(s.payment_terms_days, t.days, ${defaultTerms}) AS INTEGER))) + to_days(CAST(${late} AS INTEGER)) AS late_from,
        coalesce(greatest(p.paid_at, r.reversed_at), p.paid_at, r.reversed_at, CAST(${asOf} AS TIMESTAMP)) AS until,
        p.paid_at IS NULL AND r.reversed_at IS NULL AS is_open
      FROM ${sales} s LEFT JOIN settled p ON p.doc_id = s.doc_id LEFT JOIN due d ON d.doc_id = s.doc_id LEFT JOIN back r ON r.sale_id = s.doc_id LEFT JOIN terms t ON t.customer = s.customer
      WHERE s.customer IS NOT NULL AND s.sold_at IS NOT NULL AND s.amount > 0 AND NOT s.cancelled
    )`;

export default defineRateDetector({
  id: "shipped-while-overdue",
  scheme: "side-agreement",
  basis: "payment",
  title: { zh: "旧账严重逾期、新货照发", en: "Served on while old bills are long overdue" },
  why: {
    zh: "逾期很久没有人催、货还照发，往往因为私下说好了卖完再付、卖不掉可退，账上的应收其实不是应收。",
    en: "Where bills are long overdue, nobody asks and the goods keep coming, it was often agreed to pay when sold and to return the rest: the receivable is none.",
  },
  counted: {
    zh: "到期日 = 发票到期日，否则单据日期 + 账期（订单、客户，缺省 {defaultTerms} 天）；付清日 = 该单最后一笔回款，未付则至报表日。n 为该客户的销售单数，k 为发生时该客户另有一单已逾期 {late} 天以上的单数。账龄 30/60/90/120/180 天可用参数调整。",
    en: "Due = the invoice's due date, else date + terms (of order, customer, else {defaultTerms} days); settled = the last payment of the sale, or the day of the run where there is none. n = sales to the customer, k = those made while another sale to it was overdue by {late} days or more. Set the parameter for ages of 30/60/90/120/180 days.",
  },
  usual: { minRows: 6, minCount: 4, leastRatio: 2.5 },
  innocent: [
    { zh: "公立医院、政府类客户付款周期普遍长。", en: "Public hospitals and bodies that all pay late." },
    { zh: "逾期部分有争议，其余正常往来。", en: "One disputed bill, and ordinary business otherwise." },
  ],
  blindTo: [
    { zh: "到期日被顺延过的账款。", en: "Bills whose due date was put off." },
    { zh: "以旧换新：用新货款付旧账。", en: "New sales that pay the old." },
  ],
  nextChecks: [
    { zh: "查催收记录与放货审批。", en: "Look for reminders, and who released the goods." },
    {
      zh: "向客户函证余额和付款条件，问有无退货约定。",
      en: "Have balance and terms confirmed, and ask about a right of return.",
    },
  ],
  source: "ACFE Fraud Examiners Manual (ageing of receivables, side agreements); ISA 505; Griffiths 1973",
  severity: "low",
  reads: { sales: ["customer", "sold_at"], payments: ["amount", "paid_at"] },
  level: "customer",
  beforehand: {
    zh: "先收回逾期款再供货，或由信用部门书面放行。",
    en: "Collect what is overdue before supplying more, or have the credit department release it in writing.",
  },
  params: {
    late: whole(90, [1, 1095], "逾期多少天以上", "days overdue"),
    defaultTerms: whole(60, [0, 365], "没有账期资料时的天数", "days of terms where none are known"),
  },
  // Bills that were ever late, and until when: a sale in that time asks for the customer's rows.
  baseline: {
    late: (p, tables, run) => sql`
      WITH ${bills(p, tables, run)}
      SELECT customer, late_from, until, false AS is_open FROM owed WHERE until > late_from AND NOT is_open
      UNION ALL SELECT customer, min(late_from), NULL, true FROM owed WHERE is_open GROUP BY customer`,
  },
  absent: ["payments"],
  asks: (_, { sales }, _run, known) => sql`
    SELECT s.customer, s.rid FROM ${sales} s JOIN ${known("late")} l ON l.customer = s.customer AND s.sold_at >= l.late_from AND (l.is_open OR s.sold_at < l.until)`,
  cases: (p, tables, run) => sql`
    WITH ${bills(p, tables, run)}, spells AS (
      -- Of the bills that came to be late before a sale, the one that stayed open longest tells whether any was open then.
      SELECT customer, late_from, max(until) OVER (PARTITION BY customer ORDER BY late_from, rid) AS until FROM owed WHERE until > late_from
    )
    SELECT o.customer AS unit, o.rid, o.sold_at AS day, NULL AS customer, o.seller, o.amount, o.currency, coalesce(s.until > o.sold_at, false) AS hit
    FROM owed o ASOF LEFT JOIN (SELECT customer, late_from, max(until) AS until FROM spells GROUP BY ALL) s ON s.customer = o.customer AND o.sold_at >= s.late_from`,
  sentence: {
    zh: (f) =>
      `客户 ${f.unit} 的 ${f.of} 单中有 ${f.count} 单（${money(f.amount, f.currency, "zh")}）是在旧账已严重逾期时照发的（${f.first} 至 ${f.last}）；其他客户为 ${percent(f.peersShare, "zh")}。`,
    en: (f) =>
      `${f.count} of ${f.of} sales to customer ${f.unit} (${money(f.amount, f.currency, "en")}) were made while older bills were long overdue (${f.first} to ${f.last}); among the other customers ${percent(f.peersShare, "en")} were.`,
  },
  chartTitle: { zh: "各客户：逾期中照发的占比（%）", en: "Customers: sales while overdue, per cent" },
});
