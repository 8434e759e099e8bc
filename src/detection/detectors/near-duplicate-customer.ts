import { z } from "zod";
import { sql } from "../../platform/index.ts";
import { among } from "../among.ts";
import { blockKeys, likeness, type NameParts, partsOf, rarityOf } from "../company-name.ts";
import { defineDetector, type QueryRow } from "../define-detector.ts";
import { money, percent } from "../figures.ts";
import { linksCustomers } from "../locality.ts";
import { decimal, whole } from "../parameter.ts";

const known = z.object({
  rid: z.int(),
  customer: z.string(),
  name: z.string(),
  owner: z.string().optional(),
  amount: z.union([z.int(), z.bigint()]).optional(),
  currency: z.string().optional(),
  tax: z.string().optional(),
  address: z.string().optional(),
});
type Known = z.output<typeof known>;

export default defineDetector({
  id: "near-duplicate-customer",
  scheme: "related-party",
  basis: "text",
  title: { zh: "名称几乎相同的两个客户", en: "Two customers of nearly the same name" },
  why: {
    zh: "同一家公司换个写法再建一个档，就能绕过信用额度、拆单、重复拿新客奖励，或把假客户藏在真客户旁边。",
    en: "One firm entered again in another spelling passes credit limits, splits deals, earns new-customer bonuses twice, or hides a fake beside the real one.",
  },
  formula: {
    zh: "名称去掉公司形式、括号与标点，中文用结巴分词，英文按词；相似度取下列最大者：按稀有程度加权的共同词占比 ln(1 + N/n)；编辑相似度（相邻互换算一次）；拼音编辑相似度 × 0.97（拼音或外文的两三个词换序后读音相同，也算 0.97）。只比较共有稀有词或读音首尾相同的对。相似度 ≥ {similarity} 且名称（去形式后）不完全相同才列；税号不同且地址也不同的两家，须再高出 {different}。得分 = 0.3 + 0.4·(相似度 − {similarity})/(1 − {similarity}) + 0.15·(同一销售员) + 0.15·(税号或地址相同)。每客户取最像的一家，至多比较 {most} 家。界值为本产品设定。",
    en: "Names without legal form, brackets and punctuation; Chinese is segmented (jieba), English split into words. Similarity is the largest of: words in common weighted by rarity ln(1 + N/n); edit similarity (a swap of neighbours is one edit); 0.97 × edit similarity of the pinyin (0.97 too where two or three Latin words, begun at another, sound the same). Only pairs that share a rare word or sound the same at the beginning or end are compared. Listed where it is {similarity} or more and the names without form are not the very same; two with different tax numbers and different addresses need {different} more. Score = 0.3 + 0.4·(similarity − {similarity})/(1 − {similarity}) + 0.15·(one seller) + 0.15·(same tax number or address). The most alike of each customer, over at most {most} customers. Bounds are our default.",
  },
  innocent: [
    { zh: "集团的兄弟公司、分店。", en: "Sister companies or branches of one group." },
    { zh: "企业更名后新旧两个档并存。", en: "A firm that was renamed, both records kept." },
    { zh: "当地常用的吉祥字号撞名。", en: "Lucky names that many firms of a place bear." },
  ],
  blindTo: [
    { zh: "完全另取名字的马甲。", en: "A straw firm under a name of its own." },
    { zh: "只有简称或编码的客户档案。", en: "Customers known by abbreviation or code only." },
  ],
  nextChecks: [
    {
      zh: "按统一社会信用代码查两家的登记、股东与地址。",
      en: "Look up both in the company register: number, shareholders, address.",
    },
    {
      zh: "看谁在何时建了第二个档，建档后下了什么单。",
      en: "See who created the second record, when, and what was ordered under it.",
    },
    { zh: "合并两家重算额度、限额与新客奖励。", en: "Take them together and recompute limits and bonuses." },
  ],
  source:
    "ACFE Fraud Examiners Manual (duplicate master records); Christen 2012, Data Matching; Damerau 1964",
  severity: "low",
  reads: { customers: ["customer_id", "name"] },
  params: z.object({
    similarity: decimal(0.85, [0.5, 0.999], "多像才算", "similarity from which they are told"),
    different: decimal(
      0.08,
      [0, 0.5],
      "登记信息都不同时再高出多少",
      "how much more where the particulars differ",
    ),
    most: whole(50_000, [100, 500_000], "至多比较多少家", "most customers compared"),
  }),
  facts: z.object({
    customer: z.string(),
    other: z.string(),
    name: z.string(),
    otherName: z.string(),
    similarity: z.number(),
    sameSeller: z.boolean(),
    sameParticulars: z.boolean(),
    seller: z.string().optional(),
    amount: z.number(),
    currency: z.string(),
  }),
  locality: linksCustomers,
  query: ({ most }, { customers, sales }) => sql`
    WITH sold AS (
      SELECT customer, CAST(sum(amount) AS BIGINT) AS amount, arg_max(currency, amount) AS currency, arg_max(seller, (amount, -rid)) AS seller FROM ${sales} WHERE NOT cancelled AND amount > 0 AND customer IS NOT NULL GROUP BY customer
    )
    SELECT min(c.rid) AS rid, c.customer_id AS customer, arg_min(c.name, c.rid) AS name, coalesce(any_value(s.seller), min(c.owner_id)) AS owner, any_value(s.amount) AS amount, any_value(s.currency) AS currency,
      min(folded(c.tax_number)) AS tax, min(address_key(c.address)) AS address
    FROM ${customers} c LEFT JOIN sold s ON s.customer = c.customer_id WHERE c.customer_id IS NOT NULL AND length(c.name) >= 4 GROUP BY c.customer_id
    ORDER BY max(coalesce(s.amount, 0)) DESC, c.customer_id LIMIT ${most}`,
  judge: (rows, params) =>
    judgeNames(
      rows.map((row) => known.parse(row)),
      params,
    ),
  sentence: {
    zh: (f) =>
      `客户 ${f.customer}“${f.name}”与 ${f.other}“${f.otherName}”名称相似 ${percent(f.similarity, "zh")}${f.sameSeller ? `，同归销售员 ${f.seller ?? ""}` : ""}${f.sameParticulars ? "，税号或地址相同" : ""}；前者销售 ${money(f.amount, f.currency, "zh")}。`,
    en: (f) =>
      `Customer ${f.customer} “${f.name}” and ${f.other} “${f.otherName}” are ${percent(f.similarity, "en")} alike by name${f.sameSeller ? `, both of seller ${f.seller ?? ""}` : ""}${f.sameParticulars ? ", with the same tax number or address" : ""}; sales to the former ${money(f.amount, f.currency, "en")}.`,
  },
  chart: {
    kind: "timeline",
    title: { zh: "两个客户的销售", en: "Sales to the two customers" },
    query: ({ facts }, _params, { sales }) => sql`
      SELECT CAST(CAST(sold_at AS DATE) AS VARCHAR) AS "at", customer || ' ' || coalesce(doc_id, '') AS label, amount / 100.0 AS value, customer = ${facts.customer} AS suspect
      FROM ${sales} WHERE ${among("customer", [facts.customer, facts.other])} AND NOT cancelled AND sold_at IS NOT NULL ORDER BY "at", label LIMIT 500`,
  },
});

interface Limits {
  similarity: number;
  different: number;
}

/** A block of more names than this is a word that everybody has, and joins nobody. */
const mostInBlock = 60;

function judgeNames(customers: readonly Known[], limits: Limits): QueryRow[] {
  const parts = customers.map(({ name }) => partsOf(name));
  const rarity = rarityOf(parts);
  const least = Math.log(1 + customers.length / mostInBlock);
  const blocks = new Map<string, number[]>();
  for (const [i, one] of parts.entries()) {
    for (const key of blockKeys(one, rarity, least)) blocks.set(key, [...(blocks.get(key) ?? []), i]);
  }
  const best = new Map<number, { other: number; similarity: number }>();
  for (const block of blocks.values()) {
    if (block.length < 2 || block.length > mostInBlock) continue;
    for (const [a, i] of block.entries()) for (const j of block.slice(a + 1)) compare(i, j);
  }
  return [...best].flatMap(([i, { other, similarity }]) =>
    toRow(customers[i], customers[other], similarity, limits),
  );

  function compare(i: number, j: number) {
    const [a, b, x, y] = [parts[i], parts[j], customers[i], customers[j]];
    if (!(a && b && x && y) || a.core === b.core) return;
    const similarity = likeness(a as NameParts, b as NameParts, rarity);
    const isOther = differs(x.tax, y.tax) && differs(x.address, y.address);
    if (similarity < limits.similarity + (isOther ? limits.different : 0)) return;
    // Who sells less is the one to look at: the larger is likely the real firm.
    const [later, earlier] = i > j ? [i, j] : [j, i];
    if (similarity > (best.get(later)?.similarity ?? 0)) best.set(later, { other: earlier, similarity });
  }
}

const differs = (a: string | undefined, b: string | undefined) =>
  a !== undefined && b !== undefined && a !== b;

function toRow(
  one: Known | undefined,
  other: Known | undefined,
  similarity: number,
  limits: Limits,
): QueryRow[] {
  if (!(one && other)) return [];
  const sameSeller = one.owner !== undefined && one.owner === other.owner;
  const sameParticulars =
    (one.tax !== undefined && one.tax === other.tax) ||
    (one.address !== undefined && one.address === other.address);
  const score =
    0.3 +
    (0.4 * (similarity - limits.similarity)) / (1 - limits.similarity) +
    (sameSeller ? 0.15 : 0) +
    (sameParticulars ? 0.15 : 0);
  const amount = one.amount ?? 0;
  return [
    {
      subject_kind: "customer",
      subject_id: one.customer,
      key: [one.customer, other.customer].sort().join("|"),
      score: Math.min(0.98, score),
      amount,
      currency: one.currency ?? "XXX",
      ...(one.owner === undefined ? {} : { seller: one.owner }),
      customer: one.customer,
      evidence: [one.rid, other.rid],
      facts: {
        customer: one.customer,
        other: other.customer,
        name: one.name,
        otherName: other.name,
        similarity,
        sameSeller,
        sameParticulars,
        seller: one.owner,
        amount: Number(amount),
        currency: one.currency ?? "XXX",
      },
    },
  ];
}
