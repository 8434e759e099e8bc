import type { Bilingual } from "../../../platform/index.ts";

export const rankingWords = {
  title: { zh: "风险排序", en: "Where to look first" },
  intro: {
    zh: "得分合并各项疑点，同一证据不重复计分；金额按每条记录一次计，不含商机。排序只决定核查的先后。",
    en: "Scores combine the findings without counting the same evidence twice; amounts count each record once, without opportunities. The order only says what to check first.",
  },
  sellers: { zh: "销售人员", en: "Sellers" },
  customers: { zh: "客户", en: "Customers" },
  transactions: { zh: "交易", en: "Deals" },
  none: { zh: "没有可排序的对象。", en: "There is nobody and nothing to rank." },
  rank: { zh: "序", en: "No." },
  who: { zh: "对象", en: "Who" },
  deal: { zh: "单据", en: "Document" },
  reasons: { zh: "缘由", en: "Reasons" },
  more: (n: string): Bilingual => ({ zh: `另有 ${n} 个疑点`, en: `${n} more` }),
  others: (n: string): Bilingual => ({
    zh: `其余 ${n} 个见 JSON 文件。`,
    en: `The other ${n} are in the JSON file.`,
  }),
} as const;
