import { z } from "zod";
import { type Sql, sql } from "../../platform/index.ts";
import { defineDetector, type Tables } from "../define-detector.ts";
import { money, number } from "../figures.ts";
import { comparesUnits } from "../locality.ts";
import { decimal, whole } from "../parameter.ts";

const levels = ["customer", "seller", "product"] as const;
type Level = (typeof levels)[number];

export default defineDetector({
  id: "relative-size-factor",
  scheme: "fictitious-sale",
  basis: "size",
  title: {
    zh: "远超同一客户、销售员或产品其他交易的一笔",
    en: "One sale far larger than any other of its customer, seller or product",
  },
  why: {
    zh: "虚构或录错的销售往往与其客户、销售员或产品一贯的交易规模不相称：最大一笔是第二大的许多倍。",
    en: "An invented or mis-keyed sale often does not fit its customer, seller or product: the largest is many times the second largest.",
  },
  formula: {
    zh: "RSF = 最大金额 ÷ 第二大金额，分别按客户、销售员（单据）和产品（明细）分组，同一币种，至少 {minRows} 笔。RSF ≥ {bound} 且该笔不低于全部同类金额的 {leastQuantile} 分位数时列出；每笔只取 RSF 最大的一组。得分 = RSF ÷ (RSF + {bound})，界值处为 0.5。界值与下限的默认值为本产品设定。",
    en: "RSF = largest ÷ second largest amount by customer and seller (documents) and by product (lines), within a currency and with at least {minRows} sales. Listed from RSF ≥ {bound} where the amount also reaches the {leastQuantile} quantile of all amounts of its kind; each sale counts in the group where its RSF is largest. Score = RSF ÷ (RSF + {bound}), 0.5 at the bound. Bound and guards are our default.",
  },
  innocent: [
    {
      zh: "真实的大单，如集采中标或新店铺货。",
      en: "A genuine large deal, such as a tender won or a new outlet stocked.",
    },
    { zh: "客户以往只零星试单。", en: "The customer has so far only placed trial orders." },
    {
      zh: "金额录入时小数点错位，尚未更正。",
      en: "A slipped decimal point that nobody has corrected yet.",
    },
  ],
  blindTo: [
    {
      zh: "同组有两笔以上同样夸大的销售时，比值恢复正常。",
      en: "Two inflated sales of like size in one group hide each other.",
    },
    {
      zh: "少于 minRows 笔的新客户、新产品。",
      en: "New customers and products with fewer than minRows sales.",
    },
  ],
  nextChecks: [
    {
      zh: "核对合同、签收单和回款；向客户函证该笔金额。",
      en: "See the contract, the signed delivery note and the payment; have the customer confirm the amount.",
    },
    {
      zh: "与第二大一笔逐项对照数量、单价与审批，排除小数点错位。",
      en: "Compare quantity, price and approval with the second largest, to rule out a slipped decimal point.",
    },
  ],
  source: "Nigrini, Forensic Analytics (2nd ed. 2020), ch. 11; ACFE Fraud Examiners Manual",
  severity: "medium",
  reads: { sales: ["amount"] },
  params: z.object({
    bound: decimal(10, [1, 1000], "比值达到此数即列出", "list from this ratio on"),
    minRows: whole(4, [2, 10_000], "至少多少笔才比较", "fewest sales for a comparison"),
    leastQuantile: decimal(
      0.75,
      [0, 1],
      "金额至少达到全体的哪个分位数",
      "quantile of all amounts that the sale must reach",
    ),
  }),
  facts: z.object({
    level: z.enum(levels),
    group: z.string(),
    largest: z.number(),
    second: z.number(),
    second_sale: z.string(),
    ratio: z.number(),
    sales: z.int(),
    currency: z.string(),
    sale: z.string(),
  }),
  locality: comparesUnits,
  query: ({ bound, minRows, leastQuantile }, tables) => {
    const largest = (level: Level) => {
      const { table, condition, sale } = source(level, tables);
      const group = sql.ref(level);
      return sql`
        SELECT ${level} AS level, f.group_id, f.currency, f.n, f.top, l.rid, l.doc_kind, ${sale} AS sale, l.seller, l.customer,
          row_number() OVER (PARTITION BY f.group_id, f.currency ORDER BY l.amount DESC, l.rid) AS place
        FROM (
          SELECT ${group} AS group_id, currency, count(*) AS n, max(amount, 2) AS top
          FROM ${table} WHERE ${group} IS NOT NULL AND amount > 0 AND ${condition}
          GROUP BY ${group}, currency
          HAVING count(*) >= ${minRows} AND max(amount) >= ${bound} * (max(amount, 2))[2]
            AND max(amount) >= (SELECT quantile_cont(amount, ${leastQuantile}) FROM ${table} WHERE amount > 0)
        ) f JOIN ${table} l ON l.${group} = f.group_id AND l.currency = f.currency AND l.amount >= f.top[2] AND ${condition}
        QUALIFY place <= 2`;
    };
    return sql`
      WITH top_two AS (${sql.join(
        levels.map((level) => sql`(${largest(level)})`),
        sql` UNION ALL `,
      )}),
      pairs AS (
        SELECT a.*, b.rid AS second_rid, b.sale AS second_sale, a.top[1] / a.top[2] AS ratio
        FROM top_two a JOIN top_two b ON a.level = b.level AND a.group_id = b.group_id AND a.currency = b.currency AND b.place = 2
        WHERE a.place = 1
        QUALIFY row_number() OVER (PARTITION BY a.rid ORDER BY a.top[1] / a.top[2] DESC, a.level) = 1
      )
      SELECT doc_kind AS subject_kind, sale AS subject_id, level || '|' || group_id || '|' || sale AS key, seller, customer,
        strength(ratio, ${bound}) AS score, top[1] - top[2] AS amount, currency, [rid, second_rid] AS evidence,
        {'level': level, 'group': group_id, 'largest': top[1], 'second': top[2], 'second_sale': second_sale, 'ratio': ratio, 'sales': n,
         'currency': currency, 'sale': sale} AS facts
      FROM pairs`;
  },
  sentence: {
    zh: (f) =>
      `${f.sale} 的金额 ${money(f.largest, f.currency, "zh")} 是${names[f.level].zh} ${f.group} 共 ${f.sales} 笔中第二大一笔（${f.second_sale}，${money(f.second, f.currency, "zh")}）的 ${number(f.ratio, "zh", 1)} 倍。`,
    en: (f) =>
      `${f.sale} at ${money(f.largest, f.currency, "en")} is ${number(f.ratio, "en", 1)} times the next largest of the ${f.sales} sales of ${names[f.level].en} ${f.group} (${f.second_sale}, ${money(f.second, f.currency, "en")}).`,
  },
  chart: {
    kind: "distribution",
    title: {
      zh: "同组全部交易的金额",
      en: "Amounts of all sales of the same customer, seller or product",
    },
    x: { zh: "金额", en: "Amount" },
    scale: "log",
    query: ({ facts, evidence }, _params, tables) => {
      const { table, condition, sale } = source(facts.level, tables);
      return sql`
        SELECT l.amount / minor_factor(l.currency) AS value, l.rid = ${evidence[0]} AS suspect, ${sale} AS label
        FROM ${table} l
        WHERE ${sql.ref(facts.level)} = ${facts.group} AND currency = ${facts.currency} AND amount > 0 AND ${condition}
          AND (l.amount >= ${facts.second} OR hash(l.rid) % ${Math.ceil(facts.sales / 1500)} = 0)
        ORDER BY l.rid LIMIT 2000`;
    },
  },
});

const names: Record<Level, { zh: string; en: string }> = {
  customer: { zh: "客户", en: "customer" },
  seller: { zh: "销售员", en: "seller" },
  product: { zh: "产品", en: "product" },
};

/** Customers and sellers are compared by document, products by line. */
function source(level: Level, { sales, sale_lines }: Tables): { table: Sql; condition: Sql; sale: Sql } {
  if (level !== "product") {
    return {
      table: sales,
      condition: sql`NOT cancelled`,
      sale: sql`coalesce(l.doc_id, CAST(l.rid AS VARCHAR))`,
    };
  }
  const sale = sql`coalesce(l.doc_id, CAST(l.rid AS VARCHAR)) || coalesce('/' || l.line_no, '')`;
  return { table: sale_lines, condition: sql`true`, sale };
}
