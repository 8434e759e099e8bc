import { z } from "zod";
import { sql } from "../../platform/index.ts";
import { among } from "../among.ts";
import { defineDetector } from "../define-detector.ts";
import { money } from "../figures.ts";
import { linksCustomers } from "../locality.ts";
import { decimal, whole } from "../parameter.ts";

export default defineDetector({
  id: "same-amount-other-customer",
  scheme: "duplicate",
  basis: "repetition",
  title: { zh: "同一天同一金额、换了客户", en: "Same day, same amount, another customer" },
  why: {
    zh: "把一笔真单换个客户再录一遍，金额分毫不差、日期相同，是重复入账和虚构客户最省事的做法。",
    en: "Entering one true sale again under another customer, the amount equal to the cent and the day the same, is the least laborious double booking.",
  },
  formula: {
    zh: "同一销售员在 {days} 天内、同币种、金额完全相同（不少于 {minAmount} 元）而客户不同的销售（取消与贷项除外）。该金额在全体中的频率为 f，则偶然相遇的期望 e = f·m，m 为该销售员在窗口内的其他单数；e < 0.05 才列，以免固定价商品成堆。得分 = 0.5 + 0.2·(1 − e/0.05) + 0.15·(明细的产品与数量也完全相同) + 0.1·(n − 2)/n，n 为同组单数。各数为本产品设定。",
    en: "Sales of one seller within {days} days, in one currency and of the very same amount ({minAmount} or more in major units) to different customers, cancelled sales and credits apart. With f the frequency of that amount among all sales, e = f·m meetings are expected by chance, m = the seller's other sales in the window; listed only where e < 0.05, lest goods of a fixed price pile up. Score = 0.5 + 0.2·(1 − e/0.05) + 0.15·(products and quantities equal too) + 0.1·(n − 2)/n, n = sales of the group. All numbers are our default.",
  },
  innocent: [
    { zh: "套餐、年费等统一价格。", en: "Bundles or fees of one price." },
    { zh: "连锁客户同日下同样的单。", en: "Branches of one chain that order the same on one day." },
  ],
  blindTo: [
    { zh: "改动几角几分的复制单。", en: "Copies whose amount was changed by cents." },
    { zh: "换了销售员的复制单。", en: "Copies under another seller." },
  ],
  nextChecks: [
    {
      zh: "比对两单的明细、收货地址、运单和签收人。",
      en: "Compare lines, ship-to, waybill and signature of the two.",
    },
    { zh: "看哪一单没有回款。", en: "See which of them was never paid." },
  ],
  source: "Nigrini, Forensic Analytics (2nd ed. 2020), ch. 11 (same-same-different)",
  severity: "low",
  reads: { sales: ["seller", "customer", "amount", "sold_at"] },
  params: z.object({
    days: whole(1, [0, 60], "相隔几天以内", "days apart"),
    minAmount: decimal(1000, [0, 1_000_000_000], "金额下限（元）", "least amount in major units"),
  }),
  facts: z.object({
    documents: z.array(z.string()),
    customers: z.array(z.string()),
    seller: z.string(),
    day: z.string(),
    expected: z.number(),
    sameLines: z.boolean(),
    amount: z.number(),
    currency: z.string(),
  }),
  locality: linksCustomers,
  query: ({ days, minAmount }, { sales, sale_lines }) => sql`
    WITH made AS (
      SELECT rid, doc_kind, doc_id, seller, customer, amount, currency, CAST(sold_at AS DATE) AS day FROM ${sales}
      WHERE NOT cancelled AND seller IS NOT NULL AND customer IS NOT NULL AND sold_at IS NOT NULL AND amount >= ${minAmount} * minor_factor(currency)
    ), again AS MATERIALIZED (
      SELECT seller, amount, currency FROM made GROUP BY seller, amount, currency HAVING count(DISTINCT customer) > 1
    ), near AS (
      SELECT m.*, lag(day) OVER one AS before, lead(day) OVER one AS after, lag(customer) OVER one AS customer_before, lead(customer) OVER one AS customer_after
      FROM made m SEMI JOIN again a ON a.seller = m.seller AND a.amount = m.amount AND a.currency = m.currency WINDOW one AS (PARTITION BY m.seller, m.amount, m.currency ORDER BY day, rid)
    ), runs AS (
      SELECT *, sum(CASE WHEN before IS NULL OR day - before > ${days} THEN 1 ELSE 0 END) OVER (PARTITION BY seller, amount, currency ORDER BY day, rid) AS run FROM near
      WHERE coalesce(day - before <= ${days} AND customer_before <> customer, false) OR coalesce(after - day <= ${days} AND customer_after <> customer, false)
    ), grouped AS (
      SELECT seller, amount, currency, run, count(*) AS n, min(day) AS day, list(rid ORDER BY day, rid) AS rids, list(doc_id ORDER BY day, rid) AS documents, list_sort(list_distinct(list(customer))) AS customers,
        arg_max(doc_kind, (day, rid)) AS doc_kind, arg_max(doc_id, (day, rid)) AS doc_id, arg_max(customer, (day, rid)) AS customer
      FROM runs GROUP BY seller, amount, currency, run HAVING count(*) > 1 AND count(DISTINCT customer) > 1
    ), frequencies AS (
      SELECT amount, currency, count(*) AS c FROM made WHERE (amount, currency) IN (SELECT (amount, currency) FROM grouped) GROUP BY amount, currency
    ), totals AS (SELECT currency, count(*) AS n FROM made GROUP BY currency),
    paces AS (
      SELECT seller, currency, count(*) / greatest(1, count(DISTINCT day)) AS a_day FROM made WHERE seller IN (SELECT seller FROM grouped) GROUP BY seller, currency
    ), judged AS (
      -- The group itself says nothing of how common the amount is: it is counted once.
      SELECT g.*, (f.c - g.n + 1) / t.n * p.a_day * (1 + 2 * ${days}) AS expected FROM grouped g JOIN frequencies f USING (amount, currency) JOIN totals t USING (currency) JOIN paces p USING (seller, currency)
    ), contents AS (
      SELECT doc_id, string_agg(coalesce(product, '') || '×' || CAST(coalesce(quantity, 0) AS VARCHAR), '|' ORDER BY product, quantity) AS lines FROM ${sale_lines}
      WHERE doc_id IN (SELECT unnest(documents) FROM judged WHERE expected < 0.05) GROUP BY doc_id
    ), compared AS (
      SELECT j.seller, j.amount, j.currency, j.run, count(DISTINCT c.lines) = 1 AND count(c.lines) = any_value(j.n) AS same_lines
      FROM (SELECT *, unnest(documents) AS one FROM judged WHERE expected < 0.05) j LEFT JOIN contents c ON c.doc_id = j.one GROUP BY j.seller, j.amount, j.currency, j.run
    )
    SELECT j.doc_kind AS subject_kind, j.doc_id AS subject_id, j.seller || '|' || j.amount || '|' || j.currency || '|' || CAST(j.day AS VARCHAR) AS key, j.seller, j.customer,
      least(0.95, 0.5 + 0.2 * (1 - j.expected / 0.05) + CASE WHEN c.same_lines THEN 0.15 ELSE 0 END + 0.1 * (j.n - 2) / j.n) AS score, CAST(j.amount * (j.n - 1) AS BIGINT) AS amount, j.currency, j.rids[1:200] AS evidence, j.n AS evidence_total,
      {'documents': j.documents[1:6], 'customers': j.customers[1:6], 'seller': j.seller, 'day': CAST(j.day AS VARCHAR), 'expected': j.expected, 'sameLines': coalesce(c.same_lines, false), 'amount': j.amount, 'currency': j.currency} AS facts
    FROM judged j JOIN compared c USING (seller, amount, currency, run)`,
  sentence: {
    zh: (f) =>
      `销售员 ${f.seller} 在 ${f.day} 前后把同一金额 ${money(f.amount, f.currency, "zh")} 分别记给客户 ${f.customers.join("、")}（${f.documents.join("、")}）${f.sameLines ? "，产品与数量也完全相同" : ""}。`,
    en: (f) =>
      `Around ${f.day} seller ${f.seller} booked the same ${money(f.amount, f.currency, "en")} to customers ${f.customers.join(", ")} (${f.documents.join(", ")})${f.sameLines ? ", with the same products and quantities" : ""}.`,
  },
  chart: {
    kind: "documents",
    title: { zh: "金额相同的销售", en: "The sales of the same amount" },
    query: ({ evidence }, _params, { sales }) => sql`
      SELECT doc_kind AS document, doc_id AS id, CAST(CAST(sold_at AS DATE) AS VARCHAR) AS "at", customer AS party, amount / 100.0 AS amount, true AS suspect FROM ${sales} WHERE ${among("rid", evidence)} ORDER BY "at", id`,
  },
});
