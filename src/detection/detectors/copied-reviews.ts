import { z } from "zod";
import { sql } from "../../platform/index.ts";
import { among } from "../among.ts";
import { voices } from "../complaints.ts";
import { defineDetector, type QueryRow } from "../define-detector.ts";
import { linksCustomers } from "../locality.ts";
import { decimal, whole } from "../parameter.ts";
import { alikeGroups, bare } from "../text-similarity.ts";

const review = z.object({
  rid: z.int(),
  employee: z.string(),
  customer: z.string().optional(),
  day: z.string(),
  text: z.string(),
  /** The employee's name taken out: a phrase with everybody's own name in it is still a phrase. */
  without_name: z.string(),
});
type Review = z.output<typeof review>;

export default defineDetector({
  id: "copied-reviews",
  scheme: "feedback",
  basis: "text",
  title: { zh: "措辞雷同的好评", en: "Reviews in nearly the same words" },
  why: {
    zh: "不同客户不会用几乎相同的句子夸同一个人；雷同的好评出自同一支笔。",
    en: "Different customers do not praise one person in nearly the same sentence; reviews that are alike come from one hand.",
  },
  formula: {
    zh: "按员工取最高分评价的文字（去掉本人姓名与标点，不少于 {minLength} 字），以三字片段集合的雅卡尔相似度 ≥ {similarity} 连成组（MinHash 64 个、16 段取候选）。同样的话超过 {mostEmployees} 名员工也收到的视为套话，不计。组内评价 ≥ {minReviews}、客户 ≥ 2 方列出。得分 = c/(c + 4)·(0.6 + 0.4·同组中 {burstDays} 天内最多的占比)，c 为组内条数。各数为本产品设定。",
    en: "Texts of an employee's top ratings (at least {minLength} letters, without the employee's own name and punctuation) are joined into groups where the Jaccard similarity of their sets of three letters is {similarity} or more (64 MinHashes in 16 bands find the candidates). Words that more than {mostEmployees} employees receive are a phrase and do not count. A group needs {minReviews} reviews and two customers. Score = c/(c + 4)·(0.6 + 0.4·largest share of the group within {burstDays} days), c = reviews of the group. All numbers are our default.",
  },
  innocent: [
    { zh: "平台提供的默认好评或快捷短语。", en: "The platform's default praise or quick phrases." },
    { zh: "活动要求客户复制文案换礼品。", en: "A promotion that asked customers to copy a text for a gift." },
  ],
  blindTo: [
    { zh: "每条都认真改写过的好评。", en: "Praise that was carefully reworded each time." },
    { zh: "只打分不写字的。", en: "Ratings without a text." },
  ],
  nextChecks: [
    {
      zh: "核对评价账号、设备、IP 与提交时间。",
      en: "Compare accounts, devices, addresses and times of submission.",
    },
    { zh: "抽几家客户电话核实。", en: "Call some of the customers." },
  ],
  source: "Broder 1997 (MinHash); Jindal & Liu 2008 (duplicate opinion spam)",
  severity: "medium",
  reads: { complaints: ["rating", "description"] },
  params: z.object({
    similarity: decimal(0.55, [0.1, 1], "多像才算雷同", "similarity from which two are alike"),
    minReviews: whole(4, [2, 1000], "至少几条", "fewest reviews of a group"),
    minLength: whole(8, [1, 1000], "至少几个字", "fewest letters of a text"),
    mostEmployees: whole(
      3,
      [1, 10_000],
      "至多几名员工收到同样的话",
      "most employees who receive the same words",
    ),
    burstDays: whole(3, [1, 365], "多少天内算集中", "days that count as a burst"),
  }),
  facts: z.object({
    employee: z.string(),
    count: z.int(),
    customers: z.int(),
    first: z.string(),
    last: z.string(),
    burst: z.int(),
    example: z.string(),
    employees: z.int(),
  }),
  locality: linksCustomers,
  query: ({ minLength }, tables) => sql`
    SELECT v.rid, v.employee, v.customer, CAST(CAST(v.day AS DATE) AS VARCHAR) AS day, v.text, coalesce(replace(v.text, e.name, ''), v.text) AS without_name
    FROM (SELECT *, max(rating) OVER () AS top FROM (${voices(tables)})) v
    LEFT JOIN (SELECT employee_id, min(name) AS name FROM ${tables.employees} WHERE length(name) >= 2 GROUP BY employee_id) e ON e.employee_id = v.employee
    WHERE v.rating = v.top AND v.employee IS NOT NULL AND v.day IS NOT NULL AND length(v.text) >= ${minLength} ORDER BY v.day, v.rid LIMIT 200000`,
  judge: (rows, params) => {
    const reviews = rows
      .map((row) => review.parse(row))
      .filter(({ text }) => bare(text).length >= params.minLength);
    return alikeGroups(
      reviews.map((one) => one.without_name),
      params.similarity,
    ).flatMap((group) =>
      judgeGroup(
        group.flatMap((i) => reviews[i] ?? []),
        params,
      ),
    );
  },
  sentence: {
    zh: (f) =>
      `员工 ${f.employee} 的 ${f.count} 条好评措辞雷同，来自 ${f.customers} 家客户（${f.first} 至 ${f.last}，最密时数日内 ${f.burst} 条），如“${f.example}”。`,
    en: (f) =>
      `${f.count} reviews of employee ${f.employee} by ${f.customers} customers are in nearly the same words (${f.first} to ${f.last}, up to ${f.burst} within days), such as “${f.example}”.`,
  },
  chart: {
    kind: "timeline",
    title: { zh: "该员工的评价，雷同者已标出", en: "The employee's reviews, those alike marked" },
    query: ({ facts, evidence }, _params, tables) => sql`
      SELECT strftime(day, '%Y-%m-%d %H:%M') AS "at", coalesce(left(text, 40), '') AS label, CAST(rating AS DOUBLE) AS value, ${among("rid", evidence)} AS suspect
      FROM (${voices(tables)}) WHERE employee = ${facts.employee} AND rating IS NOT NULL AND day IS NOT NULL ORDER BY suspect DESC, day, rid LIMIT 300`,
  },
});

interface Limits {
  minReviews: number;
  mostEmployees: number;
  burstDays: number;
}

function judgeGroup(group: readonly Review[], { minReviews, mostEmployees, burstDays }: Limits): QueryRow[] {
  const employees = new Set(group.map(({ employee }) => employee));
  if (employees.size > mostEmployees) return [];
  return [...employees].flatMap((employee) => {
    const own = group.filter((one) => one.employee === employee);
    const customers = new Set(own.map(({ customer }) => customer ?? "")).size;
    if (own.length < minReviews || customers < 2) return [];
    const burst = mostWithin(
      own.map(({ day }) => Date.parse(day) / 86_400_000),
      burstDays,
    );
    return [
      {
        subject_kind: "seller" as const,
        subject_id: employee,
        key: `${employee}|${bare(own[0]?.text ?? "").slice(0, 24)}`,
        score: (own.length / (own.length + 4)) * (0.6 + (0.4 * burst) / own.length),
        seller: employee,
        evidence: own.slice(0, 200).map(({ rid }) => rid),
        evidence_total: own.length,
        facts: {
          employee,
          count: own.length,
          customers,
          first: own[0]?.day ?? "",
          last: own.at(-1)?.day ?? "",
          burst,
          example: (own[0]?.text ?? "").slice(0, 40),
          employees: employees.size,
        },
      },
    ];
  });
}

/** The most of the days, given in order, that lie within a window. */
function mostWithin(days: readonly number[], window: number): number {
  let first = 0;
  let most = 0;
  for (const [last, day] of days.entries()) {
    while (day - (days[first] ?? day) >= window) first++;
    most = Math.max(most, last - first + 1);
  }
  return most;
}
