import { z } from "zod";
import { formatMoney, sql } from "../../platform/index.ts";
import { among } from "../among.ts";
import { limitsShownBy } from "../approval-limits.ts";
import { defineDetector, type Known, type Tables } from "../define-detector.ts";
import { counted } from "../figures.ts";
import { decimal, whole } from "../parameter.ts";
import { partyOf } from "../same-party.ts";

/** Orders and contracts with a customer, a day and an amount; where contracts are the sales themselves, they count once. */
const documentsOf = ({ sales, contracts }: Tables, known: Known) => sql`
      SELECT rid, doc_kind, doc_id, CAST(coalesce(sold_at, created_at) AS DATE) AS day, coalesce(seller, created_by, '') AS seller, customer, coalesce(gross, amount) AS amount, currency
      FROM ${sales} WHERE NOT cancelled AND customer IS NOT NULL AND coalesce(sold_at, created_at) IS NOT NULL AND amount > 0
      UNION ALL
      SELECT rid, 'contract', contract_id, CAST(signed_at AS DATE), coalesce(seller_id, ''), customer_id, amount, coalesce(currency, 'XXX')
      FROM ${contracts}
      WHERE customer_id IS NOT NULL AND signed_at IS NOT NULL AND amount > 0 AND (SELECT doc_kind FROM ${known("kind")}) <> 'contract'`;

/** `sized`: the documents that stand near a limit. 64-bit hashes stand for the grouping columns: pair = kind, currency, limit, seller and party. */
const sizedDocuments = (minShare: number, tables: Tables, known: Known) => sql`
    sized AS MATERIALIZED (
      SELECT *, hash(approval_limit, currency, doc_kind, seller, party) AS pair
      FROM (
        SELECT d.*, coalesce(p.party, d.customer) AS party, l.approval_limit, l.inferred
        FROM (${documentsOf(tables, known)}) d JOIN ${known("limits")} l ON l.currency = d.currency AND l.doc_kind = d.doc_kind LEFT JOIN ${known("parties")} p ON p.customer = d.customer
        WHERE d.amount >= least(${minShare}, 0.25) * l.approval_limit AND d.amount < 2 * l.approval_limit
      )
    )`;

export default defineDetector({
  id: "split-order",
  scheme: "splitting",
  basis: "limit",
  title: { zh: "拆单规避审批", en: "Deal split to stay under the approval limit" },
  why: {
    zh: "同一笔生意拆成几张都低于审批限额的单据，合计却超过限额，使本应由上级审批的折扣、账期或授信无人把关。",
    en: "One deal is cut into documents that each stay under the approval limit while their sum exceeds it, so that nobody senior sees its discount, terms or credit.",
  },
  formula: {
    zh: "同一销售员、同一客户（名称、税号、电话或地址相同的近似重复客户视为一个）、同一币种，在 1、3 或 {windowDays} 天内两张以上单据，每张低于限额 L 且不低于 {minShare}×L，合计超过 L。金额取价税合计。L 按单据种类取自审批数据（该金额上下一个倍程内须经某级审批的比例由 30% 以下升至 80% 以上的整数金额），推断不出时用参数所给的限额（{approvalLimit} 最小货币单位）。得分 = [0.15 + 0.25·贴近度 + 0.2·紧凑度 + 0.3·超常度 + 0.1·(三张以上) + 0.1·(涉及多个近似客户)] ÷ (1 + 4λ)：贴近度 = (平均金额/L − 0.4)/0.5；紧凑度 1 天 1、3 天 0.7、更长 0.4；超常度 = (L 下方一个倍程内的聚集数 n − 上下两个倍程的几何平均 m − 2√(n + m)) ÷ (n + 1)，或在全体极少聚集时 1 − 10×聚集率；λ 为该客户其余单据在同样窗口内的期望张数。聚集数不少于 6 而限额处并不多于上下时再乘 0.7。得分低于 0.5 不列。权数与窗口为本产品设定。",
    en: "One seller, one customer (near duplicates by name, tax number, telephone or address count as one), one currency: two or more documents within 1, 3 or {windowDays} days, each below the limit L and at least {minShare} × L, their sum above L. Amounts are gross. L is read off the approvals by kind of document (the round amount at which the share that needed a level rises from 30 % or less in the octave below to 80 % or more in the one above), else the parameter ({approvalLimit} minor units). Score = [0.15 + 0.25·closeness + 0.2·compactness + 0.3·excess + 0.1·(three or more) + 0.1·(several near-duplicate customers)] ÷ (1 + 4λ): closeness = (mean amount/L − 0.4)/0.5; compactness 1, 0.7, 0.4 for 1, 3 and more days; excess = (clusters n in the octave below L − geometric mean m of the octaves around it − 2√(n + m)) ÷ (n + 1), or 1 − 10 × the rate of clusters where hardly anybody has any; λ = documents expected in such a window from the customer's other orders. Times 0.7 where there are six clusters or more and no more at the limit than beside it. Not listed below 0.5. Weights and windows are our default.",
  },
  innocent: [
    {
      zh: "客户按门店、项目或到货批次分别下单，每张订单都有独立的需求。",
      en: "The customer orders by outlet, project or delivery batch, and each order has its own need.",
    },
    { zh: "首单之后的追加或补货。", en: "A top-up or an addition after the first order." },
    {
      zh: "系统按仓库或税率自动拆单。",
      en: "The system itself splits orders by warehouse or tax rate.",
    },
  ],
  blindTo: [
    {
      zh: "间隔超过窗口天数、改由他人名下或分给毫无共同信息的客户的拆单。",
      en: "Parts further apart than the window, booked under another seller, or given to customers that share nothing.",
    },
    {
      zh: "一贯频繁下单的客户中的拆单会被其正常频率掩盖。",
      en: "Splits at customers who order all the time hide in that rhythm.",
    },
  ],
  nextChecks: [
    {
      zh: "并排查看各单的合同、报价、收货地址与发货批次，确认是否为同一次采购。",
      en: "Lay contracts, quotes, addresses and shipments of the parts side by side: is it one purchase?",
    },
    {
      zh: "询问客户采购人当时下了几次订单，为何分开。",
      en: "Ask the customer's buyer how many orders were placed and why they were separate.",
    },
    {
      zh: "核对各单折扣与账期是否超出销售员自身权限。",
      en: "Compare the discount and terms of the parts with the seller's own authority.",
    },
  ],
  source:
    "ACFE Fraud Examiners Manual (structuring below approval limits); IDEA/CaseWare fraud tests, split invoices",
  severity: "medium",
  reads: { sales: ["customer", "amount"] },
  params: z.object({
    approvalLimit: whole(
      5_000_000,
      [1, 1_000_000_000_000_000],
      "审批限额（最小货币单位），审批数据推断不出时采用",
      "approval limit in minor units, where the approvals show none",
    ),
    windowDays: whole(7, [1, 90], "最长窗口天数", "longest window in days"),
    minShare: decimal(
      0.2,
      [0, 0.99],
      "低于限额此比例的小单不计",
      "documents below this share of the limit do not count",
    ),
  }),
  facts: z.object({
    seller: z.string().optional(),
    customers: z.array(z.string()),
    documents: z.int(),
    total: z.number(),
    largest: z.number(),
    limit: z.number(),
    inferred: z.boolean(),
    days: z.int(),
    first: z.string(),
    currency: z.string(),
  }),
  locality: {
    unit: "customer",
    together: "parties",
    recent: { days: ({ windowDays }) => windowDays },
    // The newest of those of a pair that may be parts of a deal above the limit; the windows of time cost more than all else.
    sieve: ({ minShare }, tables, _run, known) => sql`
      WITH ${sizedDocuments(minShare, tables, known)}
      SELECT max(rid) AS rid FROM sized WHERE amount < approval_limit AND amount >= ${minShare} * approval_limit
      GROUP BY pair HAVING count(*) > 1 AND sum(amount) > any_value(approval_limit)`,
    beforehand: {
      zh: "合并为一单，由有权审批合计金额的人审批。",
      en: "Put the parts into one order, and have it approved by whoever may approve the total.",
    },
    baseline: {
      kind: (_, { sales }) => sql`SELECT min(doc_kind) AS doc_kind FROM ${sales}`,
      // Whoever is alone is not among them: each question reads all of it.
      parties: (_, tables) =>
        sql`SELECT * FROM (${partyOf(tables)}) QUALIFY count(*) OVER (PARTITION BY party) > 1`,
      limits: ({ approvalLimit }, tables, _run, known) => sql`
        WITH documents AS (${documentsOf(tables, known)}),
        inferred AS MATERIALIZED (${limitsShownBy(tables, sql`SELECT doc_id, doc_kind, amount, currency FROM documents`)})
        SELECT currency, doc_kind, approval_limit, true AS inferred FROM inferred
        UNION ALL
        SELECT currency, doc_kind, ${approvalLimit}, false FROM (SELECT DISTINCT currency, doc_kind FROM documents) WHERE currency NOT IN (SELECT currency FROM inferred)`,
      span: (_, tables, _run, known) => sql`
        SELECT greatest(date_diff('day', min(day), max(day)) + 1, 30) AS days FROM (${documentsOf(tables, known)})`,
      // How often a seller's documents to one party come several a week, by where they stand to the limit.
      clumps: ({ minShare }, tables, _run, known) => sql`
        WITH ${sizedDocuments(minShare, tables, known)},
        weeks AS (
          SELECT approval_limit, currency, doc_kind, seller, count(*) AS n,
            count(*) FILTER (amount >= approval_limit / 4 AND amount < approval_limit / 2) AS lower,
            count(*) FILTER (amount >= approval_limit / 2 AND amount < approval_limit) AS at_limit,
            count(*) FILTER (amount >= approval_limit) AS upper
          FROM sized GROUP BY approval_limit, currency, doc_kind, seller, pair, date_diff('day', DATE '2000-01-01', day) // 7
        ),
        clumps AS (
          SELECT approval_limit, currency, doc_kind, seller, count(*) FILTER (lower > 1) AS lower, count(*) FILTER (at_limit > 1) AS at_limit,
            count(*) FILTER (upper > 1) AS upper,
            sum(count(*) FILTER (n > 1)) OVER everybody / sum(count(*)) OVER everybody AS rate
          FROM weeks GROUP BY approval_limit, currency, doc_kind, seller WINDOW everybody AS (PARTITION BY approval_limit, currency, doc_kind)
        )
        SELECT * FROM clumps`,
    },
  },
  query: ({ windowDays, minShare }, tables, _run, known) => {
    const within = (days: number, column: string) =>
      sql`${sql.raw(column)} OVER (PARTITION BY pair ORDER BY day RANGE BETWEEN CURRENT ROW AND ${sql.raw(`INTERVAL ${days} DAYS`)} FOLLOWING)`;
    const behind = (days: number) =>
      sql`max(starts) FILTER (starts <= ${days}) OVER (PARTITION BY pair ORDER BY day RANGE BETWEEN ${sql.raw(`INTERVAL ${days} DAYS`)} PRECEDING AND CURRENT ROW) IS NOT NULL`;
    const near = Math.min(3, windowDays);
    return sql`
    WITH ${sizedDocuments(minShare, tables, known)},
    pairs AS (
      SELECT pair, count(*) AS pair_n FROM sized GROUP BY pair
      HAVING count(*) FILTER (amount < approval_limit) > 1 AND sum(amount) FILTER (amount < approval_limit) > any_value(approval_limit)
    ),
    parts AS (
      SELECT s.*, pairs.pair_n FROM sized s JOIN pairs USING (pair)
      WHERE s.amount < s.approval_limit AND s.amount >= ${minShare} * s.approval_limit
    ),
    -- Only a document with another of its pair within the window can be part of a split.
    close_by AS (
      SELECT * FROM (
        SELECT *, day - lag(day) OVER in_order AS since, lead(day) OVER in_order - day AS until FROM parts WINDOW in_order AS (PARTITION BY pair ORDER BY day, rid)
      ) WHERE since <= ${windowDays} OR until <= ${windowDays}
      QUALIFY row_number() OVER (PARTITION BY pair, doc_id ORDER BY rid) = 1
    ),
    anchored AS (
      SELECT *, CASE WHEN ${within(1, "sum(amount)")} > approval_limit THEN 1
        WHEN ${within(near, "sum(amount)")} > approval_limit THEN ${near}
        WHEN ${within(windowDays, "sum(amount)")} > approval_limit THEN ${windowDays} END AS starts
      FROM close_by
    ),
    covered AS (
      SELECT *, CASE WHEN ${behind(1)} THEN 1 WHEN ${behind(near)} THEN ${near} WHEN ${behind(windowDays)} THEN ${windowDays} END AS tight
      FROM anchored
    ),
    islands AS (
      SELECT *, sum(CASE WHEN day - previous <= tight THEN 0 ELSE 1 END)
        OVER (PARTITION BY pair ORDER BY day, rid) AS island
      FROM (
        SELECT *, lag(day) OVER (PARTITION BY pair ORDER BY day, rid) AS previous
        FROM covered WHERE tight IS NOT NULL
      )
    ),
    clusters AS (
      SELECT any_value(approval_limit) AS approval_limit, any_value(currency) AS currency, any_value(doc_kind) AS doc_kind,
        any_value(seller) AS seller, any_value(party) AS party, any_value(inferred) AS inferred, count(DISTINCT doc_id) AS n,
        CAST(sum(amount) AS BIGINT) AS total, max(amount) AS largest, min(tight) AS tight,
        date_diff('day', min(day), max(day)) + 1 AS days, CAST(min(day) AS VARCHAR) AS first_day,
        list_sort(list_distinct(list(customer))) AS customers, any_value(pair_n) AS pair_n,
        sum(count(*)) OVER of_pair AS pair_covered, count(*) OVER of_pair AS pair_clusters,
        arg_min(doc_id, (day, rid)) AS first_doc, arg_min(customer, (day, rid)) AS customer, list(rid ORDER BY amount DESC, rid) AS rids
      FROM islands GROUP BY pair, island
      HAVING count(DISTINCT doc_id) > 1 AND sum(amount) > any_value(approval_limit)
      WINDOW of_pair AS (PARTITION BY pair)
    ),
    scored AS (
      SELECT c.*,
        least(greatest((c.total / c.n / c.approval_limit - 0.4) / 0.5, 0), 1) AS closeness,
        CASE WHEN c.tight <= 1 THEN 1 WHEN c.tight <= 3 THEN 0.7 ELSE 0.4 END AS compactness,
        coalesce(greatest(k.beyond, CASE WHEN k.at_limit + k.lower + k.upper < 6 THEN 1 - 10 * k.rate ELSE 0 END), 0) AS excess,
        -- Enough clusters to tell, and no more at the limit than beside it: nothing speaks for the limit.
        CASE WHEN k.at_limit + k.lower + k.upper >= 6 AND k.at_limit <= k.beside + sqrt(k.at_limit + k.beside) THEN 0.7 ELSE 1 END AS usual,
        (c.pair_n - c.pair_covered + c.pair_clusters - 1 + greatest(0, c.days - 2 * ${windowDays})) * c.tight / (SELECT days FROM ${known("span")}) AS expected
      FROM clusters c LEFT JOIN (
        SELECT *, sqrt(lower * upper) AS beside,
          greatest(0, (at_limit - sqrt(lower * upper) - 2 * sqrt(at_limit + sqrt(lower * upper))) / (at_limit + 1)) AS beyond
        FROM ${known("clumps")}
      ) k USING (approval_limit, currency, doc_kind, seller)
    ),
    judged AS (
      SELECT *, least(0.98, (0.15 + 0.25 * closeness + 0.2 * compactness + 0.3 * excess
        + CASE WHEN n > 2 THEN 0.1 ELSE 0 END + CASE WHEN len(customers) > 1 THEN 0.1 ELSE 0 END) * usual / (1 + 4 * expected)) AS score
      FROM scored
      QUALIFY row_number() OVER (PARTITION BY doc_kind, seller, party, currency, first_doc ORDER BY score DESC, approval_limit) = 1
    )
    SELECT doc_kind AS subject_kind, first_doc AS subject_id, seller || '|' || party || '|' || first_doc AS key,
      nullif(seller, '') AS seller, customer, score, total AS amount, currency, rids[1:200] AS evidence, len(rids) AS evidence_total,
      {'seller': nullif(seller, ''), 'customers': customers[1:20], 'documents': n, 'total': total, 'largest': largest, 'limit': approval_limit,
        'inferred': inferred, 'days': days, 'first': first_day, 'currency': currency} AS facts
    FROM judged WHERE score >= 0.5`;
  },
  sentence: {
    zh: ({ seller, customers, documents, total, largest, limit, days, first, currency }) => {
      const money = (minor: number) => formatMoney({ minor: BigInt(minor), currency }, "zh");
      const who = seller === undefined ? "" : `销售员 ${seller} `;
      return `${who}自 ${first} 起 ${days} 天内与客户 ${customers.join("、")} 签下 ${documents} 张单据，每张都低于审批限额 ${money(limit)}（最大 ${money(largest)}），合计 ${money(total)}。`;
    },
    en: ({ seller, customers, documents, total, largest, limit, days, first, currency }) => {
      const money = (minor: number) => formatMoney({ minor: BigInt(minor), currency }, "en");
      const who = seller === undefined ? "" : `by seller ${seller} `;
      return `${documents} documents ${who}with customer ${customers.join(", ")} within ${counted(days, "day")} from ${first}, each below the approval limit of ${money(limit)} (largest ${money(largest)}), add up to ${money(total)}.`;
    },
  },
  chart: {
    kind: "timeline",
    title: { zh: "该销售员与该客户的全部单据", en: "All documents of this seller with this customer" },
    y: { zh: "金额", en: "Amount" },
    query: ({ facts, evidence }, _params, { sales, contracts }) => sql`
      SELECT CAST(CAST(day AS DATE) AS VARCHAR) AS "at", id AS label, amount / 100.0 AS value, ${among("rid", evidence)} AS suspect
      FROM (
        SELECT rid, doc_id AS id, coalesce(sold_at, created_at) AS day, coalesce(seller, created_by) AS seller, customer, amount FROM ${sales} WHERE NOT cancelled
        UNION SELECT rid, contract_id, signed_at, seller_id, customer_id, amount FROM ${contracts}
      )
      WHERE ${among("customer", facts.customers)} AND amount IS NOT NULL AND day IS NOT NULL
        AND coalesce(seller, '') = ${facts.seller ?? ""}
      ORDER BY suspect DESC, day, rid LIMIT 2000`,
  },
});
