import { z } from "zod";
import { formatMoney, type Language, sql } from "../../platform/index.ts";
import { among } from "../among.ts";
import { deals, documentsThere } from "../deals.ts";
import { type AnyTable, defineDetector, type Run, type Tables } from "../define-detector.ts";
import { type DocumentRule, documentRules, documentSigns, habitualSigns } from "../document-rules.ts";
import { decimal, whole } from "../parameter.ts";

const settledDay = (run: Run, graceDays: number) =>
  sql`CAST(${run.asOf} AS DATE) - CAST(${graceDays} AS INTEGER)`;

/** Tables of which a group of deals has a row each. */
const restsOn: Readonly<Record<DocumentRule["among"], readonly AnyTable[]>> = {
  sold: [],
  invoiced: ["billings"],
  delivered: ["deliveries"],
  contracted: [],
  paid: ["payments"],
  priced: ["order_lines", "invoice_lines"],
  totalled: [],
};

export default defineDetector({
  id: "document-mismatch",
  scheme: "document-mismatch",
  basis: "documents",
  title: {
    zh: "合同、订单、发货、发票、回款不符",
    en: "Contract, order, delivery, invoice and payment disagree",
  },
  why: {
    zh: "真实交易的五类单据相互印证；虚构或被改动的交易往往缺一环，或当事人、数量、价格、税、日期、付款方对不上。",
    en: "The five documents of a true sale bear each other out. One that was invented or altered lacks a link, or party, quantity, price, tax, date or payer disagree.",
  },
  formula: {
    zh: "逐笔比对合同、订单、明细、交货、发票、回款；金额、数量、单价允许相差 {tolerance}（另加 1 元）；缺少的单据给予 {graceDays} 天等待期；仅在数据中有该类单据时才比对。某一不符占可比单据的比率（分母加 20）超过 {maxShare} 时视为口径或数据问题，整体列一条（得分 0.3），不逐单列出。各项得分 = w + (0.95 − w)·r/(r+1)，w 为该类不符的起点（0.35–0.75），r 为风险金额 ÷ 单据金额；账期不符的风险金额为多出的天数占一年的比例乘以金额，先下单后签约不计风险金额；同一客户有 {habit} 笔以上（共 n 笔）都只有同一处不符（付款方、账期、先下单后签约）时合为一条，得分 = w + (0.95 − w)·(n − 1)/(n + 2)；其余一笔交易合并为 1 − Π(1 − 各项得分)，上限 0.98，低于 0.5 不列：单独一笔账期不同或合同晚签，多为手续。容差、等待期与起点为本产品设定。",
    en: "Each deal's contract, order, lines, deliveries, invoices and payments are compared; amounts, quantities and prices may differ by a share of {tolerance} (plus one unit of currency); a missing document is awaited for {graceDays} days; kinds the data do not have are not asked for. A disagreement on more than a share of {maxShare} of the comparable deals (20 added to their number) is a matter of definition or data: one finding for all (score 0.3) instead of one a deal. Each scores w + (0.95 − w)·r/(r+1), w = its start (0.35–0.75), r = amount at risk ÷ amount of the document; of differing terms the part of a year by which they differ is at risk, of an order before its contract nothing; {habit} or more deals (n) of one customer with the same lone disagreement (payer, terms, order before contract) are one finding of score w + (0.95 − w)·(n − 1)/(n + 2); any other deal is 1 − Π(1 − score), at most 0.98 and not listed below 0.5: one deal with other terms, or a contract signed late, is paperwork more often than not. Tolerance, grace and starts are our default.",
  },
  innocent: [
    {
      zh: "分批交货、分期开票或预付款尚未结清。",
      en: "Deliveries or invoices in part, or a prepayment not yet settled.",
    },
    {
      zh: "集团采购：总部签约、分公司收货、财务公司付款。",
      en: "Group purchasing: signed by head office, received by a branch, paid by the group's treasury.",
    },
    {
      zh: "合同补签、录入错误后已更正但未同步。",
      en: "A contract signed afterwards, or an error corrected in one system only.",
    },
  ],
  blindTo: [
    { zh: "全套单据一并伪造、彼此一致的交易。", en: "Deals whose documents were all forged to agree." },
    {
      zh: "未注明订单或合同编号的单据无法配对。",
      en: "Documents that name no order or contract cannot be paired.",
    },
    {
      zh: "一笔交易中单独一次的合同晚签或账期略长。",
      en: "A single contract signed late, or terms a little longer, in one deal alone.",
    },
  ],
  nextChecks: [
    {
      zh: "调取不符的两份原件（扫描件、电子发票、签收单）核对。",
      en: "Pull the originals of the two documents that disagree (scan, e-invoice, signed delivery note).",
    },
    { zh: "向客户函证数量、金额与付款方。", en: "Have the customer confirm quantity, amount and payer." },
    {
      zh: "在税务平台查验发票购方与状态。",
      en: "Verify the invoice's buyer and state on the tax authority's platform.",
    },
  ],
  source:
    "ACFE Fraud Examiners Manual (matching of documents); three-way match extended by contract and payment",
  severity: "high",
  reads: { sales: ["amount"] },
  params: z.object({
    tolerance: decimal(0.02, [0, 0.5], "允许的相对差异", "relative difference allowed"),
    graceDays: whole(45, [0, 730], "缺失单据的等待天数", "days a missing document is awaited"),
    maxShare: decimal(
      0.1,
      [0.001, 1],
      "超过此占比视为口径或数据问题",
      "above this share it is a matter of definition or data",
    ),
    habit: whole(
      3,
      [2, 1000],
      "同一客户同一处不符达到多少笔即合为一条",
      "deals of one customer with one disagreement told as one",
    ),
  }),
  facts: z.object({
    deal: z.string(),
    amount: z.number(),
    currency: z.string(),
    signs: z.array(
      z.object({ sign: z.string(), ours: z.string().optional(), theirs: z.string().optional() }),
    ),
    /** Deals of one customer with this one disagreement, where they are told together. */
    deals: z.int().optional(),
    share: z.number().optional(),
    failing: z.int().optional(),
    compared: z.int().optional(),
  }),
  locality: {
    unit: "customer",
    recent: { days: () => 0 },
    baseline: {
      there: (_, tables) => documentsThere(tables),
      // How often each rule is broken by everybody: above a bound it is a matter of definitions.
      rates: ({ tolerance, graceDays }, tables, run, known) => {
        const rules = documentRules({ tolerance, settled: settledDay(run, graceDays) });
        const groups = [...new Set(rules.map(({ among }) => among))];
        const counted = groups.map((group) => {
          const counts = rules.filter(({ among }) => among === group).map(countOf);
          return sql`SELECT unnest([${sql.join(counts)}]) AS r FROM ${sql.ref(group)}`;
        });
        return sql`
          WITH ${deals(tables, known("there"))}
          SELECT r.sign, r.compared, r.failing, r.failing / (r.compared + 20) AS share FROM (${sql.join(counted, sql` UNION ALL `)})`;
      },
    },
    tells: ({ subject_kind }) => subject_kind !== "data-set",
  },
  query: ({ tolerance, graceDays, maxShare, habit }, tables, run, known) => {
    const habitual = sql.join(habitualSigns.map((sign) => sql.lit(sign)));
    const without = (table: AnyTable) => run.empty?.has(table) ?? false;
    const rules = documentRules({ tolerance, settled: settledDay(run, graceDays) }).filter(
      ({ among }) => !restsOn[among].some(without),
    );
    const failing = rules.map(
      (rule) => sql`
      SELECT ${sql.lit(rule.sign)} AS sign, doc_kind, doc_id, o_rid, seller, o_customer, currency, o_amount, CAST(${rule.ours} AS VARCHAR) AS ours,
        CAST(${rule.theirs} AS VARCHAR) AS theirs, CAST(coalesce(${rule.atRisk}, o_amount, 0) AS BIGINT) AS at_risk, CAST(${rule.other} AS BIGINT) AS other_rid,
        ${sql.lit(rule.weight)} AS weight
      FROM ${sql.ref(rule.among)}
      WHERE (${rule.applies}) AND (${rule.fails})`,
    );
    return sql`
    WITH ${deals(tables, known("there"))},
    rates AS (SELECT * FROM ${known("rates")}),
    failing AS (
      SELECT f.* FROM (${sql.join(failing, sql` UNION ALL `)}) f SEMI JOIN (SELECT sign FROM rates WHERE share <= ${maxShare}) r USING (sign)
    ),
    scored AS (
      SELECT *, weight + (0.95 - weight) * (at_risk / greatest(o_amount, 1)) / (at_risk / greatest(o_amount, 1) + 1) AS score FROM failing
      QUALIFY row_number() OVER (PARTITION BY doc_kind, doc_id, sign ORDER BY at_risk DESC, o_rid) = 1
    ),
    alone AS (
      SELECT *, CASE WHEN sign = 'order-before-contract' THEN '' ELSE theirs END AS other FROM scored WHERE o_customer IS NOT NULL
      QUALIFY count(*) OVER (PARTITION BY doc_kind, doc_id) = 1 AND sign IN (${habitual})
    ),
    habits AS (
      SELECT sign, o_customer, currency, other, count(*) AS deals, CAST(sum(at_risk) AS BIGINT) AS at_risk, CAST(sum(o_amount) AS BIGINT) AS amount, any_value(weight) + (0.95 - any_value(weight)) * (count(*) - 1) / (count(*) + 2) AS score,
        CASE WHEN count(DISTINCT seller) = 1 THEN min(seller) END AS seller, min(ours) AS ours, min(theirs) AS theirs, list(o_rid ORDER BY at_risk DESC, o_rid) AS rids
      FROM alone GROUP BY sign, o_customer, currency, other HAVING count(*) >= ${habit}
    ),
    single AS (
      SELECT s.* FROM scored s WHERE o_rid NOT IN (SELECT unnest(rids) FROM habits)
    )
    SELECT doc_kind AS subject_kind, doc_id AS subject_id, doc_kind || '|' || doc_id AS key, any_value(seller) AS seller, any_value(o_customer) AS customer,
      least(0.98, 1 - exp(sum(ln(1 - score)))) AS score, least(max(at_risk), greatest(max(o_amount), max(at_risk))) AS amount, any_value(currency) AS currency,
      list_concat([min(o_rid)], list_sort(list_distinct(coalesce(list(other_rid) FILTER (other_rid <> o_rid), []))))[1:200] AS evidence,
      {'deal': doc_id, 'amount': max(o_amount), 'currency': any_value(currency), 'signs': list({'sign': sign, 'ours': ours, 'theirs': theirs} ORDER BY score DESC, sign),
        'deals': NULL, 'share': NULL, 'failing': NULL, 'compared': NULL} AS facts
    FROM single GROUP BY doc_kind, doc_id HAVING 1 - exp(sum(ln(1 - score))) >= 0.5
    UNION ALL
    SELECT 'customer', o_customer, 'habit|' || sign || '|' || o_customer || '|' || currency || '|' || other, seller, o_customer, score, at_risk, currency, rids[1:200],
      {'deal': o_customer, 'amount': amount, 'currency': currency, 'signs': [{'sign': sign, 'ours': CASE WHEN sign = 'order-before-contract' THEN NULL ELSE ours END, 'theirs': CASE WHEN sign = 'order-before-contract' THEN NULL ELSE theirs END}],
        'deals': deals, 'share': NULL, 'failing': NULL, 'compared': NULL}
    FROM habits
    UNION ALL
    SELECT 'data-set', sign, 'data-set|' || sign, NULL, NULL, 0.3, 0, 'XXX', [],
      {'deal': sign, 'amount': 0, 'currency': 'XXX', 'signs': [{'sign': sign, 'ours': NULL, 'theirs': NULL}], 'deals': NULL, 'share': failing / compared, 'failing': failing, 'compared': compared}
    FROM rates WHERE share > ${maxShare}`;
  },
  sentence: {
    zh: (facts) => {
      const told = facts.signs.map(({ sign, ours, theirs }) =>
        tell(sign, ours, theirs, facts.currency, "zh"),
      );
      if (facts.compared !== undefined)
        return `全部 ${facts.compared} 笔可比单据中有 ${facts.failing} 笔（${((facts.share ?? 0) * 100).toFixed(0)}%）不符：${told.join("；")}。比例如此之高，多为口径或数据问题，未逐单列出。`;
      if (facts.deals !== undefined)
        return `客户 ${facts.deal} 有 ${facts.deals} 笔交易（共 ${formatMoney({ minor: BigInt(facts.amount), currency: facts.currency }, "zh")}）都是同一处不符：${told.join("；")}。`;
      return `${facts.deal}（${formatMoney({ minor: BigInt(facts.amount), currency: facts.currency }, "zh")}）单据不符：${told.join("；")}。`;
    },
    en: (facts) => {
      const told = facts.signs.map(({ sign, ours, theirs }) =>
        tell(sign, ours, theirs, facts.currency, "en"),
      );
      if (facts.compared !== undefined)
        return `${facts.failing} of ${facts.compared} comparable documents (${((facts.share ?? 0) * 100).toFixed(0)}%) disagree: ${told.join("; ")}. So many speak of definitions or data, and are not listed one by one.`;
      if (facts.deals !== undefined)
        return `${facts.deals} deals of customer ${facts.deal} (${formatMoney({ minor: BigInt(facts.amount), currency: facts.currency }, "en")} in all) disagree in the same one point: ${told.join("; ")}.`;
      return `${facts.deal} (${formatMoney({ minor: BigInt(facts.amount), currency: facts.currency }, "en")}): the documents disagree: ${told.join("; ")}.`;
    },
  },
  chart: {
    kind: "documents",
    title: { zh: "这笔交易的单据", en: "The documents of this deal" },
    query: (
      { facts, evidence },
      _params,
      { sales, sale_lines, billings, deliveries, payments, contracts },
    ) =>
      facts.deals !== undefined
        ? habitDocuments(evidence, { sales, billings, payments })
        : sql`
      SELECT document, id, CAST(CAST(day AS DATE) AS VARCHAR) AS "at", party, quantity, amount / 100.0 AS amount, ${among("rid", evidence)} AS suspect FROM (
        SELECT 1 AS place, rid, 'contract' AS document, contract_id AS id, signed_at AS day, customer_id AS party, CAST(NULL AS DOUBLE) AS quantity, amount
        FROM ${contracts} WHERE contract_id IN (SELECT contract_id FROM ${sales} WHERE doc_id = ${facts.deal})
        UNION ALL
        SELECT 2, s.rid, s.doc_kind, s.doc_id, coalesce(s.sold_at, s.created_at), s.customer, (SELECT sum(quantity) FROM ${sale_lines} WHERE doc_id = ${facts.deal}), s.amount
        FROM ${sales} s WHERE s.doc_id = ${facts.deal}
        UNION ALL
        SELECT 3, rid, 'order-line', doc_id || ' / ' || coalesce(line_no, ''), sold_at, product, quantity, amount FROM ${sale_lines} WHERE doc_id = ${facts.deal}
        UNION ALL
        SELECT 4, rid, 'delivery', coalesce(delivery_id, order_id), coalesce(shipped_at, delivered_at), customer_id, CAST(quantity AS DOUBLE), amount FROM ${deliveries} WHERE order_id = ${facts.deal}
        UNION ALL
        SELECT 5, rid, 'invoice', doc_id, invoiced_at, coalesce(buyer_name, customer), NULL, amount FROM ${billings} WHERE order_id = ${facts.deal}
        UNION ALL
        SELECT 6, rid, 'payment', coalesce(payment_id, ''), paid_at, payer_name, NULL, amount FROM ${payments}
        WHERE order_id = ${facts.deal} OR invoice_id IN (SELECT doc_id FROM ${billings} WHERE order_id = ${facts.deal})
      ) ORDER BY place, day, rid LIMIT 200`,
  },
});

/** The deals of a habit, and who paid them. */
function habitDocuments(
  evidence: readonly number[],
  { sales, billings, payments }: Pick<Tables, "sales" | "billings" | "payments">,
) {
  return sql`
    WITH mine AS (SELECT * FROM ${sales} WHERE ${among("rid", evidence)} ORDER BY sold_at, rid LIMIT 30)
    SELECT document, id, CAST(CAST(day AS DATE) AS VARCHAR) AS "at", party, amount / 100.0 AS amount, suspect FROM (
      SELECT rid AS place, doc_kind AS document, doc_id AS id, sold_at AS day, customer AS party, amount, true AS suspect FROM mine
      UNION ALL
      SELECT m.rid, 'payment', coalesce(p.payment_id, ''), p.paid_at, p.payer_name, p.amount, false FROM ${payments} p LEFT JOIN ${billings} b ON b.doc_id = p.invoice_id
      JOIN mine m ON m.doc_id = coalesce(p.order_id, b.order_id)
    ) ORDER BY place, suspect DESC, day, id`;
}

function countOf({ sign, applies, fails }: DocumentRule) {
  return sql`{'sign': ${sql.lit(sign)}, 'compared': count(*) FILTER (${applies}), 'failing': count(*) FILTER ((${applies}) AND (${fails}))}`;
}

function tell(
  sign: string,
  ours: string | undefined,
  theirs: string | undefined,
  currency: string,
  language: Language,
): string {
  const words = documentSigns[sign];
  const label = words?.[language] ?? sign;
  if (ours === undefined || theirs === undefined) return label;
  const show = (value: string) =>
    words?.shows === "money" ? formatMoney({ minor: BigInt(value), currency }, language) : value;
  return language === "zh"
    ? `${label}：${show(ours)} / ${show(theirs)}`
    : `${label}: ${show(ours)} / ${show(theirs)}`;
}
