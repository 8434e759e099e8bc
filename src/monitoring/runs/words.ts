import type { Bilingual } from "../../platform/index.ts";

/** What a run is doing, for whoever watches it. */
export const detectionWords = {
  gathering: { zh: "等待导入告一段落", en: "waiting for imports to pause" },
  filling: { zh: "读取记录", en: "reading the records" },
  facts: { zh: "整理交易事实", en: "laying out the facts of trade" },
  detector: (id: string, n: number, of: number): Bilingual => ({
    zh: `运行检测器 ${id}（${n}/${of}）`,
    en: `running ${id} (${n} of ${of})`,
  }),
  ranking: { zh: "控制误报并排序", en: "controlling false alarms and ranking" },
  staging: { zh: "与已知疑点比对", en: "comparing with known alerts" },
  summarising: { zh: "汇总销售、销售员与客户", en: "summing up sales, sellers and customers" },
  drawing: { zh: "绘制图表", en: "drawing charts" },
  committing: { zh: "写入结果", en: "committing the findings" },
} as const;
