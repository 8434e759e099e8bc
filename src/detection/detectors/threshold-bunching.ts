import { z } from "zod";
import { type Sql, sql } from "../../platform/index.ts";
import { betaBinomialUpperTail, betaFrom } from "../beta-binomial.ts";
import { bunchingOf, densityJump } from "../bunching.ts";
import { defineDetector, type QueryRow } from "../define-detector.ts";
import { money, number, percent } from "../figures.ts";
import { observed } from "../limits.ts";
import { readsDistributions } from "../locality.ts";
import { decimals, whole } from "../parameter.ts";

const measures = ["amount", "discount", "quota"] as const;
type Measure = (typeof measures)[number];

/** One limit with its histogram of 40 bins from 0.8 to 1.2 of the limit; for a seller, its count beside the peers' rate. */
const candidate = z.object({
  level: z.enum(["data-set", "seller"]),
  measure: z.enum(measures),
  unit: z.string(),
  currency: z.string(),
  bound: z.number(),
  known: z.boolean(),
  bins: z.array(z.int()),
  k: z.int(),
  n: z.int(),
  values: z.int(),
  total: z.number(),
  rate: z.number().optional(),
  correlation: z.number().optional(),
  evidence: z.array(z.int()),
});
type Candidate = z.infer<typeof candidate>;

const firstBunched = 15;
const limitBin = 20;
const firstClear = 25;

export default defineDetector({
  id: "threshold-bunching",
  scheme: "splitting",
  basis: "limit",
  title: { zh: "紧贴限额、折扣线或指标线聚集", en: "Bunching just under a limit, or just over a quota" },
  why: {
    zh: "金额、折扣大量停在审批限额以内一点点，或完成率刚好过线，说明有人为躲审批、拿提成而拆单、压价或凑数。",
    en: "Amounts or discounts that crowd just inside an approval limit, or attainment that just clears the quota, are made to fit: split, trimmed or topped up to avoid approval or earn pay.",
  },
  formula: {
    zh: "x = 数值 ÷ 限额，0.8–1.2 分为 40 格。同一销售员的同一金额至多计两次，以免单一定价成堆。窗口为限额下方 5%（指标完成率则取上方 5%，折扣含恰好等于限额者）。邻域至少 {minRows} 笔；以窗口及其对侧 5% 以外的各格拟合三次多项式，超出 = 实际 − 拟合，区间与标准差来自固定种子（{seed}）的 {runs} 次泊松自助抽样；并作 McCrary 密度检验（带宽 8 格）。限额取参数所给（金额：{limits}；折扣：{discountLimits}）、审批记录推得（各层级已审批金额的 2% 分位向下取两位有效数字，至少 20 笔）或目标（100%）；金额限额未知时在 1/2/3/5/8×10ᵏ 中、折扣在 5%–30% 中搜索，其 z 以各候选的中位数与 1.4826·MAD 为经验零分布，搜索次数计入检验数。销售员：窗口内 k 笔 ÷ 邻域 n 笔（n ≥ {minSellerRows}），与其余销售员的贝塔二项分布比较（至少 {minPeers} 名、k ≥ {minBunched}、取值不少于 3 种、比例为同事的 2 倍以上）。得分 = 超出率 ÷（超出率 + 1），超出率 = 实际 ÷ 应有 − 1。指标完成率的笔数下限减半。窗口、格数与下限为本产品设定。",
    en: "x = value ÷ limit in 40 bins from 0.8 to 1.2. One amount counts at most twice a seller, lest a single list price make a crowd. The window is the 5 % under the limit (for quota attainment the 5 % above; a discount at its limit is in). The neighbourhood must hold at least {minRows} values. A cubic is fitted to the bins outside the window and the 5 % beyond the limit; excess = observed − fitted, with interval and deviation from {runs} Poisson bootstrap samples with a fixed seed ({seed}); McCrary's density test beside it (bandwidth 8 bins). Limits come from the parameters (amounts: {limits}; discounts: {discountLimits}), from approvals (2 % quantile of a level's approved amounts, rounded down to two digits, 20 at least) or targets (100 %); unknown limits are searched among 1/2/3/5/8×10ᵏ for amounts and 5–30 % for discounts, their z taken against the median and 1.4826·MAD of all candidates (an empirical null), and the search counted in the tests. Seller: k in the window of n ≥ {minSellerRows} in the neighbourhood against a beta-binomial of all other sellers (at least {minPeers}, k ≥ {minBunched}, three different values, twice the peers' rate). Score = r ÷ (r + 1), r = observed ÷ expected − 1. For attainment the guards on numbers are halved. Window, bins and guards are our default.",
  },
  innocent: [
    {
      zh: "定价尾数习惯（如 9,900、4,980），或产品包价恰在整数以下。",
      en: "Price endings such as 9,900 or 4,980, or a bundle priced just under a round number.",
    },
    {
      zh: "客户预算、付款授权恰为该数。",
      en: "The customer's own budget or signing limit is that number.",
    },
    {
      zh: "主管按权限给足折扣，本属允许。",
      en: "Discounts granted up to one's authority, as the rules allow.",
    },
  ],
  blindTo: [
    {
      zh: "不在候选与参数之列的限额；停在限额下方 5% 以外的拆分。",
      en: "Limits that are neither given nor round, and pieces kept further than 5 % below.",
    },
    {
      zh: "全公司一致的定价尾数与真正的躲审批难以在汇总层面区分。",
      en: "At the level of the whole, price endings and avoidance of approval look alike.",
    },
  ],
  nextChecks: [
    {
      zh: "查窗口内单据前后几日、同一客户的其他单据，合计是否超过限额。",
      en: "For documents in the window, add the same customer's documents of neighbouring days: do they exceed the limit?",
    },
    {
      zh: "对照授权审批表，看限额以上应由谁批准、该销售员过去送审的比例。",
      en: "See in the authority matrix who would have approved above the limit, and how often this seller asked.",
    },
    {
      zh: "完成率刚过线的，复核期末最后几单及下期退回。",
      en: "Where attainment just clears the quota, review the last sales of the period and what came back after it.",
    },
  ],
  source:
    "Chetty, Friedman, Olsen & Pistaferri 2011 (bunching); McCrary 2008 (density test); Efron 2004 (empirical null)",
  severity: "medium",
  reads: { sales: ["amount"] },
  params: z.object({
    limits: decimals(
      [0.01, 1_000_000_000_000],
      "已知的金额限额（元）",
      "known limits of amounts, in major units",
    ),
    discountLimits: decimals(
      [0.001, 0.999],
      "已知的折扣权限（0.1 为 10%）",
      "known discount limits, 0.1 for 10 %",
    ),
    minRows: whole(200, [50, 1_000_000], "限额邻域至少多少笔", "fewest values around a limit"),
    minSellerRows: whole(
      10,
      [3, 1_000_000],
      "销售员在邻域至少多少笔",
      "fewest values of a seller around a limit",
    ),
    minBunched: whole(5, [1, 1_000_000], "窗口内至少多少笔", "fewest values in the window"),
    minPeers: whole(10, [3, 10_000], "至少几名销售员才比较", "fewest sellers for a comparison"),
    runs: whole(200, [50, 5000], "自助抽样次数", "bootstrap samples"),
    seed: whole(20_081_201, [0, 2_147_483_647], "抽样的种子", "seed of the bootstrap"),
  }),
  facts: z.object({
    level: z.enum(["data-set", "seller"]),
    measure: z.enum(measures),
    unit: z.string(),
    limit: z.number(),
    known: z.boolean(),
    bunched: z.int(),
    nearby: z.int(),
    expected: z.number(),
    excess: z.number(),
    interval: z.array(z.number()).optional(),
    jump: z.number().optional(),
    robust_z: z.number().optional(),
    peers_rate: z.number().optional(),
    currency: z.string(),
  }),
  locality: readsDistributions,
  query: (p, tables) => sql`
    WITH ${observed(p, tables)},
    bounded AS (
      SELECT o.measure, o.currency, l.bound, l.known, o.seller, o.value, CASE o.measure WHEN 'amount' THEN least(o.n, 2) ELSE o.n END AS n, o.total, o.rid, CAST(o.value * 100 // l.bound - 80 AS INTEGER) AS bin
      FROM observed o JOIN limits l ON l.measure = o.measure AND l.currency = o.currency AND o.value * 100 >= 80 * l.bound AND o.value * 100 < 120 * l.bound
    ), whole AS (
      SELECT measure, currency, bound, known, list(coalesce(c, 0) ORDER BY b) AS bins FROM (
        SELECT DISTINCT measure, currency, bound, known FROM bounded
      ) CROSS JOIN (SELECT unnest(range(40)) AS b) LEFT JOIN (
        SELECT measure, currency, bound, bin AS b, CAST(sum(n) AS BIGINT) AS c FROM bounded GROUP BY measure, currency, bound, bin
      ) USING (measure, currency, bound, b) GROUP BY measure, currency, bound, known
    ), windows AS (
      SELECT measure, currency, bound, known, coalesce(sum(n) FILTER (${inWindow}), 0) AS k, sum(n) AS n, count(DISTINCT value) FILTER (${inWindow}) AS "values",
        coalesce(sum(total) FILTER (${inWindow}), 0) AS total, coalesce((list(rid ORDER BY n DESC, rid) FILTER (${inWindow}))[1:200], []) AS evidence
      FROM bounded GROUP BY measure, currency, bound, known HAVING sum(n) >= ${p.minRows} * ${scarcity}
    ), sellers AS (
      SELECT measure, currency, bound, known, seller, coalesce(sum(n) FILTER (${inWindow}), 0) AS k, sum(n) AS n, count(DISTINCT value) FILTER (${inWindow}) AS "values",
        coalesce(sum(total) FILTER (${inWindow}), 0) AS total, coalesce((list(rid ORDER BY n DESC, rid) FILTER (${inWindow}))[1:200], []) AS evidence
      FROM bounded WHERE seller IS NOT NULL GROUP BY measure, currency, bound, known, seller HAVING sum(n) >= ${p.minSellerRows} * ${scarcity}
    ), pooled AS (
      SELECT measure, currency, bound, count(*) AS units, sum(k) AS all_k, sum(n) AS all_n, sum(n * n) AS squares, sum(k * k / n) AS spread FROM sellers GROUP BY measure, currency, bound HAVING count(*) > ${p.minPeers}
    ), others AS (
      SELECT s.*, units - 1 AS m, all_k - k AS ok, all_n - n AS "on", squares - n * n AS osq, spread - k * k / n AS ospread, (all_k - k + 0.5) / (all_n - n + 1.0) AS rate FROM sellers s JOIN pooled USING (measure, currency, bound)
    )
    SELECT 'data-set' AS level, measure, 'sales' AS unit, w.currency, w.bound, w.known, bins, k, n, "values", total, NULL AS rate, NULL AS correlation, evidence
    FROM windows w JOIN whole USING (measure, currency, bound)
    UNION ALL
    SELECT 'seller', measure, seller, currency, bound, known, [], k, n, "values", total, rate,
      greatest(0.001, least(0.9, coalesce((ospread - power(ok, 2) / "on" - rate * (1 - rate) * (m - 1)) / nullif(rate * (1 - rate) * ("on" - osq / "on" - (m - 1)), 0), 0))), evidence
    FROM others WHERE k >= ${p.minBunched} AND k >= 2 * rate * n AND ("values" >= 3 OR measure = 'discount')
    ORDER BY 1, 2, 4, 5, 3`,
  judge: (rows, params) =>
    judgeAll(
      rows.map((row) => candidate.parse(row)),
      params,
    ),
  tests: (p, tables) => sql`
    WITH ${observed(p, tables)},
    near AS (
      SELECT o.measure, o.currency, l.bound, o.seller, sum(CASE o.measure WHEN 'amount' THEN least(o.n, 2) ELSE o.n END) AS n FROM observed o JOIN limits l ON l.measure = o.measure AND l.currency = o.currency AND o.value * 100 >= 80 * l.bound AND o.value * 100 < 120 * l.bound GROUP BY ALL
    )
    SELECT CAST((SELECT count(*) FROM near WHERE seller IS NOT NULL AND n >= ${p.minSellerRows} * ${scarcity}) + (SELECT count(*) FROM (SELECT 1 FROM near GROUP BY measure, currency, bound HAVING sum(n) >= ${p.minRows} * ${scarcity})) AS BIGINT) AS tests`,
  sentence: {
    zh: (f) => {
      const where = `${whereNames[f.measure].zh} ${limitText(f, "zh")} ${f.measure === "quota" ? "上方" : "下方"} 5% 以内`;
      if (f.level === "seller")
        return `销售员 ${f.unit} 在该线附近的 ${number(f.nearby, "zh")} 笔中有 ${number(f.bunched, "zh")} 笔落在${where}（${percent(f.bunched / f.nearby, "zh")}），同事为 ${percent(f.peers_rate ?? 0, "zh")}。`;
      return `全部数据有 ${number(f.bunched, "zh")} 笔落在${where}，按两侧走势应约 ${number(f.expected, "zh")} 笔，多出 ${number(f.excess, "zh")} 笔（95% 区间 ${(f.interval ?? []).map((v) => number(v, "zh")).join(" 至 ")}）。`;
    },
    en: (f) => {
      const where = `within 5% ${f.measure === "quota" ? "above" : "under"} the ${whereNames[f.measure].en} of ${limitText(f, "en")}`;
      if (f.level === "seller")
        return `Of ${number(f.nearby, "en")} cases of seller ${f.unit} around it, ${number(f.bunched, "en")} lie ${where} (${percent(f.bunched / f.nearby, "en")}), against ${percent(f.peers_rate ?? 0, "en")} among the peers.`;
      return `${number(f.bunched, "en")} cases lie ${where} where the course on both sides makes about ${number(f.expected, "en")}: ${number(f.excess, "en")} too many (95% interval ${(f.interval ?? []).map((v) => number(v, "en")).join(" to ")}).`;
    },
  },
  chart: {
    kind: "distribution",
    title: {
      zh: "限额附近的分布（标出者为紧贴限额的一段）",
      en: "The distribution around the limit (the part that crowds it is marked)",
    },
    query: ({ facts }, p, tables) => sql`
      WITH ${observed(p, tables)},
      near AS (
        SELECT value, n, rid FROM observed WHERE measure = ${facts.measure} AND currency = ${facts.currency} AND value * 100 >= 80 * ${facts.limit} AND value * 100 < 120 * ${facts.limit}
          AND ${facts.level === "seller" ? sql`seller = ${facts.unit}` : sql`true`}
      ), thinned AS (
        SELECT value, rid, greatest(1, CAST(round(n * least(1, 1800.0 / (SELECT sum(n) FROM near))) AS BIGINT)) AS copies FROM near
      )
      SELECT ${shownValue(facts.measure, facts.currency)} AS value, value * 100 >= 95 * ${facts.limit} AND value < ${facts.limit} AS suspect
      FROM (SELECT value, rid, unnest(range(copies)) FROM thinned) ORDER BY value, rid LIMIT 2000`,
  },
});

const whereNames: Record<Measure, { zh: string; en: string }> = {
  amount: { zh: "金额限额", en: "amount limit" },
  discount: { zh: "折扣线", en: "discount limit" },
  quota: { zh: "指标线", en: "quota" },
};

function limitText(f: { measure: Measure; limit: number; currency: string }, language: "zh" | "en"): string {
  return f.measure === "amount" ? money(f.limit, f.currency, language) : percent(f.limit / 10_000, language);
}

const inWindow = sql.raw(`bin >= ${firstBunched} AND bin < ${limitBin}`);

/** Attainment is kept mirrored at the quota, so that every measure bunches from below. */
const shownValue = (measure: Measure, currency: string): Sql => {
  if (measure === "amount") return sql`value / minor_factor(${currency})`;
  return measure === "discount" ? sql`(value + 1) / 10000.0` : sql`(19999 - value) / 10000.0`;
};

/** A seller has one attainment a period, so for quotas the guards ask for half as many. */
const scarcity = sql`CASE measure WHEN 'quota' THEN 0.5 ELSE 1 END`;

interface Settings {
  runs: number;
  seed: number;
  minBunched: number;
}

function judgeAll(candidates: readonly Candidate[], settings: Settings): QueryRow[] {
  const sellers = candidates.filter(({ level }) => level === "seller").map(judgeSeller);
  const whole = candidates.filter(({ level }) => level === "data-set");
  const places = new Set(whole.map(({ measure, currency }) => `${measure}|${currency}`));
  return [...sellers, ...[...places].flatMap((place) => judgeWhole(whole, place, settings))];
}

function judgeSeller(found: Candidate): QueryRow {
  const { unit, measure, currency, bound, k, n, rate = 0, correlation = 0.001 } = found;
  const { a, b } = betaFrom(rate, correlation);
  const expected = n * rate;
  const ratio = k / expected - 1;
  return {
    ...rowOf(found, (1 - expected / k) * found.total),
    seller: unit,
    score: ratio / (ratio + 1),
    p_value: betaBinomialUpperTail(k, n, a, b),
    facts: {
      ...{
        level: "seller",
        measure,
        unit,
        limit: bound,
        known: found.known,
        bunched: k,
        nearby: n,
        currency,
      },
      ...{ expected, excess: k - expected, peers_rate: rate },
    },
  };
}

/** All limits of one measure and currency together: those that were searched are each other's null. */
function judgeWhole(candidates: readonly Candidate[], place: string, { runs, seed }: Settings): QueryRow[] {
  const tried = candidates
    .filter(({ measure, currency }) => `${measure}|${currency}` === place)
    .map((found) => {
      const window = { from: firstBunched, to: limitBin, clear: firstClear, runs, seed };
      return { found, ...bunchingOf(found.bins, window), density: densityJump(found.bins, limitBin, 8) };
    });
  const searched = tried.filter(({ found }) => !found.known).map(({ z }) => z);
  const centre = median(searched);
  const scale = Math.max(1, 1.4826 * median(searched.map((value) => Math.abs(value - centre))));
  return tried.flatMap(({ found, observed, expected, excess, interval, z, density }) => {
    const robustZ = found.known ? z : (z - centre) / scale;
    const drops = density !== undefined && density.z <= -2;
    if (robustZ < 3 || observed < 20 || excess < 0.2 * expected || !drops || interval[0] <= 0) return [];
    const { measure, unit, currency, bound, known, k, n } = found;
    const ratio = observed / Math.max(expected, 1) - 1;
    return [
      {
        ...rowOf(found, (excess / observed) * found.total),
        score: ratio / (ratio + 1),
        z: robustZ,
        facts: {
          ...{ level: "data-set", measure, unit, limit: bound, known, bunched: k, nearby: n, currency },
          ...{ expected, excess, interval, jump: density.jump, robust_z: robustZ },
        },
      },
    ];
  });
}

const rowOf = ({ level, unit, measure, currency, bound, k, evidence }: Candidate, atRisk: number) => ({
  subject_kind: level,
  subject_id: unit,
  key: [level, unit, measure, currency, bound].join("|"),
  amount: BigInt(Math.round(Math.max(0, atRisk))),
  currency,
  evidence,
  evidence_total: Math.max(k, evidence.length),
});

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? 0)
    : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}
