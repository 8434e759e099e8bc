import { AutoComplete, Input, Select } from "antd";
import { api } from "../../api/index.ts";
import { useText, useWords } from "../../ui/index.ts";
import { DayInput } from "./day-input.tsx";
import type { InputProps } from "./input-props.ts";
import { ReferenceInput } from "./reference-input.tsx";

const words = { zh: { yes: "是", no: "否" }, en: { yes: "Yes", no: "No" } };

/** The input that a type of field wants. */
export function FieldInput(props: InputProps) {
  const { field, value, isDisabled = false, isWrong = false, describedBy, onChange } = props;
  const { yes, no } = useWords(words);
  const text = useText();
  const typed = typeof value === "boolean" ? "" : value;
  const common = {
    id: props.id,
    disabled: isDisabled,
    ...(isWrong ? { status: "error" as const, "aria-invalid": true } : {}),
    ...(describedBy === undefined ? {} : { "aria-describedby": describedBy }),
  };
  if (field.refers !== undefined) return <ReferenceInput {...props} kind={field.refers} />;
  switch (field.type) {
    case "date":
    case "time":
      return <DayInput {...common} value={typed} hasTime={field.type === "time"} onChange={onChange} />;
    case "flag":
    case "yes-no": {
      const isFlag = field.type === "flag";
      const options = [
        { value: "yes", label: yes },
        { value: "no", label: no },
      ];
      const chosen = value === true ? "yes" : value === false ? "no" : typed;
      return (
        <Select
          {...common}
          allowClear
          value={chosen || null}
          options={options}
          onChange={(next?: string) => onChange(isFlag && next !== undefined ? next === "yes" : (next ?? ""))}
        />
      );
    }
    case "choice":
      return (
        <Select
          {...common}
          allowClear
          showSearch={{ optionFilterProp: "label" }}
          value={typed || null}
          options={(field.choices ?? []).map((choice) => ({
            value: choice.value,
            label: text(choice.title),
          }))}
          onChange={(next?: string) => onChange(next ?? "")}
        />
      );
    case "currency":
      return <CurrencyInput {...common} value={typed} onChange={onChange} />;
    case "money":
    case "price":
    case "quantity":
    case "number":
    case "integer":
    case "rate":
      return (
        <Input
          {...common}
          className="number-input"
          inputMode="decimal"
          autoComplete="off"
          value={typed}
          suffix={field.type === "rate" ? "%" : field.type === "money" ? named(props.currency) : undefined}
          onChange={(event) => onChange(event.target.value)}
        />
      );
    default:
      if (field.name === "legal_entity") return <EntityInput {...common} value={typed} onChange={onChange} />;
      if (field.type === "text" && props.isWide) {
        return (
          <Input.TextArea
            {...common}
            rows={2}
            value={typed}
            onChange={(event) => onChange(event.target.value)}
          />
        );
      }
      return (
        <Input
          {...common}
          autoComplete="off"
          value={typed}
          onChange={(event) => onChange(event.target.value)}
        />
      );
  }
}

const named = (currency: string | undefined) => (currency === "XXX" ? undefined : currency);

interface Chosen {
  readonly id: string;
  readonly value: string;
  readonly disabled: boolean;
  onChange(value: string): void;
}

/** The currencies of the settings first; any other can be typed. */
function CurrencyInput({ value, onChange, ...rest }: Chosen) {
  const { data } = api.useQuery("get", "/api/settings/basics", {}, { staleTime: 300_000 });
  return (
    <AutoComplete
      {...rest}
      value={value}
      options={(data?.currencies ?? []).map((code) => ({ value: code }))}
      onChange={(next?: string) => onChange((next ?? "").toUpperCase())}
    />
  );
}

function EntityInput({ value, onChange, ...rest }: Chosen) {
  const { data } = api.useQuery("get", "/api/settings/basics", {}, { staleTime: 300_000 });
  return (
    <AutoComplete
      {...rest}
      value={value}
      options={(data?.entities ?? []).map(({ id, name }) => ({ value: id, label: `${name} ${id}` }))}
      onChange={(next?: string) => onChange(next ?? "")}
    />
  );
}
