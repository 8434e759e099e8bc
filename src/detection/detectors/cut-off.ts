import { z } from "zod";
import { formatMoney, type Sql, sql } from "../../platform/index.ts";
import { among } from "../among.ts";
import { defineDetector, type Tables } from "../define-detector.ts";
import { counted } from "../figures.ts";
import { fiscalQuarters } from "../fiscal-year.ts";
import { comparesUnits } from "../locality.ts";
import { decimal, whole } from "../parameter.ts";

/**
 * Documents with the day they were recognised and the day the goods moved. Where there are invoices the invoice is what
 * recognises; else the sale itself does. Planned delivery dates of lines stand in where there are no delivery notes.
 */
function recognised({ sales, billings, deliveries, order_lines }: Tables): Sql {
  return sql`
    moved AS (
      SELECT order_id, max(CAST(coalesce(delivered_at, shipped_at) AS DATE)) AS moved_on, arg_max(rid, (coalesce(delivered_at, shipped_at), rid)) AS moved_rid
      FROM ${deliveries} WHERE order_id IS NOT NULL AND coalesce(delivered_at, shipped_at) IS NOT NULL GROUP BY order_id
      UNION ALL
      SELECT order_id, max(delivery_on), arg_max(rid, (delivery_on, rid)) FROM ${order_lines}
      WHERE order_id IS NOT NULL AND delivery_on IS NOT NULL AND (SELECT count(*) FROM ${deliveries}) = 0 GROUP BY order_id
    ), booked AS (
      SELECT 'invoice' AS doc_kind, rid, doc_id, coalesce(order_id, '') AS order_id, CAST(invoiced_at AS DATE) AS booked_on, CAST(NULL AS DATE) AS entered_on,
        period, seller, customer, amount, currency
      FROM ${billings} WHERE invoiced_at IS NOT NULL
      UNION ALL
      SELECT doc_kind, rid, doc_id, doc_id, CAST(coalesce(sold_at, created_at) AS DATE), CAST(created_at AS DATE), period,
        coalesce(seller, created_by), customer, amount, currency
      FROM ${sales} WHERE NOT cancelled AND coalesce(sold_at, created_at) IS NOT NULL AND doc_kind <> 'invoice'
    )`;
}

export default defineDetector({
  id: "cut-off",
  scheme: "timing",
  basis: "documents",
  title: { zh: "收入期间与交货期间不一致", en: "Revenue in one period, delivery in another" },
  why: {
    zh: "为凑当期业绩，把下期才交货的销售提前到期末前开票或入账，或倒签单据日期。",
    en: "To make the period's numbers, sales that are delivered in the next period are invoiced or booked just before the close, or documents are dated back.",
  },
  formula: {
    zh: "逐单：(1) 在月末前 {windowDays} 天内开票（无发票资料时为入账）而期后才交货；(2) 会计期间 ≠ 单据日期所在月（先扣除多数单据共有的固定偏移）；(3) 单据日期早于录入日期 {backdateDays} 天以上且跨月。某一迹象占可比单据的比率（分母加 20）超过 {maxShare} 时视为惯例，不逐单列出。得分 = 0.5 + 0.1·季末 + 0.05·年末 + 0.25·d/(d+10)，d 为相差天数；期间不符为 0.6 起，倒签为 0.55 起。按销售员：期末窗口内早于交货的单据数 n/m 与其余销售员的比率 p 相比，z = (n − mp)/√(φ·m·p(1−p))，φ 为各销售员 z² 的中位数 ÷ 0.455（不小于 1），要求 n ≥ {minSeller} 且 n/m ≥ 2p。天数、占比与权数为本产品设定。",
    en: "Per document: (1) invoiced (booked, where there are no invoices) within {windowDays} days before a month's end and delivered after it; (2) fiscal period ≠ month of the date, after the offset that most documents share; (3) dated more than {backdateDays} days before it was entered, in another month. A sign found on more than a share of {maxShare} of the comparable documents is custom and is not listed one by one. Score = 0.5 + 0.1·quarter's end + 0.05·year's end + 0.25·d/(d+10), d = days apart; from 0.6 for a wrong period, from 0.55 for dating back. Per seller: n of m documents near a close that precede their delivery against the other sellers' rate p, z = (n − mp)/√(φ·m·p(1−p)), φ = median z² of all sellers ÷ 0.455, at least 1; needs n ≥ {minSeller} and n/m ≥ 2p. Days, shares and weights are our default.",
  },
  innocent: [
    {
      zh: "合同约定先开票后发货，或开票即转移控制权（委托保管）。",
      en: "The contract provides for billing before shipment, or control passes on billing (bill and hold).",
    },
    {
      zh: "期末集中发货，物流签收自然落在下月初。",
      en: "Much is shipped at the end of the month, and signed for in the first days of the next.",
    },
    { zh: "财年或会计日历与自然月不同。", en: "The fiscal calendar is not the calendar month." },
  ],
  blindTo: [
    { zh: "发货单日期本身是伪造的。", en: "Delivery dates that are themselves forged." },
    {
      zh: "月末前货已离库但存放于物流仓或销售员处。",
      en: "Goods that left the warehouse before the close but wait at a forwarder's or with the seller.",
    },
    { zh: "推迟到下期入账的销售。", en: "Sales held back into the next period." },
  ],
  nextChecks: [
    {
      zh: "取物流公司签收回单与承运人系统时间，对照发票日期。",
      en: "Get the carrier's proof of delivery and its system time, and compare with the invoice date.",
    },
    {
      zh: "查合同的控制权转移条款及期后退货、红字发票。",
      en: "Read the contract on transfer of control, and look for returns and red letters after the close.",
    },
    { zh: "从系统日志取单据真正的录入时间。", en: "Take the true time of entry from the system log." },
  ],
  source:
    "ACFE Fraud Examiners Manual (timing differences); IFRS 15 / CAS 14 transfer of control; window of five days from audit cut-off practice",
  severity: "medium",
  reads: { sales: ["amount"] },
  params: z.object({
    windowDays: whole(5, [1, 31], "期末前后天数", "days around the close"),
    backdateDays: whole(10, [1, 365], "倒签天数下限", "days dated back from which it counts"),
    maxShare: decimal(0.1, [0.001, 1], "超过此占比视为惯例", "above this share a sign is custom"),
    minSeller: whole(5, [1, 10_000], "销售员比较所需的最少单数", "fewest documents to name a seller"),
  }),
  facts: z.object({
    sign: z.enum([
      "invoice-before-delivery",
      "sale-before-delivery",
      "period-mismatch",
      "backdated",
      "seller",
    ]),
    document: z.string().optional(),
    order: z.string().optional(),
    booked: z.string().optional(),
    other: z.string().optional(),
    days: z.int().optional(),
    seller: z.string().optional(),
    count: z.int().optional(),
    of: z.int().optional(),
    usual: z.number().optional(),
    amount: z.number(),
    currency: z.string(),
  }),
  locality: comparesUnits,
  query: ({ windowDays, backdateDays, maxShare, minSeller }, tables, run) => sql`
    WITH ${recognised(tables)},
    dated AS MATERIALIZED (
      SELECT b.*, m.moved_on, m.moved_rid,
        CASE WHEN b.doc_kind = 'invoice' THEN 'invoice-before-delivery' ELSE 'sale-before-delivery' END AS late_sign,
        m.moved_on IS NOT NULL AND (b.doc_kind = 'invoice' OR (SELECT count(*) FROM ${tables.billings}) = 0)
          AND b.booked_on > last_day(b.booked_on) - CAST(${windowDays} AS INTEGER) AS is_near,
        m.moved_on > last_day(b.booked_on) AS is_late,
        year(b.booked_on) * 12 + month(b.booked_on) AS booked_month,
        (period_month(b.period) // 100) * 12 + period_month(b.period) % 100 AS period_month,
        date_diff('day', b.booked_on, b.entered_on) AS entered_after,
        date_diff('day', b.booked_on, b.entered_on) > ${backdateDays} AND last_day(b.booked_on) < b.entered_on AS is_backdated
      FROM booked b LEFT JOIN moved m ON m.order_id = b.order_id
    ),
    shifted AS (
      SELECT doc_kind, mode(period_month - booked_month) AS shift FROM dated WHERE period_month IS NOT NULL GROUP BY doc_kind
    ),
    rates AS (
      SELECT late_sign AS sign, count(*) FILTER (is_late) / (count(*) + 20) AS share FROM dated WHERE is_near GROUP BY late_sign
      UNION ALL
      SELECT 'period-mismatch', count(*) FILTER (period_month - booked_month <> shift) / (count(*) + 20)
      FROM dated JOIN shifted USING (doc_kind) WHERE period_month IS NOT NULL
      UNION ALL
      SELECT 'backdated', count(*) FILTER (is_backdated) / (count(*) + 20) FROM dated WHERE entered_on IS NOT NULL
    ),
    signed AS (
      SELECT *, late_sign AS sign, moved_on AS other_on, date_diff('day', booked_on, moved_on) AS days FROM dated WHERE is_near AND is_late
      UNION ALL
      SELECT d.*, 'period-mismatch', NULL, 30 * abs(period_month - booked_month - shift) FROM dated d JOIN shifted USING (doc_kind)
      WHERE period_month - booked_month <> shift
      UNION ALL
      SELECT *, 'backdated', entered_on, entered_after FROM dated WHERE is_backdated
    ),
    documents AS (
      SELECT *, least(0.97, CASE sign WHEN 'period-mismatch' THEN 0.6 WHEN 'backdated' THEN 0.55 ELSE 0.5 END
        + CASE WHEN ${fiscalQuarters(run).isLastMonth(sql`booked_on`)} THEN 0.1 ELSE 0 END + CASE WHEN ${fiscalQuarters(run).isLastMonthOfYear(sql`booked_on`)} THEN 0.05 ELSE 0 END
        + 0.25 * days / (days + 10.0)) AS score
      FROM signed JOIN rates USING (sign) WHERE share <= ${maxShare}
    ),
    sellers AS (
      SELECT seller, late_sign AS sign, currency, count(*) AS m, count(*) FILTER (is_late) AS n, CAST(coalesce(sum(amount) FILTER (is_late), 0) AS BIGINT) AS amount
      FROM dated WHERE seller IS NOT NULL AND is_near GROUP BY seller, late_sign, currency
    ),
    compared AS (
      SELECT *, (sum(n) OVER everyone - n + 1.0) / (sum(m) OVER everyone - m + 2.0) AS p, count(*) OVER everyone AS peers
      FROM sellers WINDOW everyone AS (PARTITION BY sign, currency)
    ),
    tested AS (
      SELECT *, (n - m * p) / sqrt(m * p * (1 - p)) AS raw FROM compared WHERE peers >= 3
    ),
    spread AS (SELECT *, raw / sqrt(greatest(1, median(raw * raw) OVER (PARTITION BY sign, currency) / 0.455)) AS z FROM tested),
    sellers_found AS (
      SELECT s.seller, s.sign, s.currency, s.m, s.n, s.p, s.z, s.amount, e.rids
      FROM spread s JOIN (
        SELECT seller, sign, currency, list(rid ORDER BY amount DESC, rid) AS rids FROM signed GROUP BY seller, sign, currency
      ) e ON e.seller = s.seller AND e.sign = s.sign AND e.currency = s.currency
      WHERE s.n >= ${minSeller} AND s.n >= 2 * s.m * s.p AND s.z > 2
    )
    SELECT doc_kind AS subject_kind, doc_id AS subject_id, sign || '|' || doc_kind || '|' || doc_id AS key, seller, customer, score, NULL AS z,
      coalesce(amount, 0) AS amount, currency, CASE WHEN moved_rid IS NULL THEN [rid] ELSE [rid, moved_rid] END AS evidence, NULL AS evidence_total,
      {'sign': sign, 'document': doc_id, 'order': nullif(order_id, ''), 'booked': CASE WHEN sign = 'period-mismatch' THEN period ELSE CAST(booked_on AS VARCHAR) END,
        'other': CASE WHEN sign = 'period-mismatch' THEN CAST(booked_on AS VARCHAR) ELSE CAST(other_on AS VARCHAR) END, 'days': CAST(days AS INTEGER),
        'seller': seller, 'count': NULL, 'of': NULL, 'usual': NULL, 'amount': coalesce(amount, 0), 'currency': currency} AS facts
    FROM documents
    UNION ALL
    SELECT 'seller', seller, sign || '|seller|' || seller || '|' || currency, seller, NULL, least(0.97, strength(n / (m * p), 2.0)), z,
      amount, currency, rids[1:200], len(rids),
      {'sign': 'seller', 'document': NULL, 'order': NULL, 'booked': NULL, 'other': NULL, 'days': NULL, 'seller': seller, 'count': n, 'of': m, 'usual': p,
        'amount': amount, 'currency': currency}
    FROM sellers_found`,
  tests: ({ windowDays }, tables) => sql`
    WITH ${recognised(tables)}
    SELECT count(DISTINCT (seller, currency)) AS tests FROM booked JOIN moved USING (order_id)
    WHERE seller IS NOT NULL AND booked_on > last_day(booked_on) - CAST(${windowDays} AS INTEGER)`,
  sentence: {
    zh: ({ sign, document, booked, other, days, seller, count, of, usual, amount, currency }) => {
      const money = formatMoney({ minor: BigInt(amount), currency }, "zh");
      if (sign === "seller")
        return `销售员 ${seller} 在期末前入账的 ${of} 张单据中有 ${count} 张期后才交货（${percent(count, of)}），其他人为 ${((usual ?? 0) * 100).toFixed(1)}%，涉及 ${money}。`;
      if (sign === "period-mismatch")
        return `${document}（${money}）记入 ${booked} 期间，单据日期却是 ${other}。`;
      if (sign === "backdated")
        return `${document}（${money}）日期为 ${booked}，${days} 天后的 ${other} 才录入，已跨月。`;
      return `${document}（${money}）于 ${booked} ${sign === "invoice-before-delivery" ? "开票" : "入账"}，${other} 才交货，相差 ${days} 天并跨过期末。`;
    },
    en: ({ sign, document, booked, other, days, seller, count, of, usual, amount, currency }) => {
      const money = formatMoney({ minor: BigInt(amount), currency }, "en");
      if (sign === "seller")
        return `${count} of ${of} documents that seller ${seller} booked just before a close were delivered after it (${percent(count, of)}; the others: ${((usual ?? 0) * 100).toFixed(1)}%), ${money} in all.`;
      if (sign === "period-mismatch")
        return `${document} (${money}) is in period ${booked} but dated ${other}.`;
      if (sign === "backdated")
        return `${document} (${money}) is dated ${booked} but was entered on ${other}, ${counted(days ?? 0, "day")} later and in another month.`;
      return `${document} (${money}) was ${sign === "invoice-before-delivery" ? "invoiced" : "booked"} on ${booked} and delivered on ${other}, ${counted(days ?? 0, "day")} later and past the close.`;
    },
  },
  chart: {
    kind: "timeline",
    title: { zh: "单据与交货的先后", en: "The documents and deliveries in order" },
    query: ({ facts, evidence }, _params, { sales, billings, deliveries }) => sql`
      SELECT CAST(CAST(day AS DATE) AS VARCHAR) AS "at", label, amount / 100.0 AS value, ${among("rid", evidence)} AS suspect FROM (
        SELECT rid, coalesce(sold_at, created_at) AS day, doc_kind || ' ' || doc_id AS label, amount, doc_id AS order_id, coalesce(seller, created_by) AS seller FROM ${sales}
        UNION ALL SELECT rid, invoiced_at, 'invoice ' || doc_id, amount, coalesce(order_id, doc_id), seller FROM ${billings} WHERE (SELECT min(doc_kind) FROM ${sales}) <> 'invoice'
        UNION ALL SELECT rid, coalesce(delivered_at, shipped_at), 'delivery ' || coalesce(delivery_id, ''), amount, order_id, NULL FROM ${deliveries}
      )
      WHERE day IS NOT NULL AND (${among("rid", evidence)} OR order_id = ${facts.order ?? facts.document ?? ""}) ORDER BY suspect DESC, day, rid LIMIT 500`,
  },
});

function percent(count: number | undefined, of: number | undefined): string {
  return `${((100 * (count ?? 0)) / (of || 1)).toFixed(0)}%`;
}
