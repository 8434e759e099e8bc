import { sql } from "../../platform/index.ts";
import { fieldClass, numberIn } from "../change-words.ts";
import { defineRateDetector } from "../define-rate-detector.ts";
import { money, number, percent } from "../figures.ts";
import { fiscalQuarters } from "../fiscal-year.ts";
import { decimal, whole } from "../parameter.ts";
import { opportunityChanges } from "../stage-words.ts";

export default defineRateDetector({
  id: "amount-raised-before-review",
  scheme: "pipeline",
  basis: "edit",
  title: { zh: "季度评审前调高商机金额", en: "Opportunity amounts raised just before the review" },
  why: {
    zh: "季度评审看的是商机总额；评审前几天调高、评审后再调低或丢单，是为了让管道显得够大。",
    en: "The quarterly review looks at the sum of the pipeline; amounts raised days before it and cut or lost after it make the pipeline look large enough.",
  },
  counted: {
    zh: "n 为该销售员的商机数，k 为其中在财务季度最后 {reviewDays} 天内金额被调高 {minRise} 以上的商机数。",
    en: "n = the seller's opportunities, k = those whose amount was raised by {minRise} of it or more in the last {reviewDays} days of a fiscal quarter.",
  },
  usual: { minRows: 5, minCount: 3 },
  innocent: [
    {
      zh: "客户确在季末追加需求，有书面往来。",
      en: "The customer did ask for more at the quarter's end, in writing.",
    },
    {
      zh: "公司要求季末统一更新商机金额。",
      en: "A house rule that amounts are brought up to date at the quarter's end.",
    },
  ],
  blindTo: [
    {
      zh: "一开始就写大、从不修改的金额。",
      en: "Amounts that are too large from the first day and never changed.",
    },
    { zh: "没有修改记录的系统。", en: "Systems without a history of changes." },
  ],
  nextChecks: [
    {
      zh: "逐个看调高的依据：报价、客户邮件、会议纪要。",
      en: "Ask for the reason of each rise: a quote, a mail, minutes.",
    },
    {
      zh: "看评审之后这些商机的金额与结果。",
      en: "See what became of the amounts and the opportunities after the review.",
    },
    {
      zh: "以调高前的金额重算评审时的管道与预测。",
      en: "Recompute pipeline and forecast of that review with the amounts before.",
    },
  ],
  source: "ACFE Fraud Examiners Manual (manipulated forecasts); beta-binomial null: Griffiths 1973",
  severity: "medium",
  reads: {
    opportunities: ["owner_id", "opportunity_id"],
    changes: ["field", "old_value", "new_value", "changed_at"],
  },
  level: "seller",
  params: {
    reviewDays: whole(
      10,
      [1, 45],
      "季度最后几天算评审前",
      "last days of the quarter that count as before the review",
    ),
    minRise: decimal(0.1, [0.001, 10], "金额至少调高多少", "least relative rise of the amount"),
  },
  cases: ({ reviewDays, minRise }, { opportunities, changes }, run) => {
    const quarter = fiscalQuarters(run).start(sql`changed_at`);
    return sql`
      SELECT o.owner_id AS unit, coalesce(r.rid, o.rid) AS rid, r.day, o.customer_id AS customer, NULL AS seller, coalesce(o.currency, 'XXX') AS currency,
        CAST(round(r.rise * minor_factor(coalesce(o.currency, 'XXX'))) AS BIGINT) AS amount, r.rid IS NOT NULL AS hit
      FROM ${opportunities} o LEFT JOIN (
        SELECT opportunity_id, arg_max(rid, (after - before, rid)) AS rid, max(changed_at) AS day, sum(after - before) AS rise FROM (
          SELECT *, ${numberIn(sql`old_value`)} AS before, ${numberIn(sql`new_value`)} AS after FROM (${opportunityChanges(changes, opportunities, run.asOf)}) WHERE ${fieldClass(sql`field`)} = 'amount'
        ) WHERE before > 0 AND after / before - 1 >= ${minRise} AND date_diff('day', CAST(changed_at AS DATE), CAST(${quarter} + INTERVAL 3 MONTH AS DATE)) <= ${reviewDays}
        GROUP BY opportunity_id
      ) r USING (opportunity_id)`;
  },
  sentence: {
    zh: (f) =>
      `销售员 ${f.unit} 的 ${f.of} 个商机中有 ${f.count} 个（${percent(f.share, "zh")}）在季末评审前调高金额，合计调高 ${money(f.amount, f.currency, "zh")}；其他人为 ${percent(f.peersShare, "zh")}。`,
    en: (f) =>
      `${number(f.count, "en")} of ${number(f.of, "en")} opportunities of seller ${f.unit} (${percent(f.share, "en")}) were raised just before a quarterly review, by ${money(f.amount, f.currency, "en")} in all; among the others ${percent(f.peersShare, "en")} were.`,
  },
  chartTitle: {
    zh: "各销售员：评审前调高金额的商机占比（%）",
    en: "Sellers: opportunities raised before a review, per cent",
  },
});
