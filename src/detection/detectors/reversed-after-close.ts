import { z } from "zod";
import { sql } from "../../platform/index.ts";
import { betaBinomialUpperTail, betaFrom } from "../beta-binomial.ts";
import { defineDetector, type QueryRow } from "../define-detector.ts";
import { counted, money, number, percent } from "../figures.ts";
import { comparesUnits } from "../locality.ts";
import { decimal, whole } from "../parameter.ts";

const levels = ["seller", "customer", "sale"] as const;
const scopes = ["period-end", "all"] as const;

/** A seller or customer with more reversals than the peers' rate, or one sale taken back; the judge adds score and p. */
const candidate = z.object({
  level: z.enum(levels),
  unit: z.string(),
  scope: z.enum(scopes),
  currency: z.string(),
  n: z.int(),
  k: z.int(),
  booked: z.number(),
  reversed_30: z.number(),
  reversed_60: z.number(),
  reversed: z.number(),
  rate: z.number(),
  correlation: z.number(),
  peers: z.int(),
  peers_share: z.number(),
  seller: z.string().optional(),
  customer: z.string().optional(),
  days_after: z.int().optional(),
  doc_kind: z.string().optional(),
  evidence: z.array(z.int()),
  evidence_total: z.int(),
});

export default defineDetector({
  id: "reversed-after-close",
  scheme: "timing",
  basis: "reversal",
  title: { zh: "期末入账、结账后冲回", en: "Booked in the period, taken back after its close" },
  why: {
    zh: "为完成当期指标先虚增销售，过了结账日再退货、红冲或取消，是跨期造假的典型做法；真实退货不会挑在结账之后。",
    en: "Sales booked to make the period's number and returned, credited or cancelled once it has closed are the classic timing fraud; honest returns do not wait for the close.",
  },
  formula: {
    zh: "把退货、红字、取消与原单配对：有原单号的按单号，否则取此前最近的同客户、同产品、同数量（再次为不少于该数量，无产品时为同金额）的销售。按销售员与客户统计：月末结账后 {windowDays} 天内被冲回（金额达 {wholeShare}）的单数 k ÷ 入账单数 n，分全部单据与月末最后 {lastDays} 天入账的单据，并给出 30/60/90 天的冲回金额 ÷ 入账金额。p = 贝塔二项分布上尾 P(K ≥ k)，其均值与组内相关由其余同类按矩法估计。须 n ≥ {minSales}、同类不少于 {minPeers}、k ≥ {minReversed}、冲回金额占比 ≥ {leastShare} 且为同类的 2 倍以上。得分 = 占比 ÷（占比 + {bound}）。单笔：金额达全体 {leastQuantile} 分位数且冲回达 {wholeShare} 的另列，得分 = 0.4·占比 + 0.3（月末最后几天入账）+ 0.2·(1 − 结账后天数/{windowDays})，至多 {most} 笔。界值的默认值为本产品设定。",
    en: "Returns, red letters and cancellations are matched to their sale: by its number, else the latest earlier sale of the same customer, product and quantity (then: at least that quantity; without a product: the same amount). By seller and by customer: documents of which a share of {wholeShare} or more was reversed within {windowDays} days after the month's close (k) of documents booked (n), over all and over those booked in the last {lastDays} days of a month, with amounts reversed ÷ booked at 30/60/90 days. p = upper tail P(K ≥ k) of a beta-binomial whose mean and intra-group correlation are estimated by moments from all others. Needs n ≥ {minSales}, at least {minPeers} peers, k ≥ {minReversed}, a reversed share of the amount ≥ {leastShare} and twice the peers'. Score = share ÷ (share + {bound}). A single sale is listed where its amount reaches the {leastQuantile} quantile and a share of {wholeShare} of it came back: score = 0.4·share + 0.3 if booked in the last days + 0.2·(1 − days after the close/{windowDays}), at most {most} of them. Bounds are our default.",
  },
  innocent: [
    {
      zh: "某批次质量问题集中退货，或合同约定的试用、寄售退回。",
      en: "A faulty batch returned at once, or trial and consignment goods that the contract lets go back.",
    },
    {
      zh: "开票信息有误而红冲重开，金额随即重新入账。",
      en: "An invoice corrected by red letter and issued anew: the same amount is booked again at once.",
    },
    {
      zh: "该行业或该客户一贯按季集中退货。",
      en: "Returns that are always collected by quarter in this trade.",
    },
  ],
  blindTo: [
    {
      zh: "以折让、新单换货或长期挂账代替退货的冲回。",
      en: "Reversals dressed as allowances, exchanges on new orders, or never collected receivables.",
    },
    {
      zh: "超过窗口才冲回的，以及无法与原单配对的贷项。",
      en: "What comes back later than the window, and credits that match no sale.",
    },
  ],
  nextChecks: [
    {
      zh: "逐笔看原单的签收、出库与回款：从未发货的即为虚假确认。",
      en: "For each sale see delivery, goods issue and payment: what never left the warehouse was never sold.",
    },
    {
      zh: "问清冲回由谁发起、何时约定；查有无补充协议或口头退货承诺。",
      en: "Ask who started the reversal and when it was agreed; look for side letters and promises of return.",
    },
    {
      zh: "把冲回额从当期业绩中剔除，重算目标完成率与提成。",
      en: "Take the reversed amounts out of the period and recompute attainment and commission.",
    },
  ],
  source:
    "ACFE Fraud Examiners Manual (sham sales, right of return); beta-binomial null: Griffiths 1973, Kleinman 1973",
  severity: "high",
  reads: { sales: ["sold_at", "amount"], reversals: ["reversed_at"] },
  params: z.object({
    windowDays: whole(90, [1, 730], "结账后多少天内的冲回", "days after the close that count"),
    lastDays: whole(5, [1, 31], "月末最后几天", "last days of the month"),
    minSales: whole(8, [1, 10_000], "至少多少单才比较", "fewest sales of a seller or customer"),
    minReversed: whole(3, [1, 10_000], "至少冲回几单", "fewest sales reversed"),
    minPeers: whole(10, [3, 10_000], "至少多少同类才比较", "fewest peers"),
    leastShare: decimal(0.05, [0, 1], "冲回金额占比至少多少", "least share of the amount reversed"),
    wholeShare: decimal(
      0.5,
      [0.01, 1],
      "冲回金额达到多少才算该单被冲回",
      "share of a sale taken back from which it counts as reversed",
    ),
    leastQuantile: decimal(
      0.75,
      [0, 1],
      "单笔列出时金额至少达到的分位数",
      "quantile of all amounts that a single sale must reach",
    ),
    most: whole(200, [0, 5000], "单笔至多列出多少", "most single sales that are listed"),
    bound: decimal(0.1, [0.01, 1], "得分为 0.5 的冲回占比", "share reversed that scores 0.5"),
  }),
  facts: z.object({
    level: z.enum(levels),
    unit: z.string(),
    scope: z.enum(scopes),
    sales: z.int(),
    reversed_sales: z.int(),
    booked: z.number(),
    reversed: z.number(),
    share_30: z.number(),
    share_60: z.number(),
    share: z.number(),
    peers_share: z.number(),
    peers: z.int(),
    last_days: z.int(),
    days_after: z.int().optional(),
    currency: z.string(),
  }),
  locality: comparesUnits,
  query: (p, { sales, sale_lines, reversals }) => sql`
    WITH taken_back AS (
      SELECT rid, sale_id, reversed_at, customer, product, quantity, amount, currency FROM ${reversals} WHERE reversed_at IS NOT NULL
    ), by_number AS (
      SELECT r.rid, s.doc_id FROM taken_back r JOIN ${sales} s ON s.doc_id = r.sale_id AND s.currency = r.currency WHERE s.sold_at IS NOT NULL AND s.amount > 0 GROUP BY r.rid, s.doc_id
    ), unmatched AS (
      SELECT r.* FROM taken_back r ANTI JOIN by_number b ON b.rid = r.rid WHERE r.customer IS NOT NULL
    ), lines AS (
      SELECT doc_id, customer, product, quantity, currency, sold_at FROM ${sale_lines}
      WHERE doc_id IS NOT NULL AND sold_at IS NOT NULL AND (customer, product) IN (SELECT (customer, product) FROM unmatched WHERE product IS NOT NULL)
    ), exact_lines AS (
      SELECT customer, product, quantity, currency, sold_at, max(doc_id) AS doc_id FROM lines GROUP BY ALL
    ), by_line AS (
      SELECT r.rid, l.doc_id FROM unmatched r ASOF JOIN exact_lines l
        ON l.customer = r.customer AND l.product = r.product AND l.quantity = r.quantity AND l.currency = r.currency AND r.reversed_at >= l.sold_at
    ), by_part AS (
      SELECT r.rid, arg_max(l.doc_id, (l.sold_at, l.doc_id)) AS doc_id FROM (SELECT u.* FROM unmatched u ANTI JOIN by_line b ON b.rid = u.rid) r JOIN lines l
        ON l.customer = r.customer AND l.product = r.product AND l.quantity > r.quantity AND l.currency = r.currency AND r.reversed_at >= l.sold_at
      GROUP BY r.rid
    ), same_amount AS (
      SELECT customer, amount, currency, sold_at, max(doc_id) AS doc_id FROM ${sales}
      WHERE doc_id IS NOT NULL AND sold_at IS NOT NULL AND (customer, amount) IN (SELECT (customer, amount) FROM unmatched WHERE product IS NULL) GROUP BY ALL
    ), by_amount AS (
      SELECT r.rid, d.doc_id FROM (SELECT * FROM unmatched WHERE product IS NULL) r ASOF JOIN same_amount d
        ON d.customer = r.customer AND d.amount = r.amount AND d.currency = r.currency AND r.reversed_at >= d.sold_at
    ), matched AS (
      SELECT * FROM by_number UNION ALL SELECT * FROM by_line UNION ALL SELECT * FROM by_part UNION ALL SELECT * FROM by_amount
    ), documents AS (
      SELECT doc_id, min(rid) AS rid, min(sold_at) AS sold_at, min(seller) AS seller, min(customer) AS customer, max(amount) AS amount, currency, min(doc_kind) AS doc_kind
      FROM ${sales} WHERE doc_id IN (SELECT doc_id FROM matched) AND sold_at IS NOT NULL AND amount > 0 GROUP BY doc_id, currency
    ), after_close AS (
      SELECT d.rid, d.seller, d.customer, d.currency, d.doc_id, d.doc_kind, d.amount, ${late(p.lastDays, "d.sold_at")} AS late, min(r.rid) AS reversal,
        date_diff('day', last_day(d.sold_at), CAST(min(r.reversed_at) AS DATE)) AS days_after, least(d.amount, sum(r.amount)) AS reversed,
        least(d.amount, coalesce(sum(r.amount) FILTER (r.reversed_at < last_day(d.sold_at) + 31), 0)) AS reversed_30,
        least(d.amount, coalesce(sum(r.amount) FILTER (r.reversed_at < last_day(d.sold_at) + 61), 0)) AS reversed_60
      FROM matched m JOIN taken_back r USING (rid) JOIN documents d ON d.doc_id = m.doc_id AND d.currency = r.currency
      WHERE r.reversed_at >= last_day(d.sold_at) + 1 AND r.reversed_at < last_day(d.sold_at) + 1 + CAST(${p.windowDays} AS INTEGER)
      GROUP BY d.rid, d.seller, d.customer, d.currency, d.doc_id, d.doc_kind, d.sold_at, d.amount
    ), booked AS (
      SELECT seller, customer, currency, ${late(p.lastDays, "sold_at")} AS late, count(*) AS n, sum(amount) AS booked
      FROM ${sales} WHERE sold_at IS NOT NULL AND amount > 0 GROUP BY ALL
    ), units AS (
      SELECT 'seller' AS level, seller AS unit, currency, late, sum(n) AS n, sum(booked) AS booked FROM booked WHERE seller IS NOT NULL GROUP BY seller, currency, late
      UNION ALL SELECT 'customer', customer, currency, late, sum(n), sum(booked) FROM booked WHERE customer IS NOT NULL GROUP BY customer, currency, late
      UNION ALL SELECT 'sale', currency, currency, late, sum(n), sum(booked) FROM booked GROUP BY currency, late
    ), reversed_units AS (
      SELECT 'seller' AS level, seller AS unit, currency, late, ${sums(p.wholeShare)} FROM after_close WHERE seller IS NOT NULL GROUP BY seller, currency, late
      UNION ALL SELECT 'customer', customer, currency, late, ${sums(p.wholeShare)} FROM after_close WHERE customer IS NOT NULL GROUP BY customer, currency, late
      UNION ALL SELECT 'sale', currency, currency, late, ${sums(p.wholeShare)} FROM after_close GROUP BY currency, late
    ), counted AS (
      SELECT level, unit, currency, late, n, booked, coalesce(k, 0) AS k, coalesce(reversed_30, 0) AS reversed_30, coalesce(reversed_60, 0) AS reversed_60, coalesce(reversed, 0) AS reversed
      FROM units LEFT JOIN reversed_units USING (level, unit, currency, late)
    ), scoped AS (
      SELECT level, unit, currency, 'period-end' AS scope, n, k, booked, reversed_30, reversed_60, reversed FROM counted WHERE late AND n >= ${p.minSales}
      UNION ALL
      SELECT level, unit, currency, 'all', sum(n), sum(k), sum(booked), sum(reversed_30), sum(reversed_60), sum(reversed) FROM counted GROUP BY level, unit, currency HAVING sum(n) >= ${p.minSales}
    ), pooled AS (
      SELECT level, currency, scope, count(*) AS units, sum(k) AS all_k, sum(n) AS all_n, sum(n * n) AS squares, sum(k * k / n) AS spread, sum(reversed) AS all_reversed, sum(booked) AS all_booked
      FROM scoped GROUP BY level, currency, scope HAVING count(*) > ${p.minPeers}
    ), others AS (
      SELECT s.*, units - 1 AS peers, all_k - k AS peers_k, all_n - n AS peers_n, squares - n * n AS peers_squares, spread - k * k / n AS peers_spread,
        coalesce((all_reversed - reversed) / nullif(all_booked - booked, 0), 0) AS peers_share, (all_k - k + 0.5) / (all_n - n + 1.0) AS rate
      FROM scoped s JOIN pooled USING (level, currency, scope)
    ), outstanding AS (
      SELECT level, unit, currency, scope, n, k, booked, reversed_30, reversed_60, reversed, peers, peers_share, rate,
        greatest(0.001, least(0.9, coalesce((peers_spread - power(peers_k, 2) / peers_n - rate * (1 - rate) * (peers - 1))
          / nullif(rate * (1 - rate) * (peers_n - peers_squares / peers_n - (peers - 1)), 0), 0))) AS correlation
      FROM others WHERE k >= ${p.minReversed} AND reversed >= ${p.leastShare} * booked AND k > 1.5 * rate * n
    ), pairs AS (
      SELECT o.level, o.unit, o.scope, s.* FROM outstanding o JOIN after_close s ON s.seller = o.unit AND s.currency = o.currency WHERE o.level = 'seller' AND (o.scope = 'all' OR s.late)
      UNION ALL
      SELECT o.level, o.unit, o.scope, s.* FROM outstanding o JOIN after_close s ON s.customer = o.unit AND s.currency = o.currency WHERE o.level = 'customer' AND (o.scope = 'all' OR s.late)
    ), shown AS (
      SELECT level, unit, currency, scope, flatten(list([rid, reversal] ORDER BY reversed DESC, rid))[1:200] AS evidence, count(*) AS pairs,
        CASE WHEN count(DISTINCT seller) = 1 THEN min(seller) END AS seller, CASE WHEN count(DISTINCT customer) = 1 THEN min(customer) END AS customer
      FROM pairs GROUP BY level, unit, currency, scope
    )
    SELECT o.*, CASE o.level WHEN 'seller' THEN o.unit ELSE h.seller END AS seller, CASE o.level WHEN 'customer' THEN o.unit ELSE h.customer END AS customer,
      h.evidence, 2 * h.pairs AS evidence_total
    FROM outstanding o JOIN shown h USING (level, unit, currency, scope)
    WHERE o.reversed > 2 * o.peers_share * o.booked
    UNION ALL BY NAME
    SELECT * FROM (
      SELECT 'sale' AS level, doc_id AS unit, currency, CASE WHEN late THEN 'period-end' ELSE 'all' END AS scope, 1 AS n, 1 AS k, amount AS booked, reversed_30, reversed_60, reversed,
        0 AS rate, 0 AS correlation, 0 AS peers, (SELECT coalesce(sum(k) / sum(n), 0) FROM counted WHERE level = 'sale') AS peers_share,
        seller, customer, days_after, doc_kind, [rid, reversal] AS evidence, 2 AS evidence_total
      FROM after_close
      WHERE reversed >= ${p.wholeShare} * amount AND amount >= (SELECT quantile_cont(amount, ${p.leastQuantile}) FROM ${sales} WHERE amount > 0)
      ORDER BY late DESC, reversed DESC, rid LIMIT ${p.most}
    )`,
  judge: (rows, params) => strongestByUnit(rows.map((row) => toRow(candidate.parse(row), params))),
  tests: (p, { sales }) => sql`
    WITH booked AS (
      SELECT seller, customer, currency, count(*) AS n, count(*) FILTER (${late(p.lastDays, "sold_at")}) AS late FROM ${sales} WHERE sold_at IS NOT NULL GROUP BY ALL
    ), units AS (
      SELECT sum(n) AS n, sum(late) AS late FROM booked WHERE seller IS NOT NULL GROUP BY seller, currency
      UNION ALL SELECT sum(n), sum(late) FROM booked WHERE customer IS NOT NULL GROUP BY customer, currency
    )
    SELECT CAST(count(*) FILTER (n >= ${p.minSales}) + count(*) FILTER (late >= ${p.minSales}) AS BIGINT) AS tests FROM units`,
  sentence: {
    zh: (f) =>
      f.level === "sale"
        ? `${f.unit}（${money(f.booked, f.currency, "zh")}）${f.scope === "all" ? "" : `在月末最后 ${f.last_days} 天`}入账，结账后第 ${f.days_after} 天起被冲回 ${money(f.reversed, f.currency, "zh")}，占 ${percent(f.share, "zh")}；全部销售中这样的只占 ${percent(f.peers_share, "zh")}。`
        : `${f.level === "seller" ? "销售员" : "客户"} ${f.unit} ${f.scope === "all" ? "入账" : `月末最后 ${f.last_days} 天入账`}的 ${number(f.sales, "zh")} 单（${money(f.booked, f.currency, "zh")}）中，${number(f.reversed_sales, "zh")} 单在结账后被冲回，计 ${money(f.reversed, f.currency, "zh")}，占 ${percent(f.share, "zh")}；同类为 ${percent(f.peers_share, "zh")}。`,
    en: (f) =>
      f.level === "sale"
        ? `${f.unit} (${money(f.booked, f.currency, "en")}) was booked${f.scope === "all" ? "" : ` in the last ${counted(f.last_days, "day")} of a month`} and ${money(f.reversed, f.currency, "en")} or ${percent(f.share, "en")} of it taken back from day ${f.days_after} after the close; only ${percent(f.peers_share, "en")} of all sales were.`
        : `Of ${number(f.sales, "en")} sales ${f.level === "seller" ? "of seller" : "to customer"} ${f.unit} booked ${f.scope === "all" ? "" : `in the last ${counted(f.last_days, "day")} of a month `}(${money(f.booked, f.currency, "en")}), ${number(f.reversed_sales, "en")} ${f.reversed_sales === 1 ? "was" : "were"} taken back after the close: ${money(f.reversed, f.currency, "en")} or ${percent(f.share, "en")}, against ${percent(f.peers_share, "en")} among the peers.`,
  },
  chart: {
    kind: "timeline",
    title: {
      zh: "销售与结账后的冲回（标出者为冲回）",
      en: "Sales and what was taken back after the close (marked)",
    },
    query: ({ evidence }, _params, { sales, reversals }) => {
      const rids = sql.join(evidence.slice(0, 120).map((rid) => sql`${rid}`));
      return sql`
        SELECT CAST(CAST(sold_at AS DATE) AS VARCHAR) AS "at", coalesce(doc_id, CAST(rid AS VARCHAR)) AS label, amount / minor_factor(currency) AS value, false AS suspect
        FROM ${sales} WHERE rid IN (${rids})
        UNION ALL
        SELECT CAST(CAST(reversed_at AS DATE) AS VARCHAR), coalesce(doc_id, CAST(rid AS VARCHAR)), -amount / minor_factor(currency), true
        FROM ${reversals} WHERE rid IN (${rids}) AND reversed_at IS NOT NULL
        ORDER BY "at", label, suspect`;
    },
  },
});

/** Whether a sale falls on the last days of its month. */
const late = (days: number, soldAt: string) =>
  sql`date_diff('day', CAST(${sql.raw(soldAt)} AS DATE), last_day(${sql.raw(soldAt)})) < ${days}`;

const sums = (wholeShare: number) =>
  sql`count(*) FILTER (reversed >= ${wholeShare} * amount) AS k, sum(reversed_30) AS reversed_30, sum(reversed_60) AS reversed_60, sum(reversed) AS reversed`;

interface Scale {
  bound: number;
  lastDays: number;
  windowDays: number;
}

const documentKind = (kind?: string) => (kind === "contract" || kind === "invoice" ? kind : "order");

function toRow(found: z.infer<typeof candidate>, { bound, lastDays, windowDays }: Scale): QueryRow {
  const { level, unit, scope, currency, n, k, booked, reversed } = found;
  const { a, b } = betaFrom(found.rate, found.correlation);
  const share = reversed / booked;
  const isSale = level === "sale";
  const daysAfter = found.days_after ?? 0;
  return {
    subject_kind: isSale ? documentKind(found.doc_kind) : level,
    subject_id: unit,
    key: `${level}|${unit}|${currency}`,
    score: isSale
      ? 0.4 * share + (scope === "period-end" ? 0.3 : 0) + 0.2 * Math.max(0, 1 - daysAfter / windowDays)
      : share / (share + bound),
    ...(isSale ? {} : { p_value: betaBinomialUpperTail(k, n, a, b) }),
    amount: BigInt(Math.round(reversed)),
    currency,
    seller: found.seller,
    customer: found.customer,
    evidence: found.evidence,
    evidence_total: found.evidence_total,
    facts: {
      level,
      unit,
      scope,
      sales: n,
      reversed_sales: k,
      booked,
      reversed,
      share_30: found.reversed_30 / booked,
      share_60: found.reversed_60 / booked,
      share,
      peers_share: found.peers_share,
      peers: found.peers,
      last_days: lastDays,
      days_after: found.days_after,
      currency,
    },
  };
}

/** All sales and those of the period's end are two looks at one unit: the less likely one is told. */
function strongestByUnit(rows: readonly QueryRow[]): QueryRow[] {
  const best = new Map<string, QueryRow>();
  for (const row of rows) {
    const other = best.get(row.key);
    if (other === undefined || (row.p_value ?? 1) < (other.p_value ?? 1)) best.set(row.key, row);
  }
  return [...best.values()];
}
