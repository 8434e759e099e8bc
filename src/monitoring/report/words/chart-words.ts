import type { Bilingual } from "../../../platform/index.ts";
import { counted } from "../figures.ts";

const named = (zh: string, en: string, names: string): Bilingual => ({
  zh: names === "" ? zh : `${zh}：${names}`,
  en: names === "" ? en : `${en}: ${names}`,
});

/** The words around the pictures; figures and names come ready to print. */
export const chartWords = {
  empty: { zh: "没有可画的数据。", en: "There is nothing to draw." },
  distribution: (n: string, range: string, marked: string, names: string) =>
    named(
      `共 ${n} 个数值（${range}），标出 ${marked} 个`,
      `${counted(n, "value")} (${range}), ${marked} marked`,
      names,
    ),
  series: (range: string, marked: string, names: string) =>
    named(
      `${range}，标出 ${marked} 期`,
      `${range}, ${marked} ${marked === "1" ? "period" : "periods"} marked`,
      names,
    ),
  digits: (digit: string, observed: string, expected: string): Bilingual => ({
    zh: `超出预期最多的是“${digit}”：实际 ${observed}，预期 ${expected}。`,
    en: `The largest excess is at “${digit}”: ${observed} observed, ${expected} expected.`,
  }),
  calendar: (days: string, marked: string, names: string) =>
    named(
      `每列一周，自上而下为周一至周日；${days} 天有数据，标出 ${marked} 天`,
      `One column a week, Monday at the top; ${days} days with data, ${marked} marked`,
      names,
    ),
  bars: (all: string, drawn: string, names: string) =>
    all === drawn
      ? named(`共 ${all} 项，标出`, `${counted(all, "entry", "entries")}, marked`, names || "–")
      : named(
          `共 ${all} 项，画出最大的 ${drawn} 项，标出`,
          `${all} entries, the largest ${drawn} drawn, marked`,
          names || "–",
        ),
  scatter: (n: string, marked: string, names: string) =>
    named(`共 ${n} 个点，标出 ${marked} 个`, `${counted(n, "point")}, ${marked} marked`, names),
  network: (n: string, names: string) => named(`共 ${n} 条关联`, `${counted(n, "tie")}`, names),
  documents: (n: string, marked: string): Bilingual => ({
    zh: `同一笔交易的 ${n} 份单据，${marked} 份被标出；标出的单据中，与其中第一份不一致之处加框。`,
    en: `${counted(n, "document")} of one deal, ${marked} marked; what differs from the first of the marked ones is framed.`,
  }),
  timeline: (n: string, drawn: string, marked: string): Bilingual => ({
    zh:
      n === drawn
        ? `按时间先后共 ${n} 个事件，标出 ${marked} 个。`
        : `共 ${n} 个事件，画出首个标出者前后的 ${drawn} 个，其中标出 ${marked} 个。`,
    en:
      n === drawn
        ? `${counted(n, "event")} in order of time, ${marked} marked.`
        : `${counted(n, "event")}, ${drawn} drawn from about the first marked one on, ${marked} of these marked.`,
  }),
  track: (n: string, marked: string): Bilingual => ({
    zh: `按时间编号的 ${n} 个地点（上北右东），标出 ${marked} 个。`,
    en: `${counted(n, "place")} numbered by time (north up), ${marked} marked.`,
  }),
  legend: {
    all: { zh: "全部", en: "All" },
    suspect: { zh: "被标出者", en: "Marked" },
    own: { zh: "本对象", en: "This one" },
    peers: { zh: "对照", en: "Compared with" },
    observed: { zh: "实际占比", en: "Observed" },
    expected: { zh: "预期占比", en: "Expected" },
    excess: { zh: "超出最多", en: "Largest excess" },
    little: { zh: "少", en: "Little" },
    much: { zh: "多", en: "Much" },
    others: { zh: "其他", en: "Others" },
    party: { zh: "人员或客户", en: "Person or customer" },
    shared: { zh: "共用的信息", en: "What they share" },
    event: { zh: "按时间编号", en: "Numbered by time" },
    sales: { zh: "销售", en: "Sales" },
    reversals: { zh: "退货与红冲", en: "Returns and credit notes" },
  },
  columns: {
    document: { zh: "单据", en: "Document" },
    id: { zh: "编号", en: "Number" },
    at: { zh: "日期", en: "Date" },
    party: { zh: "对方", en: "Party" },
    quantity: { zh: "数量", en: "Quantity" },
    amount: { zh: "金额", en: "Amount" },
  },
  count: { zh: "个数", en: "Count" },
  logScale: { zh: "对数刻度", en: "log scale" },
} as const;
