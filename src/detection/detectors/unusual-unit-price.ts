import { z } from "zod";
import { sql } from "../../platform/index.ts";
import { defineDetector, type Known, type Tables } from "../define-detector.ts";
import { number, percent, unitPrice } from "../figures.ts";
import { decimal, whole } from "../parameter.ts";

interface Bounds {
  readonly bound: number;
  readonly leastDeviation: number;
  readonly gapWeight: number;
}

const outlyingLines = (p: Bounds, { sale_lines }: Tables, known: Known) => sql`
  SELECT l.rid, l.doc_kind, l.doc_id, l.line_no, l.seller, l.customer, l.product, l.currency, l.quantity, l.unit_price, l.amount, p.n, p.median, p.s, p.large,
    ln(l.unit_price) - p.median AS deviation
  FROM ${sale_lines} l JOIN ${known("prices")} p ON l.product = p.product AND l.currency = p.currency
  WHERE l.unit_price > 0 AND abs(ln(l.unit_price) - p.median) > greatest(${p.bound} * p.s / 0.6745, ln(1 + ${p.leastDeviation}))`;

/** Each outlying line with the next one inward of those that the baseline knows. */
const spacedLines = (p: Bounds, tables: Tables, known: Known) => sql`
  WITH far AS MATERIALIZED (
    SELECT *, deviation < 0 AS is_low, abs(deviation) AS distance FROM (${outlyingLines(p, tables, known)})
  ), inward AS (
    -- A line stands before what is known at its own distance: what lies before it is nearer the median.
    SELECT rid, max(known) OVER (PARTITION BY product, currency, is_low ORDER BY distance, known IS NOT NULL ROWS UNBOUNDED PRECEDING) AS distance
    FROM (
      SELECT rid, product, currency, is_low, distance, CAST(NULL AS DOUBLE) AS known FROM far
      UNION ALL
      SELECT NULL, product, currency, is_low, distance, distance FROM ${known("outlying")} SEMI JOIN far USING (product, currency, is_low)
    ) QUALIFY rid IS NOT NULL
  )
  SELECT *, 0.6745 * (abs(deviation) + ${p.gapWeight} * (abs(deviation) - inner_deviation)) / s AS robust_z FROM (
    SELECT o.* EXCLUDE (is_low, distance), coalesce(CASE WHEN e.rid < o.rid THEN o.distance END, i.distance, ${p.bound} * o.s / 0.6745) AS inner_deviation
    FROM far o LEFT JOIN inward i ON i.rid = o.rid
    LEFT JOIN ${known("outlying")} e ON e.product = o.product AND e.currency = o.currency AND e.is_low = o.is_low AND e.distance = o.distance
  )`;

/** Of very many only those that are at least as strange as the last which the baseline still lists. */
const flaggedLines = (p: Bounds, tables: Tables, known: Known) => sql`
  SELECT l.* FROM (${spacedLines(p, tables, known)}) l LEFT JOIN ${known("ends")} e ON true
  WHERE e.least IS NULL OR l.robust_z > e.least OR (l.robust_z = e.least AND l.rid <= e.rid)`;

export default defineDetector({
  id: "unusual-unit-price",
  scheme: "price-kickback",
  basis: "price",
  title: { zh: "单价异常", en: "Unit price far from the product's own prices" },
  why: {
    zh: "过低的单价是给特定买方让利、换取回扣或偏袒关系户的常见手法；过高的单价常见于虚构销售、刷单，或先抬价再以返利还给买方。",
    en: "A price far too low gives a favoured buyer what comes back as a kickback; one far too high is seen in invented sales, brushing, and prices raised to be paid back as rebates.",
  },
  formula: {
    zh: "x = ln(单价)，同一产品、同一币种，至少 {minLines} 笔。z = 0.6745 ×（|x − 中位数| + {gapWeight} × 间隔）÷ s；s² =（n·d² + {priorLines}·s₀²）÷（n + {priorLines}），d 取 MAD 与 (P95 − P5)/4.88 的较大者，s₀ 为全部产品 d 的中位数，s 不低于 {floorSpread}；间隔为到更靠近中位数的下一个离群单价（不近于界值处）的距离。不计间隔的 |z| > {bound} 且偏离中位价 {leastDeviation} 以上才算离群；离群过多时只列 z 最大的 {share}（不少于 {always} 笔、至多 {most} 笔）。得分 = z ÷ (z + {bound})。风险金额为与常价的差额，不超过该产品大额明细（P95）与本笔金额的较大者。除 0.6745 与界值的默认值 3.5 外，各数为本产品设定。",
    en: "x = ln(unit price) within a product and currency, at least {minLines} lines. z = 0.6745 × (|x − median| + {gapWeight} × gap) ÷ s; s² = (n·d² + {priorLines}·s₀²) ÷ (n + {priorLines}), d the larger of MAD and (P95 − P5)/4.88, s₀ the median d over all products, s never below {floorSpread}; gap is the distance to the next outlying price nearer the median (no nearer than the bound). A line counts when |z| without the gap exceeds {bound} and the price is {leastDeviation} or more off the median; where very many do, only the share of {share} with the largest z, no fewer than {always} and at most {most} lines. Score = z ÷ (z + {bound}). At risk is the difference from the typical price, at most the larger of this line and the product's large lines (P95). Values other than 0.6745 and the bound's default of 3.5 are ours.",
  },
  innocent: [
    {
      zh: "阶梯价、清仓、样品或批准过的特价。",
      en: "Volume tiers, clearance, samples, or a special price that was approved.",
    },
    {
      zh: "计量单位录错（箱/件），或数量、金额敲错一位。",
      en: "The wrong unit of measure (case or piece), or a slipped digit in quantity or amount.",
    },
    { zh: "一个编号下混有不同规格。", en: "One product number that covers different specifications." },
  ],
  blindTo: [
    {
      zh: "同一产品 5% 以上的交易都被同样抬价或压价时，它们本身成了常价。",
      en: "Where more than 5 % of a product's lines are bent the same way, they become its ordinary prices.",
    },
    {
      zh: "以返利、赠品等不写入单价的方式让利。",
      en: "Favours given outside the unit price, such as rebates or free goods.",
    },
  ],
  nextChecks: [
    {
      zh: "调取该笔的报价单、价格审批与合同，与当期价目表核对。",
      en: "Pull the quote, the price approval and the contract of the line, and compare the price list of the day.",
    },
    {
      zh: "查该客户与销售员在该产品上的全部成交价，以及返利、样品、赠品记录。",
      en: "List every price this customer and this seller had on the product, with rebates, samples and free goods.",
    },
    {
      zh: "核对计量单位、数量与签收单，排除录入差错。",
      en: "Check unit of measure and quantity against the signed delivery note, to rule out a keying error.",
    },
  ],
  source:
    "Iglewicz & Hoaglin 1993 (modified z-score, 3.5); shrinkage of the spread after Smyth 2004; gap after Torgo, Data Mining with R, ch. 4",
  severity: "high",
  reads: { sale_lines: ["product", "unit_price"] },
  params: z.object({
    bound: decimal(3.5, [1, 50], "稳健 z 的界值", "bound of the robust z"),
    minLines: whole(5, [3, 10_000], "产品至少多少笔才比较", "fewest lines of a product"),
    priorLines: decimal(
      100,
      [0, 1_000_000],
      "全体离散度相当于多少笔",
      "lines the pooled spread weighs as much as",
    ),
    floorSpread: decimal(0.02, [0.001, 1], "对数单价离散度的下限", "least spread of the log unit price"),
    leastDeviation: decimal(0.1, [0, 10], "偏离中位价至少多少", "least deviation from the median price"),
    gapWeight: decimal(0.5, [0, 10], "间隔的权重", "weight of the gap"),
    share: decimal(0.002, [0, 1], "至多列出多大比例的明细", "largest share of all lines that is listed"),
    always: whole(100, [0, 5000], "不受比例限制的笔数", "lines listed whatever the share"),
    most: whole(5000, [1, 5000], "至多列出多少笔", "most lines that are listed"),
  }),
  facts: z.object({
    line: z.string(),
    product: z.string(),
    quantity: z.number().optional(),
    price: z.number(),
    typical: z.number(),
    nearest: z.number(),
    lines: z.int(),
    robust_z: z.number(),
    direction: z.enum(["low", "high"]),
    seller_price: z.number().optional(),
    seller_lines: z.int().optional(),
    customer_price: z.number().optional(),
    customer_lines: z.int().optional(),
    currency: z.string(),
  }),
  locality: {
    unit: "customer",
    recent: { days: () => 0 },
    beforehand: {
      zh: "把单价改到该产品的常价附近，或附上已批准的特价申请。",
      en: "Bring the unit price near the product's usual one, or attach the approval of a special price.",
    },
    sieve: (p, tables, _run, known) => sql`SELECT rid FROM (${outlyingLines(p, tables, known)})`,
    baseline: {
      prices: (p, { sale_lines }) => sql`
    WITH spread AS (
      SELECT product, currency, n, q[2] AS median, greatest(d, (q[3] - q[1]) / 4.88) AS d, large
      FROM (
        SELECT product, currency, count(*) AS n, quantile_cont(ln(unit_price), [0.05, 0.5, 0.95]) AS q, median_deviation(ln(unit_price)) AS d,
          quantile_cont(amount, 0.95) AS large
        FROM ${sale_lines} WHERE unit_price > 0 AND product IS NOT NULL
        GROUP BY product, currency HAVING count(*) >= ${p.minLines}
      )
    )
    SELECT product, currency, n, median, large, greatest(${p.floorSpread}, sqrt((n * d * d + ${p.priorLines} * s0 * s0) / (n + ${p.priorLines}))) AS s
    FROM spread, (SELECT median(d) AS s0 FROM spread)`,
      // Prices that lie far out, by product: a price is held against the next one inward.
      outlying: (p, tables, _run, known) => sql`
        SELECT product, currency, deviation < 0 AS is_low, abs(deviation) AS distance, min(rid) AS rid FROM (${outlyingLines(p, tables, known)}) GROUP BY ALL`,
      ends: (p, tables, _run, known) => sql`
        SELECT min_by(robust_z, place) AS least, min_by(rid, place) AS rid FROM (
          SELECT robust_z, rid, -row_number() OVER (ORDER BY robust_z DESC, rid) AS place FROM (${spacedLines(p, tables, known)})
          QUALIFY -place <= least(${p.most}, greatest(${p.always}, ${p.share} * (SELECT count(*) FROM ${tables.sale_lines})))
        ) HAVING count(*) = least(${p.most}, greatest(${p.always}, floor(${p.share} * (SELECT count(*) FROM ${tables.sale_lines}))))`,
      sellers: (p, tables, _run, known) => sql`
        SELECT seller, product, currency, exp(median(ln(unit_price))) AS price, count(*) AS lines FROM ${tables.sale_lines}
        WHERE unit_price > 0 AND seller IS NOT NULL AND (product, currency, seller) IN (SELECT (product, currency, seller) FROM (${flaggedLines(p, tables, known)}))
        GROUP BY seller, product, currency`,
    },
  },
  query: (p, tables, _run, known) => sql`
    WITH flagged AS (${flaggedLines(p, tables, known)}
    ), of_customer AS (
      SELECT customer, product, currency, exp(median(ln(unit_price))) AS price, count(*) AS lines FROM ${tables.sale_lines}
      WHERE unit_price > 0 AND customer IS NOT NULL AND (product, currency, customer) IN (SELECT (product, currency, customer) FROM flagged)
      GROUP BY customer, product, currency
    ), named AS (
      SELECT f.*, coalesce(doc_id, CAST(rid AS VARCHAR)) || coalesce('/' || line_no, '') AS line, s.price AS seller_price, s.lines AS seller_lines,
        c.price AS customer_price, c.lines AS customer_lines
      FROM flagged f LEFT JOIN ${known("sellers")} s USING (seller, product, currency) LEFT JOIN of_customer c USING (customer, product, currency)
    )
    SELECT doc_kind AS subject_kind, line AS subject_id, seller, customer, currency, [rid] AS evidence, strength(robust_z, ${p.bound}) AS score,
      line || '|' || product || CASE WHEN row_number() OVER same = 1 THEN '' ELSE '|' || row_number() OVER same END AS key,
      CAST(round(least(coalesce(amount, 0) * abs(1 - exp(-deviation)), greatest(amount, large, 0))) AS BIGINT) AS amount,
      {'line': line, 'product': product, 'quantity': quantity, 'price': unit_price, 'typical': exp(median), 'nearest': exp(median + sign(deviation) * inner_deviation),
       'lines': n, 'robust_z': robust_z, 'direction': CASE WHEN deviation < 0 THEN 'low' ELSE 'high' END, 'seller_price': seller_price, 'seller_lines': seller_lines,
       'customer_price': customer_price, 'customer_lines': customer_lines, 'currency': currency} AS facts
    FROM named WINDOW same AS (PARTITION BY line, product ORDER BY rid)`,
  sentence: {
    zh: (f) =>
      `${f.line} 的 ${f.product} 单价 ${unitPrice(f.price, f.currency, "zh")}，${f.direction === "low" ? "低于" : "高于"}该产品 ${number(f.lines, "zh")} 笔的常价 ${unitPrice(f.typical, f.currency, "zh")}，为其 ${ratio(f.price / f.typical, "zh")}（稳健 z = ${number(f.robust_z, "zh", 1)}）${habit(f, "zh")}。`,
    en: (f) =>
      `${f.line} sells ${f.product} at ${unitPrice(f.price, f.currency, "en")}, ${ratio(f.price / f.typical, "en")} the typical ${unitPrice(f.typical, f.currency, "en")} of ${number(f.lines, "en")} lines, which is far too ${f.direction} (robust z = ${number(f.robust_z, "en", 1)})${habit(f, "en")}.`,
  },
  chart: {
    kind: "distribution",
    title: { zh: "该产品的全部单价", en: "All unit prices of this product" },
    x: { zh: "单价", en: "Unit price" },
    scale: "log",
    query: ({ facts, evidence }, _params, { sale_lines }) => sql`
      SELECT unit_price AS value, rid = ${evidence[0]} AS suspect, coalesce(doc_id, CAST(rid AS VARCHAR)) AS label
      FROM ${sale_lines}
      WHERE product = ${facts.product} AND currency = ${facts.currency} AND unit_price > 0
        AND (rid = ${evidence[0]} OR hash(rid) % ${Math.ceil(facts.lines / 1500)} = 0)
      ORDER BY rid LIMIT 2000`,
  },
});

/** A price as a share of the typical one while that reads well, else as a multiple. */
function ratio(value: number, language: "zh" | "en"): string {
  if (value < 0.05) return `1/${number(1 / value, language)}${language === "en" ? " of" : ""}`;
  if (value < 2) return `${percent(value, language)}${language === "en" ? " of" : ""}`;
  return language === "zh" ? `${number(value, "zh", 1)} 倍` : `${number(value, "en", 1)} times`;
}

interface Habit {
  price: number;
  typical: number;
  currency: string;
  seller_price?: number | undefined;
  seller_lines?: number | undefined;
  customer_price?: number | undefined;
  customer_lines?: number | undefined;
}

/** Tells a price that the customer or the seller always has from one that stands alone. */
function habit(f: Habit, language: "zh" | "en"): string {
  const near = (own?: number, lines?: number) =>
    own !== undefined && (lines ?? 0) >= 3 && Math.abs(Math.log(own / f.price)) < 0.1;
  if (near(f.customer_price, f.customer_lines)) {
    const price = unitPrice(f.customer_price ?? 0, f.currency, language);
    return language === "zh"
      ? `；该客户 ${f.customer_lines} 笔一贯约为 ${price}`
      : `; this customer always gets about ${price} (${f.customer_lines} lines)`;
  }
  if (f.seller_price === undefined || (f.seller_lines ?? 0) < 2) return "";
  const price = unitPrice(f.seller_price, f.currency, language);
  return language === "zh"
    ? `；该销售员此产品 ${f.seller_lines} 笔的常价为 ${price}`
    : `; this seller's typical price is ${price} (${f.seller_lines} lines)`;
}
