import { Button, Form, Input, InputNumber } from "antd";
import { useState } from "react";
import { useLanguage, useText, useWords } from "../../ui/index.ts";
import { valueText } from "./formula.tsx";
import type { Parameter, Value } from "./types.ts";

const words = {
  zh: { usual: "默认", from: "范围", to: "至", list: "用逗号分隔", reset: "恢复默认" },
  en: { usual: "default", from: "from", to: "to", list: "separated by commas", reset: "Back to default" },
};

interface FieldsProps {
  readonly parameters: readonly Parameter[];
  readonly values: Readonly<Record<string, Value>>;
  /** Absent where they are only looked at. */
  onChange?(values: Readonly<Record<string, Value>>): void;
}

/** Parameters with their bounds. */
export function ParameterFields({ parameters, values, onChange }: FieldsProps) {
  return (
    <div className="parameter-grid">
      {parameters.map((parameter) => (
        <Field
          key={parameter.name}
          parameter={parameter}
          value={values[parameter.name] ?? parameter.usual}
          {...(onChange ? { onChange: (value) => onChange({ ...values, [parameter.name]: value }) } : {})}
        />
      ))}
    </div>
  );
}

interface FieldProps {
  readonly parameter: Parameter;
  readonly value: Value;
  onChange?(value: Value): void;
}

function Field({ parameter, value, onChange }: FieldProps) {
  const { name, form, meaning, usual, least, most } = parameter;
  const text = useWords(words);
  const told = useText();
  const language = useLanguage();
  const isUsual = JSON.stringify(value) === JSON.stringify(usual);
  const bounds = `${text.from} ${valueText(least, language)} ${text.to} ${valueText(most, language)}`;
  return (
    <Form.Item
      label={told(meaning)}
      htmlFor={`parameter-${name}`}
      extra={
        <span>
          <code>{name}</code> · {text.usual} {valueText(usual, language)} · {bounds}
          {form === "decimals" && ` · ${text.list}`}
          {!isUsual && onChange && (
            <Button type="link" size="small" onClick={() => onChange(usual)}>
              {text.reset}
            </Button>
          )}
        </span>
      }
    >
      {Array.isArray(value) ? (
        <ListInput id={`parameter-${name}`} values={value} onChange={(next) => onChange?.(next)} />
      ) : (
        <InputNumber
          id={`parameter-${name}`}
          className={isUsual ? "" : "changed-input"}
          value={value}
          min={least}
          max={most}
          {...(form === "whole" ? { precision: 0 } : {})}
          step={form === "whole" ? 1 : most <= 1 ? 0.01 : 0.1}
          onChange={(next) => next !== null && onChange?.(Number(next))}
        />
      )}
    </Form.Item>
  );
}

function ListInput(props: { id: string; values: readonly number[]; onChange(values: number[]): void }) {
  const { id, values, onChange } = props;
  const [typed, setTyped] = useState(values.join(", "));
  return (
    <Input
      id={id}
      value={typed}
      onChange={({ target }) => {
        setTyped(target.value);
        const parts = target.value.split(/[,，、\s]+/).filter(Boolean);
        onChange(parts.map(Number).filter((number) => !Number.isNaN(number)));
      }}
    />
  );
}
