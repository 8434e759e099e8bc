import { z } from "zod";
import { type Bilingual, formatMoney, type Sql, sql } from "../../platform/index.ts";
import { among } from "../among.ts";
import { fieldClass, isGiven, meansKind, numberIn } from "../change-words.ts";
import { defineDetector, type Known, type Run, type Tables } from "../define-detector.ts";
import { counted } from "../figures.ts";
import { decimal, whole } from "../parameter.ts";

const events: Readonly<Record<string, Bilingual>> = {
  approval: { zh: "审批通过", en: "approval" },
  invoice: { zh: "开票", en: "the invoice" },
  delivery: { zh: "发货", en: "delivery" },
  close: { zh: "当期关账", en: "the close of its period" },
  sale: { zh: "首次销售", en: "the first sale" },
};
const edit = z.object({
  field: z.string(),
  before: z.string().optional(),
  after: z.string().optional(),
  at: z.string(),
  by: z.string().optional(),
});

const editsOf = (changes: Sql, asOf: string) => sql`
      SELECT rid, subject_id, subject_kind, field, old_value, new_value, changed_at, changed_by, ${fieldClass(sql`field`)} AS about, ${numberIn(sql`old_value`)} AS old_number, ${numberIn(sql`new_value`)} AS new_number
      FROM ${changes} WHERE changed_at IS NOT NULL AND coalesce(old_value <> new_value, true) AND changed_at < CAST(${asOf} AS DATE) + 1`;

interface Bounds {
  readonly closeDays: number;
  readonly lateDays: number;
  readonly minChange: number;
}

/** `after`: changes of documents made after an approval, the invoice, the delivery or the closing of the month. */
const editsAfter = (
  { closeDays, lateDays, minChange }: Bounds,
  { sales, contracts, billings, invoices, deliveries, approvals, changes }: Tables,
  { asOf }: Run,
  known: Known,
) => sql`
    documents AS (
      SELECT doc_kind AS kind, doc_id, rid, seller, customer, amount, currency, coalesce(sold_at, created_at) AS dated, created_by, approved_at, changed_at, changed_by FROM ${sales} WHERE NOT cancelled
      UNION ALL
      SELECT 'contract', contract_id, rid, seller_id, customer_id, amount, coalesce(currency, 'XXX'), signed_at, NULL, approved_at, changed_at, changed_by FROM ${contracts}
      WHERE (SELECT doc_kind FROM ${known("there")}) <> 'contract'
      UNION ALL
      SELECT 'invoice', b.doc_id, b.rid, b.seller, b.customer, b.amount, b.currency, b.invoiced_at, v.created_by, NULL, v.changed_at, v.changed_by
      FROM ${billings} b LEFT JOIN ${invoices} v USING (rid) WHERE (SELECT doc_kind FROM ${known("there")}) <> 'invoice'
    ), given AS MATERIALIZED (
      SELECT subject_id AS doc_id, any_value(subject_kind) AS subject_kind, min(decided_at) AS approved_at, max(decided_at) AS approved_last, list(rid ORDER BY decided_at, rid)[1:5] AS rids
      FROM ${approvals} WHERE decided_at IS NOT NULL AND ${isGiven(sql`decision`)} GROUP BY subject_id
    ), edited AS MATERIALIZED (${editsOf(changes, asOf)}),
    candidates AS (
      -- With a history, its changes; without, the document's own last change.
      SELECT d.*, e.rid AS edit_rid, e.field, e.old_value, e.new_value, e.changed_at AS edited_at, e.changed_by AS edited_by, e.about,
        CASE WHEN e.about = 'amount' AND e.old_number <> 0 THEN abs(e.new_number / e.old_number - 1) END AS relative
      FROM documents d JOIN edited e ON e.subject_id = d.doc_id AND ${meansKind(sql`e.subject_kind`, sql`d.kind`)} WHERE e.about IS NOT NULL
      UNION ALL
      SELECT *, NULL, 'changed_at', NULL, NULL, changed_at, changed_by, NULL, NULL FROM documents WHERE changed_at IS NOT NULL AND NOT (SELECT history FROM ${known("there")})
    ), billed AS (SELECT order_id, min(invoiced_at) AS first_at FROM ${billings} WHERE order_id IS NOT NULL GROUP BY order_id),
    moved AS (SELECT order_id, min(coalesce(shipped_at, delivered_at)) AS first_at FROM ${deliveries} WHERE order_id IS NOT NULL GROUP BY order_id),
    milestones AS MATERIALIZED (
      SELECT c.*, coalesce(g.approved_at, c.approved_at) AS approval, CASE WHEN c.kind = 'invoice' THEN c.dated + INTERVAL 1 DAY ELSE b.first_at END AS invoice, m.first_at AS delivery,
        CAST(last_day(c.dated) AS TIMESTAMP) + INTERVAL 1 DAY + to_days(CAST(${closeDays} AS INTEGER)) AS close, g.approved_last, g.rids AS approval_rids
      FROM candidates c LEFT JOIN given g ON g.doc_id = c.doc_id AND ${meansKind(sql`g.subject_kind`, sql`c.kind`)}
      LEFT JOIN billed b ON b.order_id = c.doc_id AND c.kind = 'order' LEFT JOIN moved m ON m.order_id = c.doc_id AND c.kind = 'order'
    ), passed AS (
      SELECT *, unnest([{'event': 'approval', 'event_at': approval, 'weight': 0.6}, {'event': 'invoice', 'event_at': invoice, 'weight': 0.6},
        {'event': 'delivery', 'event_at': delivery, 'weight': 0.5}, {'event': 'close', 'event_at': close, 'weight': 0.5}], recursive := true)
      FROM milestones
      WHERE edited_at > least(coalesce(approval, edited_at), coalesce(invoice, edited_at), coalesce(delivery, edited_at), coalesce(close, edited_at))
    ), after AS MATERIALIZED (
      SELECT *, date_diff('day', event_at, edited_at) AS days FROM passed
      WHERE edited_at > event_at AND NOT coalesce(approved_last > edited_at, false) AND NOT coalesce(relative < ${minChange}, false)
        -- A time of day is often missing: within the day of the event only an exact time says which came first.
        AND (CAST(edited_at AS DATE) > CAST(event_at AS DATE) OR (CAST(event_at AS TIME) <> TIME '00:00:00' AND CAST(edited_at AS TIME) <> TIME '00:00:00'))
        AND (edit_rid IS NOT NULL OR (edited_by IS NOT NULL AND edited_by IS DISTINCT FROM created_by AND edited_by IS DISTINCT FROM seller AND coalesce(created_by, seller) IS NOT NULL)
          OR date_diff('day', event_at, edited_at) > ${lateDays})
    )`;

/** `of_customers`: changes of a customer's bank, terms or owner after its first sale; of the changes in `edited`. */
const editsOfCustomers = ({ sales, customers }: Tables) => sql`
    customer_edits AS (
      SELECT e.*, k.owner_id, f.first_at, f.seller, f.amount, f.currency,
        CASE e.about WHEN 'bank' THEN 0.5 WHEN 'terms' THEN 0.45 ELSE 0.4 END + CASE WHEN e.changed_by IN (f.seller, k.owner_id) OR e.changed_by = e.new_value THEN 0.15 ELSE 0 END AS score
      FROM (SELECT * FROM edited WHERE about IN ('bank', 'terms', 'owner')) e
      JOIN (SELECT customer_id, any_value(owner_id) AS owner_id FROM ${customers} GROUP BY customer_id) k ON k.customer_id = e.subject_id AND ${meansKind(sql`e.subject_kind`, sql`'customer'`)}
      JOIN (SELECT customer, min(coalesce(sold_at, created_at)) AS first_at, arg_max(seller, (amount, -rid)) AS seller, arg_max(currency, (amount, -rid)) AS currency, CAST(sum(amount) AS BIGINT) AS amount
        FROM ${sales} WHERE NOT cancelled AND customer IN (SELECT subject_id FROM edited) GROUP BY customer) f ON f.customer = e.subject_id
      WHERE e.changed_at > f.first_at
    ), of_customers AS (
      SELECT subject_id, max(score) AS top, count(*) AS n, list(rid ORDER BY changed_at, rid) AS rids, list({'at': CAST(changed_at AS VARCHAR), 'field': field, 'before': old_value, 'after': new_value, 'by': changed_by} ORDER BY changed_at, rid) AS edits,
        any_value(seller) AS seller, any_value(amount) AS amount, any_value(currency) AS currency, any_value(first_at) AS first_at, min(changed_at) AS changed_at, arg_max(changed_by, (score, -rid)) AS changed_by
      FROM customer_edits GROUP BY subject_id
    )`;

export default defineDetector({
  id: "changed-after-approval",
  scheme: "master-data",
  basis: "edit",
  title: { zh: "审批、开票、发货或关账后被修改", en: "Changed after approval, invoice, delivery or close" },
  why: {
    zh: "先按合规的条件报批，通过后再改金额、账期、客户或归属人，审批便形同虚设；关账后改日期和金额则是在改写已报出的业绩。",
    en: "What was approved on proper terms and then changed in amount, terms, customer or owner was never approved; and who changes dates and amounts after the close rewrites results already reported.",
  },
  formula: {
    zh: "有修改记录时：金额类（变动不足 {minChange} 不计）、归属人、日期、账期、客户、账号字段在节点之后被修改，且其后没有再次审批。得分 = 节点（审批 0.6、开票 0.6、发货 0.5、关账 0.5，取最高）+ 0.05·(其余已过节点数) + 0.1·(客户、账号或归属人) + 0.25·r/(r + 0.2)（r 为金额变动比例）+ 0.1·(修改人即销售员或新归属人) + 0.03·(同单其他改动数，至多 5)，上限 0.97。关账为单据所属月末后 {closeDays} 天。客户档案：首次销售之后修改账号 0.5、账期或额度 0.45、归属人 0.4，修改人即其销售员加 0.15。没有修改记录时：单据的最后修改时间晚于节点，且修改人不是创建人也不是销售员（或晚于节点 {lateDays} 天以上）：0.45 起，另加 0.2·d/(d+30)。某节点后被改的单据占比（分母加 20）超过 {maxShare} 时视为惯例，不列。权数与天数为本产品设定。",
    en: "Where changes are recorded: fields of amount (from a relative change of {minChange} on), owner, date, terms, customer or account changed after an event and not approved again. Score = event (approval 0.6, invoice 0.6, delivery 0.5, close 0.5; the highest) + 0.05·(other events passed) + 0.1·(customer, account or owner) + 0.25·r/(r + 0.2), r = relative change of an amount, + 0.1·(changed by the seller or the new owner) + 0.03·(other changes of the document, at most 5), at most 0.97. The close is {closeDays} days after the end of the document's month. Customer records: after the first sale, account 0.5, terms or limit 0.45, owner 0.4, and 0.15 more by the customer's own seller. Where no changes are recorded: last changed after an event by neither creator nor seller (or more than {lateDays} days after it): from 0.45, plus 0.2·d/(d+30). An event after which more than a share of {maxShare} of the documents (20 added to their number) are changed is custom and not listed. Weights and days are our default.",
  },
  innocent: [
    { zh: "更正录入错误，有书面依据。", en: "A clerical error corrected, with papers to show it." },
    {
      zh: "客户变更需求后签了补充协议，但未重新走审批。",
      en: "The customer changed its mind and a supplement was signed, without a new approval.",
    },
    { zh: "系统接口或批量归属调整。", en: "An interface, or owners reassigned in bulk." },
  ],
  blindTo: [
    {
      zh: "不留修改记录的系统中，只看得到最后一次修改。",
      en: "Where the system keeps no history only the last change is seen.",
    },
    { zh: "删除后按原编号重建的单据。", en: "Documents deleted and made again under the same number." },
  ],
  nextChecks: [
    {
      zh: "比对审批时的快照与现值，确认差异由谁、凭什么修改。",
      en: "Compare the document as approved with what it says now: who changed it, and on what paper?",
    },
    { zh: "询问审批人是否知情。", en: "Ask the approver whether they knew." },
    {
      zh: "改账号或归属人的，追查随后的付款与提成。",
      en: "Where account or owner changed, follow the payments and commission after it.",
    },
  ],
  source:
    "ACFE Fraud Examiners Manual (management override, changes after approval); ISA 240 §33 (entries and adjustments after the close)",
  severity: "high",
  reads: { sales: ["amount"] },
  params: z.object({
    closeDays: whole(5, [0, 31], "月末后多少天关账", "days after the month's end that its books close"),
    lateDays: whole(
      30,
      [1, 365],
      "没有修改记录时，节点后多少天算晚",
      "days after the event that count as late where no history is kept",
    ),
    minChange: decimal(0.02, [0, 1], "金额变动至少多少才计", "least relative change of an amount"),
    maxShare: decimal(0.1, [0.001, 1], "超过此占比视为惯例", "above this share it is custom"),
  }),
  facts: z.object({
    kind: z.string(),
    document: z.string(),
    event: z.string(),
    eventAt: z.string(),
    days: z.int(),
    edits: z.array(edit),
    count: z.int(),
    by: z.string().optional(),
    amount: z.number(),
    currency: z.string(),
  }),
  locality: {
    unit: "customer",
    recent: {
      days: () => 0,
      // What was changed of a customer is held against its first sale; an approval may be told of after what it speaks of.
      asks: (_, { changes, approvals, sales }) => sql`
        SELECT subject_id AS customer, rid FROM ${changes}
        UNION ALL SELECT s.customer, a.rid FROM ${approvals} a JOIN ${sales} s ON s.doc_id = a.subject_id`,
    },
    baseline: {
      there: (_, { sales, changes }, { asOf }) => sql`
        SELECT (SELECT min(doc_kind) FROM ${sales}) AS doc_kind, (SELECT count(*) FROM (${editsOf(changes, asOf)})) > 0 AS history`,
      rates: (p, tables, run, known) => {
        const { sales, billings } = tables;
        return sql`
        WITH ${editsAfter(p, tables, run, known)}
      SELECT a.kind, a.event, count(DISTINCT a.rid) / (any_value(n.documents) + 20) AS share
      FROM after a JOIN (
        SELECT 'approval' AS event, count(*) AS documents FROM ${sales} WHERE approved_at IS NOT NULL HAVING (SELECT count(*) FROM given) = 0
        UNION ALL SELECT 'approval', count(*) FROM given HAVING count(*) > 0
        UNION ALL SELECT 'invoice', (SELECT count(*) FROM ${billings})
        UNION ALL SELECT 'delivery', count(*) FROM moved
        UNION ALL SELECT 'close', count(*) FROM documents
      ) n USING (event) GROUP BY a.kind, a.event`;
      },
      customers: (_, tables, { asOf }) => sql`
        WITH edited AS (${editsOf(tables.changes, asOf)}), ${editsOfCustomers(tables)}
        SELECT (SELECT count(*) FROM of_customers) / (count(*) + 20) AS share FROM ${tables.customers}`,
    },
  },
  query: (p, tables, run, known) => {
    const { maxShare } = p;
    return sql`
    WITH ${editsAfter(p, tables, run, known)}, rates AS (SELECT * FROM ${known("rates")}), ${editsOfCustomers(tables)}, changes_scored AS (
      SELECT *,
        weight + CASE WHEN about IN ('customer', 'bank', 'owner') THEN 0.1 ELSE 0 END + coalesce(0.25 * relative / (relative + 0.2), 0)
          + CASE WHEN edit_rid IS NULL THEN -0.15 + 0.2 * days / (days + 30.0) WHEN edited_by = seller OR (about = 'owner' AND edited_by = new_value) THEN 0.1 ELSE 0 END AS score
      FROM after SEMI JOIN (SELECT kind, event FROM rates WHERE share <= ${maxShare}) r ON r.kind = after.kind AND r.event = after.event
    ), of_documents AS (
      SELECT kind, doc_id, arg_max(event, (score, event)) AS event, arg_max(event_at, (score, event)) AS event_at, arg_max(days, (score, event)) AS days, max(score) AS top,
        count(DISTINCT event) AS passed, count(DISTINCT coalesce(edit_rid, rid)) AS n, min(rid) AS rid, any_value(seller) AS seller, any_value(customer) AS customer, max(amount) AS amount, any_value(currency) AS currency,
        max(least(coalesce(relative / (1 + relative), 1), 1)) AS part, list_sort(list_distinct(list(edit_rid) FILTER (edit_rid IS NOT NULL))) AS edit_rids, list_sort(list_distinct(flatten(list(approval_rids) FILTER (approval_rids IS NOT NULL)))) AS approval_rids,
        list_sort(list_distinct(list({'at': CAST(edited_at AS VARCHAR), 'field': field, 'before': old_value, 'after': new_value, 'by': edited_by}))) AS edits, arg_max(edited_by, (score, event)) AS edited_by
      FROM changes_scored GROUP BY kind, doc_id
    )
    SELECT kind AS subject_kind, doc_id AS subject_id, kind || '|' || doc_id AS key, seller, customer, least(0.97, top + 0.05 * (passed - 1) + 0.03 * least(5, n - 1)) AS score,
      CAST(round(coalesce(amount, 0) * part) AS BIGINT) AS amount, currency, list_concat(coalesce(edit_rids, []), [rid], coalesce(approval_rids, []))[1:200] AS evidence,
      {'kind': kind, 'document': doc_id, 'event': event, 'eventAt': CAST(CAST(event_at AS DATE) AS VARCHAR), 'days': days, 'edits': list_sort(edits)[1:10], 'count': n, 'by': edited_by,
        'amount': coalesce(amount, 0), 'currency': currency} AS facts
    FROM of_documents WHERE top >= 0.45
    UNION ALL
    SELECT 'customer', subject_id, 'customer|' || subject_id, seller, subject_id, least(0.97, top + 0.03 * least(5, n - 1)), amount, currency, rids[1:200],
      {'kind': 'customer', 'document': subject_id, 'event': 'sale', 'eventAt': CAST(CAST(first_at AS DATE) AS VARCHAR), 'days': date_diff('day', first_at, changed_at), 'edits': edits[1:10], 'count': n, 'by': changed_by,
        'amount': amount, 'currency': currency}
    FROM of_customers WHERE top >= 0.5 AND (SELECT share FROM ${known("customers")}) <= ${maxShare}`;
  },
  sentence: {
    zh: ({ document, event, eventAt, days, edits, count, by, amount, currency }) => {
      const money = formatMoney({ minor: BigInt(amount), currency }, "zh");
      const told = edits
        .filter(({ before, after }) => before !== undefined || after !== undefined)
        .map(({ field, before, after }) => `“${field}”由 ${before ?? "空"} 改为 ${after ?? "空"}`);
      const who = by === undefined ? "" : `由 ${by} `;
      const what =
        told.length === 0
          ? "修改"
          : `将${told.slice(0, 3).join("、")}${count > 3 ? `等（共 ${count} 处）` : ""}`;
      return `${document}（${money}）在${events[event]?.zh ?? event}（${eventAt}）${days > 0 ? `${days} 天` : ""}后${who}${what}，其后没有再次审批。`;
    },
    en: ({ document, event, eventAt, days, edits, count, by, amount, currency }) => {
      const money = formatMoney({ minor: BigInt(amount), currency }, "en");
      const told = edits
        .filter(({ before, after }) => before !== undefined || after !== undefined)
        .map(({ field, before, after }) => `${field} from ${before ?? "empty"} to ${after ?? "empty"}`);
      const who = by === undefined ? "" : ` by ${by}`;
      const what =
        told.length === 0
          ? ""
          : `: ${told.slice(0, 3).join(", ")}${count > 3 ? ` and more (${count} in all)` : ""}`;
      return `${document} (${money}) was changed${who} ${days === 0 ? "on the day of" : `${counted(days, "day")} after`} ${events[event]?.en ?? event} of ${eventAt}${what}; it was not approved again.`;
    },
  },
  chart: {
    kind: "timeline",
    title: { zh: "单据的经过与修改", en: "What happened to the document, and its changes" },
    query: (
      { facts, evidence },
      _params,
      { sales, contracts, billings, deliveries, approvals, changes },
    ) => sql`
      SELECT strftime(day, '%Y-%m-%d %H:%M') AS "at", label, suspect FROM (
        SELECT coalesce(sold_at, created_at) AS day, doc_id AS label, false AS suspect FROM ${sales} WHERE doc_id = ${facts.document} OR (${facts.kind} = 'customer' AND customer = ${facts.document})
        UNION ALL SELECT changed_at, coalesce(changed_by, doc_id), true FROM ${sales} WHERE doc_id = ${facts.document} AND (SELECT count(*) FROM ${changes}) = 0
        UNION ALL SELECT signed_at, contract_id, false FROM ${contracts} WHERE contract_id = ${facts.document}
        UNION ALL SELECT invoiced_at, doc_id, false FROM ${billings} WHERE order_id = ${facts.document} OR doc_id = ${facts.document}
        UNION ALL SELECT coalesce(shipped_at, delivered_at), delivery_id, false FROM ${deliveries} WHERE order_id = ${facts.document}
        UNION ALL SELECT decided_at, concat_ws(' ', approval_id, approver_id, decision), false FROM ${approvals} WHERE subject_id = ${facts.document}
        UNION ALL SELECT changed_at, concat_ws(' ', field, old_value, '→', new_value, changed_by), ${among("rid", evidence)} FROM ${changes} WHERE subject_id = ${facts.document}
      ) WHERE day IS NOT NULL AND label IS NOT NULL ORDER BY suspect DESC, day, label LIMIT 500`,
  },
});
