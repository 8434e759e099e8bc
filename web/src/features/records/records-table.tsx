import { Tag } from "antd";
import { useNavigate } from "react-router";
import { type Column, DataTable, EmptyState, useText, useWords } from "../../ui/index.ts";
import { Cell, isRight } from "./cell.tsx";
import { isNarrowed } from "./choice.ts";
import { shownFields } from "./default-columns.ts";
import type { Choice, FieldView, KindView, RecordRow } from "./types.ts";
import type { RecordList } from "./use-records.ts";

const words = {
  zh: {
    nothing: "没有符合条件的记录",
    none: "还没有这种记录",
    hint: "去掉一个条件，或换一个词。",
    gone: "源中已无",
    occurrence: (n: number) => `第 ${n} 条同号记录`,
  },
  en: {
    nothing: "No record meets these conditions",
    none: "There are no records of this kind yet",
    hint: "Take a condition away, or try another word.",
    gone: "gone",
    occurrence: (n: number) => `number ${n} of this key`,
  },
};

interface Props {
  readonly kind: KindView;
  readonly choice: Choice;
  readonly list: RecordList;
  onChange(change: Partial<Choice>): void;
}

export function RecordsTable({ kind, choice, list, onChange }: Props) {
  const word = useWords(words);
  const text = useText();
  const navigate = useNavigate();
  const fields = shownFields(kind, choice.columns);
  const columns = fields.map(
    (field, i): Column<RecordRow> => ({
      key: field.name,
      title: text(field),
      align: isRight(field) ? "right" : "left",
      isSortable: true,
      render: (row) => (
        <span className="cut" {...titleOf(row, field)}>
          <Cell field={field} row={row} hits={list.hits} />
          {i === 0 && row.gone && <Tag>{word.gone}</Tag>}
          {i === 0 && row.occurrence > 1 && (
            <small title={word.occurrence(row.occurrence)}> #{row.occurrence}</small>
          )}
        </span>
      ),
    }),
  );
  return (
    <div className="records-table">
      <DataTable<RecordRow>
        caption={text(kind.title)}
        rows={list.rows}
        columns={columns}
        keyOf={({ record }) => record}
        isLoading={list.isLoading}
        error={list.error}
        onRetry={list.retry}
        empty={
          <EmptyState title={isNarrowed(choice) ? word.nothing : word.none}>
            {isNarrowed(choice) && word.hint}
          </EmptyState>
        }
        onOpen={(row) => navigate(`/records/${row.kind}/${row.record}`)}
        more={list.more}
        sort={{ by: sortedColumn(kind, choice.sort), isDescending: choice.isDescending }}
        onSort={(sort) => onChange(sort ? { sort: sort.by, isDescending: sort.isDescending } : byTime)}
      />
    </div>
  );
}

const byTime = { sort: "happened", isDescending: true };

/** The column under which the arrow of an order stands that bears no field's name. */
function sortedColumn({ time, key }: KindView, sort: string): string {
  if (sort === "happened") return time ?? "";
  return sort === "key" ? (key[0] ?? "") : sort;
}

/** Long texts are cut; they are told in full by a title. */
function titleOf(row: RecordRow, { name }: FieldView): { title?: string } {
  const value = row.fields[name];
  return typeof value === "string" && value.length > 24 ? { title: value } : {};
}
