import { sql } from "../../platform/index.ts";
import { defineRateDetector } from "../define-rate-detector.ts";
import { percent } from "../figures.ts";
import { decimal } from "../parameter.ts";

export default defineRateDetector({
  id: "quota-just-met",
  scheme: "commission",
  basis: "limit",
  title: { zh: "完成率总是刚刚过线", en: "Attainment that just clears the target again and again" },
  why: {
    zh: "业绩有高有低，不会月月都是百分之百零一点；刚过线的那一点，多半是提前、借单、凑单或压单调出来的。",
    en: "Results go up and down; nobody clears the target by a hair month after month unless sales are pulled forward, borrowed, made up or held back.",
  },
  counted: {
    zh: "n 为该员工完成率在 80% 至 120% 之间的目标期数（完成率 = 期内未取消销售的净额 ÷ 目标），k 为其中完成率在 100% 至 100% + {width} 之间的期数。",
    en: "n = the employee's target periods with an attainment of 80 to 120 % (sales of the period not cancelled, net, ÷ target), k = those from 100 % to 100 % + {width}.",
  },
  usual: { minRows: 5, minCount: 4, leastRatio: 2 },
  innocent: [
    {
      zh: "目标按滚动预测定，本来就贴近实际。",
      en: "Targets set from a rolling forecast lie close to the result.",
    },
    { zh: "有货源或产能上限。", en: "Supply or capacity caps the sales." },
  ],
  blindTo: [
    {
      zh: "过线很多的虚增；不以 100% 为档的方案。",
      en: "Inflation far over the line, and plans whose step is not 100 %.",
    },
    { zh: "目标期数很少的新人。", en: "New people with few periods." },
  ],
  nextChecks: [
    {
      zh: "查这些月最后几单与次月头几天的退货、推迟的单。",
      en: "See the last sales of these months, what came back in the next and what was held over.",
    },
    { zh: "以签收日期重算各月完成率。", en: "Recompute attainment by date of delivery." },
  ],
  source:
    "Chetty et al. 2011 (bunching at kinks of pay); Larkin 2014 (salespeople time deals to quota); Griffiths 1973",
  severity: "medium",
  reads: { targets: ["employee_id", "amount"], sales: ["seller", "sold_at", "amount"] },
  level: "seller",
  params: { width: decimal(0.025, [0.001, 0.2], "过线多少以内", "how far over the line") },
  cases: ({ width }, { sales, targets }, { asOf }) => sql`
    WITH quotas AS (
      SELECT rid, employee_id, amount, coalesce(currency, 'XXX') AS currency, coalesce(starts_on, CAST(try_strptime(period || '-01', '%Y-%m-%d') AS DATE)) AS starts_on, ends_on FROM ${targets} WHERE amount > 0
    ), spans AS (
      SELECT *, coalesce(ends_on, last_day(starts_on)) AS until FROM quotas WHERE starts_on IS NOT NULL
    ), by_day AS (
      SELECT seller, CAST(sold_at AS DATE) AS day, sum(amount) AS amount FROM ${sales} WHERE NOT cancelled AND sold_at IS NOT NULL AND seller IN (SELECT employee_id FROM spans) GROUP BY ALL
    ), attained AS (
      SELECT q.rid, q.employee_id, q.until, sum(d.amount) / q.amount AS share FROM spans q JOIN by_day d ON d.seller = q.employee_id AND d.day BETWEEN q.starts_on AND q.until
      WHERE q.until <= CAST(${asOf} AS DATE) GROUP BY q.rid, q.employee_id, q.until, q.amount
    )
    SELECT employee_id AS unit, rid, until AS day, NULL AS customer, NULL AS seller, CAST(NULL AS BIGINT) AS amount, NULL AS currency, share >= 1 AND share <= 1 + ${width} AS hit
    FROM attained WHERE share BETWEEN 0.8 AND 1.2`,
  sentence: {
    zh: (f) =>
      `员工 ${f.unit} 完成率在 80%–120% 的 ${f.of} 期中有 ${f.count} 期刚好过线（${f.first} 至 ${f.last}）；其他人为 ${percent(f.peersShare, "zh")}。`,
    en: (f) =>
      `Employee ${f.unit} just cleared the target in ${f.count} of ${f.of} periods with an attainment of 80 to 120 % (${f.first} to ${f.last}); the others did in ${percent(f.peersShare, "en")}.`,
  },
  chartTitle: {
    zh: "各员工：刚过线的期数占比（%）",
    en: "Employees: periods that just clear the target, per cent",
  },
});
