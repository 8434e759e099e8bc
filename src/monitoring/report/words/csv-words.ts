import type { Bilingual } from "../../../platform/index.ts";

/** Column heads of the CSV, written in both languages side by side. */
export const csvWords = {
  number: { zh: "序号", en: "No." },
  detector: { zh: "检测项", en: "Test" },
  detectorId: { zh: "检测项代码", en: "Test id" },
  scheme: { zh: "类别", en: "Scheme" },
  subjectKind: { zh: "对象类型", en: "Subject kind" },
  subject: { zh: "对象编号", en: "Subject id" },
  subjectName: { zh: "对象名称", en: "Subject name" },
  seller: { zh: "销售人员", en: "Seller" },
  customer: { zh: "客户", en: "Customer" },
  score: { zh: "得分", en: "Score" },
  pValue: { zh: "p 值", en: "p-value" },
  qValue: { zh: "q 值", en: "q-value" },
  amount: { zh: "涉疑金额", en: "Amount at risk" },
  currency: { zh: "币种", en: "Currency" },
  evidenceTotal: { zh: "记录数", en: "Records" },
  evidence: { zh: "记录编号", en: "Record ids" },
  zh: { zh: "中文说明", en: "Sentence in Chinese" },
  en: { zh: "英文说明", en: "Sentence in English" },
  key: { zh: "疑点标识", en: "Finding key" },
} as const satisfies Record<string, Bilingual>;
