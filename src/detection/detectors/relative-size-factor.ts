import { z } from "zod";
import { formatMoney, sql } from "../../platform/index.ts";
import { defineDetector } from "../define-detector.ts";

export default defineDetector({
  id: "relative-size-factor",
  scheme: "fictitious-sale",
  basis: "size",
  title: { zh: "远超该客户其他交易的一笔", en: "One sale far larger than any other of the same customer" },
  why: {
    zh: "虚构或录错的销售往往与该客户一贯的交易规模不相称：最大一笔是第二大的许多倍。",
    en: "An invented or mis-keyed sale often does not fit the customer: the largest is many times the second largest.",
  },
  formula: {
    zh: "RSF = 最大金额 ÷ 第二大金额（同一客户、同一币种，至少 {minRows} 笔）。得分 = RSF ÷ (RSF + 界值)，界值处为 0.5。",
    en: "RSF = largest ÷ second largest amount (one customer, one currency, at least minRows sales). Score = RSF ÷ (RSF + bound), 0.5 at the bound.",
  },
  innocent: [
    {
      zh: "真实的大单，如集采中标或新店铺货。",
      en: "A genuine large deal, such as a tender won or a new outlet stocked.",
    },
    { zh: "客户以往只零星试单。", en: "The customer has so far only placed trial orders." },
  ],
  blindTo: [
    {
      zh: "同一客户有两笔以上同样夸大的销售时，比值恢复正常。",
      en: "Two inflated sales of like size to one customer hide each other.",
    },
  ],
  nextChecks: [
    {
      zh: "核对合同、签收单和回款；向客户函证该笔金额。",
      en: "See the contract, the signed delivery note and the payment; have the customer confirm the amount.",
    },
  ],
  source: "Nigrini, Forensic Analytics (2nd ed. 2020), ch. 11; ACFE Fraud Examiners Manual",
  severity: "medium",
  reads: { sales: ["customer", "amount"] },
  params: z.object({
    bound: z.number().default(10).describe("比值达到此数即列出 | list from this ratio on"),
    minRows: z.int().default(4).describe("至少多少笔才比较 | fewest sales for a comparison"),
  }),
  facts: z.object({
    customer: z.string(),
    largest: z.number(),
    second: z.number(),
    ratio: z.number(),
    sales: z.int(),
    currency: z.string(),
    order: z.string(),
  }),
  query: ({ bound, minRows }, { sales }) => sql`
    WITH grouped AS (
      SELECT customer, currency, count(*) AS n, max(amount, 2) AS top,
        arg_max(rid, (amount, -rid)) AS rid, arg_max(doc_id, (amount, -rid)) AS doc_id,
        arg_max(doc_kind, (amount, -rid)) AS doc_kind, arg_max(seller, (amount, -rid)) AS seller
      FROM ${sales}
      WHERE customer IS NOT NULL AND amount > 0 AND NOT cancelled
      GROUP BY customer, currency
      HAVING count(*) >= ${minRows}
    )
    SELECT doc_kind AS subject_kind, doc_id AS subject_id, customer || '|' || doc_id AS key, seller, customer,
      strength(top[1] / top[2], ${bound}) AS score, top[1] - top[2] AS amount, currency, [rid] AS evidence,
      {'customer': customer, 'largest': top[1], 'second': top[2], 'ratio': top[1] / top[2], 'sales': n, 'currency': currency, 'order': doc_id} AS facts
    FROM grouped
    WHERE top[1] / top[2] >= ${bound}`,
  sentence: {
    zh: ({ customer, largest, second, ratio, currency, order }) =>
      `${order} 的金额 ${formatMoney({ minor: BigInt(largest), currency }, "zh")} 是客户 ${customer} 第二大一笔（${formatMoney({ minor: BigInt(second), currency }, "zh")}）的 ${ratio.toFixed(1)} 倍。`,
    en: ({ customer, largest, second, ratio, currency, order }) =>
      `${order} at ${formatMoney({ minor: BigInt(largest), currency }, "en")} is ${ratio.toFixed(1)} times the next largest sale to ${customer} (${formatMoney({ minor: BigInt(second), currency }, "en")}).`,
  },
  chart: {
    kind: "distribution",
    title: { zh: "该客户全部销售的金额", en: "Amounts of all sales to this customer" },
    x: { zh: "金额", en: "Amount" },
    scale: "log",
    query: ({ facts, evidence }, _params, { sales }) => sql`
      SELECT amount / 100.0 AS value, rid = ${evidence[0]} AS suspect, doc_id AS label
      FROM ${sales} WHERE customer = ${facts.customer} AND amount > 0 LIMIT 5000`,
  },
});
