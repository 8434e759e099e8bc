import { type Bilingual, formatMoney, type Language } from "../../ui/index.ts";
import type { DriftNotice } from "./types.ts";

type Titles = Readonly<Record<string, Bilingual>>;

const tables: Readonly<Record<string, Bilingual>> = {
  sales: { zh: "销售单据", en: "sale documents" },
  billings: { zh: "发票", en: "invoices" },
  reversals: { zh: "退货与冲回", en: "returns and reversals" },
  deliveries: { zh: "发货单", en: "deliveries" },
  payments: { zh: "回款", en: "payments" },
  activities: { zh: "拜访与活动", en: "visits" },
};

const measures: Record<Extract<DriftNotice, { what: "spread" }>["measure"], Bilingual> = {
  amount: { zh: "单据金额", en: "Amounts of sale documents" },
  "price-level": { zh: "相对常价的单价", en: "Prices against what products used to cost" },
  quantity: { zh: "每行数量", en: "Quantities a line" },
};

/** What moved, in a sentence. */
export function driftSentence(notice: DriftNotice, titles: Titles, language: Language): string {
  const isZh = language === "zh";
  switch (notice.what) {
    case "rows": {
      const { month, rows, usual, yearBefore } = notice;
      const table = tables[notice.table]?.[language] ?? notice.table;
      const before =
        yearBefore === undefined ? "" : isZh ? `，去年同月 ${yearBefore}` : `, ${yearBefore} a year before`;
      return isZh
        ? `${month} 的${table}有 ${rows} 条，往月中位数为 ${usual}${before}。`
        : `${month} has ${rows} ${table}; the median of the months before is ${usual}${before}.`;
    }
    case "spread": {
      const { measure, currency, index, medianBefore, medianNow, isSeasonal } = notice;
      const value = (one: number) =>
        measure === "amount"
          ? formatMoney(String(Math.round(one)), currency ?? "XXX", language)
          : one.toFixed(2);
      const season = isSeasonal
        ? {
            zh: "与去年同季相比没有变化，可能是季节所致。",
            en: " The same season a year before looked alike: it may be the season.",
          }
        : { zh: "", en: "" };
      return isZh
        ? `最近三个月的${measures[measure].zh}分布变了：中位数由 ${value(medianBefore)} 变为 ${value(medianNow)}（PSI ${index.toFixed(2)}）。${season.zh}`
        : `${measures[measure].en} are spread otherwise in the last three months: median ${value(medianNow)}, before ${value(medianBefore)} (PSI ${index.toFixed(2)}).${season.en}`;
    }
    case "weights":
      return isZh
        ? `与上一次检测相比，疑点权重的分布变了（PSI ${notice.index.toFixed(2)}；${notice.findingsBefore} 个变为 ${notice.findings} 个）。`
        : `Weights of findings are spread otherwise than in the run before (PSI ${notice.index.toFixed(2)}; ${notice.findingsBefore} findings then, ${notice.findings} now).`;
    case "detector": {
      const title = titles[notice.detector]?.[language] ?? notice.detector;
      return isZh
        ? `“${title}”上次发现 ${notice.before} 个，这次 ${notice.kept} 个。`
        : `“${title}” found ${notice.before} in the run before and ${notice.kept} in this one.`;
    }
  }
}
