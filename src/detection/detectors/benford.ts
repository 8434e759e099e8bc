import { z } from "zod";
import { sql } from "../../platform/index.ts";
import { conformity, type Leading, nonconformityBound, simulateDeviation } from "../benford.ts";
import { defineDetector, type QueryRow, type Tables } from "../define-detector.ts";
import { number, percent } from "../figures.ts";
import { readsDistributions } from "../locality.ts";
import { decimal, whole } from "../parameter.ts";

/** What the query returns for a seller that stands off the peers, or for a whole data set. */
const candidate = z.object({
  level: z.enum(["seller", "data-set"]),
  unit: z.string(),
  currency: z.string(),
  width: z.union([z.literal(1), z.literal(2)]),
  n: z.int(),
  magnitudes: z.number(),
  mad: z.number(),
  expected_shares: z.array(z.number()),
  expected_mad: z.number(),
  peers: z.int(),
  peers_z: z.number().optional(),
  digit: z.int(),
  digit_share: z.number(),
  digit_expected: z.number(),
  at_risk: z.union([z.int(), z.bigint()]),
  evidence: z.array(z.int()),
  evidence_total: z.int(),
});

export default defineDetector({
  id: "benford",
  scheme: "fictitious-sale",
  basis: "digits",
  title: { zh: "首位数字分布异常（本福特定律）", en: "Leading digits off Benford's law or the peers" },
  why: {
    zh: "自然形成的金额首位数字有固定规律；编造的金额、贴着限额的金额会使某些首位数字明显偏多。",
    en: "Amounts that come about naturally lead with known digits; invented ones, and ones kept under a limit, pile up on some.",
  },
  formula: {
    zh: "单据金额的首位（1–9）与前两位（10–99）数字，10 元以下及取消单除外。MAD = 均值 |p̂ − p|。全体：p = log10(1 + 1/d)，界值首位 .006/.012/.015、前两位 .0012/.0018/.0022（Nigrini 2012）；n < 980（首位）或 5,200（前两位）时不作“不符合”结论，金额（P0.1 至 P99.9）须跨越 {magnitudes} 个数量级；首位至少 {minRows} 笔，前两位至少 {minRowsFirstTwo} 笔。销售员：p 为其余销售员的分布（价目表定价的数据本不服从本福特定律），超出量 = MAD − 均值 √(2p(1−p)/(πn))，z =（超出量 − 全体中位数）÷ √((1.4826·MAD)² + 自身抽样误差²)，至少 {minPeers} 名，超出量不低于界值的 {leastExcess} 倍；另给出按固定种子（{seed}）模拟的 p 值与对本福特定律的 MAD。得分 = 超出量 ÷（超出量 + 界值/2）；全体的不符合只是提示，得分 = 超出量 ÷（超出量 + 2·界值），不计风险金额。笔数、人数与倍数的默认值为本产品设定。",
    en: "First (1–9) and first two (10–99) digits of document amounts, without amounts under 10 and cancelled sales. MAD = mean |p̂ − p|. Data set: p = log10(1 + 1/d), bounds .006/.012/.015 and .0012/.0018/.0022 (Nigrini 2012), 'nonconforming' withheld below n = 980 (first) and 5,200 (first two), and only where amounts (P0.1 to P99.9) span {magnitudes} orders of magnitude; at least {minRows} amounts for the first digit, {minRowsFirstTwo} for the first two. Seller: p is the distribution of all other sellers, because price-list data never follow Benford; excess = MAD − mean √(2p(1−p)/(πn)); z = (excess − median over sellers) ÷ √((1.4826·MAD)² + own sampling error²), with at least {minPeers} sellers and an excess of {leastExcess} times the bound or more; a p-value simulated from a fixed seed ({seed}) and the MAD from Benford are told beside it. Score = excess ÷ (excess + bound/2); a data set's nonconformity is only a hint: excess ÷ (excess + 2·bound), with no amount at risk. The fewest amounts and sellers and the least excess are our default.",
  },
  innocent: [
    {
      zh: "主营少数几个固定价格的产品或套餐。",
      en: "The seller mostly sells a few products or bundles at fixed prices.",
    },
    {
      zh: "客户的预算或框架合同金额固定。",
      en: "Customers with fixed budgets or frame contracts of fixed amounts.",
    },
  ],
  blindTo: [
    { zh: "照抄真实金额编造的销售。", en: "Invented sales that copy real amounts." },
    {
      zh: "样本小、或只有少量虚构单据混在大量真实单据中。",
      en: "Small samples, and a few inventions among many real documents.",
    },
  ],
  nextChecks: [
    {
      zh: "抽取偏多数字开头的单据，核对签收与回款。",
      en: "Sample documents that start with the over-represented digits and check delivery and payment.",
    },
    {
      zh: "看偏多的数字是否正好在审批限额、奖金门槛之下（例如 49、99）。",
      en: "See whether those digits lie just under an approval limit or a bonus step, such as 49 or 99.",
    },
    {
      zh: "按产品拆开再看：若由单一固定价产品造成，可以排除。",
      en: "Split by product: one product at a fixed price explains it away.",
    },
  ],
  source:
    "Nigrini, Benford's Law (2012) and Forensic Analytics (2nd ed. 2020); excess MAD: Barney & Schulzke 2016; Efron 2004 for the empirical null",
  severity: "low",
  reads: { sales: ["amount"] },
  params: z.object({
    minRows: whole(100, [30, 1_000_000], "首位数字至少多少笔", "fewest amounts for the first digit"),
    minRowsFirstTwo: whole(
      300,
      [100, 1_000_000],
      "前两位数字至少多少笔",
      "fewest amounts for the first two digits",
    ),
    minPeers: whole(10, [3, 10_000], "至少几名销售员才相互比较", "fewest sellers for a comparison"),
    leastExcess: decimal(
      0.4,
      [0, 10],
      "超出量至少为不符合界值的几成",
      "least excess as a share of the nonconformity bound",
    ),
    magnitudes: decimal(2, [0.5, 10], "全体金额至少跨几个数量级", "orders of magnitude a data set must span"),
    seed: whole(20_120_101, [0, 2_147_483_647], "模拟的种子", "seed of the simulation"),
  }),
  facts: z.object({
    level: z.enum(["seller", "data-set"]),
    unit: z.string(),
    leading: z.union([z.literal(1), z.literal(2)]),
    n: z.int(),
    mad: z.number(),
    benford_mad: z.number().optional(),
    expected_mad: z.number(),
    excess: z.number(),
    verdict: z.string(),
    simulated_p: z.number(),
    peers: z.int(),
    peers_z: z.number().optional(),
    digit: z.int(),
    digit_share: z.number(),
    digit_expected: z.number(),
    currency: z.string(),
  }),
  locality: readsDistributions,
  query: (p, tables) => sql`
    WITH ${counted(tables)},
    sizes AS (
      SELECT level, unit, currency, width, sum(c) AS n FROM cells GROUP BY level, unit, currency, width
      HAVING sum(c) >= CASE width WHEN 1 THEN ${p.minRows} ELSE ${p.minRowsFirstTwo} END
    ), everyone AS (
      SELECT currency, width, digit, sum(c) AS c, sum(sum(c)) OVER (PARTITION BY currency, width) AS n FROM cells WHERE level = 'data-set'
      GROUP BY currency, width, digit
    ), digits AS (
      SELECT 1 AS width, unnest(range(1, 10)) AS digit UNION ALL SELECT 2, unnest(range(10, 100))
    ), compared AS (
      SELECT s.*, d.digit, coalesce(c.c, 0) AS c, coalesce(c.total, 0) AS total,
        CASE WHEN s.level = 'data-set' THEN log10(1 + 1.0 / d.digit) ELSE (coalesce(e.c, 0) - coalesce(c.c, 0)) / nullif(CAST(a.n AS DOUBLE) - s.n, 0) END AS p
      FROM sizes s JOIN digits d USING (width)
      JOIN (SELECT DISTINCT currency, width, n FROM everyone) a USING (currency, width)
      LEFT JOIN cells c USING (level, unit, currency, width, digit) LEFT JOIN everyone e USING (currency, width, digit)
    ), measured AS (
      SELECT level, unit, currency, width, n, avg(abs(c / n - p)) AS mad, avg(sqrt(2 * p * (1 - p) / (pi() * n))) AS expected_mad,
        sqrt(sum((1 - 2 / pi()) * p * (1 - p) / n)) / count(*) AS own_error, list(p ORDER BY digit) AS expected_shares,
        arg_max({'digit': digit, 'share': c / n, 'p': p, 'at_risk': total * (1 - p * n / nullif(c, 0))}, (c / n - p, digit)) AS most
      FROM compared WHERE p IS NOT NULL GROUP BY level, unit, currency, width, n
    ), placed AS (
      SELECT *, count(*) OVER everybody AS peers,
        empirical_z(mad - expected_mad, median(mad - expected_mad) OVER everybody, median_deviation(mad - expected_mad) OVER everybody, own_error) AS peers_z
      FROM measured WINDOW everybody AS (PARTITION BY level, currency, width)
    ), spans AS (
      SELECT currency, quantile_cont(log10(amount), 0.999) - quantile_cont(log10(amount), 0.001) AS magnitudes
      FROM ${tables.sales} WHERE amount > 0 AND NOT cancelled GROUP BY currency
    ), candidates AS (
      SELECT p.*, magnitudes FROM placed p JOIN spans USING (currency)
      WHERE level = 'data-set' OR (peers >= ${p.minPeers} AND peers_z >= 2)
      QUALIFY row_number() OVER (PARTITION BY level, unit, currency ORDER BY CASE WHEN level = 'seller' THEN peers_z ELSE -width END DESC, width) = 1
    ), shown AS (
      SELECT 'seller' AS level, k.unit, k.currency, (list(s.rid ORDER BY s.amount DESC, s.rid))[1:200] AS evidence, count(*) AS evidence_total
      FROM candidates k JOIN ${tables.sales} s ON s.seller = k.unit AND s.currency = k.currency
      WHERE k.level = 'seller' AND s.amount >= 10 * minor_factor(s.currency) AND NOT s.cancelled AND leading_digits(s.amount, k.width) = k.most.digit
      GROUP BY k.unit, k.currency
      UNION ALL
      SELECT 'data-set', k.unit, k.currency, arg_max(s.rid, (s.amount, -s.rid), 200), count(*)
      FROM candidates k JOIN ${tables.sales} s ON s.currency = k.currency
      WHERE k.level = 'data-set' AND s.amount >= 10 * minor_factor(s.currency) AND NOT s.cancelled AND leading_digits(s.amount, k.width) = k.most.digit
      GROUP BY k.unit, k.currency
    )
    SELECT c.level, c.unit, c.currency, width, n, magnitudes, mad, expected_shares, expected_mad, peers, CASE WHEN c.level = 'seller' THEN peers_z END AS peers_z,
      most.digit, most.share AS digit_share, most.p AS digit_expected, CAST(round(greatest(most.at_risk, 0)) AS BIGINT) AS at_risk, evidence, evidence_total
    FROM candidates c JOIN shown USING (level, unit, currency)`,
  judge: (rows, params) =>
    rows.map((row) => candidate.parse(row)).flatMap((found) => judgeCandidate(found, params)),
  tests: (p, tables) => sql`
    SELECT CAST(count(*) FILTER (n >= ${p.minRows}) + count(*) FILTER (n >= ${p.minRowsFirstTwo}) + 2 * count(DISTINCT currency) AS BIGINT) AS tests
    FROM (SELECT currency, count(*) AS n FROM ${tables.sales} WHERE amount > 0 AND NOT cancelled AND seller IS NOT NULL GROUP BY seller, currency)`,
  sentence: {
    zh: (f) =>
      f.level === "seller"
        ? `销售员 ${f.unit} 的 ${number(f.n, "zh")} 笔金额以 ${f.digit} 开头的占 ${percent(f.digit_share, "zh")}（同事 ${percent(f.digit_expected, "zh")}）；${leadingName(f.leading).zh}对同事的 MAD 为 ${f.mad.toFixed(4)}，纯抽样只应有 ${f.expected_mad.toFixed(4)}（z = ${number(f.peers_z ?? 0, "zh", 1)}）。`
        : `全部 ${number(f.n, "zh")} 笔金额的${leadingName(f.leading).zh}不符合本福特定律：MAD ${f.mad.toFixed(4)}，界值 ${nonconformityBound(f.leading)}；以 ${f.digit} 开头的占 ${percent(f.digit_share, "zh")}，应为 ${percent(f.digit_expected, "zh")}。`,
    en: (f) =>
      f.level === "seller"
        ? `${percent(f.digit_share, "en")} of the ${number(f.n, "en")} amounts of seller ${f.unit} start with ${f.digit} (peers ${percent(f.digit_expected, "en")}); the MAD of the ${leadingName(f.leading).en} from the peers is ${f.mad.toFixed(4)} where sampling alone makes ${f.expected_mad.toFixed(4)} (z = ${number(f.peers_z ?? 0, "en", 1)}).`
        : `The ${leadingName(f.leading).en} of all ${number(f.n, "en")} amounts do not follow Benford's law: MAD ${f.mad.toFixed(4)}, bound ${nonconformityBound(f.leading)}; ${percent(f.digit_share, "en")} start with ${f.digit} where ${percent(f.digit_expected, "en")} should.`,
  },
  chart: {
    kind: "digits",
    title: {
      zh: "各首位数字的占比：实际与应有（销售员以同事为准）",
      en: "Share of each leading digit: observed and expected (for a seller: the peers')",
    },
    query: ({ facts }, _params, tables) => sql`
      WITH own AS (
        SELECT leading_digits(amount, ${facts.leading}) AS digit, count(*) FILTER (${facts.level === "seller" ? sql`seller = ${facts.unit}` : sql`true`}) AS c, count(*) AS everyone
        FROM ${tables.sales} WHERE currency = ${facts.currency} AND amount >= 10 * minor_factor(currency) AND NOT cancelled GROUP BY 1
      ), digits AS (SELECT unnest(range(${facts.leading === 1 ? 1 : 10}, ${facts.leading === 1 ? 10 : 100})) AS digit)
      SELECT CAST(digit AS VARCHAR) AS digit, coalesce(c, 0) / sum(c) OVER () AS observed,
        ${facts.level === "seller" ? sql`(coalesce(everyone, 0) - coalesce(c, 0)) / (sum(everyone) OVER () - sum(c) OVER ())` : sql`log10(1 + 1.0 / digit)`} AS expected
      FROM digits LEFT JOIN own USING (digit) ORDER BY digits.digit`,
  },
});

const leadingName = (leading: Leading) =>
  leading === 1 ? { zh: "首位数字", en: "first digits" } : { zh: "前两位数字", en: "first two digits" };

/** Counts per leading digits of each seller, and of all amounts, as the pieces of a WITH. */
const counted = ({ sales }: Tables) => sql`
    by_seller AS (
      SELECT seller, currency, leading_digits(amount, 2) AS digit, count(*) AS c, sum(amount) AS total
      FROM ${sales} WHERE amount >= 10 * minor_factor(currency) AND NOT cancelled GROUP BY ALL
    ), levelled AS (
      SELECT 'seller' AS level, seller AS unit, currency, digit, c, total FROM by_seller WHERE seller IS NOT NULL
      UNION ALL SELECT 'data-set', 'sales', currency, digit, sum(c), sum(total) FROM by_seller GROUP BY currency, digit
    ), cells AS (
      SELECT level, unit, currency, 2 AS width, digit, c, total FROM levelled
      UNION ALL SELECT level, unit, currency, 1, digit // 10, sum(c), sum(total) FROM levelled GROUP BY level, unit, currency, digit // 10
    )`;

interface Thresholds {
  leastExcess: number;
  magnitudes: number;
  seed: number;
}

function judgeCandidate(
  found: z.infer<typeof candidate>,
  { leastExcess, magnitudes, seed }: Thresholds,
): QueryRow[] {
  const { level, unit, currency, width: leading, n, mad, expected_mad } = found;
  const bound = nonconformityBound(leading);
  const excess = mad - expected_mad;
  const verdict = conformity(mad, n, leading);
  if (level === "seller" && excess < leastExcess * bound) return [];
  if (level === "data-set" && (verdict !== "nonconforming" || found.magnitudes < magnitudes)) return [];
  const simulated = simulateDeviation(mad, found.expected_shares, n, { seed });
  const facts = {
    level,
    unit,
    leading,
    n,
    mad,
    expected_mad,
    excess,
    verdict: level === "seller" ? "compared-with-peers" : verdict,
    simulated_p: simulated.upperTail,
    peers: found.peers,
    peers_z: found.peers_z,
    digit: found.digit,
    digit_share: found.digit_share,
    digit_expected: found.digit_expected,
    currency,
  };
  return [
    {
      subject_kind: level,
      subject_id: unit,
      key: `${level}|${unit}|${currency}`,
      score: excess / (excess + (level === "seller" ? bound / 2 : bound * 2)),
      z: level === "seller" ? (found.peers_z ?? 0) : (mad - simulated.mean) / simulated.deviation,
      amount: level === "seller" ? found.at_risk : 0,
      currency,
      ...(level === "seller" ? { seller: unit } : {}),
      evidence: found.evidence,
      evidence_total: found.evidence_total,
      facts,
    },
  ];
}
