import type { Bilingual } from "../../../platform/index.ts";
import { counted } from "../figures.ts";

/** The first section: what was examined and what matters. Figures come ready to print, by language where they differ. */
export const overviewWords = {
  title: { zh: "概要", en: "Overview" },
  scope: (scope: { documents: string; sellers: string; customers: string; findings: string }): Bilingual => ({
    zh: `检查了 ${scope.documents} 份销售单据，涉及 ${scope.sellers} 名销售人员、${scope.customers} 家客户，共列出 ${scope.findings} 个疑点。`,
    en: `${counted(scope.documents, "sale document")} of ${counted(scope.sellers, "seller")} and ${counted(scope.customers, "customer")} ${scope.documents === "1" ? "was" : "were"} examined, and ${counted(scope.findings, "finding is", "findings are")} listed.`,
  }),
  alarms: (tested: string, expected: Bilingual, byRule: string): Bilingual => ({
    zh: `其中 ${tested} 个经统计检验，预计${expected.zh} 个只是巧合（误报）；另有 ${byRule} 个由规则得出，误报数无法估计。`,
    en: `${tested} of them ${tested === "1" ? "rests" : "rest"} on a statistical test, of which ${expected.en} are expected to be chance alone (false alarms); ${byRule} more ${byRule === "1" ? "follows" : "follow"} from rules, for which no such figure can be given.`,
  }),
  allByRule: {
    zh: "疑点全部由规则得出，误报数无法估计。",
    en: "All of them follow from rules; how many are false alarms cannot be estimated.",
  },
  money: (amounts: Bilingual, share: string | undefined): Bilingual => ({
    zh: `涉疑金额合计 ${amounts.zh}${share ? `，占销售额的 ${share}` : ""}，每条记录只计一次，不含商机。`,
    en: `${amounts.en} is at risk${share ? `, ${share} of sales` : ""}, each record counted once, without opportunities.`,
  }),
  noMoney: { zh: "没有涉疑金额。", en: "No amount is at risk." },
  largest: (scheme: Bilingual, findings: string, amounts: Bilingual): Bilingual => ({
    zh: `金额最集中的类别是“${scheme.zh}”（${findings} 个疑点，${amounts.zh}）。`,
    en: `Most of it stands under “${scheme.en}” (findings: ${findings}; ${amounts.en}).`,
  }),
  first: (who: Bilingual, score: string, amounts: Bilingual): Bilingual => ({
    zh: `建议首先核查${who.zh}：得分 ${score}，涉疑 ${amounts.zh}。`,
    en: `Look first at ${who.en}: score ${score}, at risk ${amounts.en}.`,
  }),
  nothing: {
    zh: "没有发现疑点。这说明所运行的检测项没有触发，并不证明全部销售真实；哪些情形查不出，见“方法”。",
    en: "Nothing was found. The tests that ran did not fire, which does not prove every sale true; “Method” says what they cannot see.",
  },
  figures: {
    findings: { zh: "疑点", en: "Findings" },
    expected: { zh: "预计误报", en: "Expected false alarms" },
    sales: { zh: "销售额", en: "Sales" },
    reversals: { zh: "退货与红冲", en: "Returns and credit notes" },
    documents: { zh: "销售单据", en: "Sale documents" },
    lines: { zh: "明细行", en: "Lines" },
    products: { zh: "产品", en: "Products" },
    sellers: { zh: "销售人员", en: "Sellers" },
    customers: { zh: "客户", en: "Customers" },
  },
  noCurrency: {
    zh: "凡未写币种的金额，来源文件均未注明币种。",
    en: "Amounts printed without a currency: currency not stated in the source.",
  },
  currency: { zh: "币种", en: "Currency" },
  currencyNotStated: { zh: "币种未注明", en: "Currency not stated" },
  share: { zh: "占销售额", en: "Share of sales" },
  months: { zh: "按月销售与退货", en: "Sales and reversals by month" },
  noMonths: {
    zh: "数据中没有日期，无法按月列示。",
    en: "The input has no dates, so months cannot be shown.",
  },
  monthsDescription: (from: string, to: string, best: string): Bilingual => ({
    zh: `${from} 至 ${to}；销售最高的月份是 ${best}。`,
    en: `${from} to ${to}; sales were highest in ${best}.`,
  }),
  schemes: { zh: "按舞弊类别", en: "Findings by scheme" },
  scheme: { zh: "类别", en: "Scheme" },
  strongest: { zh: "最高得分", en: "Highest score" },
  schemesNote: {
    zh: "各类别金额为疑点金额之和；同一记录涉及多个疑点时重复计入，故合计大于上面的涉疑金额。",
    en: "Amounts are summed over findings; a record named by several is in several sums, so they add up to more than the amount at risk above.",
  },
} as const;
