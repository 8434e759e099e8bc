import { sql } from "../../platform/index.ts";
import { defineRateDetector } from "../define-rate-detector.ts";
import { money, number, percent } from "../figures.ts";
import { whole } from "../parameter.ts";
import { opportunityChanges } from "../stage-words.ts";

export default defineRateDetector({
  id: "close-date-pushed",
  scheme: "pipeline",
  basis: "edit",
  title: { zh: "预计成交日一推再推", en: "Expected close pushed out again and again" },
  why: {
    zh: "早已没有希望的商机不肯丢单，每到期就把成交日往后推，让管道和预测一直好看。",
    en: "An opportunity that is dead is not closed: each time it falls due its date moves on, and pipeline and forecast stay pretty.",
  },
  counted: {
    zh: "n 为该销售员的商机数，k 为预计成交日被推后 {minPushes} 次以上（每次不少于 {minDays} 天）的商机数。",
    en: "n = the seller's opportunities, k = those whose expected close was moved later {minPushes} times or more, by {minDays} days or more each time.",
  },
  usual: { minRows: 5, minCount: 2 },
  innocent: [
    {
      zh: "招标、审批或预算一再延期，有客户通知为证。",
      en: "A tender or budget postponed again and again, with the customer's notices.",
    },
    { zh: "公立机构的长周期采购。", en: "The long buying cycle of a public body." },
  ],
  blindTo: [
    { zh: "一次就推到很远的日期。", en: "One push to a date far away." },
    { zh: "删掉旧商机再新建一个。", en: "An opportunity deleted and entered anew." },
  ],
  nextChecks: [
    {
      zh: "看每次推迟之间有没有客户往来（拜访、报价、邮件）。",
      en: "Look for contact with the customer (visits, quotes, mail) between the pushes.",
    },
    {
      zh: "致电客户确认项目是否存在、进展到哪一步。",
      en: "Ask the customer whether the project exists and how far it is.",
    },
  ],
  source:
    "ACFE Fraud Examiners Manual (manipulated forecasts); common CRM pipeline-hygiene measure (close-date slippage)",
  severity: "low",
  reads: { opportunities: ["owner_id", "opportunity_id"], changes: ["field", "old_value", "new_value"] },
  level: "seller",
  params: {
    minPushes: whole(3, [1, 100], "至少推后几次", "fewest pushes"),
    minDays: whole(7, [1, 365], "每次至少推后几天", "fewest days of a push"),
  },
  cases: ({ minPushes, minDays }, { opportunities, changes }, { asOf }) => sql`
    SELECT o.owner_id AS unit, o.rid, p.day, o.customer_id AS customer, NULL AS seller, o.amount, coalesce(o.currency, 'XXX') AS currency, p.pushes >= ${minPushes} AS hit
    FROM ${opportunities} o LEFT JOIN (
      SELECT opportunity_id, count(*) AS pushes, max(changed_at) AS day FROM (${opportunityChanges(changes, opportunities, asOf)})
      WHERE regexp_matches(field, '(预计|成交|签约|关闭).*(日期|时间)|clos(e|ing).?date|expected.?close|closing_date')
        AND date_diff('day', try_cast(replace(old_value, '/', '-') AS DATE), try_cast(replace(new_value, '/', '-') AS DATE)) >= ${minDays}
      GROUP BY opportunity_id
    ) p USING (opportunity_id)`,
  sentence: {
    zh: (f) =>
      `销售员 ${f.unit} 的 ${f.of} 个商机中有 ${f.count} 个（${money(f.amount, f.currency, "zh")}）预计成交日被一推再推；其他人的比率为 ${percent(f.peersShare, "zh")}。`,
    en: (f) =>
      `${number(f.count, "en")} of ${number(f.of, "en")} opportunities of seller ${f.unit} (${money(f.amount, f.currency, "en")}) had their expected close pushed again and again; the others' rate is ${percent(f.peersShare, "en")}.`,
  },
  chartTitle: {
    zh: "各销售员：一推再推的商机占比（%）",
    en: "Sellers: opportunities pushed again and again, per cent",
  },
});
