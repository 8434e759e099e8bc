import { ExportMenu, useLanguage, useWords } from "../../ui/index.ts";
import { queryOf } from "./choice.ts";
import { shownFields } from "./default-columns.ts";
import type { Choice, KindView } from "./types.ts";

const words = {
  zh: {
    note: "导出当前条件下的全部记录；导出会记入日志。",
    csv: "CSV，显示的列",
    xlsx: "Excel，显示的列",
    all: "Excel，全部有数据的列",
  },
  en: {
    note: "All records under these conditions; the export goes into the log.",
    csv: "CSV, the columns shown",
    xlsx: "Excel, the columns shown",
    all: "Excel, all columns with values",
  },
};

export function RecordsExport({ kind, choice }: { readonly kind: KindView; readonly choice: Choice }) {
  const word = useWords(words);
  const language = useLanguage();
  const columns = shownFields(kind, choice.columns).map(({ name }) => name);
  const file = (format: "csv" | "xlsx", of: readonly string[], title: string) => ({
    title,
    address: addressOf(kind.kind, choice, {
      format,
      language,
      ...(of.length > 0 ? { columns: of.join(",") } : {}),
    }),
  });
  const files = [
    file("csv", columns, word.csv),
    file("xlsx", columns, word.xlsx),
    file("xlsx", [], word.all),
  ];
  return <ExportMenu note={word.note} files={files} />;
}

function addressOf(kind: string, choice: Choice, more: Record<string, string>): string {
  const { filter = [], ...query } = queryOf(choice);
  const address = new URLSearchParams({ ...query, ...more });
  for (const one of filter) address.append("filter", one);
  return `/api/records/${kind}/export?${address}`;
}
