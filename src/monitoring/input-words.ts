import type { Bilingual } from "../platform/index.ts";

const say = (zh: string, en: string): Bilingual => ({ zh, en });

/** What is said where the input leaves nothing to examine. */
export const inputWords = {
  noRows: (name: string) =>
    say(
      `${name}：表头之下没有数据行，没有可以检查的内容。`,
      `${name}: there is no row below the header, so there is nothing to examine.`,
    ),
  allRefused: (name: string, rows: number, first: Bilingual) =>
    say(
      `${name}：${rows} 行全部未采用；第一处：${first.zh}`,
      `${name}: every one of its ${rows} rows was refused; the first: ${first.en}`,
    ),
  nothingMapped: say(
    "没有一张表被采用，没有可以检查的内容。",
    "No table was taken over, so there is nothing to examine.",
  ),
  howToSay: (table: string) =>
    say(
      `写法举例：把 {version: 1, sources: [{file: ${JSON.stringify(table)}, kind: order}]} 存为 M.yaml，再加上 --map M.yaml 运行；--save-map M.yaml 可先写出已识别的部分。`,
      `For example: save {version: 1, sources: [{file: ${JSON.stringify(table)}, kind: order}]} as M.yaml and run again with --map M.yaml; --save-map M.yaml writes what was recognised so far.`,
    ),
  noSales: (asOf: string) =>
    say(
      `截至 ${asOf}，数据中没有可检查的销售单据（订单、订单明细或发票），与销售有关的检测没有对象。`,
      `As of ${asOf} the data hold no sale to examine (no order, order line or invoice), so the tests of sales had nothing to look at.`,
    ),
} as const;
