import { Button, Form, Input, InputNumber, Select } from "antd";
import type { ReactNode } from "react";
import { useWords } from "../../ui/index.ts";
import type { OwnParameter } from "./own-draft.ts";
import { ownWords } from "./own-words.ts";

interface BothProps {
  readonly name: string;
  readonly label: string;
  readonly value: { readonly zh: string; readonly en: string };
  onChange(value: { zh: string; en: string }): void;
  readonly rows?: number;
}

/** One text in both languages, side by side. */
export function Both({ name, label, value, onChange, rows = 1 }: BothProps) {
  const text = useWords(ownWords);
  const field = (language: "zh" | "en", title: string) => {
    const shared = {
      id: `own-${name}-${language}`,
      value: value[language],
      placeholder: title,
      "aria-label": `${label} · ${title}`,
    };
    const change = (next: string) => onChange({ ...value, [language]: next });
    return rows === 1 ? (
      <Input {...shared} onChange={({ target }) => change(target.value)} />
    ) : (
      <Input.TextArea {...shared} rows={rows} onChange={({ target }) => change(target.value)} />
    );
  };
  return (
    <Form.Item label={label} required htmlFor={`own-${name}-zh`}>
      <div className="own-both">
        {field("zh", text.chinese)}
        {field("en", text.english)}
      </div>
    </Form.Item>
  );
}

interface ParametersProps {
  readonly parameters: readonly OwnParameter[];
  onChange(parameters: readonly OwnParameter[]): void;
}

export function OwnParameters({ parameters, onChange }: ParametersProps) {
  const text = useWords(ownWords);
  const change = (line: number, part: Partial<OwnParameter>) =>
    onChange(parameters.map((one) => (one.line === line ? { ...one, ...part } : one)));
  const add = () => {
    const line = 1 + Math.max(-1, ...parameters.map((one) => one.line));
    const bounds = { usual: 1, least: 0, most: 100 };
    onChange([...parameters, { line, name: "", form: "whole", ...bounds, meaning: { zh: "", en: "" } }]);
  };
  return (
    <div className="own-parameters">
      {parameters.map((one) => (
        <fieldset key={one.line} className="own-parameter">
          <Labelled label={text.parameter.name}>
            <Input
              className="own-code"
              value={one.name}
              aria-label={text.parameter.name}
              onChange={({ target }) => change(one.line, { name: target.value })}
            />
          </Labelled>
          <Labelled label={text.parameter.form}>
            <Select
              value={one.form}
              aria-label={text.parameter.form}
              options={(["whole", "decimal"] as const).map((value) => ({ value, label: text.forms[value] }))}
              onChange={(form) => change(one.line, { form })}
            />
          </Labelled>
          {(["usual", "least", "most"] as const).map((which) => (
            <Labelled key={which} label={text.parameter[which]}>
              <InputNumber
                value={one[which]}
                aria-label={text.parameter[which]}
                onChange={(next) => next !== null && change(one.line, { [which]: Number(next) })}
              />
            </Labelled>
          ))}
          <Labelled label={`${text.parameter.meaning} · ${text.chinese}`}>
            <Input
              value={one.meaning.zh}
              aria-label={`${text.parameter.meaning} · ${text.chinese}`}
              onChange={({ target }) => change(one.line, { meaning: { ...one.meaning, zh: target.value } })}
            />
          </Labelled>
          <Labelled label={`${text.parameter.meaning} · ${text.english}`}>
            <Input
              value={one.meaning.en}
              aria-label={`${text.parameter.meaning} · ${text.english}`}
              onChange={({ target }) => change(one.line, { meaning: { ...one.meaning, en: target.value } })}
            />
          </Labelled>
          <Button
            type="text"
            danger
            onClick={() => onChange(parameters.filter(({ line }) => line !== one.line))}
          >
            {text.remove}
          </Button>
        </fieldset>
      ))}
      <Button size="small" onClick={add}>
        {text.addParameter}
      </Button>
    </div>
  );
}

function Labelled({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="own-labelled">
      <small>{label}</small>
      {children}
    </div>
  );
}
