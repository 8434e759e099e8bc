import type { Bilingual } from "../../../platform/index.ts";
import { counted } from "../figures.ts";

export const findingWords = {
  title: { zh: "疑点", en: "Findings" },
  intro: (shown: string, all: string): Bilingual => ({
    zh: `共 ${all} 个，逐一展开 ${shown} 个：先取各检测项最强的几个，再取其余最强的，按强弱排列。`,
    en: `${shown} of ${all} in full: the strongest of each test, then the strongest of the rest, in order of strength.`,
  }),
  none: { zh: "没有疑点。", en: "There are no findings." },
  number: (n: string): Bilingual => ({ zh: `疑点 ${n}`, en: `Finding ${n}` }),
  subject: { zh: "对象", en: "About" },
  pValue: { zh: "p 值", en: "p-value" },
  byRule: { zh: "规则判定，无 p 值", en: "By rule, no p-value" },
  severity: {
    low: { zh: "轻", en: "Low" },
    medium: { zh: "中", en: "Medium" },
    high: { zh: "重", en: "High" },
  },
  severityTitle: { zh: "严重程度", en: "Severity" },
  why: { zh: "为何可疑", en: "Why it is suspicious" },
  innocent: { zh: "可能的正当解释", en: "Innocent explanations" },
  nextChecks: { zh: "下一步核查", en: "What to check next" },
  evidence: { zh: "所据记录", en: "Evidence" },
  evidenceShown: (shown: string, total: string): Bilingual => ({
    zh: `列出 ${shown} 条，共 ${total} 条`,
    en: `${shown} of ${counted(total, "record")}`,
  }),
  evidenceAbsent: {
    zh: "原始记录未随报告附上，编号见 JSON 文件。",
    en: "The source rows are not printed here; their numbers are in the JSON file.",
  },
  row: { zh: "行号", en: "Row" },
  record: { zh: "记录", en: "Record" },
  rowOf: (row: string): Bilingual => ({ zh: `第 ${row} 行`, en: `row ${row}` }),
  others: { zh: "其余疑点", en: "Other findings" },
  left: (n: string): Bilingual => ({
    zh: `另有 ${n} 个未列出，全部见 JSON 与 CSV 文件。`,
    en: `${n} more are not printed; the JSON and CSV files have them all.`,
  }),
  detector: { zh: "检测项", en: "Test" },
  sentence: { zh: "说明", en: "What was seen" },
  yAxis: (title: Bilingual): Bilingual => ({ zh: `纵轴：${title.zh}`, en: `Vertical: ${title.en}` }),
  xAxis: (title: Bilingual): Bilingual => ({ zh: `横轴：${title.zh}`, en: `Horizontal: ${title.en}` }),
} as const;
