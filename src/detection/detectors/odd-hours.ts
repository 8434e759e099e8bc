import { sql } from "../../platform/index.ts";
import { defineRateDetector } from "../define-rate-detector.ts";
import { money, percent } from "../figures.ts";
import { whole } from "../parameter.ts";

export default defineRateDetector({
  id: "odd-hours",
  scheme: "timing",
  basis: "period-end",
  title: { zh: "深夜与休息日录单", en: "Sales entered at night and on days off" },
  why: {
    zh: "没有人在旁边的时候录的单，往往是不愿让人看见的单；别人都在上班时间录，他总在深夜和周末。",
    en: "What is entered when nobody is around is often what nobody should see; the others enter in office hours, this one at night and at weekends.",
  },
  counted: {
    zh: "n 为该录入人有时刻的录单数（全是零点的视为只有日期，不计；没有录入人时按销售员；系统、接口账号不计），k 为 {from} 点以后、{to} 点以前，或周六周日录入的单数。节假日调休由同类比较抵消。",
    en: "n = sales that the person entered with a time of day (midnight means a date only and does not count; the seller where nobody is named; accounts of systems and interfaces apart), k = those after {from} or before {to} o'clock or on a Saturday or Sunday. Public holidays even out against the others.",
  },
  usual: { minRows: 20, minCount: 5, leastRatio: 3 },
  innocent: [
    { zh: "轮班、电商或跨时区业务。", en: "Shifts, web shops, or business in another time zone." },
    { zh: "白天外勤、晚上补单的习惯。", en: "A habit of travelling by day and entering in the evening." },
  ],
  blindTo: [
    { zh: "借接口或他人账号录入。", en: "Entry by an interface or under another's account." },
    { zh: "只有日期没有时刻的数据。", en: "Data with dates but no times." },
  ],
  nextChecks: [
    {
      zh: "看这些单的金额、客户与随后是否修改、冲回。",
      en: "See amount and customer of these sales, and whether they were changed or taken back.",
    },
    { zh: "查登录日志：从哪里、用什么设备。", en: "See the log-in records: from where and on which device." },
  ],
  source: "ISA 240 §A49 (entries at unusual times); Nigrini 2020 ch. 2; Griffiths 1973",
  severity: "low",
  reads: { sales: ["created_at"] },
  level: "seller",
  params: {
    from: whole(22, [18, 24], "几点以后算深夜", "hour from which it is night"),
    to: whole(6, [0, 9], "几点以前算深夜", "hour until which it is night"),
  },
  cases: ({ from, to }, { sales }) => sql`
    SELECT coalesce(created_by, seller) AS unit, rid, created_at AS day, customer, seller, amount, currency,
      hour(created_at) >= ${from} OR hour(created_at) < ${to} OR isodow(created_at) >= 6 AS hit
    FROM ${sales} WHERE created_at IS NOT NULL AND CAST(created_at AS TIME) <> TIME '00:00:00'
      AND NOT coalesce(regexp_matches(lower(created_by), '(系统|接口|自动|商城|机器人|system|api|batch|interface|robot|admin|auto|web|shop)'), false)`,
  sentence: {
    zh: (f) =>
      `${f.unit} 录入的 ${f.of} 单中有 ${f.count} 单（${percent(f.share, "zh")}，${money(f.amount, f.currency, "zh")}）在深夜或周末；其他人为 ${percent(f.peersShare, "zh")}。`,
    en: (f) =>
      `${f.count} of ${f.of} sales that ${f.unit} entered (${percent(f.share, "en")}, ${money(f.amount, f.currency, "en")}) were entered at night or at a weekend; among the others ${percent(f.peersShare, "en")} were.`,
  },
  chartTitle: {
    zh: "各录入人：深夜与周末录单占比（%）",
    en: "People: sales entered at night or weekends, per cent",
  },
});
