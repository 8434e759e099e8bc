import type { Readable } from "node:stream";
import { type Cell, numberCell, type TableFormat, tableFile, visibleText } from "../../desk/index.ts";
import {
  type Bilingual,
  type Context,
  type Language,
  majorUnits,
  minorDigits,
} from "../../platform/index.ts";
import { kindNamed } from "../../records/index.ts";
import { house } from "../house.ts";
import { type InspectionList, listOf } from "./read-inspections.ts";
import type { ListedItem } from "./read-items.ts";

/** A list as a file for spreadsheets, of what the reader may see of it; an event tells that it left. */
export function exportInspections(
  context: Context,
  id: string,
  { format, language }: { readonly format: TableFormat; readonly language: Language },
): Promise<Readable> {
  return context
    .disclose(
      (list: InspectionList) => ({
        type: "inspections.exported",
        subject: `inspections:${id}`,
        after: { format },
        seals: { items: list.rows.length },
      }),
      (db) => {
        context.require("inspections.export", house);
        return listOf(db, context.actor, id);
      },
    )
    .then((list) => tableFile(rowsOf(list, language), { format, name: sheet[language] }));
}

async function* rowsOf(list: InspectionList, language: Language): AsyncGenerator<Cell[]> {
  yield columns.map(({ title }) => title[language]);
  for (const [i, item] of list.rows.entries())
    yield columns.map(({ cell }) => cell({ item, place: i + 1, list, language }));
}

const sheet: Bilingual = { zh: "抽查清单", en: "Inspections" };

interface Given {
  readonly item: ListedItem;
  /** Counted anew for the reader. */
  readonly place: number;
  readonly list: InspectionList;
  readonly language: Language;
}

interface Column {
  readonly title: Bilingual;
  readonly cell: (given: Given) => Cell;
}

const columns: readonly Column[] = [
  { title: { zh: "序号", en: "number" }, cell: ({ place }) => place },
  { title: { zh: "入选方式", en: "chosen_by" }, cell: ({ item, language }) => whyWords[item.why][language] },
  { title: { zh: "对象种类", en: "kind" }, cell: ({ item, language }) => kindText(item.kind, language) },
  { title: { zh: "对象", en: "item" }, cell: ({ item }) => visibleText(item.item) },
  { title: { zh: "名称", en: "name" }, cell: ({ item }) => visibleText(item.name ?? "") },
  {
    title: { zh: "疑点内容", en: "what_was_seen" },
    cell: ({ item, language }) => visibleText(item.sentence?.[language] ?? ""),
  },
  { title: { zh: "金额", en: "amount" }, cell: amountOf },
  { title: { zh: "币种", en: "currency" }, cell: ({ list }) => list.currency ?? "" },
  { title: { zh: "造假的可能", en: "chance" }, cell: ({ item }) => item.chance ?? null },
  {
    title: { zh: "得分", en: "score" },
    // What the ranking has kept nothing of has no score, rather than none.
    cell: ({ item, list }) => (list.ranking && item.score === 0 ? null : item.score),
  },
  {
    title: { zh: "排在全部的前", en: "among_the_first" },
    cell: ({ item: { leading } }) =>
      leading === undefined ? null : `${Number((100 * leading).toFixed(1))}%`,
  },
  {
    title: { zh: "入选原因", en: "reasons" },
    cell: ({ item, language }) =>
      visibleText(item.reasons.map((one) => one[language]).join({ zh: "；", en: "; " }[language])),
  },
  {
    title: { zh: "已有疑点", en: "suspected" },
    cell: ({ item, language }) =>
      (item.suspected ? { zh: "是", en: "yes" } : { zh: "否", en: "no" })[language],
  },
  {
    title: { zh: "核查结果", en: "outcome" },
    cell: ({ item, language }) => (item.outcome ? outcomeWords[item.outcome][language] : ""),
  },
  { title: { zh: "核查依据", en: "outcome_rests_on" }, cell: ({ item }) => visibleText(item.reason ?? "") },
  {
    title: { zh: "登记人", en: "recorded_by" },
    cell: ({ item: { judgedBy } }) => visibleText(judgedBy?.name ?? judgedBy?.id ?? ""),
  },
  { title: { zh: "登记时间", en: "recorded_at" }, cell: ({ item }) => item.judgedAt ?? "" },
];

function amountOf({ item: { amount }, list: { currency = "XXX" } }: Given): Cell {
  if (amount === undefined) return null;
  return numberCell(majorUnits({ minor: BigInt(amount), currency }).toFixed(minorDigits(currency)));
}

function kindText(kind: string, language: Language): string {
  const own: Readonly<Record<string, Bilingual>> = {
    seller: { zh: "销售员", en: "seller" },
    alert: { zh: "疑点", en: "alert" },
  };
  return (own[kind] ?? kindNamed(kind)?.title)?.[language] ?? kind;
}

const whyWords: Readonly<Record<ListedItem["why"], Bilingual>> = {
  "expected-loss": { zh: "按预计损失", en: "by expected loss" },
  unusual: { zh: "按异常程度", en: "by how unusual" },
  random: { zh: "随机抽取", en: "drawn at random" },
};

const outcomeWords: Readonly<Record<NonNullable<ListedItem["outcome"]>, Bilingual>> = {
  falsified: { zh: "造假", en: "falsified" },
  honest: { zh: "业务真实", en: "honest" },
  untold: { zh: "无法判断", en: "could not be told" },
};
