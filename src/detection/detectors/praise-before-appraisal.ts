import { sql } from "../../platform/index.ts";
import { voices } from "../complaints.ts";
import { defineRateDetector } from "../define-rate-detector.ts";
import { percent } from "../figures.ts";
import { fiscalQuarters } from "../fiscal-year.ts";
import { whole } from "../parameter.ts";

export default defineRateDetector({
  id: "praise-before-appraisal",
  scheme: "feedback",
  basis: "period-end",
  title: { zh: "好评集中在考核之前", en: "Top ratings that come just before the appraisal" },
  why: {
    zh: "客户的评价跟着收货走，不会挑在季末；好评总在考核前那几天出现，多半是拜托来的，甚至是自己写的。",
    en: "Customers rate after delivery, not at the quarter's end; praise that keeps arriving in the days before the appraisal was asked for, or written by oneself.",
  },
  counted: {
    zh: "n 为该员工得到的最高分评价数，k 为其中落在财务季度最后 {lastDays} 天的。",
    en: "n = top ratings the employee received, k = those in the last {lastDays} days of a fiscal quarter.",
  },
  usual: { minRows: 8, minCount: 5 },
  innocent: [
    {
      zh: "季末交货集中，评价自然随之集中。",
      en: "Deliveries crowd at the quarter's end, and ratings with them.",
    },
    { zh: "公司在季末发起满意度调查。", en: "The company surveys its customers at the quarter's end." },
  ],
  blindTo: [
    { zh: "平均分散在全年的买来的好评。", en: "Bought praise spread evenly over the year." },
    { zh: "考核不按季度进行的公司。", en: "Companies whose appraisal does not follow the quarter." },
  ],
  nextChecks: [
    {
      zh: "看评价者近期有无订单，并电话核实。",
      en: "See whether those who rate have bought lately, and call them.",
    },
    { zh: "比较这些评价的措辞、账号与提交时间。", en: "Compare words, accounts and times of these reviews." },
  ],
  source: "Griffiths 1973 (beta-binomial null); Mukherjee et al. 2013 (bursts in opinion spam)",
  severity: "low",
  reads: { complaints: ["rating", "received_at"] },
  level: "seller",
  params: { lastDays: whole(14, [1, 45], "季度最后几天", "last days of the quarter") },
  cases: ({ lastDays }, tables, run) => {
    const quarter = fiscalQuarters(run).start(sql`day`);
    return sql`
      SELECT employee AS unit, rid, day, customer, NULL AS seller, CAST(NULL AS BIGINT) AS amount, NULL AS currency,
        date_diff('day', CAST(day AS DATE), CAST(${quarter} + INTERVAL 3 MONTH AS DATE)) <= ${lastDays} AS hit
      FROM (SELECT *, max(rating) OVER () AS top FROM (${voices(tables)})) WHERE rating = top AND day IS NOT NULL`;
  },
  sentence: {
    zh: (f) =>
      `员工 ${f.unit} 的 ${f.of} 个满分评价中有 ${f.count} 个（${percent(f.share, "zh")}）出现在季末考核前；其他人为 ${percent(f.peersShare, "zh")}。`,
    en: (f) =>
      `${f.count} of ${f.of} top ratings of employee ${f.unit} (${percent(f.share, "en")}) arrived just before a quarter's appraisal; among the others ${percent(f.peersShare, "en")} did.`,
  },
  chartTitle: {
    zh: "各员工：季末好评占比（%）",
    en: "Employees: top ratings before the quarter's end, per cent",
  },
});
