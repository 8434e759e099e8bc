import { TableOutlined } from "@ant-design/icons";
import { Button, Checkbox, Input, Popover } from "antd";
import { useState } from "react";
import { useText, useWords } from "../../ui/index.ts";
import { defaultColumns } from "./default-columns.ts";
import type { FieldView, KindView } from "./types.ts";

const words = {
  zh: { columns: "列", find: "查找字段", reset: "恢复默认", empty: "（没有数据）" },
  en: { columns: "Columns", find: "Find a field", reset: "Back to default", empty: "(no values)" },
};

interface Props {
  readonly kind: KindView;
  readonly chosen: readonly string[];
  onChange(columns: readonly string[]): void;
}

/** Which fields are columns; they stand in the order in which they were chosen. */
export function ColumnChooser({ kind, chosen, onChange }: Props) {
  const word = useWords(words);
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      destroyOnHidden
      content={<Columns kind={kind} chosen={chosen} onChange={onChange} />}
    >
      <Button icon={<TableOutlined aria-hidden />}>{word.columns}</Button>
    </Popover>
  );
}

function Columns({ kind, chosen, onChange }: Props) {
  const word = useWords(words);
  const text = useText();
  const [typed, setTyped] = useState("");
  const columns = chosen.length > 0 ? chosen : defaultColumns(kind);
  const toggle = ({ name }: FieldView, isShown: boolean) => {
    const next = isShown ? [...columns, name] : columns.filter((one) => one !== name);
    if (next.length > 0) onChange(next);
  };
  const offered = kind.fields
    .filter((field) => text(field).toLowerCase().includes(typed.trim().toLowerCase()))
    .sort((a, b) => Number(b.isFilled) - Number(a.isFilled));
  return (
    <div className="chooser">
      <Input
        autoFocus
        allowClear
        aria-label={word.find}
        placeholder={word.find}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
      />
      <div className="column-list">
        {offered.map((field) => (
          <Checkbox
            key={field.name}
            checked={columns.includes(field.name)}
            onChange={({ target }) => toggle(field, target.checked)}
          >
            {text(field)} {!field.isFilled && <small className="lead">{word.empty}</small>}
          </Checkbox>
        ))}
      </div>
      <div className="chooser-foot">
        <Button size="small" disabled={chosen.length === 0} onClick={() => onChange([])}>
          {word.reset}
        </Button>
      </div>
    </div>
  );
}
