import { z } from "zod";
import { sql } from "../../platform/index.ts";
import {
  benfordShares,
  conformity,
  meanAbsoluteDeviation,
  nonconformityBound,
  simulateDeviation,
} from "../benford.ts";
import { defineDetector, type QueryRow } from "../define-detector.ts";
import { money, number, percent } from "../figures.ts";
import { readsDistributions } from "../locality.ts";
import { decimal, whole } from "../parameter.ts";

const counted = z.object({
  form: z.enum(["second-order", "summation"]),
  currency: z.string(),
  n: z.int(),
  magnitudes: z.number(),
  total: z.number(),
  values: z.array(z.number()).length(90),
  evidence: z.array(z.int()),
});

export default defineDetector({
  id: "summation-and-second-order",
  scheme: "fictitious-sale",
  basis: "digits",
  title: { zh: "金额合计与差分的数字检验", en: "Sums per first two digits, and digits of the differences" },
  why: {
    zh: "按前两位数字分组后，金额若被少数几笔巨额或大量相同金额占据，合计就会集中在个别组；把金额排序后逐个相减，差的首两位也应服从本福特，凑出来、取整过或重复灌进的数据会露馅。",
    en: "Grouped by first two digits, a few huge or many equal amounts make single groups swell; and the differences of the sorted amounts should follow Benford too, which data that were invented, rounded or poured in twice do not.",
  },
  formula: {
    zh: "每种币种，10 元以上的销售金额，至少 {minRows} 笔，跨 {magnitudes} 个数量级（P0.1 至 P99.9）。求和检验：前两位 10–99 各组金额占比，理论各 1/90，某组占比 ≥ {minShare} 即列，得分 = strength(占比·90 − 1, 20)，只作提示。二阶检验：排序金额之非零差的前两位对 log10(1 + 1/d) 的 MAD > .0022 且 n ≥ 5,200，须高出模拟均值 4 个标准差（固定种子 {seed}），得分 = 超出量 ÷（超出量 + 8·.0022）：价目表定价、分以下取整都会造成偏离，故只作提示。笔数、数量级与占比为本产品设定。",
    en: "Per currency, amounts of 10 or more, at least {minRows} of them, spanning {magnitudes} orders of magnitude (P0.1 to P99.9). Summation: the share of the total in each group of first two digits 10–99, in theory 1/90 each; a group of {minShare} or more is told, score = strength(share·90 − 1, 20), as a hint. Second order: first two digits of the non-zero differences of the sorted amounts against log10(1 + 1/d): MAD > .0022 with n ≥ 5,200 and 4 deviations above the simulated mean (fixed seed {seed}); score = excess ÷ (excess + 8·.0022): list prices and cents make some of it, so it is a hint. Numbers, orders and share are our default.",
  },
  innocent: [
    { zh: "个别真实的大项目。", en: "Single large projects that are real." },
    { zh: "价目表定价、以整元报价。", en: "List prices, and quotes in whole units." },
  ],
  blindTo: [
    {
      zh: "对谁、哪一笔没有指向，只说数据整体可疑。",
      en: "It points at nobody and no document: it speaks of the data as a whole.",
    },
    { zh: "样本小、金额跨度窄的数据。", en: "Small data, and amounts of a narrow range." },
  ],
  nextChecks: [
    {
      zh: "列出该组最大的单据与重复最多的金额。",
      en: "List the group's largest documents and most frequent amounts.",
    },
    {
      zh: "看数据是否被导出、换算或合并过两次。",
      en: "See whether the data were exported, converted or merged twice.",
    },
  ],
  source: "Nigrini, Forensic Analytics (2nd ed. 2020), ch. 7 (second-order and summation tests)",
  severity: "low",
  reads: { sales: ["amount"] },
  params: z.object({
    minRows: whole(1000, [100, 10_000_000], "至少多少笔", "fewest amounts"),
    magnitudes: decimal(2, [0.5, 10], "至少跨几个数量级", "orders of magnitude to span"),
    minShare: decimal(0.12, [0.02, 1], "一组合计的最低占比", "least share of one group"),
    seed: whole(20_110_701, [0, 2_147_483_647], "模拟的种子", "seed of the simulation"),
  }),
  facts: z.object({
    form: z.enum(["second-order", "summation"]),
    digits: z.int(),
    share: z.number(),
    expected: z.number(),
    mad: z.number().optional(),
    n: z.int(),
    total: z.number(),
    currency: z.string(),
  }),
  locality: readsDistributions,
  query: ({ minRows, magnitudes }, { sales }) => sql`
    WITH amounts AS MATERIALIZED (SELECT rid, currency, amount FROM ${sales} WHERE amount >= 10 * minor_factor(currency) AND NOT cancelled),
    spans AS (
      SELECT currency, count(*) AS n, quantile_cont(log10(amount), 0.999) - quantile_cont(log10(amount), 0.001) AS magnitudes, CAST(sum(amount) AS DOUBLE) AS total FROM amounts GROUP BY currency HAVING count(*) >= ${minRows}
    ), wide AS (SELECT * FROM spans WHERE magnitudes >= ${magnitudes}),
    distinct_amounts AS (SELECT DISTINCT currency, amount FROM amounts WHERE currency IN (SELECT currency FROM wide)),
    gaps AS (SELECT currency, amount - lag(amount) OVER (PARTITION BY currency ORDER BY amount) AS gap FROM distinct_amounts),
    cells AS (
      SELECT 'summation' AS form, currency, leading_digits(amount, 2) AS digits, CAST(sum(amount) AS DOUBLE) AS value FROM amounts WHERE currency IN (SELECT currency FROM wide) GROUP BY ALL
      UNION ALL
      -- A difference of one digit has no second: it is written in tenths.
      SELECT 'second-order', currency, leading_digits(gap * 10, 2), CAST(count(*) AS DOUBLE) FROM gaps WHERE gap >= 1 GROUP BY ALL
    ), forms AS (SELECT DISTINCT form, currency FROM cells),
    listed AS (
      SELECT f.form, f.currency, list(coalesce(c.value, 0) ORDER BY t.digits) AS "values" FROM forms f CROSS JOIN (SELECT unnest(range(10, 100)) AS digits) t LEFT JOIN cells c ON c.form = f.form AND c.currency = f.currency AND c.digits = t.digits GROUP BY f.form, f.currency
    ), largest AS (
      SELECT currency, arg_max(digits, value) AS digits FROM cells WHERE form = 'summation' GROUP BY currency
    )
    SELECT l.form, l.currency, w.n, w.magnitudes, w.total, l.values, (SELECT coalesce(arg_max(a.rid, (a.amount, -a.rid), 100), []) FROM amounts a WHERE a.currency = l.currency AND leading_digits(a.amount, 2) = g.digits) AS evidence
    FROM listed l JOIN wide w USING (currency) JOIN largest g USING (currency)`,
  judge: (rows, params) => rows.flatMap((row) => judgeForm(counted.parse(row), params)),
  sentence: {
    zh: (f) =>
      f.form === "summation"
        ? `前两位为 ${f.digits} 的金额占全部 ${money(f.total, f.currency, "zh")} 的 ${percent(f.share, "zh")}，理论上每组约 ${percent(f.expected, "zh")}（${number(f.n, "zh")} 笔）。`
        : `${number(f.n, "zh")} 笔金额排序后之差的前两位不服从本福特：MAD ${(f.mad ?? 0).toFixed(4)}（界值 .0022），${f.digits} 占 ${percent(f.share, "zh")}，应为 ${percent(f.expected, "zh")}。`,
    en: (f) =>
      f.form === "summation"
        ? `Amounts that begin with ${f.digits} make ${percent(f.share, "en")} of all ${money(f.total, f.currency, "en")} where each group should make about ${percent(f.expected, "en")} (${number(f.n, "en")} amounts).`
        : `The differences of ${number(f.n, "en")} sorted amounts do not follow Benford's law: MAD ${(f.mad ?? 0).toFixed(4)} (bound .0022), ${f.digits} makes ${percent(f.share, "en")} where ${percent(f.expected, "en")} should.`,
  },
});

function judgeForm(
  found: z.output<typeof counted>,
  { minShare, seed }: { minShare: number; seed: number },
): QueryRow[] {
  const { form, currency, n, total, values } = found;
  const sum = values.reduce((a, b) => a + b, 0);
  const shares = benfordShares(2);
  const over = values.map((value, i) => value / sum - (form === "summation" ? 1 / 90 : (shares[i] ?? 0)));
  const most = over.indexOf(Math.max(...over));
  const share = (values[most] ?? 0) / sum;
  const base = {
    subject_kind: "data-set" as const,
    subject_id: "sales",
    key: `${form}|${currency}`,
    currency,
    evidence: found.evidence,
  };
  const facts = { form, digits: most + 10, share, n: form === "summation" ? n : sum, total, currency };
  if (form === "summation") {
    if (share < minShare) return [];
    const x = share * 90 - 1;
    return [{ ...base, score: x / (x + 20), facts: { ...facts, expected: 1 / 90 } }];
  }
  const mad = meanAbsoluteDeviation(values, shares);
  if (conformity(mad, sum, 2) !== "nonconforming") return [];
  const simulated = simulateDeviation(mad, shares, sum, { seed });
  const excess = mad - simulated.mean;
  if (excess < 4 * simulated.deviation) return [];
  return [
    {
      ...base,
      score: excess / (excess + 8 * nonconformityBound(2)),
      facts: { ...facts, mad, expected: shares[most] ?? 0 },
    },
  ];
}
