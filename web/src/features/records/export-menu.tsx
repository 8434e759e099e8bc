import { DownloadOutlined } from "@ant-design/icons";
import { Button, Dropdown } from "antd";
import { useLanguage, useWords } from "../../ui/index.ts";
import { queryOf } from "./choice.ts";
import { shownFields } from "./default-columns.ts";
import type { Choice, KindView } from "./types.ts";

const words = {
  zh: {
    export: "导出",
    note: "导出当前条件下的全部记录；导出会记入日志。",
    csv: "CSV，显示的列",
    xlsx: "Excel，显示的列",
    all: "Excel，全部有数据的列",
  },
  en: {
    export: "Export",
    note: "All records under these conditions; the export goes into the log.",
    csv: "CSV, the columns shown",
    xlsx: "Excel, the columns shown",
    all: "Excel, all columns with values",
  },
};

export function ExportMenu({ kind, choice }: { readonly kind: KindView; readonly choice: Choice }) {
  const word = useWords(words);
  const language = useLanguage();
  const columns = shownFields(kind, choice.columns).map(({ name }) => name);
  const link = (format: "csv" | "xlsx", of: readonly string[], title: string) => ({
    key: title,
    label: (
      <a
        href={addressOf(kind.kind, choice, {
          format,
          language,
          ...(of.length > 0 ? { columns: of.join(",") } : {}),
        })}
        download
      >
        {title}
      </a>
    ),
  });
  const items = [
    { key: "note", type: "group" as const, label: word.note },
    link("csv", columns, word.csv),
    link("xlsx", columns, word.xlsx),
    link("xlsx", [], word.all),
  ];
  return (
    <Dropdown menu={{ items }} trigger={["click"]} placement="bottomRight">
      <Button icon={<DownloadOutlined aria-hidden />}>{word.export}</Button>
    </Dropdown>
  );
}

function addressOf(kind: string, choice: Choice, more: Record<string, string>): string {
  const { filter = [], ...query } = queryOf(choice);
  const address = new URLSearchParams({ ...query, ...more });
  for (const one of filter) address.append("filter", one);
  return `/api/records/${kind}/export?${address}`;
}
