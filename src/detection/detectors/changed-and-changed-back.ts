import { z } from "zod";
import { type Bilingual, sql } from "../../platform/index.ts";
import { fieldClass } from "../change-words.ts";
import { defineDetector, type Run, type Tables } from "../define-detector.ts";
import { counted, money } from "../figures.ts";
import { decimal, whole } from "../parameter.ts";

const about: Readonly<Record<string, Bilingual>> = {
  bank: { zh: "账号", en: "bank account" },
  terms: { zh: "账期或信用额度", en: "terms or credit limit" },
  owner: { zh: "归属人", en: "owner" },
};

/** `undone`: fields of customers that were changed and, within days, changed back. */
const undoneEdits = (days: number, { changes, customers }: Tables, { asOf }: Run) => sql`
    edits AS (SELECT *, lead(rid) OVER one AS back_rid, lead(changed_at) OVER one AS back_at, lead(new_value) OVER one AS back_to, lead(changed_by) OVER one AS back_by FROM (
        SELECT c.rid, c.subject_id AS customer, c.field, c.old_value, c.new_value, c.changed_at, c.changed_by, c.reason, ${fieldClass(sql`c.field`)} AS about FROM ${changes} c
        SEMI JOIN ${customers} k ON k.customer_id = c.subject_id
        WHERE c.changed_at < CAST(${asOf} AS DATE) + 1 AND c.old_value IS NOT NULL AND c.new_value IS NOT NULL AND c.old_value <> c.new_value
      ) WHERE about IN ('bank', 'terms', 'owner') WINDOW one AS (PARTITION BY customer, field ORDER BY changed_at, rid)
    ), undone AS (
      SELECT *, date_diff('day', changed_at, back_at) AS span FROM edits WHERE back_to = old_value AND back_at <= changed_at + to_days(CAST(${days} AS INTEGER))
    )`;

export default defineDetector({
  id: "changed-and-changed-back",
  scheme: "master-data",
  basis: "edit",
  title: { zh: "主数据改了又改回", en: "Master data changed and changed back" },
  why: {
    zh: "额度在大单前一天调高、几天后改回，账号换出去收一笔款再换回来，事后看档案毫无异样，只有修改记录还在。",
    en: "A limit raised the day before a large sale and restored days later, or an account swapped for one payment: afterwards the record looks as ever, and only its history shows it.",
  },
  formula: {
    zh: "客户的账号、账期、信用额度或归属人由甲改为乙、{days} 天内又改回甲。得分 = 0.35 + 0.25·(由该客户的销售员修改) + 0.1·(期间该客户有销售) + 0.1·(账号) + 0.1·(1 − 间隔天数/{days}) + 0.05·(22 点至 6 点修改) − 0.1·(原因写明已审批)，低于 0.5 不列；这样的客户超过全部客户的 {maxShare} 时视为惯例，只列得分 0.65 以上者。天数与权数为本产品设定。",
    en: "A customer's account, terms, credit limit or owner goes from A to B and back to A within {days} days. Score = 0.35 + 0.25·(changed by the customer's own seller) + 0.1·(a sale to the customer in between) + 0.1·(an account) + 0.1·(1 − days between/{days}) + 0.05·(changed between 22 and 6 o'clock) − 0.1·(the reason says approved); not listed below 0.5, and where more than a share of {maxShare} of all customers are so, it is the custom and only 0.65 and more is listed. Days and weights are our default.",
  },
  innocent: [
    {
      zh: "经批准的临时提额，到期收回。",
      en: "A limit raised for a time, approved, and taken back when due.",
    },
    { zh: "录错后更正。", en: "A mistake corrected." },
    { zh: "代班期间的临时归属。", en: "A stand-in during an absence." },
  ],
  blindTo: [
    { zh: "改了不再改回的。", en: "Changes that are never undone." },
    { zh: "先改成第三个值再改回的。", en: "Changes that return by way of a third value." },
  ],
  nextChecks: [
    {
      zh: "查这段时间的订单、发货与收付款，尤其是新账号收了什么。",
      en: "See orders, deliveries and payments in that time, above all what the other account received.",
    },
    {
      zh: "查修改有无审批、谁的权限、从哪台设备登录。",
      en: "See whether it was approved, by whose right, and from which device.",
    },
  ],
  source: "ACFE Fraud Examiners Manual (master-file tampering); ISA 240 §33",
  severity: "high",
  reads: {
    changes: ["subject_id", "field", "old_value", "new_value", "changed_at"],
    customers: ["customer_id"],
  },
  params: z.object({
    days: whole(45, [1, 365], "多少天内改回", "days within which it is changed back"),
    maxShare: decimal(0.05, [0.001, 1], "超过此占比视为惯例", "share from which it is the custom"),
  }),
  facts: z.object({
    customer: z.string(),
    about: z.string(),
    field: z.string(),
    before: z.string(),
    between: z.string(),
    from: z.string(),
    to: z.string(),
    days: z.int(),
    by: z.string().optional(),
    times: z.int(),
    sales: z.int(),
    amount: z.number(),
    currency: z.string(),
  }),
  locality: {
    unit: "customer",
    recent: {
      days: () => 0,
      asksAlone: true,
      asks: (_, { changes }) => sql`SELECT subject_id AS customer, rid FROM ${changes}`,
    },
    baseline: {
      custom: ({ days, maxShare }, tables, run) => sql`
        WITH ${undoneEdits(days, tables, run)}
        SELECT (SELECT count(DISTINCT customer) FROM undone) / (count(*) + 20) > ${maxShare} AS it FROM ${tables.customers}`,
    },
  },
  query: ({ days }, tables, run, known) => {
    const { customers, sales } = tables;
    return sql`
    WITH ${undoneEdits(days, tables, run)}, owners AS (SELECT customer_id, min(owner_id) AS owner FROM ${customers} GROUP BY customer_id),
    sold AS (
      SELECT u.rid, count(*) AS sales, CAST(sum(s.amount) AS BIGINT) AS amount, arg_max(s.currency, s.amount) AS currency, arg_max(s.seller, (s.amount, -s.rid)) AS seller, list(s.rid ORDER BY s.amount DESC, s.rid)[1:20] AS rids
      FROM undone u JOIN ${sales} s ON s.customer = u.customer AND NOT s.cancelled AND s.sold_at >= CAST(u.changed_at AS DATE) AND s.sold_at < CAST(u.back_at AS DATE) + 1 GROUP BY u.rid
    ), scored AS (
      SELECT u.*, s.sales, s.amount, s.currency, coalesce(s.seller, o.owner) AS seller, s.rids, 0.35 + CASE WHEN u.changed_by IN (s.seller, o.owner) OR u.back_by IN (s.seller, o.owner) THEN 0.25 ELSE 0 END - CASE WHEN regexp_matches(lower(u.reason), '((已|经|获)(审批|批准)|approved)') THEN 0.1 ELSE 0 END
        + CASE WHEN s.sales > 0 THEN 0.1 ELSE 0 END + CASE u.about WHEN 'bank' THEN 0.1 ELSE 0 END + 0.1 * (1 - u.span / ${days}) + CASE WHEN hour(u.changed_at) >= 22 OR (hour(u.changed_at) < 6 AND CAST(u.changed_at AS TIME) <> TIME '00:00:00') THEN 0.05 ELSE 0 END AS score
      FROM undone u LEFT JOIN sold s USING (rid) LEFT JOIN owners o ON o.customer_id = u.customer
    ), worst AS (
      SELECT *, count(*) OVER (PARTITION BY customer, about) AS times, list_distinct(flatten(list([rid, back_rid]) OVER (PARTITION BY customer, about))) AS edit_rids FROM scored
      QUALIFY row_number() OVER (PARTITION BY customer, about ORDER BY score DESC, changed_at, rid) = 1
    )
    SELECT 'customer' AS subject_kind, customer AS subject_id, customer || '|' || about AS key, seller, customer, least(0.97, score + 0.03 * least(3, times - 1)) AS score, coalesce(amount, 0) AS amount, coalesce(currency, 'XXX') AS currency,
      list_concat(list_sort(edit_rids)[1:100], coalesce(rids, [])) AS evidence,
      {'customer': customer, 'about': about, 'field': field, 'before': old_value, 'between': new_value, 'from': strftime(changed_at, '%Y-%m-%d %H:%M'), 'to': strftime(back_at, '%Y-%m-%d %H:%M'), 'days': span, 'by': changed_by, 'times': times,
        'sales': coalesce(sales, 0), 'amount': coalesce(amount, 0), 'currency': coalesce(currency, 'XXX')} AS facts
    FROM worst, ${known("custom")} custom WHERE score >= CASE WHEN custom.it THEN 0.65 ELSE 0.5 END`;
  },
  sentence: {
    zh: (f) =>
      `客户 ${f.customer} 的${about[f.about]?.zh ?? f.field}在 ${f.from} 由 ${f.before} 改为 ${f.between}${f.by === undefined ? "" : `（${f.by}）`}，${f.days} 天后改回${f.sales > 0 ? `，期间有 ${f.sales} 笔销售共 ${money(f.amount, f.currency, "zh")}` : ""}${f.times > 1 ? `；这样的情形共 ${f.times} 次` : ""}。`,
    en: (f) =>
      `The ${about[f.about]?.en ?? f.field} of customer ${f.customer} went from ${f.before} to ${f.between} on ${f.from}${f.by === undefined ? "" : ` by ${f.by}`} and back after ${counted(f.days, "day")}${f.sales > 0 ? `, with ${counted(f.sales, "sale")} of ${money(f.amount, f.currency, "en")} in between` : ""}${f.times > 1 ? `; it happened ${f.times} times` : ""}.`,
  },
  chart: {
    kind: "timeline",
    title: { zh: "该客户的修改与销售", en: "Changes to the customer, and sales" },
    query: ({ facts }, _params, { changes, sales }) => sql`
      SELECT strftime(day, '%Y-%m-%d %H:%M') AS "at", label, value, suspect FROM (
        SELECT changed_at AS day, concat_ws(' ', field, old_value, '→', new_value, changed_by) AS label, NULL AS value, field = ${facts.field} AS suspect FROM ${changes} WHERE subject_id = ${facts.customer}
        UNION ALL SELECT sold_at, doc_id, amount / 100.0, false FROM ${sales} WHERE customer = ${facts.customer} AND NOT cancelled
      ) WHERE day IS NOT NULL AND label IS NOT NULL ORDER BY suspect DESC, day, label LIMIT 400`,
  },
});
