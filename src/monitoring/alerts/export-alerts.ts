import { csvText } from "../../desk/index.ts";
import { type Bilingual, type Context, type Language, majorUnits } from "../../platform/index.ts";
import { house } from "../house.ts";
import { type AlertFilter, type AlertRow, listAlertsInput, readPage } from "./list-alerts.ts";
import { statusWords } from "./words.ts";

/** An export is for reading elsewhere; more than that is not read by anybody. */
const most = 50_000;
const atOnce = 200;

/** The alerts that the actor may see as CSV with a heading; an event tells how many left and by which filter. */
export function exportAlerts(context: Context, filter: AlertFilter, language: Language): Promise<string> {
  return context
    .disclose(
      (text: { readonly rows: number }) => ({
        type: "alerts.exported",
        subject: "alerts:export",
        after: filter,
        seals: { alerts: text.rows },
      }),
      async (db) => {
        context.require("alerts.export", house);
        const lines = [columns.map(({ title }) => title[language])];
        let after: string | undefined;
        do {
          const input = listAlertsInput.parse({ ...filter, limit: atOnce, ...(after ? { after } : {}) });
          const page = await readPage(db, context.actor, input);
          for (const row of page.rows) lines.push(columns.map(({ cell }) => cell(row, language)));
          after = page.next;
        } while (after !== undefined && lines.length <= most);
        return { rows: lines.length - 1, text: csvText(lines) };
      },
    )
    .then(({ text }) => text);
}

interface Column {
  readonly title: Bilingual;
  readonly cell: (row: AlertRow, language: Language) => string;
}

const named = (party: { id: string; name?: string | undefined } | undefined) => party?.name ?? "";

const columns: readonly Column[] = [
  { title: { zh: "疑点编号", en: "alert" }, cell: ({ id }) => id },
  { title: { zh: "状态", en: "status" }, cell: ({ status }, language) => statusWords[status][language] },
  {
    title: { zh: "类型", en: "scheme" },
    cell: ({ schemeTitle }, language) => schemeTitle[language],
  },
  { title: { zh: "检测器", en: "detector" }, cell: ({ detector }) => detector },
  {
    title: { zh: "严重程度", en: "severity" },
    cell: ({ severity }, language) => severityWords[severity][language],
  },
  { title: { zh: "得分", en: "score" }, cell: ({ score }) => score.toFixed(3) },
  {
    title: { zh: "金额", en: "amount" },
    cell: ({ amount, currency }) => String(majorUnits({ minor: BigInt(amount), currency })),
  },
  { title: { zh: "币种", en: "currency" }, cell: ({ currency }) => currency },
  { title: { zh: "对象种类", en: "about_kind" }, cell: ({ subject }) => subject.kind },
  { title: { zh: "对象", en: "about" }, cell: ({ subject }) => subject.id },
  { title: { zh: "销售员", en: "seller" }, cell: ({ seller }) => seller?.id ?? "" },
  { title: { zh: "销售员姓名", en: "seller_name" }, cell: ({ seller }) => named(seller) },
  { title: { zh: "客户", en: "customer" }, cell: ({ customer }) => customer?.id ?? "" },
  { title: { zh: "客户名称", en: "customer_name" }, cell: ({ customer }) => named(customer) },
  { title: { zh: "说明", en: "what_was_seen" }, cell: ({ sentence }, language) => sentence[language] },
  { title: { zh: "证据条数", en: "evidence" }, cell: ({ evidenceTotal }) => String(evidenceTotal) },
  {
    title: { zh: "仍能发现", en: "still_found" },
    cell: ({ found }, language) => (found ? { zh: "是", en: "yes" } : { zh: "否", en: "no" })[language],
  },
  { title: { zh: "首次发现", en: "first_seen" }, cell: ({ firstSeen }) => firstSeen },
  { title: { zh: "负责人", en: "assignee" }, cell: ({ assignee }) => assignee?.name ?? assignee?.id ?? "" },
];

const severityWords: Readonly<Record<AlertRow["severity"], Bilingual>> = {
  low: { zh: "轻", en: "low" },
  medium: { zh: "中", en: "medium" },
  high: { zh: "重", en: "high" },
};
