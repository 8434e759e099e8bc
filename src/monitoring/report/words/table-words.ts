import type { Bilingual } from "../../../platform/index.ts";

/** What the terminal says around the tables. */
export const tableWords = {
  examined: (documents: string, period: string): Bilingual => ({
    zh: `已检查 ${documents} 份销售单据${period === "" ? "" : `（${period}）`}`,
    en: `${documents} sale documents examined${period === "" ? "" : ` (${period})`}`,
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
  expected: (alarms: string, tested: string, byRule: string): Bilingual => ({
    zh: `预计误报约 ${alarms} 个（在 ${tested} 个经统计检验的疑点中；另有 ${byRule} 个由规则得出，无法估计）。`,
    en: `About ${alarms} false alarms expected among the ${tested} findings with a test; ${byRule} by rule, for which none can be given.`,
  }),
  noCurrency: {
    zh: "未写币种的金额：来源未注明币种。",
    en: "Amounts without a currency: not stated in the source.",
  },
  verdict: {
    zh: "以上是待核实的疑点，不是结论。",
    en: "These are questions to be answered, not verdicts.",
  },
} as const;
