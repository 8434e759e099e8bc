import { z } from "zod";
import { type Bilingual, sql } from "../../platform/index.ts";
import { voices } from "../complaints.ts";
import { defineDetector, type Tables } from "../define-detector.ts";
import { decimal, whole } from "../parameter.ts";

const signs: Readonly<Record<string, Bilingual>> = {
  unpapered: {
    zh: "到货没有发票、随货单，或系统里查不到",
    en: "goods came without papers or are not in the system",
  },
  diverted: { zh: "反映窜货或来路不明的低价货源", en: "reports goods from outside the territory" },
  "not-sold": {
    zh: "所投诉的产品我方没有卖给过该客户",
    en: "the product complained of was never sold to the customer",
  },
};

/** `随货单缺质检报告` complains of a paper that is there; what counts is that there is none, or no order. */
const unpapered =
  "((没有|没|无|未附|未带).{0,4}(随货|送货单|出库单|发票)|补开发票|查不到|系统(里|中)?(没有|无)|不是(贵|你)司(发|送)的|no invoice|without (an )?invoice|not in (your|the) system|no record of)";
const diverted =
  "(窜货|串货|低价货|跨区(销售|供货|发货)|外地货|非我(方|司)进货|不是我(方|司)进货|gr[ae]y market|diverted|diversion|parallel import|outside (the|our) territory)";

/** `asked`: complaints of a product that name no order; `bought`: those whose customer had bought it. */
const boughtGoods = (lookBack: number, tables: Tables) => sql`
    heard AS MATERIALIZED (SELECT * FROM (${voices(tables)}) WHERE NOT is_review),
    asked AS (SELECT rid, customer, product, day FROM heard WHERE order_id IS NULL AND product IS NOT NULL AND customer IS NOT NULL AND day IS NOT NULL),
    bought AS (
      SELECT DISTINCT a.rid FROM asked a JOIN ${tables.sale_lines} l ON l.customer = a.customer AND l.product = a.product
        AND coalesce(l.sold_at <= a.day AND l.sold_at >= a.day - to_days(CAST(${lookBack} AS INTEGER)), true)
    )`;

export default defineDetector({
  id: "complaint-of-unknown-goods",
  scheme: "diversion",
  basis: "feedback",
  title: { zh: "客户投诉我们没有卖过的货", en: "A complaint about goods we never sold" },
  why: {
    zh: "客户手里有货、我们账上没有单：要么业务员把单飞给了别家，要么货是从别的区域窜来的。",
    en: "The customer has the goods and our books have no sale: either the order was taken elsewhere by our own seller, or the goods came across from another territory.",
  },
  formula: {
    zh: "投诉（评价除外）中三种迹象：没有票据或系统查不到（w = 0.6）；窜货、低价货源（w = 0.55）；所指产品在此前 {lookBack} 天内没有卖给该客户、投诉也未写订单号（w = 0.5；若未写订单号的投诉中这样的占比超过 {maxShare}，视为产品编码对不上，不用）。每件投诉一条，得分 = 1 − Π(1 − w)。词表、天数与权数为本产品设定。",
    en: "Three signs in complaints (reviews apart): no papers or not in the system (w = 0.6); goods from outside the territory (w = 0.55); a product not sold to the customer in the {lookBack} days before, with no order named (w = 0.5; left out where more than a share of {maxShare} of the complaints without an order are so, as codes then do not match). One finding a complaint, score = 1 − Π(1 − w). Words, days and weights are our default.",
  },
  innocent: [
    { zh: "客户从别的经销商处正常进货。", en: "The customer bought from another dealer as it may." },
    {
      zh: "赠品、样品或换货没有单独开票。",
      en: "Gifts, samples or replacements without an invoice of their own.",
    },
    { zh: "登记时选错了产品或客户。", en: "The wrong product or customer was chosen when it was recorded." },
  ],
  blindTo: [
    { zh: "客户没有察觉或不愿声张。", en: "Customers who do not notice, or keep quiet." },
    { zh: "换一种说法的投诉。", en: "Complaints in other words." },
  ],
  nextChecks: [
    {
      zh: "请客户提供包装、批号、送货单照片，查这批货卖给了谁。",
      en: "Ask for photos of packaging, batch and papers, and see to whom that batch was sold.",
    },
    {
      zh: "比较该客户的拜访与订单，有无“人常去、单不见”。",
      en: "Compare visits and orders of the customer: often called on, and no orders?",
    },
    {
      zh: "查业务员名下或亲友的公司有无经营同类产品。",
      en: "See whether firms of the seller, family or friends trade in the same goods.",
    },
  ],
  source: "ACFE Fraud Examiners Manual (diverted sales; customer complaints as a red flag)",
  severity: "medium",
  reads: { complaints: ["description"] },
  params: z.object({
    lookBack: whole(365, [30, 3650], "此前多少天没有卖过", "days without a sale of the product"),
    maxShare: decimal(
      0.25,
      [0.01, 1],
      "超过此占比则认为编码对不上",
      "share from which codes are taken not to match",
    ),
  }),
  facts: z.object({
    complaint: z.string(),
    customer: z.string().optional(),
    seller: z.string().optional(),
    product: z.string().optional(),
    day: z.string(),
    signs: z.array(z.string()),
    text: z.string(),
  }),
  locality: {
    unit: "customer",
    recent: {
      days: () => 0,
      asksAlone: true,
      asks: (_, tables) => sql`SELECT customer, rid FROM (${voices(tables)})`,
    },
    baseline: {
      rare: ({ lookBack, maxShare }, tables) => sql`
        WITH ${boughtGoods(lookBack, tables)}
        SELECT (SELECT count(*) FROM asked a ANTI JOIN bought b ON b.rid = a.rid) <= ${maxShare} * ((SELECT count(*) FROM asked) + 20) AS it`,
    },
    tells: ({ subject_kind }) => subject_kind === "customer",
  },
  query: ({ lookBack }, tables, _run, known) => sql`
    WITH ${boughtGoods(lookBack, tables)}, unsold AS (
      SELECT rid FROM asked WHERE rid NOT IN (SELECT rid FROM bought) AND (SELECT it FROM ${known("rare")})
        AND customer IN (SELECT customer FROM ${tables.sale_lines} WHERE customer IN (SELECT customer FROM asked))
    ), signed AS (
      SELECT h.*, list_filter([CASE WHEN regexp_matches(lower(text), ${unpapered}) THEN 'unpapered' END, CASE WHEN regexp_matches(lower(text), ${diverted}) THEN 'diverted' END,
        CASE WHEN rid IN (SELECT rid FROM unsold) THEN 'not-sold' END], lambda s: s IS NOT NULL) AS signs FROM heard h
    )
    SELECT CASE WHEN customer IS NULL THEN 'data-set' ELSE 'customer' END AS subject_kind, coalesce(customer, 'complaints') AS subject_id, coalesce(complaint_id, CAST(rid AS VARCHAR)) AS key,
      employee AS seller, customer, 1 - (CASE WHEN list_contains(signs, 'unpapered') THEN 0.4 ELSE 1 END) * (CASE WHEN list_contains(signs, 'diverted') THEN 0.45 ELSE 1 END)
        * (CASE WHEN list_contains(signs, 'not-sold') THEN 0.5 ELSE 1 END) AS score, [rid] AS evidence,
      {'complaint': coalesce(complaint_id, CAST(rid AS VARCHAR)), 'customer': customer, 'seller': employee, 'product': product, 'day': coalesce(CAST(CAST(day AS DATE) AS VARCHAR), ''), 'signs': signs, 'text': left(coalesce(text, ''), 60)} AS facts
    FROM signed WHERE len(signs) > 0`,
  sentence: {
    zh: (f) =>
      `${f.day} 客户 ${f.customer ?? "（未写明）"} 投诉 ${f.complaint}：${f.signs.map((sign) => signs[sign]?.zh ?? sign).join("；")}。原文：“${f.text}”。`,
    en: (f) =>
      `Complaint ${f.complaint} of customer ${f.customer ?? "(not named)"} on ${f.day}: ${f.signs.map((sign) => signs[sign]?.en ?? sign).join("; ")}. It says: “${f.text}”.`,
  },
  chart: {
    kind: "timeline",
    title: { zh: "该客户的销售与投诉", en: "Sales to the customer, and its complaints" },
    query: ({ facts }, _params, { sales, complaints }) => sql`
      SELECT CAST(CAST(day AS DATE) AS VARCHAR) AS "at", label, value, suspect FROM (
        SELECT coalesce(sold_at, created_at) AS day, doc_id AS label, amount / 100.0 AS value, false AS suspect FROM ${sales} WHERE customer = ${facts.customer ?? ""} AND NOT cancelled
        UNION ALL SELECT received_at, coalesce(complaint_id, ''), NULL, complaint_id = ${facts.complaint} FROM ${complaints} WHERE customer_id = ${facts.customer ?? ""}
      ) WHERE day IS NOT NULL AND label IS NOT NULL ORDER BY suspect DESC, day DESC, label LIMIT 300`,
  },
});
