import { sql } from "../../platform/index.ts";
import { defineRateDetector } from "../define-rate-detector.ts";
import { money, percent } from "../figures.ts";
import { whole } from "../parameter.ts";

export default defineRateDetector({
  id: "backdated-entry",
  scheme: "timing",
  basis: "documents",
  title: { zh: "倒签：单据日期在上月，录入在次月", en: "Backdated: dated in one month, entered in the next" },
  why: {
    zh: "单据写着上个月底的日期，系统里却是次月才录入：业绩被放回了已经过去的期间。",
    en: "The document bears the last days of a month and was entered in the next: results were put back into a period already over.",
  },
  counted: {
    zh: "n 为该销售员有单据日期与录入时间的销售单数，k 为录入比单据日期晚 {minDays} 天以上、且跨入以后月份的单数。",
    en: "n = the seller's sales with a date and a time of entry, k = those entered {minDays} days or more after their date and in a later month.",
  },
  usual: { minRows: 20, minCount: 3 },
  innocent: [
    {
      zh: "纸质单据回收慢，月初集中补录。",
      en: "Paper forms that come back late and are entered at the month's start.",
    },
    { zh: "系统停机或切换后的补录。", en: "Entry after the system was down or changed." },
  ],
  blindTo: [
    { zh: "录入时间也被改过的单据。", en: "Documents whose time of entry was changed too." },
    { zh: "提前一两天的倒签。", en: "Backdating by a day or two." },
  ],
  nextChecks: [
    {
      zh: "对照合同签字、客户下单邮件和发货签收的日期。",
      en: "Compare with signature, the customer's order and the delivery's date.",
    },
    {
      zh: "把这些单移到录入月，重算两个月的完成率与提成。",
      en: "Move them to the month of entry and recompute both months' attainment and pay.",
    },
  ],
  source: "ISA 240 §33 (entries around the close); ACFE Fraud Examiners Manual (backdating); Griffiths 1973",
  severity: "medium",
  reads: { sales: ["seller", "sold_at", "created_at"] },
  level: "seller",
  params: { minDays: whole(3, [1, 365], "录入至少晚几天", "fewest days between date and entry") },
  cases: ({ minDays }, { sales }) => sql`
    SELECT seller AS unit, rid, sold_at AS day, customer, NULL AS seller, amount, currency,
      date_diff('day', CAST(sold_at AS DATE), CAST(created_at AS DATE)) >= ${minDays} AND date_trunc('month', created_at) > date_trunc('month', sold_at) AS hit
    FROM ${sales} WHERE seller IS NOT NULL AND sold_at IS NOT NULL AND created_at IS NOT NULL AND amount > 0`,
  sentence: {
    zh: (f) =>
      `销售员 ${f.unit} 的 ${f.of} 单中有 ${f.count} 单（${money(f.amount, f.currency, "zh")}）单据日期在前一个月、次月才录入（${f.first} 至 ${f.last}）；其他人为 ${percent(f.peersShare, "zh")}。`,
    en: (f) =>
      `${f.count} of ${f.of} sales of seller ${f.unit} (${money(f.amount, f.currency, "en")}) bear a date of the month before they were entered (${f.first} to ${f.last}); among the others ${percent(f.peersShare, "en")} do.`,
  },
  chartTitle: {
    zh: "各销售员：跨月倒签的占比（%）",
    en: "Sellers: sales entered in a later month, per cent",
  },
});
