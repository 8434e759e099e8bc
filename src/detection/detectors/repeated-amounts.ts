import { z } from "zod";
import { sql } from "../../platform/index.ts";
import { defineDetector, type Tables } from "../define-detector.ts";
import { money, number, percent } from "../figures.ts";
import { comparesUnits } from "../locality.ts";
import { decimal, whole } from "../parameter.ts";

const forms = ["repeated", "round", "ending"] as const;

export default defineDetector({
  id: "repeated-amounts",
  scheme: "fictitious-sale",
  basis: "digits",
  title: {
    zh: "金额反复出现、过于整齐或尾数集中",
    en: "The same, round or like-ending amounts again and again",
  },
  why: {
    zh: "编造金额的人爱用整数、惯用数和固定尾数；真实成交的金额则各不相同，尾数分散。",
    en: "People who invent amounts reach for round numbers, favourites and habitual endings; real sales differ and end in all ways.",
  },
  formula: {
    zh: "每名销售员（至少 {minRows} 笔）的单据金额，与全体销售员比较。重复：r = √(Σc(c−1) ÷ n(n−1))，c 为同一金额的次数，即任取两笔金额相同的概率之平方根。取整：不少于 100 元的金额中有效数字不超过两位的占比。尾数：末两位（多为整元的数据取元的末两位）对同事分布的 φ² = χ²/n，扣除抽样期望；至少 {minRowsEnding} 笔。z =（本人 − 全体中位数）÷ √((1.4826·MAD)² + 自身抽样误差²)，至少 {minPeers} 名。取整与重复须高出中位数 {leastExcess}，尾数 φ² 须高出 {leastExcessEnding}。得分 = z ÷ (z + 4)。下限与界值的默认值为本产品设定。",
    en: "Document amounts of each seller (at least {minRows}) against all sellers. Repeated: r = √(Σc(c−1) ÷ n(n−1)), c the times one amount occurs; r² is the chance that two sales have the same amount. Round: share with at most two significant digits among amounts of 100 or more. Ending: φ² = χ²/n of the last two digits (of whole units where nearly all amounts are whole) against the peers' distribution, less its expectation from sampling; at least {minRowsEnding} amounts. z = (own − median) ÷ √((1.4826·MAD)² + own sampling error²), at least {minPeers} sellers. Repeated and round must exceed the median by {leastExcess}, φ² by {leastExcessEnding}. Score = z ÷ (z + 4). Guards and bounds are our default.",
  },
  innocent: [
    {
      zh: "销售员专卖固定价的套餐、年费或服务包。",
      en: "The seller is in charge of bundles, annual fees or service packages at a fixed price.",
    },
    {
      zh: "客户按预算整数下单或按框架协议定额采购。",
      en: "Customers who order to a round budget or a fixed quota.",
    },
    { zh: "公司规定报价取整。", en: "A house rule that quotations are rounded." },
  ],
  blindTo: [
    {
      zh: "刻意做成零头、各不相同的编造金额。",
      en: "Invented amounts made odd and different on purpose.",
    },
    {
      zh: "多数销售员都这样做：同事之间比较看不出。",
      en: "What most sellers do: a comparison of peers does not show it.",
    },
  ],
  nextChecks: [
    {
      zh: "列出该金额（或尾数）的全部单据，核对客户、产品数量与单价能否自然得出这一数。",
      en: "List all documents with the amount or ending and see whether quantity and price of the products lead to it.",
    },
    {
      zh: "抽查签收与回款；整数金额重点看有无拆分与补差。",
      en: "Sample deliveries and payments; for round amounts look for splits and later adjustments.",
    },
  ],
  source:
    "Nigrini, Forensic Analytics (2nd ed. 2020), ch. 8 (number duplication, last two digits); Efron 2004",
  severity: "low",
  reads: { sales: ["amount", "seller"] },
  params: z.object({
    minRows: whole(50, [10, 1_000_000], "至少多少笔", "fewest amounts of a seller"),
    minRowsEnding: whole(200, [50, 1_000_000], "尾数至少多少笔", "fewest amounts for the endings"),
    minPeers: whole(10, [3, 10_000], "至少几名销售员才比较", "fewest sellers for a comparison"),
    leastExcess: decimal(
      0.1,
      [0, 1],
      "重复率、取整占比至少高出中位数多少",
      "least excess of repetition and roundness over the median",
    ),
    leastExcessEnding: decimal(
      0.3,
      [0, 10],
      "尾数 φ² 至少高出中位数多少",
      "least excess of the endings' φ² over the median",
    ),
  }),
  facts: z.object({
    form: z.enum(forms),
    seller: z.string(),
    n: z.int(),
    value: z.number(),
    typical: z.number(),
    robust_z: z.number(),
    peers: z.int(),
    top: z.number(),
    top_count: z.int(),
    top_expected: z.number(),
    chi2_uniform: z.number().optional(),
    currency: z.string(),
  }),
  locality: comparesUnits,
  query: (p, tables) => sql`
    WITH ${measured(p, tables)},
    placed AS (
      SELECT *, count(*) OVER everybody AS peers, median(value) OVER everybody AS typical,
        empirical_z(value, median(value) OVER everybody, median_deviation(value) OVER everybody, greatest(own_error, 1e-6)) AS robust_z
      FROM measured WINDOW everybody AS (PARTITION BY form, currency)
    ), flagged AS (
      SELECT * FROM placed
      WHERE peers >= ${p.minPeers} AND robust_z >= 3 AND top_count >= 5
        AND value - typical >= CASE form WHEN 'ending' THEN ${p.leastExcessEnding} ELSE ${p.leastExcess} END
    ), shown AS (
      SELECT f.form, f.seller, f.currency, (list(d.rid ORDER BY d.amount DESC, d.rid))[1:200] AS evidence, count(*) AS evidence_total,
        sum(d.amount) * greatest(0, 1 - any_value(f.top_expected) / any_value(f.top_count)) AS at_risk
      FROM flagged f JOIN ${documents(tables)} d ON d.seller = f.seller AND d.currency = f.currency
        AND CASE f.form WHEN 'repeated' THEN d.amount = f.top WHEN 'round' THEN d.is_round ELSE d.ending = f.top END
      GROUP BY f.form, f.seller, f.currency
    )
    SELECT 'seller' AS subject_kind, f.seller AS subject_id, f.form || '|' || f.seller || '|' || f.currency AS key, f.seller, strength(robust_z, 4) AS score,
      robust_z AS z, CAST(round(at_risk) AS BIGINT) AS amount, f.currency, evidence, evidence_total,
      {'form': f.form, 'seller': f.seller, 'n': n, 'value': value, 'typical': typical, 'robust_z': robust_z, 'peers': peers, 'top': top, 'top_count': top_count,
       'top_expected': top_expected, 'chi2_uniform': chi2_uniform, 'currency': f.currency} AS facts
    FROM flagged f JOIN shown USING (form, seller, currency)`,
  tests: (p, { sales }) => sql`
    SELECT CAST(2 * count(*) + count(*) FILTER (n >= ${p.minRowsEnding}) AS BIGINT) AS tests
    FROM (SELECT count(*) AS n FROM ${sales} WHERE amount > 0 AND NOT cancelled AND seller IS NOT NULL GROUP BY seller, currency HAVING count(*) >= ${p.minRows})`,
  sentence: {
    zh: (f) => {
      if (f.form === "repeated")
        return `销售员 ${f.seller} 的 ${number(f.n, "zh")} 笔中，${money(f.top, f.currency, "zh")} 出现 ${number(f.top_count, "zh")} 次，按同事情况应约 ${number(f.top_expected, "zh", 1)} 次（z = ${number(f.robust_z, "zh", 1)}）。`;
      if (f.form === "round")
        return `销售员 ${f.seller} 有 ${number(f.top_count, "zh")} 笔（${percent(f.value, "zh")}）为整数金额，同事的中位占比为 ${percent(f.typical, "zh")}（z = ${number(f.robust_z, "zh", 1)}）。`;
      return `销售员 ${f.seller} 的 ${number(f.n, "zh")} 笔金额中尾数 ${ending(f.top)} 有 ${number(f.top_count, "zh")} 笔，按同事分布应约 ${number(f.top_expected, "zh", 1)} 笔（z = ${number(f.robust_z, "zh", 1)}）。`;
    },
    en: (f) => {
      if (f.form === "repeated")
        return `Among ${number(f.n, "en")} sales of seller ${f.seller}, ${money(f.top, f.currency, "en")} occurs ${number(f.top_count, "en")} times where the peers' pattern makes about ${number(f.top_expected, "en", 1)} (z = ${number(f.robust_z, "en", 1)}).`;
      if (f.form === "round")
        return `${number(f.top_count, "en")} sales of seller ${f.seller} (${percent(f.value, "en")}) are round amounts, against a median of ${percent(f.typical, "en")} among the sellers (z = ${number(f.robust_z, "en", 1)}).`;
      return `${number(f.top_count, "en")} of ${number(f.n, "en")} amounts of seller ${f.seller} end in ${ending(f.top)} where the peers' pattern makes about ${number(f.top_expected, "en", 1)} (z = ${number(f.robust_z, "en", 1)}).`;
    },
  },
  chart: {
    kind: "bars",
    title: {
      zh: "最常出现的金额或尾数（次数）；取整：各销售员的占比",
      en: "Most frequent amounts or endings (times); round amounts: share of each seller",
    },
    query: ({ facts }, _params, tables) => {
      if (facts.form === "round") {
        return sql`
          SELECT seller AS label, avg(CAST(is_round AS INTEGER)) AS value, seller = ${facts.seller} AS suspect
          FROM ${documents(tables)} d WHERE currency = ${facts.currency} AND roundable GROUP BY seller HAVING count(*) >= 50
          ORDER BY value DESC, seller LIMIT 30`;
      }
      const what = facts.form === "repeated" ? sql`amount` : sql`ending`;
      const label =
        facts.form === "repeated"
          ? sql`format('{:,.2f}', amount / minor_factor(currency))`
          : sql`lpad(CAST(ending AS VARCHAR), 2, '0')`;
      return sql`
        SELECT ${label} AS label, count(*) AS value, any_value(${what}) = ${facts.top} AS suspect
        FROM ${documents(tables)} d WHERE seller = ${facts.seller} AND currency = ${facts.currency} GROUP BY 1 ORDER BY value DESC, label LIMIT 20`;
    },
  },
});

const ending = (digits: number) => String(digits).padStart(2, "0");

/** Sales with a seller; `ending` in whole units where nine in ten amounts of the currency have no cents. */
const documents = ({ sales }: Tables) => sql`(
      SELECT s.rid, s.seller, s.currency, s.amount, s.amount >= 100 * w.factor AS roundable,
        s.amount >= 100 * w.factor AND s.amount % CAST(power(10, length(CAST(s.amount AS VARCHAR)) - 2) AS BIGINT) = 0 AS is_round,
        CASE WHEN w.whole >= 0.9 THEN s.amount // w.factor ELSE s.amount END % 100 AS ending
      FROM ${sales} s JOIN (
        SELECT currency, minor_factor(currency) AS factor, avg(CAST(amount % minor_factor(currency) = 0 AS INTEGER)) AS whole FROM ${sales} WHERE amount > 0 GROUP BY currency
      ) w ON w.currency = s.currency
      WHERE s.amount > 0 AND NOT s.cancelled AND s.seller IS NOT NULL
    )`;

/** Per form, seller and currency the measure, its own sampling error and what stands out most; pieces of a WITH. */
const measured = (p: { minRows: number; minRowsEnding: number }, tables: Tables) => sql`
    documents AS MATERIALIZED (SELECT * FROM ${documents(tables)}),
    amounts AS (
      SELECT seller, currency, amount, count(*) AS c FROM documents GROUP BY seller, currency, amount
    ), whole AS (
      SELECT currency, count(*) AS n FROM documents GROUP BY currency
    ), repetition AS (
      SELECT seller, currency, CAST(sum(c) AS BIGINT) AS n, sqrt(sum(c * (c - 1)) / (sum(c) * (sum(c) - 1.0))) AS value, arg_max(amount, (c, amount)) AS top, max(c) AS top_count
      FROM amounts GROUP BY seller, currency HAVING sum(c) >= ${p.minRows}
    ), elsewhere AS (
      SELECT currency, amount, sum(c) AS c FROM amounts WHERE (currency, amount) IN (SELECT (currency, top) FROM repetition WHERE top_count > 1) GROUP BY currency, amount
    ), roundness AS (
      SELECT seller, currency, count(*) FILTER (roundable) AS n, count(*) FILTER (is_round) AS k FROM documents GROUP BY seller, currency HAVING count(*) FILTER (roundable) >= ${p.minRows}
    ), pooled AS (
      SELECT currency, sum(k) / sum(n) AS share FROM roundness GROUP BY currency
    ), endings AS (
      SELECT seller, currency, ending, count(*) AS c FROM documents GROUP BY seller, currency, ending
    ), of_all AS (
      SELECT currency, ending, sum(c) AS c, sum(sum(c)) OVER (PARTITION BY currency) AS n FROM endings GROUP BY currency, ending
    ), of_seller AS (
      SELECT seller, currency, CAST(sum(c) AS BIGINT) AS n FROM endings GROUP BY seller, currency HAVING sum(c) >= ${p.minRowsEnding}
    ), ended AS (
      SELECT s.seller, s.currency, s.n, a.ending, coalesce(e.c, 0) AS c, (a.c - coalesce(e.c, 0) + 1.0) / (a.n - s.n + 100.0) AS p
      FROM of_seller s JOIN of_all a USING (currency) LEFT JOIN endings e USING (seller, currency, ending)
    ), measured AS (
      SELECT 'repeated' AS form, r.seller, r.currency, r.n, value, sqrt(value * (1 - value) / r.n) + 1.0 / r.n AS own_error, top, top_count,
        r.n * (coalesce(e.c, top_count) - top_count + 0.5) / (w.n - r.n + 1.0) AS top_expected, CAST(NULL AS DOUBLE) AS chi2_uniform
      FROM repetition r JOIN whole w USING (currency) LEFT JOIN elsewhere e ON e.currency = r.currency AND e.amount = r.top
      UNION ALL
      SELECT 'round', seller, r.currency, n, k / n, sqrt(share * (1 - share) / n) + 1.0 / n, 0, k, n * share, NULL FROM roundness r JOIN pooled USING (currency)
      UNION ALL
      SELECT 'ending', seller, currency, n, sum(power(c / n - p, 2) / p) - count(*) / n, sqrt(2.0 * count(*)) / n, arg_max(ending, (c - n * p, ending)),
        max_by(c, (c - n * p, ending)), arg_max(n * p, (c - n * p, ending)), n * 100 * sum(power(c / n, 2)) - n
      FROM ended GROUP BY seller, currency, n
    )`;
