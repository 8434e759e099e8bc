import type { Bilingual } from "../../platform/index.ts";
import { counted, figure, number, percent } from "../figures.ts";
import type { BuiltFeatures } from "./features/build-features.ts";
import type { Theme } from "./features/feature.ts";
import type { HistoryKind } from "./history-features.ts";
import { type FoundBefore, historyOf } from "./history-words.ts";
import type { Labels, PartyKind, Transactions } from "./transactions.ts";

/** Whatever the sentences draw their figures from; rows are numbered as everywhere in it. */
export interface Told {
  readonly transactions: Transactions;
  readonly built: BuiltFeatures;
  readonly labels: Labels | undefined;
  /** What detectors found of the row, where they have looked. */
  readonly found?: (row: number) => Bilingual | undefined;
  /** What a model knew of inspections when it learned; where absent, the labels say it. */
  readonly history?: (kind: HistoryKind, row: number) => FoundBefore | undefined;
}

type Say = (told: Told, row: number) => Bilingual | undefined;

const measureNames = {
  price: { zh: "单价", en: "unit price" },
  quantity: { zh: "数量", en: "quantity" },
  amount: { zh: "金额", en: "amount" },
} as const;
type Measure = keyof typeof measureNames;

function measured({ transactions, built }: Told, measure: Measure, row: number): number {
  const values = measure === "price" ? built.measures.unitPrice : transactions[measure];
  return values?.[row] ?? Number.NaN;
}

/** Within a tenth of the median a figure is called near it, however much its place among the peers counted. */
const near = 1.1;

const measureSays =
  (measure: Measure): Say =>
  (told, row) => {
    const deviation = told.built.deviations[measure];
    const value = measured(told, measure, row);
    const group = deviation?.groups.codes[row] ?? -1;
    if (deviation === undefined || group < 0) return undefined;
    if (Number.isNaN(value))
      return { zh: `${measureNames[measure].zh}无法得知`, en: `no ${measureNames[measure].en} can be told` };
    const median = Math.exp(deviation.centres.median[group] as number);
    const count = deviation.centres.count[group] as number;
    const { zh, en } = measureNames[measure];
    const among =
      told.transactions.parties.product === undefined
        ? { zh: `全部 ${number(count, "zh")} 行`, en: `all ${number(count, "en")} rows` }
        : { zh: `同产品 ${number(count, "zh")} 行`, en: `${counted(count, "row")} of the product` };
    const times = timesWords(Math.abs(value) / median);
    return {
      zh: `${zh} ${figure(value, "zh")}，${among.zh}的中位数为 ${figure(median, "zh")}${times.zh}`,
      en: `${en} ${figure(value, "en")} against the median ${figure(median, "en")} of ${among.en}${times.en}`,
    };
  };

function timesWords(ratio: number): Bilingual {
  const above = ratio >= 1 ? ratio : 1 / ratio;
  if (!Number.isFinite(above) || above < near) return { zh: "", en: "" };
  const digits = above < 10 ? 1 : 0;
  return ratio >= 1
    ? { zh: `，为其 ${number(above, "zh", digits)} 倍`, en: `, ${number(above, "en", digits)} times as much` }
    : { zh: `，仅为其 1/${number(above, "zh", digits)}`, en: `, 1/${number(above, "en", digits)} of it` };
}

const partyNames = {
  seller: { zh: "该销售员", en: "the seller" },
  customer: { zh: "该客户", en: "the customer" },
  product: { zh: "该产品", en: "the product" },
  channel: { zh: "该渠道或区域", en: "the channel or region" },
} as const;

/** What stands out about the party's other rows. */
const partySays =
  (kind: PartyKind): Say =>
  ({ built, transactions }, row) => {
    const groups = built.groups[kind];
    const party = transactions.parties[kind];
    const group = groups?.codes[row] ?? -1;
    if (groups === undefined || party === undefined || group < 0) return undefined;
    const rows = (groups.starts[group + 1] as number) - (groups.starts[group] as number);
    const { zh, en } = partyNames[kind];
    const name = party.names[group] as string;
    const share = outlierShareOf(built, kind, row);
    return {
      zh: `${zh} ${name} 共 ${number(rows, "zh")} 行${share === undefined ? "" : `，其他行中约 ${percent(share, "zh")} 的单价明显偏离`}`,
      en: `${en} ${name} has ${counted(rows, "row")}${share === undefined ? "" : `, about ${percent(share, "en")} of the others far off in price`}`,
    };
  };

function outlierShareOf({ features }: BuiltFeatures, kind: PartyKind, row: number): number | undefined {
  const value = features.find(({ name }) => name === `${kind}.price-outliers`)?.values[row];
  return value === undefined || Number.isNaN(value) ? undefined : value;
}

const missingSays: Say = ({ transactions }, row) => {
  const lacks = (["quantity", "amount"] as const).filter((name) =>
    Number.isNaN(transactions[name]?.[row] ?? 0),
  );
  const hasNoTime = Number.isNaN(transactions.time?.[row] ?? 0);
  const zh = [...lacks.map((name) => measureNames[name].zh), ...(hasNoTime ? ["日期"] : [])];
  const en = [...lacks.map((name) => measureNames[name].en), ...(hasNoTime ? ["date"] : [])];
  if (zh.length === 0) return { zh: "数量、金额等字段齐全", en: "no field is missing" };
  return { zh: `缺少${zh.join("、")}`, en: `${en.join(" and ")} missing` };
};

const repetitionSays: Say = ({ built }, row) => {
  const count = built.features.find(({ name }) => name === "repetition.line")?.values[row] ?? Number.NaN;
  if (Number.isNaN(count)) return undefined;
  return count > 1
    ? {
        zh: `同产品有 ${number(count, "zh")} 行数量和金额完全相同`,
        en: `${counted(count, "row")} of the product with exactly the same quantity and amount`,
      }
    : {
        zh: "同产品中没有数量和金额都相同的行",
        en: "no other row of the product has the same quantity and amount",
      };
};

const roundnessSays: Say = (told, row) => {
  const [quantity, amount] = [measured(told, "quantity", row), measured(told, "amount", row)];
  const zh = [
    Number.isNaN(quantity) ? "" : `数量 ${figure(quantity, "zh")}`,
    Number.isNaN(amount) ? "" : `金额 ${figure(amount, "zh")}`,
  ];
  const en = [
    Number.isNaN(quantity) ? "" : `quantity ${figure(quantity, "en")}`,
    Number.isNaN(amount) ? "" : `amount ${figure(amount, "en")}`,
  ];
  return {
    zh: `${zh.filter(Boolean).join("、")} 的尾数`,
    en: `how round ${en.filter(Boolean).join(" and ")} are`,
  };
};

const weekdays = {
  zh: new Intl.DateTimeFormat("zh-CN", { weekday: "long", timeZone: "UTC" }),
  en: new Intl.DateTimeFormat("en", { weekday: "long", timeZone: "UTC" }),
};

const timeSays: Say = ({ transactions }, row) => {
  const ms = transactions.time?.[row] ?? Number.NaN;
  if (Number.isNaN(ms)) return { zh: "日期缺失", en: "no date" };
  const text = new Date(ms).toISOString();
  const shown = transactions.hasHours ? `${text.slice(0, 10)} ${text.slice(11, 16)}` : text.slice(0, 10);
  return {
    zh: `时间为 ${shown}（${weekdays.zh.format(ms)}）`,
    en: `dated ${shown} (${weekdays.en.format(ms)})`,
  };
};

const consistencySays: Say = ({ transactions, built }, row) => {
  const price = built.measures.unitPrice?.[row] ?? Number.NaN;
  const [list, cost] = [transactions.listPrice?.[row] ?? Number.NaN, transactions.cost?.[row] ?? Number.NaN];
  const product = price * (transactions.quantity?.[row] ?? Number.NaN);
  const amount = transactions.amount?.[row] ?? Number.NaN;
  const pairs: [number, Bilingual][] = [
    [list, { zh: "标准价", en: "list price" }],
    [cost, { zh: "成本", en: "cost" }],
  ];
  const known = pairs.filter(([value]) => !Number.isNaN(value));
  if (known.length > 0 && !Number.isNaN(price)) {
    const zh = known.map(([value, name]) => `${name.zh} ${figure(value, "zh")}`).join("、");
    const en = known.map(([value, name]) => `${name.en} ${figure(value, "en")}`).join(" and ");
    return {
      zh: `单价 ${figure(price, "zh")} 与${zh}不相称`,
      en: `unit price ${figure(price, "en")} beside ${en}`,
    };
  }
  if (Number.isNaN(product) || Number.isNaN(amount)) return undefined;
  return {
    zh: `金额 ${figure(amount, "zh")}，而单价 × 数量为 ${figure(product, "zh")}`,
    en: `amount ${figure(amount, "en")}, while price × quantity is ${figure(product, "en")}`,
  };
};

const historySays =
  (kind: "seller" | "customer" | "product"): Say =>
  ({ transactions, labels, history }, row) => {
    const found = history ? history(kind, row) : historyOf(transactions, labels, kind, row);
    // That nothing was found speaks against nobody, though where inspections are made may raise a score.
    if (found === undefined || found.falsified === 0) return undefined;
    const { zh, en } = partyNames[kind];
    return {
      zh: `${zh} ${found.name} 的其他行已检查 ${found.inspected} 行，其中造假 ${found.falsified} 行`,
      en: `of the other rows of ${en} ${found.name}, ${found.inspected} ${found.inspected === 1 ? "was" : "were"} inspected and ${found.falsified} ${found.falsified === 1 ? "was" : "were"} falsified`,
    };
  };

const says: Readonly<Record<Theme, Say>> = {
  price: measureSays("price"),
  quantity: measureSays("quantity"),
  amount: measureSays("amount"),
  consistency: consistencySays,
  missing: missingSays,
  repetition: repetitionSays,
  roundness: roundnessSays,
  time: timeSays,
  seller: partySays("seller"),
  customer: partySays("customer"),
  product: partySays("product"),
  channel: partySays("channel"),
  "seller-history": historySays("seller"),
  "customer-history": historySays("customer"),
  "product-history": historySays("product"),
  findings: ({ found }, row) => found?.(row) ?? { zh: "检测没有发现疑点", en: "no detector found anything" },
};

/** What one theme has to say about a row; `undefined` where it has no figures. */
export const sayTheme = (told: Told, theme: Theme, row: number): Bilingual | undefined =>
  says[theme](told, row);
