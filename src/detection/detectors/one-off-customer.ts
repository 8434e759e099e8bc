import { z } from "zod";
import { formatMoney, sql } from "../../platform/index.ts";
import { among } from "../among.ts";
import { defineDetector } from "../define-detector.ts";
import { counted } from "../figures.ts";
import { fiscalQuarters } from "../fiscal-year.ts";
import { decimal, whole } from "../parameter.ts";

export default defineDetector({
  id: "one-off-customer",
  scheme: "fictitious-sale",
  basis: "identity",
  title: { zh: "一次性客户的大单", en: "Large sale to a customer never seen again" },
  why: {
    zh: "为冲业绩虚构的客户只出现一次：临近期末建档，随即下一张远超该销售员平常水平的大单，此后再无往来。",
    en: "A customer invented for the numbers appears once: created near the close, at once a sale far above what the seller usually makes, and never again.",
  },
  formula: {
    zh: "客户只有一张单据，且该单之后数据仍延续 {quietDays} 天以上；金额 ÷ 该销售员（不足 {minSales} 单时为全体）同币种单据中位数 = r ≥ {minRatio}。得分 = 0.3 + 0.3·r/(r + 2·{minRatio}) + 0.15·(建档 {newDays} 天内下单) + 0.1·(月末 5 天内) + 0.05·(季末) + 0.1·(该数据有拜访记录而此客户没有) + 0.1·(1 − 一次性客户占比/0.5)，低于 0.5 不列；一次性客户占比超过一半时，须建档不久或临近月末。各数均为本产品设定。",
    en: "The customer has one document and the data go on for more than {quietDays} days after it; amount ÷ median of the seller's documents (of all, where the seller has fewer than {minSales}) in the currency = r ≥ {minRatio}. Score = 0.3 + 0.3·r/(r + 2·{minRatio}) + 0.15·(within {newDays} days of creation) + 0.1·(last 5 days of a month) + 0.05·(of a quarter) + 0.1·(the data hold visits, and none to this customer) + 0.1·(1 − share of one-off customers/0.5); not listed below 0.5; where more than half of all customers are one-off, it must be new or at a month's end. All numbers are our default.",
  },
  innocent: [
    {
      zh: "项目型或设备类采购，本就一次成交。",
      en: "A project or equipment purchase, which is made once by nature.",
    },
    {
      zh: "客户换了主体或合并建档后继续采购。",
      en: "The customer went on buying under another entity or record.",
    },
    { zh: "试购后转向竞争对手。", en: "A trial, after which the customer went to a competitor." },
  ],
  blindTo: [
    { zh: "同一虚假客户分几次下单。", en: "A fake customer used more than once." },
    {
      zh: "数据末尾尚看不出是否再来的客户。",
      en: "Customers at the end of the data, of whom it cannot yet be said.",
    },
  ],
  nextChecks: [
    {
      zh: "查该客户工商状态、成立日期与经营范围。",
      en: "Look up the customer's registration, date of formation and line of business.",
    },
    {
      zh: "核对签收单、物流轨迹与回款来源。",
      en: "See the signed delivery note, the carrier's track and where the payment came from.",
    },
    {
      zh: "电话回访：是否买过、谁经办、是否仍在使用。",
      en: "Call back: did they buy, who handled it, is it in use?",
    },
  ],
  source:
    "ACFE Fraud Examiners Manual (fictitious customers; large unusual sales near period end); ISA 240 appendix 3",
  severity: "medium",
  reads: { sales: ["customer", "amount"] },
  params: z.object({
    minRatio: decimal(5, [1, 1000], "金额至少为中位数的多少倍", "at least this many times the median"),
    quietDays: whole(90, [1, 1095], "此后无往来的最少天数", "fewest days of silence after it"),
    newDays: whole(14, [0, 365], "建档后多少天内算新客户", "days after creation a customer is new"),
    minSales: whole(
      10,
      [1, 10_000],
      "销售员至少多少单才用其中位数",
      "fewest documents for a seller's own median",
    ),
  }),
  facts: z.object({
    customer: z.string(),
    document: z.string(),
    at: z.string(),
    seller: z.string().optional(),
    ratio: z.number(),
    typical: z.number(),
    createdBefore: z.int().optional(),
    isPeriodEnd: z.boolean(),
    isUnvisited: z.boolean(),
    amount: z.number(),
    currency: z.string(),
  }),
  locality: {
    unit: "customer",
    recent: { days: () => 0 },
    baseline: {
      rate: (_, { sales, activities }) => sql`
        SELECT count(*) FILTER (n = 1) / nullif(count(*), 0) AS share, count(*) AS customers, (SELECT count(*) FROM ${activities}) > 0 AS visits
        FROM (SELECT count(*) AS n FROM ${sales} WHERE NOT cancelled AND customer IS NOT NULL AND amount > 0 GROUP BY customer)`,
      typical: (_, { sales }) => sql`
        SELECT coalesce(seller, created_by) AS seller, currency, median(amount) AS typical, count(*) AS n FROM ${sales} WHERE NOT cancelled AND amount > 0 GROUP BY 1, 2`,
      general: (_, { sales }) => sql`
        SELECT currency, median(amount) AS typical, CAST(max(coalesce(sold_at, created_at)) AS DATE) AS last_day FROM ${sales} WHERE NOT cancelled AND amount > 0 GROUP BY currency`,
    },
  },
  query: ({ minRatio, quietDays, newDays, minSales }, { sales, customers, activities }, run, known) => sql`
    WITH alone AS MATERIALIZED (
      SELECT customer, count(*) AS n, min(rid) AS rid FROM ${sales} WHERE NOT cancelled AND customer IS NOT NULL AND amount > 0 GROUP BY customer
    ), rate AS (SELECT * FROM ${known("rate")}), typical AS (SELECT * FROM ${known("typical")}), general AS (SELECT * FROM ${known("general")}), single AS (
      SELECT s.rid, s.doc_kind, s.doc_id, coalesce(s.seller, s.created_by) AS seller, s.customer, s.amount, s.currency, CAST(coalesce(s.sold_at, s.created_at) AS DATE) AS day
      FROM ${sales} s JOIN (SELECT rid FROM alone WHERE n = 1) a USING (rid)
    ), compared AS (
      SELECT s.*, CASE WHEN t.n >= ${minSales} THEN t.typical ELSE g.typical END AS typical, g.last_day
      FROM single s JOIN general g USING (currency) LEFT JOIN typical t ON t.seller = s.seller AND t.currency = s.currency
    ), large AS (
      SELECT *, amount / typical AS ratio, day > last_day(day) - 5 AS is_period_end FROM compared
      WHERE typical > 0 AND amount >= ${minRatio} * typical AND day < least(last_day, CAST(${run.asOf} AS DATE)) - CAST(${quietDays} AS INTEGER)
    ), known AS (
      SELECT l.*, k.created_at, date_diff('day', CAST(k.created_at AS DATE), l.day) AS created_before,
        (SELECT visits FROM rate) AND l.customer NOT IN (SELECT customer_id FROM ${activities} WHERE customer_id IS NOT NULL) AS is_unvisited
      FROM large l LEFT JOIN (SELECT customer_id, min(created_at) AS created_at FROM ${customers} GROUP BY customer_id) k ON k.customer_id = l.customer
    ), scored AS (
      SELECT *, coalesce(created_before BETWEEN 0 AND ${newDays}, false) AS is_new, least(0.98, 0.3 + 0.3 * strength(ratio, 2.0 * ${minRatio})
        + CASE WHEN created_before BETWEEN 0 AND ${newDays} THEN 0.15 ELSE 0 END + CASE WHEN is_period_end THEN 0.1 ELSE 0 END
        + CASE WHEN is_period_end AND ${fiscalQuarters(run).isLastMonth(sql`day`)} THEN 0.05 ELSE 0 END + CASE WHEN is_unvisited THEN 0.1 ELSE 0 END
        + 0.1 * (1 - least(1, (SELECT share FROM rate) / 0.5))) AS score
      FROM known
    )
    SELECT doc_kind AS subject_kind, doc_id AS subject_id, customer || '|' || doc_id AS key, seller, customer, score, amount, currency, [rid] AS evidence,
      {'customer': customer, 'document': doc_id, 'at': CAST(day AS VARCHAR), 'seller': seller, 'ratio': ratio, 'typical': CAST(round(typical) AS BIGINT), 'createdBefore': CASE WHEN is_new THEN created_before END,
        'isPeriodEnd': is_period_end, 'isUnvisited': is_unvisited, 'amount': amount, 'currency': currency} AS facts
    FROM scored
    WHERE score >= 0.5 AND (SELECT customers FROM rate) >= 10 AND ((SELECT share FROM rate) <= 0.5 OR is_new OR is_period_end)`,
  sentence: {
    zh: ({
      customer,
      document,
      at,
      seller,
      ratio,
      typical,
      createdBefore,
      isPeriodEnd,
      isUnvisited,
      amount,
      currency,
    }) => {
      const money = (minor: number) => formatMoney({ minor: BigInt(minor), currency }, "zh");
      const created = createdBefore === undefined ? "" : `，即建档 ${createdBefore} 天后，`;
      const visited = isUnvisited ? "，且没有任何拜访记录" : "";
      return `客户 ${customer} 只在 ${at}${isPeriodEnd ? "（月末）" : ""}${created} 下过一单 ${document}：${money(amount)}，是${seller === undefined ? "全体" : `销售员 ${seller}`}平常一单（${money(typical)}）的 ${ratio.toFixed(1)} 倍，此后再无往来${visited}。`;
    },
    en: ({
      customer,
      document,
      at,
      seller,
      ratio,
      typical,
      createdBefore,
      isPeriodEnd,
      isUnvisited,
      amount,
      currency,
    }) => {
      const money = (minor: number) => formatMoney({ minor: BigInt(minor), currency }, "en");
      const created =
        createdBefore === undefined ? "" : `, ${counted(createdBefore, "day")} after being created`;
      return `Customer ${customer} bought once, on ${at}${isPeriodEnd ? " (month end)" : ""}${created}: ${document} for ${money(amount)}, ${ratio.toFixed(1)} times the usual sale ${seller === undefined ? "" : `of seller ${seller} `}(${money(typical)}), and never again${isUnvisited ? "; no visit is on record" : ""}.`;
    },
  },
  chart: {
    kind: "scatter",
    title: { zh: "客户的单数与最大一单", en: "Customers by number of sales and largest sale" },
    x: { zh: "单数", en: "Number of sales" },
    y: { zh: "最大一单金额", en: "Largest sale" },
    scale: "log",
    query: ({ facts, evidence }, _params, { sales }) => sql`
      WITH one AS (
        SELECT customer, count(*) AS n, max(amount) AS largest, bool_or(${among("rid", evidence)}) AS suspect FROM ${sales}
        WHERE NOT cancelled AND amount > 0 AND currency = ${facts.currency} AND (${facts.seller ?? null}::VARCHAR IS NULL OR coalesce(seller, created_by) = ${facts.seller ?? ""})
          AND customer IS NOT NULL GROUP BY customer
      )
      SELECT CAST(n AS DOUBLE) AS x, largest / 100.0 AS y, customer AS label, suspect FROM one ORDER BY suspect DESC, hash(customer) LIMIT 1000`,
  },
});
