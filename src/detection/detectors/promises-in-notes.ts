import { sql } from "../../platform/index.ts";
import { promiseMade } from "../complaints.ts";
import { defineRateDetector } from "../define-rate-detector.ts";
import { number, percent } from "../figures.ts";

export default defineRateDetector({
  id: "promises-in-notes",
  scheme: "misrepresentation",
  basis: "feedback",
  title: { zh: "拜访纪要里的私下承诺", en: "Promises in the notes of visits" },
  why: {
    zh: "全额退、包销、额外返利、免费投放，这些不在合同里的话一旦写进纪要，就是口头承诺的第一手证据；它们既误导客户，也改变收入能否确认。",
    en: "Full refunds, guaranteed sales, extra rebates or free equipment that no contract mentions but a visit's notes do are the first-hand evidence of a promise; it misleads the customer and decides whether the sale is one.",
  },
  counted: {
    zh: "n 为该员工有文字内容的拜访数，k 为内容中出现承诺、口头、全额退、包销、返点、另送、免费投放、回扣等字样的拜访数。",
    en: "n = the employee's visits with notes, k = those whose notes speak of promises, full refunds, buy-back, extra rebates, free equipment, side letters or kickbacks.",
  },
  usual: { minRows: 20, minCount: 3, leastRatio: 3 },
  innocent: [
    { zh: "公司批准的促销或投放政策。", en: "A promotion or placement the company approved." },
    {
      zh: "记录的是客户的承诺（如付款），而不是我方的。",
      en: "The customer's promise, of payment say, and not ours.",
    },
  ],
  blindTo: [
    {
      zh: "只在电话和聊天里说、纪要不写的承诺。",
      en: "Promises made by telephone and chat that no note mentions.",
    },
    { zh: "换一种说法的承诺。", en: "Promises in other words." },
  ],
  nextChecks: [
    {
      zh: "读全部命中的纪要，对照合同与审批。",
      en: "Read the notes in question beside contract and approvals.",
    },
    {
      zh: "看这些客户随后的订单、贷项与退货。",
      en: "See the customers' orders, credits and returns after it.",
    },
    {
      zh: "向客户函证：除合同外有无其他约定。",
      en: "Have the customer confirm that nothing else was agreed.",
    },
  ],
  source: "ACFE Fraud Examiners Manual (side agreements); ISA 240 appendix 3; Griffiths 1973",
  severity: "medium",
  reads: { activities: ["employee_id", "notes"] },
  level: "seller",
  params: {},
  cases: (_, { activities }) => sql`
    SELECT employee_id AS unit, rid, started_at AS day, customer_id AS customer, NULL AS seller, CAST(NULL AS BIGINT) AS amount, NULL AS currency,
      regexp_matches(lower(notes), ${promiseMade}) AND NOT regexp_matches(lower(notes), '(对方|客户|院方|他们)(口头)?(承诺|答应|保证)') AS hit
    FROM ${activities} WHERE notes IS NOT NULL AND length(notes) >= 4`,
  sentence: {
    zh: (f) =>
      `员工 ${f.unit} 的 ${number(f.of, "zh")} 份拜访纪要中有 ${f.count} 份写有承诺或额外好处（${f.first} 至 ${f.last}）；其他人为 ${percent(f.peersShare, "zh")}。`,
    en: (f) =>
      `${number(f.count, "en")} of ${number(f.of, "en")} visit notes of employee ${f.unit} (${f.first} to ${f.last}) speak of promises or extra favours; the others' rate is ${percent(f.peersShare, "en")}.`,
  },
  chartTitle: { zh: "各员工：写有承诺的纪要占比（%）", en: "Employees: notes with promises, per cent" },
});
