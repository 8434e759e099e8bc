import { z } from "zod";
import { sql } from "../../platform/index.ts";
import { among } from "../among.ts";
import { defineDetector, type Tables } from "../define-detector.ts";
import { counted, money } from "../figures.ts";
import { linksCustomers } from "../locality.ts";
import { decimal, whole } from "../parameter.ts";

/** Money in and out by the same account or name, folded: `money_in`, `money_out` and `staff`. */
const flows = ({ payments, expenses, employees, sales, customers }: Tables) => sql`
    money_in AS MATERIALIZED (
      SELECT p.rid, coalesce(p.customer_id, s.customer) AS customer, p.amount, coalesce(p.currency, 'XXX') AS currency, p.paid_at AS day, folded(p.payer_account) AS account, party_name(p.payer_name) AS name, p.payer_name
      FROM ${payments} p LEFT JOIN (SELECT doc_id, min(customer) AS customer FROM ${sales} WHERE doc_id IN (SELECT order_id FROM ${payments} WHERE customer_id IS NULL) GROUP BY doc_id) s ON s.doc_id = p.order_id WHERE p.amount > 0
    ), money_out AS MATERIALIZED (
      SELECT rid, employee_id AS seller, amount, coalesce(currency, 'XXX') AS currency, occurred_at AS day, folded(payee_account) AS account, party_name(payee_name) AS name, payee_name FROM ${expenses} WHERE amount > 0
    ), own_names AS (SELECT DISTINCT customer_id AS customer, party_name(name) AS name FROM ${customers} WHERE name IS NOT NULL AND customer_id IS NOT NULL),
    own_accounts AS (SELECT DISTINCT customer_id AS customer, folded(bank_account) AS account FROM ${customers} WHERE bank_account IS NOT NULL AND customer_id IS NOT NULL),
    staff AS (SELECT employee_id, folded(bank_account) AS account, folded(name) AS name FROM ${employees})`;

export default defineDetector({
  id: "round-trip-money",
  scheme: "fictitious-sale",
  basis: "payment",
  title: {
    zh: "资金回流：我们付出去的钱又作为货款回来",
    en: "Money that goes out as an expense and returns as payment",
  },
  why: {
    zh: "以费用、返利付给某个账户，再由同一账户或收款人替客户付货款，销售就是用自己的钱买自己的货。",
    en: "A fee or rebate goes to an account, and the same account or payee then pays a customer's bill: the sale was made with our own money.",
  },
  formula: {
    zh: "货款的付款账号（或付款人名称）与我方费用、返利的收款账号（或收款人）相同，且该付款人不是客户本人；或货款由员工的工资卡、以员工姓名付入（至少 {minLength} 位账号）。账号相同 w = 0.65，仅名称相同 w = 0.5，员工账号 w = 0.7、员工姓名 w = 0.5（仅限该客户销售员本人）。得分 = w + (0.95 − w)·[0.5·r/(r + 0.5) + 0.3·(n − 1)/(n + 1) + 0.2·(付出在收回之前 {days} 天以内)]，r = 两个方向金额中较小者 ÷ 较大者，n 为收款笔数。权数与天数为本产品设定。",
    en: "The account (or name) that pays a customer's bill is that of a payee of our expenses or rebates and not the customer itself; or the bill is paid from an employee's account or in the name of the customer's own seller (accounts of {minLength} digits or more). Weights w: same account 0.65, same name only 0.5, employee's account 0.7, the seller's name 0.5. Score = w + (0.95 − w)·[0.5·r/(r + 0.5) + 0.3·(n − 1)/(n + 1) + 0.2·(paid out within {days} days before it came in)], r = smaller ÷ larger of the two sums, n = payments received. Weights and days are our default.",
  },
  innocent: [
    {
      zh: "服务商同时是我们的客户，往来各有合同。",
      en: "A provider that is a customer too, with contracts both ways.",
    },
    { zh: "员工垫付货款后报销。", en: "An employee advanced the payment and claimed it." },
    { zh: "经核准的代付平台。", en: "A payment platform that was approved." },
  ],
  blindTo: [
    { zh: "中间再过几手、换了账户的回流。", en: "Money that passes further hands and accounts on its way." },
    { zh: "现金回流。", en: "Cash." },
  ],
  nextChecks: [
    {
      zh: "取双方银行回单，列出资金的来路与去路。",
      en: "Get the bank advices and lay out where the money came from and went.",
    },
    {
      zh: "查费用有无真实服务、由谁经办。",
      en: "See whether the expense bought a service, and who arranged it.",
    },
    { zh: "查收款人与客户、员工的关系。", en: "Look into the payee's ties to customer and staff." },
  ],
  source: "ACFE Fraud Examiners Manual (round-tripping); CSRC guidance on fund flow checks (资金流水核查)",
  severity: "high",
  reads: { payments: ["amount"] },
  params: z.object({
    days: whole(60, [1, 730], "付出与收回相隔几天以内", "days between out and in"),
    minLength: decimal(6, [3, 30], "账号至少几位", "fewest digits of an account"),
  }),
  facts: z.object({
    form: z.enum(["account", "name", "employee-account", "employee-name"]),
    customer: z.string(),
    payer: z.string(),
    seller: z.string().optional(),
    received: z.number(),
    payments: z.int(),
    paid: z.number(),
    expenses: z.int(),
    days: z.int().optional(),
    currency: z.string(),
  }),
  locality: linksCustomers,
  query: ({ days, minLength }, tables) => sql`
    WITH ${flows(tables)},
    pairs AS (
      SELECT 'account' AS form, i.customer, i.account AS payer, i.rid AS in_rid, o.rid AS out_rid, o.seller, i.amount AS in_amount, o.amount AS out_amount, i.currency, date_diff('day', o.day, i.day) AS gap, i.payer_name
      FROM money_in i JOIN money_out o ON o.account = i.account AND o.currency = i.currency WHERE length(i.account) >= ${minLength}
        AND i.account NOT IN (SELECT account FROM staff WHERE account IS NOT NULL)
        -- A customer that pays from its own account and receives its rebate there does what customers do.
        AND NOT EXISTS (SELECT 1 FROM own_accounts a WHERE a.customer = i.customer AND a.account = i.account)
        AND NOT EXISTS (SELECT 1 FROM own_names n WHERE n.customer = i.customer AND n.name IN (i.name, o.name))
      UNION ALL
      SELECT 'name', i.customer, i.name, i.rid, o.rid, o.seller, i.amount, o.amount, i.currency, date_diff('day', o.day, i.day), i.payer_name
      FROM money_in i JOIN money_out o ON o.name = i.name AND o.currency = i.currency WHERE length(i.name) >= 2 AND NOT coalesce(o.account = i.account, false)
        AND (i.customer, i.name) NOT IN (SELECT (customer, name) FROM own_names WHERE name IS NOT NULL AND customer IS NOT NULL)
    ), by_staff AS (
      SELECT 'employee-account' AS form, i.customer, i.account AS payer, i.rid AS in_rid, e.employee_id AS seller, i.amount AS in_amount, i.currency, i.payer_name FROM money_in i JOIN staff e ON e.account = i.account WHERE length(i.account) >= ${minLength}
      UNION ALL
      SELECT 'employee-name', i.customer, i.name, i.rid, e.employee_id, i.amount, i.currency, i.payer_name FROM money_in i JOIN staff e ON e.name = folded(i.payer_name)
      JOIN (SELECT DISTINCT customer, seller FROM ${tables.sales} WHERE seller IS NOT NULL) s ON s.customer = i.customer AND s.seller = e.employee_id WHERE NOT coalesce(e.account = i.account, false)
    ), received AS (
      SELECT form, customer, payer, currency, sum(in_amount) AS received, count(*) AS payments, list(in_rid ORDER BY in_amount DESC, in_rid) AS in_rids, any_value(payer_name) AS payer_name
      FROM (SELECT DISTINCT form, customer, payer, currency, in_rid, in_amount, payer_name FROM pairs UNION ALL SELECT form, customer, payer, currency, in_rid, in_amount, payer_name FROM by_staff) GROUP BY form, customer, payer, currency
    ), spent AS (
      SELECT form, customer, payer, currency, sum(out_amount) AS paid, count(*) AS expenses, list(out_rid ORDER BY out_amount DESC, out_rid) AS out_rids, arg_max(seller, (out_amount, out_rid)) AS seller
      FROM (SELECT DISTINCT form, customer, payer, currency, out_rid, out_amount, seller FROM pairs) GROUP BY form, customer, payer, currency
    ), nearest AS (
      SELECT form, customer, payer, currency, min(gap) FILTER (gap >= 0) AS gap FROM pairs GROUP BY form, customer, payer, currency
    ), employed AS (SELECT form, customer, payer, currency, min(seller) AS seller FROM by_staff GROUP BY form, customer, payer, currency),
    scored AS (
      SELECT r.*, coalesce(s.paid, 0) AS paid, coalesce(s.expenses, 0) AS expenses, s.out_rids, coalesce(e.seller, s.seller) AS seller, n.gap,
        CASE r.form WHEN 'employee-account' THEN 0.7 WHEN 'account' THEN 0.65 ELSE 0.5 END AS w, coalesce(least(r.received, s.paid) / greatest(r.received, s.paid), 0) AS ratio
      FROM received r LEFT JOIN spent s ON s.form = r.form AND s.payer = r.payer AND s.currency = r.currency AND s.customer IS NOT DISTINCT FROM r.customer
      LEFT JOIN nearest n ON n.form = r.form AND n.payer = r.payer AND n.currency = r.currency AND n.customer IS NOT DISTINCT FROM r.customer
      LEFT JOIN employed e ON e.form = r.form AND e.payer = r.payer AND e.currency = r.currency AND e.customer IS NOT DISTINCT FROM r.customer
    )
    SELECT 'customer' AS subject_kind, customer AS subject_id, form || '|' || customer || '|' || payer AS key, seller, customer,
      w + (0.95 - w) * (0.5 * ratio / (ratio + 0.5) + 0.3 * (payments - 1) / (payments + 1) + CASE WHEN gap <= ${days} THEN 0.2 ELSE 0 END) AS score, CAST(received AS BIGINT) AS amount, currency,
      list_concat(in_rids[1:100], coalesce(out_rids, [])[1:100]) AS evidence, payments + expenses AS evidence_total,
      {'form': form, 'customer': customer, 'payer': coalesce(payer_name, payer), 'seller': seller, 'received': CAST(received AS BIGINT), 'payments': payments, 'paid': CAST(paid AS BIGINT), 'expenses': expenses, 'days': gap, 'currency': currency} AS facts
    FROM scored WHERE customer IS NOT NULL`,
  sentence: {
    zh: (f) =>
      f.form.startsWith("employee")
        ? `客户 ${f.customer} 的 ${f.payments} 笔货款（${money(f.received, f.currency, "zh")}）由员工 ${f.seller ?? ""} 的${f.form === "employee-account" ? "银行账户" : "名义"}付入。`
        : `客户 ${f.customer} 的 ${f.payments} 笔货款（${money(f.received, f.currency, "zh")}）由 ${f.payer} 付入，而我方曾以 ${f.expenses} 笔费用向同一${f.form === "account" ? "账户" : "收款人"}付出 ${money(f.paid, f.currency, "zh")}${f.seller === undefined ? "" : `（经办 ${f.seller}）`}${f.days === undefined ? "" : `，最近的一次相隔 ${f.days} 天`}。`,
    en: (f) =>
      f.form.startsWith("employee")
        ? `${counted(f.payments, "payment")} of customer ${f.customer} (${money(f.received, f.currency, "en")}) came ${f.form === "employee-account" ? "from the account" : "in the name"} of employee ${f.seller ?? ""}.`
        : `${counted(f.payments, "payment")} of customer ${f.customer} (${money(f.received, f.currency, "en")}) came from ${f.payer}, to whom we had paid ${money(f.paid, f.currency, "en")} in ${counted(f.expenses, "expense")}${f.form === "account" ? " on the same account" : ""}${f.seller === undefined ? "" : `, claimed by ${f.seller}`}${f.days === undefined ? "" : `, the nearest ${counted(f.days, "day")} apart`}.`,
  },
  chart: {
    kind: "timeline",
    title: { zh: "付出（负）与收回（正）", en: "Paid out (negative) and received (positive)" },
    query: ({ evidence }, _params, { payments, expenses }) => sql`
      SELECT CAST(CAST(day AS DATE) AS VARCHAR) AS "at", label, value, suspect FROM (
        SELECT paid_at AS day, coalesce(payer_name, payment_id, '') AS label, amount / 100.0 AS value, true AS suspect FROM ${payments} WHERE ${among("rid", evidence)}
        UNION ALL SELECT occurred_at, coalesce(payee_name, expense_id, ''), -amount / 100.0, true FROM ${expenses} WHERE ${among("rid", evidence)}
      ) WHERE day IS NOT NULL ORDER BY "at", label`,
  },
});
