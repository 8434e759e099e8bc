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
      `${name}: all of its rows (${rows}) were refused; the first: ${first.en}`,
    ),
  nothingMapped: say(
    "没有一张表被采用，没有可以检查的内容。",
    "No table was taken over, so there is nothing to examine.",
  ),
  howToSay: (saved: string | undefined) =>
    saved === undefined
      ? say(
          "加上 --save-map M.yaml 再运行一次，可得到含已识别部分的映射文件；补全后用 --map M.yaml 读取。",
          "Run again with --save-map M.yaml for a mapping with what was recognised so far; complete it and read it with --map M.yaml.",
        )
      : say(
          `${saved} 里已写好草稿；补全后用 --map ${saved} 读取。`,
          `${saved} holds a draft; complete it and read it with --map ${saved}.`,
        ),
  noSales: (asOf: string) =>
    say(
      `截至 ${asOf}，数据中没有可检查的销售单据（订单、订单明细或发票），与销售有关的检测没有对象。`,
      `As of ${asOf} the data hold no sale to examine (no order, order line or invoice), so the tests of sales had nothing to look at.`,
    ),
} as const;
