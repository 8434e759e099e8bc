import type { Bilingual } from "../../../platform/index.ts";
import { counted } from "../figures.ts";

/** Titles, navigation and the words used in several parts. */
export const pageWords = {
  brand: { zh: "准绳", en: "Plumbline" },
  title: { zh: "销售真实性核查报告", en: "Review of recorded sales" },
  documentTitle: "准绳 · 销售真实性核查报告 — Plumbline: Review of recorded sales",
  skip: { zh: "跳到正文", en: "Skip to the report" },
  chinese: "中文",
  english: "English",
  contents: { zh: "目录", en: "Contents" },
  asOf: (day: string): Bilingual => ({ zh: `截至 ${day}`, en: `As of ${day}` }),
  period: (from: string, to: string): Bilingual => ({ zh: `${from} 至 ${to}`, en: `${from} to ${to}` }),
  noPeriod: { zh: "数据中没有日期", en: "No dates in the input" },
  filesRead: (files: string, rows: string): Bilingual => ({
    zh: `${files} 个文件，共 ${rows} 行：`,
    en: `${counted(files, "file")}, ${counted(rows, "row")}:`,
  }),
  notVerdict: {
    zh: "本报告列出的是待核实的疑点，不是结论。未经核实，任何人均应视为清白。",
    en: "What this report lists are questions to be answered, not verdicts. Until they are answered, everyone is presumed innocent.",
  },
  madeBy: (version: string): Bilingual => ({
    zh: `由准绳 ${version} 生成。本页不含脚本，不向外发送任何数据。`,
    en: `Made by Plumbline ${version}. This page has no script and sends nothing anywhere.`,
  }),
  score: { zh: "得分", en: "Score" },
  atRisk: { zh: "涉疑金额", en: "Amount at risk" },
  page: { zh: "页", en: "Page" },
} as const;
