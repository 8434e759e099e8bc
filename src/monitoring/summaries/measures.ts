import type { Bilingual } from "../../platform/index.ts";
import type { PartyKind } from "./tables.ts";

/** How a value is read: minor units of the party's currency, a share of one, days, or a plain ratio or number. */
type MeasureForm = "money" | "share" | "days" | "ratio";

export interface Measure {
  readonly id: string;
  readonly of: readonly PartyKind[];
  readonly form: MeasureForm;
  readonly title: Bilingual;
  /** How it is worked out, for whoever asks. */
  readonly meaning: Bilingual;
  /** What a case is: below `fewest` of them the value says little and is not compared. */
  readonly fewest: number;
}

const both: readonly PartyKind[] = ["seller", "customer"];

/** In the order in which a scorecard shows them. All of the last twelve months, in the party's own main currency. */
export const measures = [
  {
    id: "sales",
    of: both,
    form: "money",
    fewest: 1,
    title: { zh: "销售额", en: "Sales" },
    meaning: { zh: "未取消单据的金额合计。", en: "Amounts of documents that were not cancelled, added up." },
  },
  {
    id: "typical-order",
    of: both,
    form: "money",
    fewest: 5,
    title: { zh: "单笔金额（中位）", en: "Typical order" },
    meaning: { zh: "单据金额的中位数。", en: "Median amount of a document." },
  },
  {
    id: "return-rate",
    of: both,
    form: "share",
    fewest: 10,
    title: { zh: "退货率", en: "Return rate" },
    meaning: {
      zh: "退货、红字与取消的金额 ÷ 销售额，按发生日期计。",
      en: "Returns, red letters and cancellations ÷ sales, each by its own date.",
    },
  },
  {
    id: "discount",
    of: both,
    form: "share",
    fewest: 10,
    title: { zh: "折扣深度", en: "Discount depth" },
    meaning: {
      zh: "1 − 成交金额 ÷ 按标准价计的金额，只计有标准价的明细。",
      en: "1 − what was charged ÷ what it would be at list price, over lines that name a list price.",
    },
  },
  {
    id: "price-index",
    of: both,
    form: "ratio",
    fewest: 10,
    title: { zh: "价格水平", en: "Price level" },
    meaning: {
      zh: "成交金额 ÷ 按全公司同产品中位单价计的金额；1 为常价。",
      en: "What was charged ÷ what it would be at everybody's median price of the same products; 1 is usual.",
    },
  },
  {
    id: "quarter-end",
    of: both,
    form: "share",
    fewest: 10,
    title: { zh: "季末占比", en: "Quarter-end share" },
    meaning: {
      zh: "落在每季最后 5 天的销售额占比；按天数均摊约为 5.5%。",
      en: "Share of sales in the last five days of a quarter; spread evenly it would be about 5.5%.",
    },
  },
  {
    id: "new-customers",
    of: ["seller"],
    form: "share",
    fewest: 5,
    title: { zh: "新客户占比", en: "New customers" },
    meaning: {
      zh: "本期成交客户中首次成交也在本期的占比；数据须早于本期至少 90 天。",
      en: "Share of the customers sold to whose first sale ever lies in this time; told where data begin 90 days or more before it.",
    },
  },
  {
    id: "top-customer",
    of: ["seller"],
    form: "share",
    fewest: 10,
    title: { zh: "最大客户占比", en: "Largest customer" },
    meaning: { zh: "最大一家客户占其销售额的比例。", en: "Share of sales that go to the largest customer." },
  },
  {
    id: "payment-days",
    of: both,
    form: "days",
    fewest: 5,
    title: { zh: "回款天数（中位）", en: "Days to payment" },
    meaning: {
      zh: "从销售到回款的天数中位数，只计能对上单据的回款。",
      en: "Median days from sale to payment, over payments that name their document.",
    },
  },
  {
    id: "visits-per-order",
    of: both,
    form: "ratio",
    fewest: 5,
    title: { zh: "每单拜访数", en: "Visits per order" },
    meaning: { zh: "拜访次数 ÷ 单据数。", en: "Visits ÷ documents." },
  },
] as const satisfies readonly Measure[];
