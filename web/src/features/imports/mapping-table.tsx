import { Select, Tooltip } from "antd";
import { type Column, DataTable, Nothing, useText, useWords } from "../../ui/index.ts";
import { changeSource, fieldsOfColumn, isFromColumn, withFields, withForm } from "./draft.ts";
import type { Editing } from "./editing.ts";
import { FieldForm } from "./field-form.tsx";
import type { PreviewColumn } from "./types.ts";

const words = {
  zh: {
    caption: "各列与字段的对应",
    column: "文件中的列",
    field: "对应的字段",
    unused: "不用（保留在原始行）",
    sure: "把握",
    form: "写法",
    samples: "样例",
    empty: (percent: number) => `${percent}% 为空`,
    kept: "沿用",
    byHand: "指定",
  },
  en: {
    caption: "Which column is which field",
    column: "Column in the file",
    field: "Field",
    unused: "not used (kept with the source row)",
    sure: "Certainty",
    form: "Written as",
    samples: "Samples",
    empty: (percent: number) => `${percent} % empty`,
    kept: "kept",
    byHand: "chosen",
  },
};

/** A line a column: what it was taken for, how surely and why, how it is read, and what stands in it. */
export function MappingTable(editing: Editing) {
  const { table, source, kinds, plan, at, onPlan } = editing;
  const told = useWords(words);
  if (source.kind === "none") return null;
  const columns: Column<PreviewColumn>[] = [
    {
      key: "column",
      title: told.column,
      render: ({ name, empty, samples }) => (
        <>
          <strong className="column-name">{name}</strong>
          {samples[0] && <code className="column-sample">{samples[0]}</code>}
          {empty >= 0.05 && <span className="import-hint">{told.empty(Math.round(100 * empty))}</span>}
        </>
      ),
    },
    {
      key: "field",
      title: told.field,
      width: 200,
      render: (column) => <FieldSelect {...editing} column={column} />,
    },
    {
      key: "sure",
      title: told.sure,
      width: 86,
      render: (column) => <Certainty {...editing} column={column} />,
    },
    {
      key: "form",
      title: told.form,
      width: 150,
      render: ({ name }) =>
        fieldsOfColumn(source, name).map((field) => {
          const from = source.fields?.[field];
          const declared = kinds
            .find((kind) => kind.name === source.kind)
            ?.fields.find((one) => one.name === field);
          if (!from || !isFromColumn(from) || !declared) return null;
          return (
            <FieldForm
              key={field}
              from={from}
              field={declared}
              onChange={(form) => onPlan(changeSource(plan, at, (one) => withForm(one, field, form)))}
            />
          );
        }),
    },
    {
      key: "samples",
      title: told.samples,
      width: 215,
      render: ({ samples }) => <Samples samples={samples} />,
    },
  ];
  return (
    <DataTable caption={told.caption} rows={table.columns} columns={columns} keyOf={({ name }) => name} />
  );
}

function FieldSelect({
  table,
  source,
  kinds,
  plan,
  at,
  onPlan,
  column,
}: Editing & { column: PreviewColumn }) {
  const told = useWords(words);
  const text = useText();
  const kind = kinds.find(({ name }) => name === source.kind);
  const needed = new Set(kind?.needs.flat());
  const taken = (field: string) => {
    const from = source.fields?.[field];
    return from && isFromColumn(from) && from.column !== column.name ? ` ← ${from.column}` : "";
  };
  return (
    <Select
      className="field-select"
      mode="multiple"
      maxCount={3}
      value={fieldsOfColumn(source, column.name)}
      placeholder={told.unused}
      aria-label={`${told.field}: ${column.name}`}
      showSearch={{ optionFilterProp: "label" }}
      options={(kind?.fields ?? []).map(({ name, title }) => ({
        value: name,
        label: `${text(title)}${needed.has(name) ? " *" : ""}${taken(name)}`,
      }))}
      labelRender={({ value }) => {
        const title = kind?.fields.find(({ name }) => name === value)?.title;
        return title ? text(title) : String(value);
      }}
      popupMatchSelectWidth={280}
      onChange={(names: string[]) =>
        onPlan(changeSource(plan, at, (one) => withFields(table, one, column, names, kinds)))
      }
    />
  );
}

/** Colour, number and reason: whoever cannot tell the colours reads the number. */
function Certainty({ table, source, column }: Editing & { column: PreviewColumn }) {
  const told = useWords(words);
  const text = useText();
  const [field] = fieldsOfColumn(source, column.name);
  const from = field === undefined ? undefined : source.fields?.[field];
  if (field === undefined || !from || !isFromColumn(from)) return <Nothing />;
  const guess = table.candidates
    .find(({ kind }) => kind === source.kind)
    ?.fields.find((one) => one.field === field && table.columns[one.column]?.name === column.name);
  if (from.confidence === undefined)
    return <span className="import-hint">{table.isKept ? told.kept : told.byHand}</span>;
  const level = from.confidence >= 0.85 ? "sure" : from.confidence >= 0.6 ? "doubtful" : "open";
  return (
    <Tooltip title={guess ? text(guess.why) : undefined}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the reason is for those without a mouse too */}
      <span className={`certainty sign-${level}`} tabIndex={0}>
        {Math.round(100 * from.confidence)}%
      </span>
    </Tooltip>
  );
}

const samplesShown = 3;

function Samples({ samples }: { readonly samples: readonly string[] }) {
  return (
    <span className="samples">
      {samples.slice(0, samplesShown).map((sample, i) =>
        // biome-ignore lint/suspicious/noArrayIndexKey: rows of the file, which do not move
        sample === "" ? <Nothing key={i} /> : <code key={i}>{sample}</code>,
      )}
    </span>
  );
}
