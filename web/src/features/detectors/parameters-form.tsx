import { useQueryClient } from "@tanstack/react-query";
import { Button, Form, Input, InputNumber } from "antd";
import { useState } from "react";
import { api } from "../../api/index.ts";
import { RefusalAlert, useLanguage, useTell, useText, useWords } from "../../ui/index.ts";
import { valueText } from "./formula.tsx";
import type { Detector, Parameter, Value } from "./types.ts";

const words = {
  zh: {
    usual: "默认",
    from: "范围",
    to: "至",
    list: "用逗号分隔",
    reset: "恢复默认",
    reason: "修改理由",
    reasonHint: "写明依据；这次修改与理由会记入日志",
    needReason: "请写明理由",
    save: "保存参数",
    off: "停用",
    on: "启用",
    saved: "已保存，下次检测起生效",
    next: "下次检测起生效。停用的检测器不再运行，它以前的疑点会标为不再出现。",
    readOnly: "只有审计负责人可以修改参数。",
  },
  en: {
    usual: "default",
    from: "from",
    to: "to",
    list: "separated by commas",
    reset: "Back to default",
    reason: "Reason",
    reasonHint: "What speaks for it; the change and its reason go into the log",
    needReason: "Please give a reason",
    save: "Save parameters",
    off: "Switch off",
    on: "Switch on",
    saved: "Saved; the next run goes by it",
    next: "The next run goes by it. A detector that is switched off does not run, and its alerts are then told as no longer found.",
    readOnly: "Only the lead auditor changes parameters.",
  },
};

/** The parameters with their bounds; for the lead auditor to change, with a reason. */
export function ParametersForm(props: { readonly detector: Detector; readonly mayChange: boolean }) {
  const { detector, mayChange } = props;
  const text = useWords(words);
  const tell = useTell();
  const queries = useQueryClient();
  const [values, setValues] = useState<Readonly<Record<string, Value>>>(() => valuesOf(detector));
  const [reason, setReason] = useState("");
  const [isAsked, setAsked] = useState(false);
  const change = api.useMutation("put", "/api/detectors/{id}/parameters");
  const isChanged = JSON.stringify(values) !== JSON.stringify(valuesOf(detector));
  const save = async (isOff: boolean) => {
    setAsked(true);
    if (reason.trim() === "") return;
    const body = {
      revision: detector.revision,
      params: { ...values } as Record<string, number>,
      isOff,
      reason,
    };
    await change.mutateAsync({ params: { path: { id: detector.id } }, body }).then(
      async () => {
        setReason("");
        setAsked(false);
        tell(text.saved);
        await queries.invalidateQueries({
          predicate: ({ queryKey }) => String(queryKey[1]).startsWith("/api/detectors"),
        });
      },
      () => undefined,
    );
  };
  return (
    <Form layout="vertical" className="parameters" disabled={!mayChange}>
      <RefusalAlert error={change.error} />
      <div className="parameter-grid">
        {detector.parameters.map((parameter) => (
          <Field
            key={parameter.name}
            parameter={parameter}
            value={values[parameter.name] ?? parameter.usual}
            onChange={(value) => setValues({ ...values, [parameter.name]: value })}
            mayChange={mayChange}
          />
        ))}
      </div>
      {mayChange ? (
        <>
          <Form.Item
            label={text.reason}
            required
            help={isAsked && reason.trim() === "" ? text.needReason : text.reasonHint}
            {...(isAsked && reason.trim() === "" ? { validateStatus: "error" as const } : {})}
          >
            <Input.TextArea
              rows={2}
              maxLength={2_000}
              value={reason}
              aria-label={text.reason}
              onChange={({ target }) => setReason(target.value)}
            />
          </Form.Item>
          <div className="parameter-actions">
            <Button
              type="primary"
              disabled={!isChanged}
              loading={change.isPending}
              onClick={() => void save(detector.isOff)}
            >
              {text.save}
            </Button>
            <Button
              danger={!detector.isOff}
              loading={change.isPending}
              onClick={() => void save(!detector.isOff)}
            >
              {detector.isOff ? text.on : text.off}
            </Button>
            <small>{text.next}</small>
          </div>
        </>
      ) : (
        <p className="lead">{text.readOnly}</p>
      )}
    </Form>
  );
}

const valuesOf = ({ parameters }: Detector): Record<string, Value> =>
  Object.fromEntries(parameters.map(({ name, value }) => [name, value]));

interface FieldProps {
  readonly parameter: Parameter;
  readonly value: Value;
  onChange(value: Value): void;
  readonly mayChange: boolean;
}

function Field({ parameter, value, onChange, mayChange }: FieldProps) {
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
          {!isUsual && mayChange && (
            <Button type="link" size="small" onClick={() => onChange(usual)}>
              {text.reset}
            </Button>
          )}
        </span>
      }
    >
      {Array.isArray(value) ? (
        <ListInput id={`parameter-${name}`} values={value} onChange={onChange} />
      ) : (
        <InputNumber
          id={`parameter-${name}`}
          className={isUsual ? "" : "changed-input"}
          value={value}
          min={least}
          max={most}
          {...(form === "whole" ? { precision: 0 } : {})}
          step={form === "whole" ? 1 : most <= 1 ? 0.01 : 0.1}
          onChange={(next) => next !== null && onChange(Number(next))}
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
