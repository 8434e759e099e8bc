import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button } from "antd";
import type { ReactNode } from "react";
import { useWords } from "../../ui/index.ts";

const words = {
  zh: { add: "添加一行", remove: "删除", none: "没有内容" },
  en: { add: "Add a row", remove: "Remove", none: "Nothing here" },
};

interface RowColumn<Row> {
  readonly key: string;
  readonly title: string;
  readonly width?: number;
  /** The input of a cell; `change` replaces what it names. */
  cell(row: Row, change: (part: Partial<Row>) => void, isFixed: boolean): ReactNode;
}

interface RowTableProps<Row> {
  readonly caption: string;
  readonly rows: readonly Row[];
  readonly columns: readonly RowColumn<Row>[];
  readonly isFixed: boolean;
  fresh(): Row;
  onChange(rows: Row[]): void;
}

/** Rows that are entered by hand. On a phone each row is a card whose cells bear their titles. */
export function RowTable<Row>({ caption, rows, columns, isFixed, fresh, onChange }: RowTableProps<Row>) {
  const text = useWords(words);
  const change = (at: number, part: Partial<Row>) =>
    onChange(rows.map((row, i) => (i === at ? { ...row, ...part } : row)));
  return (
    <div className="row-table">
      <table aria-label={caption}>
        <thead>
          <tr>
            {columns.map(({ key, title, width }) => (
              <th key={key} scope="col" style={width === undefined ? {} : { width }}>
                {title}
              </th>
            ))}
            {!isFixed && <th className="row-act" aria-label={text.remove} />}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            // Rows have no identity of their own: they are what stands at a place.
            // biome-ignore lint/suspicious/noArrayIndexKey: see above
            <tr key={at}>
              {columns.map(({ key, title, cell }) => (
                <td key={key} data-title={title}>
                  {cell(row, (part) => change(at, part), isFixed)}
                </td>
              ))}
              {!isFixed && (
                <td className="row-act">
                  <Button
                    type="text"
                    icon={<DeleteOutlined />}
                    aria-label={`${text.remove} ${at + 1}`}
                    onClick={() => onChange(rows.filter((_, i) => i !== at))}
                  />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length === 0 && <p className="row-none">{text.none}</p>}
      {!isFixed && (
        <Button type="dashed" icon={<PlusOutlined />} onClick={() => onChange([...rows, fresh()])}>
          {text.add}
        </Button>
      )}
    </div>
  );
}
