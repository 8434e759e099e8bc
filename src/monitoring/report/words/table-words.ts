import type { Bilingual } from "../../../platform/index.ts";
import { counted } from "../figures.ts";

/** What the terminal says around the tables. */
export const tableWords = {
  examined: (documents: string, period: string): Bilingual => ({
    zh: `已检查 ${documents} 份销售单据${period === "" ? "" : `（${period}）`}`,
    en: `${counted(documents, "sale document")} examined${period === "" ? "" : ` (${period})`}`,
  }),
  sellers: { zh: "销售人员", en: "Sellers" },
  customers: { zh: "客户", en: "Customers" },
  transactions: { zh: "交易", en: "Deals" },
  who: { zh: "对象", en: "Who" },
  score: { zh: "得分", en: "Score" },
  atRisk: { zh: "涉疑金额", en: "At risk" },
  more: (n: string): Bilingual => ({ zh: `… 另有 ${n} 个`, en: `… ${n} more` }),
  schemes: { zh: "疑点分类", en: "Findings by scheme" },
  scheme: { zh: "类别", en: "Scheme" },
  findings: { zh: "疑点", en: "Findings" },
  total: { zh: "合计", en: "All" },
  nothing: { zh: "没有发现疑点。", en: "Nothing was found." },
  nothingToFind: {
    zh: "没有可检查的销售单据，因此也没有疑点。",
    en: "There was no sale to examine, and so nothing to find.",
  },
  expected: (alarms: Bilingual, tested: string, byRule: string): Bilingual => ({
    zh: `${tested} 个疑点经统计检验，预计其中${alarms.zh} 个只是巧合（误报）；另有 ${byRule} 个由规则得出，误报数无法估计。`,
    en: `${counted(tested, "finding rests", "findings rest")} on a statistical test, with ${alarms.en} expected to be chance alone; ${byRule} by rule, for which no such figure can be given.`,
  }),
  allByRule: {
    zh: "疑点全部由规则得出，误报数无法估计。",
    en: "All findings follow from rules; how many of them are false cannot be estimated.",
  },
  notRun: (idle: string, all: string): Bilingual => ({
    zh: `${all} 个检测项中有 ${idle} 个因文件缺少所需的列而没有运行；缺什么见报告的“方法”。`,
    en: `${idle} of ${all} tests did not run, as the files lack the columns they need; “Method” in the report says which.`,
  }),
  noCurrency: {
    zh: "凡未写币种的金额，来源文件均未注明币种。",
    en: "Amounts without a currency: not stated in the source.",
  },
  verdict: {
    zh: "以上是待核实的疑点，不是结论。",
    en: "These are questions to be answered, not verdicts.",
  },
} as const;
