import { DownloadOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { type Column, DataTable, Figure, Nothing, Section, useText, useWords } from "../../ui/index.ts";
import type { Reason } from "./types.ts";

const words = {
  zh: {
    title: (rows: string) => `被拒收的行（${rows}）`,
    why: "这些行没有导入。请在源文件中改正后重新导入，其余行不受影响。",
    kept: (kept: string) => `保留了前 ${kept} 行的明细，可以下载。`,
    download: "下载拒收明细（CSV）",
    file: "文件",
    column: "列",
    expected: "应为",
    rows: "行数",
    first: "首次出现",
    row: (row: string) => `第 ${row} 行`,
    found: "原文",
  },
  en: {
    title: (rows: string) => `Refused rows (${rows})`,
    why: "These rows are not imported. Correct them in the source and import again; the others are not affected.",
    kept: (kept: string) => `The first ${kept} rows are kept in full and can be downloaded.`,
    download: "Download the refused rows (CSV)",
    file: "File",
    column: "Column",
    expected: "Expected",
    rows: "Rows",
    first: "First at",
    row: (row: string) => `row ${row}`,
    found: "Found",
  },
};

interface Refused {
  /** Of the import, or of the dry run's job. */
  readonly id: string;
  readonly total: number;
  readonly kept: number;
  readonly reasons: readonly Reason[];
}

/** Why rows were left out, and all of them to take home. Nothing where none was. */
export function RefusedReasons({ id, total, kept, reasons }: Refused) {
  const told = useWords(words);
  const text = useText();
  if (total === 0) return null;
  const columns: Column<Reason>[] = [
    { key: "file", title: told.file, render: ({ file }) => file },
    { key: "column", title: told.column, render: ({ column }) => column ?? <Nothing /> },
    { key: "expected", title: told.expected, render: ({ expected }) => text(expected) },
    { key: "rows", title: told.rows, align: "right", render: ({ rows }) => <Figure value={rows} /> },
    {
      key: "first",
      title: told.first,
      render: ({ firstRow }) =>
        firstRow === undefined ? <Nothing /> : told.row(firstRow.toLocaleString("en")),
    },
    {
      key: "found",
      title: told.found,
      render: ({ example }) => (example ? <code>{example}</code> : <Nothing />),
    },
  ];
  return (
    <Section
      title={told.title(total.toLocaleString("en"))}
      extra={
        <Button size="small" icon={<DownloadOutlined />} href={`/api/imports/${id}/refused.csv`}>
          {told.download}
        </Button>
      }
    >
      <p className="lead">
        {told.why} {kept < total ? told.kept(kept.toLocaleString("en")) : ""}
      </p>
      <DataTable
        caption={told.title(String(total))}
        rows={reasons}
        columns={columns}
        keyOf={({ file, column, expected }) => `${file} ${column ?? ""} ${expected.en}`}
      />
    </Section>
  );
}
