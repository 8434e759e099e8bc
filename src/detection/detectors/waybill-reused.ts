import { z } from "zod";
import { sql } from "../../platform/index.ts";
import { among } from "../among.ts";
import { defineDetector } from "../define-detector.ts";
import { money } from "../figures.ts";
import { linksCustomers } from "../locality.ts";
import { decimal, whole } from "../parameter.ts";

export default defineDetector({
  id: "waybill-reused",
  scheme: "fictitious-sale",
  basis: "documents",
  title: { zh: "同一运单号用在几笔订单上", en: "One waybill for several sales" },
  why: {
    zh: "编出来的发货拿不出新的运单，只好借用别的；一个运单号对应不同客户或不同日子的发货，至少有一笔是假的。",
    en: "An invented delivery has no waybill of its own and borrows one; where one number stands for deliveries to different customers or on different days, at least one of them is not true.",
  },
  formula: {
    zh: "同一运单号出现在 2 至 {maxOrders} 个订单上，且发货日相差超过 {days} 天，或收货城市不同（同日同城的拼车不算）。得分 = 0.55 + 0.2·(客户不同) + 0.15·d/(d + 30)，d 为最早与最晚发货相差的天数；这样的订单占全部有运单订单的 {maxShare} 以上时视为拼车发运的惯例，不作判断。各数为本产品设定。",
    en: "A tracking number stands on 2 to {maxOrders} orders, shipped more than {days} days apart or to different cities (one load for one city does not count). Score = 0.55 + 0.2·(different customers) + 0.15·d/(d + 30), d = days between first and last shipping; where a share of {maxShare} or more of all orders with a waybill are so, it is the custom and nothing is said. All numbers are our default.",
  },
  innocent: [
    { zh: "同一收货地的几单拼车发运。", en: "Several orders for one place on one load." },
    { zh: "录入运单号时抄错一行。", en: "A number copied into the wrong row." },
  ],
  blindTo: [
    { zh: "为假发货真的叫了一趟车或寄了空包。", en: "A real transport of empty boxes made for the purpose." },
    { zh: "编造的、没有与别的重复的运单号。", en: "Invented numbers that repeat no other." },
  ],
  nextChecks: [
    {
      zh: "向承运商查该运单的收件人、件数、重量与签收。",
      en: "Ask the carrier for receiver, pieces, weight and signature of that waybill.",
    },
    { zh: "核对各单的出库记录与回款。", en: "Compare goods issue and payment of each order." },
  ],
  source: "ACFE Fraud Examiners Manual (fictitious deliveries: shipping documents)",
  severity: "high",
  reads: { deliveries: ["tracking_number", "order_id"] },
  params: z.object({
    days: whole(2, [0, 60], "发货日相差几天以内算一趟", "days apart that still are one load"),
    maxOrders: whole(10, [2, 1000], "超过此数视为占位号", "orders beyond which it is a placeholder"),
    maxShare: decimal(
      0.1,
      [0.001, 1],
      "共用运单占比的上限",
      "share of shared waybills from which it is custom",
    ),
  }),
  facts: z.object({
    number: z.string(),
    orders: z.array(z.string()),
    count: z.int(),
    customers: z.array(z.string()),
    days: z.int(),
    first: z.string(),
    last: z.string(),
    amount: z.number(),
    currency: z.string(),
  }),
  locality: linksCustomers,
  query: ({ days, maxOrders, maxShare }, { deliveries, sales }) => sql`
    WITH sent AS MATERIALIZED (
      SELECT upper(trim(tracking_number)) AS number, order_id, min(customer_id) AS customer, min(CAST(coalesce(shipped_at, delivered_at) AS DATE)) AS day, arg_min(address, rid) AS address, min(rid) AS rid
      FROM ${deliveries} WHERE order_id IS NOT NULL AND length(trim(tracking_number)) >= 6 GROUP BY ALL
    ), repeated AS (
      SELECT number FROM sent GROUP BY number HAVING count(*) BETWEEN 2 AND ${maxOrders}
    ), shared AS (
      SELECT number FROM sent WHERE number IN (SELECT number FROM repeated) GROUP BY number
      HAVING coalesce(date_diff('day', min(day), max(day)), 0) > ${days} OR count(DISTINCT address_city(address)) > 1
    ), custom AS (
      SELECT (SELECT count(DISTINCT order_id) FROM sent WHERE number IN (SELECT number FROM shared)) / (count(DISTINCT order_id) + 50) AS share FROM sent
    ), parties AS (
      SELECT s.*, coalesce(s.customer, o.customer) AS party, o.seller, o.amount, o.currency, o.rid AS sale_rid, o.doc_kind FROM sent s JOIN shared USING (number) LEFT JOIN (
        SELECT doc_id, min(customer) AS customer, min(seller) AS seller, max(amount) AS amount, min(currency) AS currency, min(rid) AS rid, min(doc_kind) AS doc_kind FROM ${sales} WHERE doc_id IN (SELECT order_id FROM sent) GROUP BY doc_id
      ) o ON o.doc_id = s.order_id
    ), grouped AS (
      SELECT number, count(*) AS n, count(DISTINCT party) AS parties, coalesce(date_diff('day', min(day), max(day)), 0) AS span, list(order_id ORDER BY day, order_id) AS orders, list_sort(list_distinct(list(party) FILTER (party IS NOT NULL))) AS customers,
        arg_max(order_id, (day, order_id)) AS latest, arg_max(seller, (day, order_id)) AS seller, arg_max(party, (day, order_id)) AS customer, arg_max(amount, (day, order_id)) AS amount, arg_max(currency, (day, order_id)) AS currency,
        min(day) AS first_day, max(day) AS last_day, list_sort(list_distinct(list_concat(list(rid), list(sale_rid) FILTER (sale_rid IS NOT NULL)))) AS rids
      FROM parties GROUP BY number
    )
    SELECT 'order' AS subject_kind, latest AS subject_id, number AS key, seller, customer, least(0.97, 0.55 + CASE WHEN parties > 1 THEN 0.2 ELSE 0 END + 0.15 * span / (span + 30)) AS score, coalesce(amount, 0) AS amount, coalesce(currency, 'XXX') AS currency,
      rids[1:200] AS evidence,
      {'number': number, 'orders': orders[1:10], 'count': n, 'customers': customers[1:10], 'days': span, 'first': coalesce(CAST(first_day AS VARCHAR), ''), 'last': coalesce(CAST(last_day AS VARCHAR), ''), 'amount': coalesce(amount, 0), 'currency': coalesce(currency, 'XXX')} AS facts
    FROM grouped, custom WHERE custom.share < ${maxShare}`,
  sentence: {
    zh: (f) =>
      `运单号 ${f.number} 用在 ${f.count} 个订单（${f.orders.join("、")}）、${f.customers.length} 家客户上，${f.days > 0 ? `前后相差 ${f.days} 天（${f.first} 至 ${f.last}）` : `同在 ${f.first}`}；最后一单 ${money(f.amount, f.currency, "zh")}。`,
    en: (f) =>
      `Waybill ${f.number} stands on ${f.count} orders (${f.orders.join(", ")}) of ${f.customers.length === 1 ? "one customer" : `${f.customers.length} customers`}, ${f.days > 0 ? `${f.days} days apart (${f.first} to ${f.last})` : `all on ${f.first}`}; the last is for ${money(f.amount, f.currency, "en")}.`,
  },
  chart: {
    kind: "documents",
    title: { zh: "使用该运单号的发货", en: "Deliveries under this waybill" },
    query: ({ evidence }, _params, { deliveries }) => sql`
      SELECT 'delivery' AS document, coalesce(delivery_id, order_id, '') AS id, CAST(CAST(coalesce(shipped_at, delivered_at) AS DATE) AS VARCHAR) AS "at", concat_ws(' ', customer_id, order_id) AS party,
        CAST(quantity AS DOUBLE) AS quantity, amount / 100.0 AS amount, true AS suspect
      FROM ${deliveries} WHERE ${among("rid", evidence)} ORDER BY "at", id`,
  },
});
