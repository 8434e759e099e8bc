import { InputNumber, Select } from "antd";
import { api, useMe } from "../../api/index.ts";
import { DataTable, Day, Figure, useText, useWords } from "../../ui/index.ts";
import type { Contents, EditorProps } from "./model.ts";
import { RowTable } from "./row-table.tsx";

const words = {
  zh: {
    caption: "保存期限",
    kind: "记录类型",
    period: "保存期限（月）",
    years: (n: number) => `= ${n} 年`,
    preview: "按已保存的设置，下次清除将涉及",
    before: "早于",
    records: "记录数",
    held: "因保全保留",
    nothing: "没有设置保存期限：所有记录一直保存。",
  },
  en: {
    caption: "Periods of retention",
    kind: "Kind of record",
    period: "Kept for (months)",
    years: (n: number) => (n === 1 ? "= 1 year" : `= ${n} years`),
    preview: "By the settings as saved, the next run would erase",
    before: "Before",
    records: "Records",
    held: "Kept by a hold",
    nothing: "No period is set: every record is kept.",
  },
};

type Kept = Contents["retention"]["kinds"][number];

export function RetentionEditor({ content, isFixed, onChange }: EditorProps<Contents["retention"]>) {
  const text = useWords(words);
  const titleOf = useKindTitles();
  return (
    <>
      <RowTable<Kept>
        caption={text.caption}
        rows={content.kinds}
        isFixed={isFixed}
        fresh={() => ({
          kind: titleOf.options.find(({ value }) => !isNamed(content, value))?.value ?? "",
          months: 120,
        })}
        onChange={(kinds) => onChange({ kinds })}
        columns={[
          {
            key: "kind",
            title: text.kind,
            cell: ({ kind }, change) => (
              <Select
                showSearch={{ optionFilterProp: "label" }}
                aria-label={text.kind}
                disabled={isFixed}
                value={kind || null}
                options={titleOf.options}
                onChange={(value: string) => change({ kind: value })}
              />
            ),
          },
          {
            key: "months",
            title: text.period,
            width: 280,
            cell: ({ months }, change) => (
              <span className="settings-period">
                <InputNumber
                  aria-label={text.period}
                  min={1}
                  max={1_200}
                  precision={0}
                  disabled={isFixed}
                  value={months}
                  onChange={(value) => change({ months: value ?? 1 })}
                />
                {months % 12 === 0 && <small>{text.years(months / 12)}</small>}
              </span>
            ),
          },
        ]}
      />
      {!isFixed && <Preview titleOf={titleOf.of} />}
    </>
  );
}

const isNamed = ({ kinds }: Contents["retention"], kind: string) => kinds.some((one) => one.kind === kind);

function useKindTitles() {
  const { roles } = useMe();
  const mayAsk = roles.some((role) => role === "lead-auditor" || role === "auditor");
  const { data } = api.useQuery("get", "/api/import-kinds", {}, { enabled: mayAsk });
  const say = useText();
  const options = (data ?? []).map(({ name, title }) => ({ value: name, label: say(title) }));
  return { options, of: (kind: string) => options.find(({ value }) => value === kind)?.label ?? kind };
}

function Preview({ titleOf }: { titleOf(kind: string): string }) {
  const text = useWords(words);
  const { data, error, isLoading } = api.useQuery("get", "/api/retention");
  return (
    <div className="settings-preview">
      <h3>{text.preview}</h3>
      <DataTable
        caption={text.preview}
        rows={data}
        isLoading={isLoading}
        error={error}
        keyOf={({ kind }) => kind}
        empty={text.nothing}
        columns={[
          { key: "kind", title: text.kind, render: ({ kind }) => titleOf(kind) },
          { key: "before", title: text.before, render: ({ before }) => <Day day={before} /> },
          {
            key: "records",
            title: text.records,
            align: "right",
            render: ({ records }) => <Figure value={records} />,
          },
          { key: "held", title: text.held, align: "right", render: ({ held }) => <Figure value={held} /> },
        ]}
      />
    </div>
  );
}
