import { z } from "zod";
import { formatMoney, sql } from "../../platform/index.ts";
import { among } from "../among.ts";
import { defineDetector, type Run, type Tables } from "../define-detector.ts";
import { counted } from "../figures.ts";
import { decimal, whole } from "../parameter.ts";
import { sameParty } from "../same-name.ts";

interface Terms {
  readonly graceDays: number;
  readonly defaultTerms: number;
}

/** `late`: what customers owe past its day; `payers`: who ever paid; `by_others`: for whom others pay. */
const debts = (
  { graceDays, defaultTerms }: Terms,
  { sales, billings, payments, contracts, customers }: Tables,
  { asOf }: Run,
) => sql`
    known AS (
      SELECT customer_id AS customer, arg_min(name, rid) AS name, min(created_at) AS created_at, arg_min(payment_terms_days, rid) AS terms
      FROM ${customers} WHERE customer_id IS NOT NULL GROUP BY customer_id
    ), of_document AS (
      SELECT doc_id, min(customer) AS customer FROM (
        SELECT doc_id, customer FROM ${sales} UNION ALL SELECT doc_id, customer FROM ${billings} UNION ALL SELECT contract_id, customer_id FROM ${contracts}
      ) WHERE doc_id IN (SELECT coalesce(invoice_id, order_id, contract_id) FROM ${payments} WHERE customer_id IS NULL) GROUP BY doc_id
    ), paid AS MATERIALIZED (
      SELECT coalesce(p.customer_id, d.customer) AS customer, p.payer_name, p.rid, p.amount, coalesce(p.currency, 'XXX') AS currency
      FROM ${payments} p LEFT JOIN of_document d ON d.doc_id = CASE WHEN p.customer_id IS NULL THEN coalesce(p.invoice_id, p.order_id, p.contract_id) END
      WHERE p.amount > 0 AND coalesce(p.paid_at < CAST(${asOf} AS DATE) + 1, true)
    ), payers AS (SELECT DISTINCT customer FROM paid WHERE customer IS NOT NULL),
    dues AS MATERIALIZED (
      SELECT s.rid, s.doc_id, s.seller, s.customer, s.amount, s.currency, s.day, k.created_at,
        coalesce(CAST(b.due_on AS DATE), CAST(s.day AS DATE) + CAST(coalesce(s.payment_terms_days, k.terms, ${defaultTerms}) AS INTEGER)) AS due_on
      FROM (SELECT *, coalesce(sold_at, created_at) AS day FROM ${sales} WHERE NOT cancelled AND customer IS NOT NULL AND amount > 0) s
      LEFT JOIN known k USING (customer)
      LEFT JOIN (SELECT coalesce(order_id, doc_id) AS doc_id, max(due_on) AS due_on FROM ${billings} WHERE due_on IS NOT NULL GROUP BY 1) b ON b.doc_id = s.doc_id
    ), late AS (
      SELECT customer, currency, count(*) AS n, CAST(sum(amount) AS BIGINT) AS amount, min(due_on) AS since, arg_max(seller, (amount, -rid)) AS seller,
        list(rid ORDER BY amount DESC, rid)[1:200] AS rids
      FROM dues WHERE due_on < CAST(${asOf} AS DATE) - CAST(${graceDays} AS INTEGER) GROUP BY customer, currency
    ), by_others AS (
      SELECT p.customer, p.currency, count(*) AS n, CAST(sum(p.amount) AS BIGINT) AS amount, list(DISTINCT p.payer_name ORDER BY p.payer_name) AS names, list(p.rid ORDER BY p.amount DESC, p.rid)[1:200] AS rids,
        bool_and(CASE WHEN p.payer_name = coalesce(k.name, p.customer) THEN false ELSE NOT ${sameParty(sql`p.payer_name`, sql`coalesce(k.name, p.customer)`)} END) AS is_all
      FROM paid p LEFT JOIN known k USING (customer) WHERE p.payer_name IS NOT NULL AND p.customer IS NOT NULL GROUP BY p.customer, p.currency
    )`;

export default defineDetector({
  id: "never-paid-customer",
  scheme: "fictitious-sale",
  basis: "payment",
  title: { zh: "从未付款的客户", en: "Customer who has never paid" },
  why: {
    zh: "虚构的销售没有人付钱：账期早已过去，客户却一分未付；或者款项全部由他人代付，为的是掩盖无人购买。",
    en: "Nobody pays for an invented sale: the terms are long over and the customer has paid nothing, or everything was paid by others to cover that nobody bought.",
  },
  formula: {
    zh: "到期日 = 发票到期日，否则 单据日期 + 账期（订单、客户，缺省 {defaultTerms} 天）；截至报表日逾期超过 {graceDays} 天、扣除红字与退货后仍为正、且该客户从无回款。得分 = 0.45 + 0.25·d/(d+90) + 0.15·(n−1)/(n+1) + 0.1·(建档 {newDays} 天内首单) + 0.1·(逾期额不低于该销售员客户逾期额的 10%)，d 为最长逾期天数，n 为逾期单数。全由第三方付款：已付款且付款人全部与客户名称不符，得分 0.55 + 0.2·(n−1)/(n+1) + 0.1·(建档不久)。有逾期的客户中付过款的不足 {minPaying}，视为回款资料不全，不作判断。天数与权数为本产品设定。",
    en: "Due = the invoice's due date, else date + terms (of order, customer, else {defaultTerms} days). On the day of the run more than {graceDays} days overdue, positive after credits, and not one payment by the customer. Score = 0.45 + 0.25·d/(d+90) + 0.15·(n−1)/(n+1) + 0.1·(first sale within {newDays} days of creation) + 0.1·(at least 10 % of what the seller's customers owe overdue), d = longest overdue days, n = documents overdue. Paid only by others: every payer's name differs from the customer's; 0.55 + 0.2·(n−1)/(n+1) + 0.1·(new). Where less than a share of {minPaying} of the customers that should have paid did, the payments are incomplete and nothing is said. Days and weights are our default.",
  },
  innocent: [
    {
      zh: "合同纠纷、质保金或政府财政付款周期长。",
      en: "A dispute, a retention, or the long payment cycle of a public body.",
    },
    {
      zh: "回款登记在母公司或关联客户名下。",
      en: "Payments were booked under a parent or another account of the same customer.",
    },
    { zh: "集团财务公司、保理商或平台代付。", en: "The group's treasury, a factor or a platform pays." },
  ],
  blindTo: [
    {
      zh: "以资金回流方式“付款”的虚假客户。",
      en: "Fake customers who are made to pay with money sent round in a circle.",
    },
    { zh: "付过首期小额款项的客户。", en: "Customers who paid a small first instalment." },
  ],
  nextChecks: [
    {
      zh: "向客户函证余额，由审计人员直接寄发与回收。",
      en: "Have the customer confirm the balance; send and collect the letter yourself.",
    },
    {
      zh: "查催收记录、签收单和客户是否实际经营。",
      en: "Look for reminders, signed delivery notes, and whether the customer trades at all.",
    },
    {
      zh: "第三方付款：取得银行回单与委托付款协议，查付款人与销售员的关系。",
      en: "Paid by others: get the bank advice and the mandate, and look into the payer's tie to the seller.",
    },
  ],
  source:
    "ACFE Fraud Examiners Manual (fictitious revenues: receivables never collected); ISA 505 external confirmation",
  severity: "high",
  reads: { sales: ["customer", "amount"], payments: ["amount"] },
  params: z.object({
    graceDays: whole(60, [0, 1095], "逾期超过多少天才列出", "days overdue before it is listed"),
    defaultTerms: whole(60, [0, 365], "没有账期资料时的天数", "days of terms where none are known"),
    newDays: whole(30, [0, 365], "建档后多少天内算新客户", "days after creation a customer is new"),
    minPaying: decimal(
      0.6,
      [0, 1],
      "应付客户中付过款的最低占比",
      "least share of customers due that have paid",
    ),
  }),
  facts: z.object({
    form: z.enum(["unpaid", "others"]),
    customer: z.string(),
    documents: z.int(),
    overdue: z.int(),
    since: z.string().optional(),
    isNew: z.boolean(),
    payers: z.array(z.string()),
    amount: z.number(),
    currency: z.string(),
  }),
  locality: {
    unit: "customer",
    absent: ["payments"],
    recent: { days: () => 0 },
    baseline: {
      rates: (params, tables, run) => sql`
        WITH ${debts(params, tables, run)}
        SELECT (SELECT count(*) FILTER (customer IN (SELECT customer FROM payers)) / count(*) FROM (SELECT DISTINCT customer FROM late)) AS coverage,
          (SELECT count(*) FILTER (is_all) / (count(*) + 20) FROM by_others) AS others`,
      sellers: (params, tables, run) => sql`
        WITH ${debts(params, tables, run)} SELECT seller, currency, sum(amount) AS amount FROM late GROUP BY seller, currency`,
    },
  },
  query: (params, tables, run, baseline) => {
    const { newDays, minPaying } = params;
    const { reversals } = tables;
    const { asOf } = run;
    return sql`
    WITH ${debts(params, tables, run)}, firsts AS (
      SELECT customer, date_diff('day', any_value(created_at), min(day)) BETWEEN 0 AND ${newDays} AS is_new FROM dues GROUP BY customer
    ), credited AS (
      SELECT customer, currency, sum(amount) AS amount FROM ${reversals} WHERE form <> 'cancelled' GROUP BY customer, currency
    ), unpaid AS (
      SELECT l.*, coalesce(f.is_new, false) AS is_new, date_diff('day', l.since, CAST(${asOf} AS DATE)) AS overdue,
        l.amount - CAST(coalesce(c.amount, 0) AS BIGINT) AS open, l.amount / nullif(greatest(o.amount, l.amount), 0) AS share_of_seller
      FROM late l LEFT JOIN ${baseline("sellers")} o ON o.seller IS NOT DISTINCT FROM l.seller AND o.currency = l.currency LEFT JOIN firsts f ON f.customer = l.customer LEFT JOIN credited c ON c.customer = l.customer AND c.currency = l.currency
    )
    SELECT 'customer' AS subject_kind, customer AS subject_id, 'unpaid|' || customer || '|' || currency AS key, seller, customer,
      least(0.98, 0.45 + 0.25 * overdue / (overdue + 90.0) + 0.15 * (n - 1) / (n + 1) + CASE WHEN is_new THEN 0.1 ELSE 0 END + CASE WHEN share_of_seller >= 0.1 THEN 0.1 ELSE 0 END) AS score,
      open AS amount, currency, rids AS evidence, n AS evidence_total,
      {'form': 'unpaid', 'customer': customer, 'documents': n, 'overdue': overdue, 'since': CAST(since AS VARCHAR), 'isNew': is_new, 'payers': CAST([] AS VARCHAR[]), 'amount': open, 'currency': currency} AS facts
    FROM unpaid WHERE open > 0 AND customer NOT IN (SELECT customer FROM payers) AND (SELECT coverage FROM ${baseline("rates")}) >= ${minPaying}
    UNION ALL
    SELECT 'customer', o.customer, 'others|' || o.customer || '|' || o.currency, s.seller, o.customer, least(0.98, 0.55 + 0.2 * (o.n - 1) / (o.n + 1) + CASE WHEN f.is_new THEN 0.1 ELSE 0 END),
      o.amount, o.currency, o.rids, o.n,
      {'form': 'others', 'customer': o.customer, 'documents': o.n, 'overdue': 0, 'since': NULL, 'isNew': coalesce(f.is_new, false), 'payers': o.names[1:5], 'amount': o.amount, 'currency': o.currency}
    FROM by_others o LEFT JOIN firsts f USING (customer)
    LEFT JOIN (SELECT customer, arg_max(seller, (amount, -rid)) AS seller FROM dues GROUP BY customer) s ON s.customer = o.customer
    WHERE o.is_all AND (SELECT others FROM ${baseline("rates")}) <= 0.1`;
  },
  sentence: {
    zh: ({ form, customer, documents, overdue, since, isNew, payers, amount, currency }) => {
      const money = formatMoney({ minor: BigInt(amount), currency }, "zh");
      if (form === "others")
        return `客户 ${customer} 的 ${documents} 笔回款共 ${money} 全部由他人支付：${payers.join("、")}。`;
      return `客户 ${customer}${isNew ? "（建档不久即下单）" : ""}有 ${documents} 笔销售共 ${money} 已逾期，最早一笔于 ${since} 到期，逾期 ${overdue} 天，从未付过款。`;
    },
    en: ({ form, customer, documents, overdue, since, isNew, payers, amount, currency }) => {
      const money = formatMoney({ minor: BigInt(amount), currency }, "en");
      if (form === "others")
        return `${documents === 1 ? "The only payment" : `All ${documents} payments`} of customer ${customer}, ${money}, came from others: ${payers.join(", ")}.`;
      return `Customer ${customer}${isNew ? ", who bought soon after being created," : ""} has never paid: ${counted(documents, "sale")} of ${money} ${documents === 1 ? "is" : "are"} overdue, ${documents === 1 ? "" : "the first "}since ${since}, ${counted(overdue, "day")} ago.`;
    },
  },
  chart: {
    kind: "timeline",
    title: { zh: "该客户的销售与回款", en: "Sales to this customer, and payments" },
    y: { zh: "金额", en: "Amount" },
    query: ({ facts, evidence }, _params, { sales, payments }) => sql`
      SELECT CAST(CAST(day AS DATE) AS VARCHAR) AS "at", label, amount / 100.0 AS value, ${among("rid", evidence)} AS suspect FROM (
        SELECT rid, coalesce(sold_at, created_at) AS day, doc_id AS label, amount FROM ${sales} WHERE customer = ${facts.customer} AND NOT cancelled
        UNION ALL
        SELECT p.rid, p.paid_at, coalesce(p.payer_name, p.payment_id, ''), p.amount FROM ${payments} p
        WHERE p.customer_id = ${facts.customer} OR p.order_id IN (SELECT doc_id FROM ${sales} WHERE customer = ${facts.customer}) OR ${among("p.rid", evidence)}
      ) WHERE day IS NOT NULL ORDER BY suspect DESC, day, rid LIMIT 1000`,
  },
});
