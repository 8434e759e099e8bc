import { Button, Table } from "antd";
import type { ColumnType } from "antd/es/table";
import { type KeyboardEvent, type ReactNode, useRef } from "react";
import { EmptyState, RefusalAlert } from "./states.tsx";
import { Figure } from "./values.tsx";
import { useWords } from "./words.ts";

const words = {
  zh: { more: "加载更多", shown: "已显示", rows: (_count: number) => "行", nothing: "没有数据" },
  en: {
    more: "Load more",
    shown: "Showing",
    rows: (count: number) => (count === 1 ? "row" : "rows"),
    nothing: "Nothing here",
  },
};

export interface Column<Row> {
  readonly key: string;
  readonly title: ReactNode;
  /** Amounts and counts stand to the right. */
  readonly align?: "left" | "right";
  readonly width?: number;
  /** Long names are cut with an ellipsis and told in full by a title. */
  readonly ellipsis?: boolean;
  readonly isSortable?: boolean;
  render(row: Row): ReactNode;
}

export interface Sort {
  readonly by: string;
  readonly isDescending: boolean;
}

export interface DataTableProps<Row> {
  /** What the table holds, for those who hear it. */
  readonly caption: string;
  readonly rows: readonly Row[] | undefined;
  readonly columns: readonly Column<Row>[];
  keyOf(row: Row): string;
  readonly isLoading?: boolean;
  readonly error?: unknown;
  onRetry?(): void;
  readonly empty?: ReactNode;
  /** By click or Enter. */
  onOpen?(row: Row): void;
  /** Keyset pages: how to get the next one, where there is one. */
  readonly more?: { readonly isLoading: boolean; load(): void } | undefined;
  readonly sort?: Sort | undefined;
  onSort?(sort: Sort | undefined): void;
  readonly selection?: { readonly keys: readonly string[]; onChange(keys: string[]): void } | undefined;
}

/** Dense rows; ↑ and ↓ walk through them, Enter opens, the space bar selects. */
export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const { caption, rows, keyOf, isLoading = false, error, onRetry, empty, onOpen, selection } = props;
  const { nothing } = useWords(words);
  const frame = useRef<HTMLDivElement>(null);
  if (error && !rows) return <RefusalAlert error={error} {...(onRetry ? { onRetry } : {})} />;

  const toggle = (key: string) => {
    if (!selection) return;
    const { keys } = selection;
    selection.onChange(keys.includes(key) ? keys.filter((one) => one !== key) : [...keys, key]);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>, row: Row) => {
    if (event.target !== event.currentTarget) return;
    if (event.key === "Enter" && onOpen) onOpen(row);
    else if (event.key === " " && selection) toggle(keyOf(row));
    else if (event.key === "ArrowDown" || event.key === "ArrowUp")
      step(frame.current, event.currentTarget, event.key);
    else return;
    event.preventDefault();
  };
  return (
    <div className="data-table" ref={frame}>
      {error ? <RefusalAlert error={error} {...(onRetry ? { onRetry } : {})} /> : null}
      <Table<Row>
        size="small"
        aria-label={caption}
        rowKey={keyOf}
        dataSource={[...(rows ?? [])]}
        columns={props.columns.map((column) => toAntd(column, props.sort))}
        loading={isLoading}
        pagination={false}
        showSorterTooltip={false}
        scroll={{ x: "max-content" }}
        locale={{ emptyText: isLoading ? " " : (empty ?? <EmptyState title={nothing} />) }}
        onRow={(row, index) => ({
          tabIndex: index === 0 ? 0 : -1,
          className: onOpen ? "opens" : "",
          onClick: (event) => {
            // A link or a button in the row acts for itself, and text that is being selected is no click.
            const isOwn = event.target instanceof Element && event.target.closest("a, button, input, label");
            if (!isOwn && getSelection()?.isCollapsed !== false) onOpen?.(row);
          },
          onKeyDown: (event) => onKeyDown(event, row),
        })}
        onChange={(_, __, sorter) => {
          const one = Array.isArray(sorter) ? sorter[0] : sorter;
          const by = one?.order ? String(one.columnKey) : undefined;
          props.onSort?.(by === undefined ? undefined : { by, isDescending: one?.order === "descend" });
        }}
        {...(selection
          ? {
              rowSelection: {
                selectedRowKeys: [...selection.keys],
                onChange: (keys) => selection.onChange(keys.map(String)),
              },
            }
          : {})}
      />
      <Footer count={rows?.length ?? 0} more={props.more} />
    </div>
  );
}

function toAntd<Row>(
  { isSortable = false, ...column }: Column<Row>,
  sort: Sort | undefined,
): ColumnType<Row> {
  const sorted = sort?.by === column.key ? (sort.isDescending ? "descend" : "ascend") : null;
  return {
    key: column.key,
    title: column.title,
    align: column.align ?? "left",
    ellipsis: column.ellipsis ?? false,
    ...(column.width === undefined ? {} : { width: column.width }),
    // The server sorts; antd only shows the arrow.
    ...(isSortable ? { sorter: true, sortOrder: sorted } : {}),
    render: (_, row) => column.render(row),
  };
}

function step(frame: HTMLElement | null, from: Element, key: "ArrowDown" | "ArrowUp"): void {
  const rows = [...(frame?.querySelectorAll<HTMLElement>("tbody tr.ant-table-row") ?? [])];
  const next = rows[rows.indexOf(from as HTMLElement) + (key === "ArrowDown" ? 1 : -1)];
  next?.focus();
}

function Footer({ count, more }: { readonly count: number; readonly more: DataTableProps<object>["more"] }) {
  const { more: label, shown, rows } = useWords(words);
  if (count === 0) return null;
  return (
    <div className="data-table-footer">
      <span>
        {shown} <Figure value={count} /> {rows(count)}
      </span>
      {more && (
        <Button size="small" loading={more.isLoading} onClick={() => more.load()}>
          {label}
        </Button>
      )}
    </div>
  );
}
