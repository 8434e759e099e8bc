import { FilterOutlined } from "@ant-design/icons";
import { Button, Input, Popover, Select } from "antd";
import { type FormEvent, useState } from "react";
import { useLanguage, useText, useWords } from "../../ui/index.ts";
import { isDay, isNumber, needsValue, opsFor, opWord, valueToAsk } from "./filter-words.ts";
import type { FieldView, FilterChoice, FilterOp, KindView } from "./types.ts";

const words = {
  zh: {
    add: "添加条件",
    field: "字段",
    op: "条件",
    value: "值",
    apply: "应用",
    yes: "是",
    no: "否",
    number: "请填数字，如 10000.00",
  },
  en: {
    add: "Add a condition",
    field: "Field",
    op: "Condition",
    value: "Value",
    apply: "Apply",
    yes: "yes",
    no: "no",
    number: "A number, such as 10000.00",
  },
};

interface Props {
  readonly kind: KindView;
  onAdd(filter: FilterChoice): void;
}

export function AddFilter({ kind, onAdd }: Props) {
  const { add } = useWords(words);
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover
      trigger="click"
      placement="bottomLeft"
      open={isOpen}
      onOpenChange={setOpen}
      destroyOnHidden
      content={
        <FilterForm
          kind={kind}
          onAdd={(filter) => {
            onAdd(filter);
            setOpen(false);
          }}
        />
      }
    >
      <Button icon={<FilterOutlined aria-hidden />}>{add}</Button>
    </Popover>
  );
}

function FilterForm({ kind, onAdd }: Props) {
  const word = useWords(words);
  const language = useLanguage();
  const text = useText();
  const offered = [...kind.fields].sort((a, b) => Number(b.isFilled) - Number(a.isFilled));
  const [name, setName] = useState(offered[0]?.name ?? "");
  const field = kind.fields.find((one) => one.name === name);
  const [op, setOp] = useState<FilterOp>(field ? (opsFor(field)[0] ?? "is") : "is");
  const [typed, setTyped] = useState("");
  if (!field) return null;
  const value = needsValue(op) ? valueToAsk(field, typed) : "";
  const choose = (chosen: string) => {
    const next = kind.fields.find((one) => one.name === chosen);
    setName(chosen);
    setTyped("");
    if (next) setOp(opsFor(next)[0] ?? "is");
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (value !== undefined) onAdd({ field: name, op, value });
  };
  return (
    <form className="filter-form" onSubmit={submit}>
      <Select
        aria-label={word.field}
        showSearch={{ optionFilterProp: "label" }}
        value={name}
        onChange={choose}
        options={offered.map((one) => ({ value: one.name, label: text(one) }))}
      />
      <Select<FilterOp>
        aria-label={word.op}
        value={op}
        onChange={setOp}
        options={opsFor(field).map((one) => ({ value: one, label: opWord(field, one, language) }))}
      />
      {needsValue(op) && (
        <ValueInput
          field={field}
          typed={typed}
          onType={setTyped}
          isWrong={typed !== "" && value === undefined}
        />
      )}
      <Button type="primary" htmlType="submit" disabled={value === undefined}>
        {word.apply}
      </Button>
    </form>
  );
}

interface ValueProps {
  readonly field: FieldView;
  readonly typed: string;
  onType(text: string): void;
  readonly isWrong: boolean;
}

function ValueInput({ field, typed, onType, isWrong }: ValueProps) {
  const word = useWords(words);
  if (field.type === "flag") {
    const options = [
      { value: "true", label: word.yes },
      { value: "false", label: word.no },
    ];
    return (
      <Select
        aria-label={word.value}
        value={typed || null}
        onChange={(one) => onType(one ?? "")}
        options={options}
      />
    );
  }
  return (
    <Input
      autoFocus
      aria-label={word.value}
      type={isDay(field) ? "date" : "text"}
      inputMode={isNumber(field) ? "decimal" : "text"}
      placeholder={isNumber(field) ? word.number : word.value}
      status={isWrong ? "error" : ""}
      value={typed}
      onChange={({ target }) => onType(target.value)}
    />
  );
}
