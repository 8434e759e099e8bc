import { z } from "zod";
import { sql } from "../../platform/index.ts";
import {
  expectedDeviation,
  meanAbsoluteDeviation,
  secondDigitBound,
  secondDigitShares,
  simulateDeviation,
} from "../benford.ts";
import { defineDetector, type QueryRow } from "../define-detector.ts";
import { number, percent } from "../figures.ts";
import { readsDistributions } from "../locality.ts";
import { decimal, whole } from "../parameter.ts";

const counted = z.object({
  seller: z.string().optional(),
  currency: z.string(),
  counts: z.array(z.int()).length(10),
  magnitudes: z.number(),
  evidence: z.array(z.array(z.int()).optional()).length(10),
});
type Counted = z.output<typeof counted>;

export default defineDetector({
  id: "second-digit",
  scheme: "fictitious-sale",
  basis: "digits",
  title: { zh: "第二位数字分布异常", en: "Second digits that do not fall as they should" },
  why: {
    zh: "编数的人会留意第一位，很少留意第二位；第二位上 0 和 5 过多是取整，9 过多是贴线，某几个数过多是习惯。",
    en: "Who invents amounts minds the first digit and rarely the second: too many 0 and 5 are rounding, too many 9 keep under a line, others are a habit.",
  },
  formula: {
    zh: "单据金额（10 元以上）第二位 0–9 的占比。全体：对本福特的 p(d) = Σ log10(1 + 1/(10k + d))，k = 1–9（.1197、.1139、…、.0850），MAD > .012（Nigrini 2012）且 n ≥ {minData}、金额（P0.1 至 P99.9）跨 {magnitudes} 个数量级才列，只作提示。销售员：对其余销售员的分布，超出量 = MAD − 均值 √(2p(1−p)/(πn)) ≥ .012 的 {leastExcess} 倍，n ≥ {minRows}、至少 {minPeers} 名同事，z =（MAD − 模拟均值）÷ 模拟标准差（固定种子 {seed}）。得分 = 超出量 ÷（超出量 + .012/2），全体为 超出量 ÷（超出量 + 2·.012）。下限与倍数为本产品设定。",
    en: "Shares of the second digits 0–9 of document amounts of 10 or more. Data set: against Benford's p(d) = Σ log10(1 + 1/(10k + d)), k = 1–9 (.1197, .1139, … .0850); told as a hint where MAD > .012 (Nigrini 2012), n ≥ {minData} and amounts (P0.1 to P99.9) span {magnitudes} orders of magnitude. Seller: against all other sellers; excess = MAD − mean √(2p(1−p)/(πn)) of {leastExcess} times .012 or more, n ≥ {minRows}, at least {minPeers} others, z = (MAD − simulated mean) ÷ simulated deviation (fixed seed {seed}). Score = excess ÷ (excess + .012/2), for the data set excess ÷ (excess + 2·.012). Guards and multiples are our default.",
  },
  innocent: [
    { zh: "主营少数几个固定价格的产品。", en: "A few products at fixed prices." },
    { zh: "公司规定报价取整。", en: "A house rule that quotes are rounded." },
  ],
  blindTo: [
    { zh: "照抄真实金额的虚构单据。", en: "Inventions that copy real amounts." },
    { zh: "样本小，或价目表定价掩盖了规律。", en: "Small samples, and list prices that hide the law." },
  ],
  nextChecks: [
    {
      zh: "列出偏多数字的单据，按产品、客户分解。",
      en: "List the documents with the frequent digit, by product and customer.",
    },
    { zh: "抽查签收与回款。", en: "Sample deliveries and payments." },
  ],
  source: "Nigrini, Benford's Law (2012), second-order digits table; Barney & Schulzke 2016 (excess MAD)",
  severity: "low",
  reads: { sales: ["amount"] },
  params: z.object({
    minRows: whole(200, [50, 1_000_000], "销售员至少多少笔", "fewest amounts of a seller"),
    minData: whole(1000, [100, 10_000_000], "全体至少多少笔", "fewest amounts of the data set"),
    minPeers: whole(10, [3, 10_000], "至少几名同事", "fewest other sellers"),
    leastExcess: decimal(1.5, [0, 20], "超出量至少为界值几倍", "least excess in multiples of the bound"),
    magnitudes: decimal(2, [0.5, 10], "金额至少跨几个数量级", "orders of magnitude to span"),
    seed: whole(20_120_102, [0, 2_147_483_647], "模拟的种子", "seed of the simulation"),
  }),
  facts: z.object({
    level: z.enum(["seller", "data-set"]),
    unit: z.string(),
    n: z.int(),
    mad: z.number(),
    expected_mad: z.number(),
    digit: z.int(),
    digit_share: z.number(),
    digit_expected: z.number(),
    currency: z.string(),
  }),
  locality: readsDistributions,
  query: (_, { sales }) => sql`
    WITH digits AS (
      SELECT seller, currency, leading_digits(amount, 2) % 10 AS digit, count(*) AS c, min(rid, 100) AS rids FROM ${sales}
      WHERE amount >= 10 * minor_factor(currency) AND NOT cancelled GROUP BY seller, currency, leading_digits(amount, 2) % 10
    ), spans AS (
      SELECT currency, quantile_cont(log10(amount), 0.999) - quantile_cont(log10(amount), 0.001) AS magnitudes FROM ${sales} WHERE amount > 0 AND NOT cancelled GROUP BY currency
    ), cells AS (SELECT DISTINCT seller, currency FROM digits)
    SELECT k.seller, k.currency, list(CAST(coalesce(d.c, 0) AS BIGINT) ORDER BY t.digit) AS counts, any_value(s.magnitudes) AS magnitudes, list(coalesce(d.rids, []) ORDER BY t.digit) AS evidence
    FROM cells k CROSS JOIN (SELECT unnest(range(10)) AS digit) t LEFT JOIN digits d ON d.seller IS NOT DISTINCT FROM k.seller AND d.currency = k.currency AND d.digit = t.digit
    JOIN spans s ON s.currency = k.currency GROUP BY k.seller, k.currency ORDER BY k.currency, k.seller`,
  judge: (rows, params) => {
    const all = rows.map((row) => counted.parse(row));
    return [...new Set(all.map(({ currency }) => currency))].flatMap((currency) =>
      judgeCurrency(
        all.filter((one) => one.currency === currency),
        params,
      ),
    );
  },
  tests: ({ minRows }, { sales }) => sql`
    SELECT count(*) FILTER (n >= ${minRows}) + count(DISTINCT currency) AS tests FROM (
      SELECT currency, count(*) AS n FROM ${sales} WHERE amount > 0 AND NOT cancelled AND seller IS NOT NULL GROUP BY seller, currency)`,
  sentence: {
    zh: (f) =>
      f.level === "seller"
        ? `销售员 ${f.unit} 的 ${number(f.n, "zh")} 笔金额第二位为 ${f.digit} 的占 ${percent(f.digit_share, "zh")}（同事 ${percent(f.digit_expected, "zh")}），MAD ${f.mad.toFixed(4)}，纯抽样只应有 ${f.expected_mad.toFixed(4)}。`
        : `全部 ${number(f.n, "zh")} 笔金额的第二位不符合本福特定律：MAD ${f.mad.toFixed(4)}（界值 .012）；${f.digit} 占 ${percent(f.digit_share, "zh")}，应为 ${percent(f.digit_expected, "zh")}。`,
    en: (f) =>
      f.level === "seller"
        ? `${percent(f.digit_share, "en")} of the ${number(f.n, "en")} amounts of seller ${f.unit} have ${f.digit} as second digit (peers ${percent(f.digit_expected, "en")}); MAD ${f.mad.toFixed(4)} where sampling alone makes ${f.expected_mad.toFixed(4)}.`
        : `The second digits of all ${number(f.n, "en")} amounts do not follow Benford's law: MAD ${f.mad.toFixed(4)} (bound .012); ${f.digit} makes ${percent(f.digit_share, "en")} where ${percent(f.digit_expected, "en")} should.`,
  },
  chart: {
    kind: "digits",
    title: { zh: "第二位数字的占比：实际与本福特", en: "Shares of the second digit: observed and Benford's" },
    query: ({ facts }, _params, { sales }) => sql`
      WITH own AS (
        SELECT leading_digits(amount, 2) % 10 AS digit, count(*) AS c FROM ${sales} WHERE currency = ${facts.currency} AND amount >= 10 * minor_factor(currency) AND NOT cancelled
          AND ${facts.level === "seller" ? sql`seller = ${facts.unit}` : sql`true`} GROUP BY 1
      )
      SELECT CAST(t.digit AS VARCHAR) AS digit, coalesce(c, 0) / sum(c) OVER () AS observed, (SELECT sum(log10(1 + 1.0 / (10 * k + t.digit))) FROM (SELECT unnest(range(1, 10)) AS k)) AS expected
      FROM (SELECT unnest(range(10)) AS digit) t LEFT JOIN own USING (digit) ORDER BY t.digit`,
  },
});

interface Limits {
  minRows: number;
  minData: number;
  minPeers: number;
  leastExcess: number;
  magnitudes: number;
  seed: number;
}

const sum = (counts: readonly number[]) => counts.reduce((a, b) => a + b, 0);

function judgeCurrency(units: readonly Counted[], limits: Limits): QueryRow[] {
  const total = Array.from({ length: 10 }, (_, d) => sum(units.map(({ counts }) => counts[d] ?? 0)));
  const sellers = units.filter(({ seller }) => seller !== undefined);
  const [first] = units;
  const found: QueryRow[] = [];
  if (first && sum(total) >= limits.minData && first.magnitudes >= limits.magnitudes) {
    const evidence = Array.from({ length: 10 }, (_, d) =>
      units.flatMap((unit) => unit.evidence[d] ?? []).slice(0, 100),
    );
    found.push(
      ...toRow(
        { level: "data-set", unit: "sales", currency: first.currency, counts: total, evidence },
        secondDigitShares(),
        1,
        limits,
      ),
    );
  }
  if (sellers.length <= limits.minPeers) return found;
  for (const { seller = "", currency, counts, evidence } of sellers) {
    if (sum(counts) < limits.minRows) continue;
    const others = total.map((c, d) => c - (counts[d] ?? 0) + 0.5);
    const shares = others.map((c) => c / sum(others));
    found.push(
      ...toRow(
        { level: "seller", unit: seller, currency, counts, evidence },
        shares,
        limits.leastExcess,
        limits,
      ),
    );
  }
  return found;
}

interface Unit {
  readonly level: "seller" | "data-set";
  readonly unit: string;
  readonly currency: string;
  readonly counts: readonly number[];
  readonly evidence: readonly (readonly number[] | undefined)[];
}

function toRow(
  { level, unit, currency, counts, evidence }: Unit,
  shares: readonly number[],
  least: number,
  { seed }: Limits,
): QueryRow[] {
  const n = sum(counts);
  const mad = meanAbsoluteDeviation(counts, shares);
  const expected = expectedDeviation(shares, n);
  const excess = mad - expected;
  if (mad <= secondDigitBound || excess < least * secondDigitBound) return [];
  const simulated = simulateDeviation(mad, shares, n, { seed });
  const over = counts.map((c, d) => c / n - (shares[d] ?? 0));
  const digit = over.indexOf(Math.max(...over));
  return [
    {
      subject_kind: level,
      subject_id: unit,
      key: `${level}|${unit}|${currency}`,
      score: excess / (excess + (level === "seller" ? secondDigitBound / 2 : secondDigitBound * 2)),
      z: (mad - simulated.mean) / simulated.deviation,
      currency,
      ...(level === "seller" ? { seller: unit } : {}),
      evidence: [...(evidence[digit] ?? [])],
      evidence_total: counts[digit] ?? 0,
      facts: {
        level,
        unit,
        n,
        mad,
        expected_mad: expected,
        digit,
        digit_share: (counts[digit] ?? 0) / n,
        digit_expected: shares[digit] ?? 0,
        currency,
      },
    },
  ];
}
