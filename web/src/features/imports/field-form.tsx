import { Select } from "antd";
import { useText, useWords } from "../../ui/index.ts";
import type { FromColumn } from "./draft.ts";
import type { Kind } from "./types.ts";

const words = {
  zh: {
    date: "日期写法",
    decimal: "小数点",
    factor: "单位",
    rate: "比率写法",
    lookup: "按名称查找",
    asIs: "就是编号",
    byName: "是名称，查编号",
  },
  en: {
    date: "Form of dates",
    decimal: "Decimal mark",
    factor: "Unit",
    rate: "Form of rates",
    lookup: "Look up by name",
    asIs: "these are ids",
    byName: "names: find the id",
  },
};

const dates = [
  { value: "y-m-d", label: "2026-03-05" },
  { value: "d/m/y", label: { zh: "05/03/2026（日/月）", en: "05/03/2026 (day first)" } },
  { value: "m/d/y", label: { zh: "03/05/2026（月/日）", en: "03/05/2026 (month first)" } },
  { value: "yyyymmdd", label: "20260305" },
  { value: "y-m", label: "2026-03" },
  { value: "d-mon-y", label: "5-Mar-2026" },
  { value: "年月日", label: "2026年3月5日" },
  { value: "excel", label: { zh: "Excel 序号 46086", en: "Excel number 46086" } },
  { value: "epoch-s", label: { zh: "时间戳（秒）", en: "seconds since 1970" } },
  { value: "epoch-ms", label: { zh: "时间戳（毫秒）", en: "milliseconds since 1970" } },
];
const decimals = [
  { value: ".", label: "1,234.50" },
  { value: ",", label: "1.234,50" },
];
const factors = [
  { value: 0.01, label: { zh: "分", en: "× 0.01" } },
  { value: 1, label: { zh: "元", en: "× 1" } },
  { value: 1_000, label: { zh: "千元", en: "× 1,000" } },
  { value: 10_000, label: { zh: "万元", en: "× 10,000" } },
  { value: 1_000_000, label: { zh: "百万元", en: "× 1,000,000" } },
  { value: 100_000_000, label: { zh: "亿元", en: "× 100,000,000" } },
];
const rates = [
  { value: "percent", label: "13 = 13%" },
  { value: "fraction", label: "0.13 = 13%" },
];

/** Whose names a field's column may hold instead of ids. */
const lookups: Readonly<Record<string, NonNullable<FromColumn["lookup"]>>> = {
  customer_id: "customer",
  product_id: "product",
  seller_id: "employee",
  owner_id: "employee",
  employee_id: "employee",
  manager_id: "employee",
  approver_id: "employee",
};

interface Props {
  readonly from: FromColumn;
  readonly field: Kind["fields"][number];
  onChange(form: Partial<FromColumn>): void;
}

/** How the column is read as the field: only what there is to choose for its type. */
export function FieldForm({ from, field, onChange }: Props) {
  const told = useWords(words);
  const lookup = lookups[field.name];
  switch (field.type) {
    case "time":
    case "date":
      return (
        <Choice
          label={`${told.date}: ${from.column}`}
          value={from.date ?? "y-m-d"}
          options={dates}
          onChange={(date) => onChange({ date })}
        />
      );
    case "money":
    case "price":
      return (
        <span className="field-form">
          <Decimal from={from} onChange={onChange} />
          <Choice
            label={`${told.factor}: ${from.column}`}
            value={from.factor ?? 1}
            options={factors}
            onChange={(factor) =>
              onChange({ factor: factor === 1 ? undefined : factor } as Partial<FromColumn>)
            }
          />
        </span>
      );
    case "quantity":
    case "number":
    case "integer":
      return <Decimal from={from} onChange={onChange} />;
    case "rate":
      return (
        <Choice
          label={`${told.rate}: ${from.column}`}
          value={from.rate ?? "percent"}
          options={rates}
          onChange={(rate) => onChange({ rate } as Partial<FromColumn>)}
        />
      );
    default:
      if (!lookup) return null;
      return (
        <Choice
          label={`${told.lookup}: ${from.column}`}
          value={from.lookup ?? ""}
          options={[
            { value: "", label: told.asIs },
            { value: lookup, label: told.byName },
          ]}
          onChange={(chosen) =>
            onChange({ lookup: chosen === "" ? undefined : chosen } as Partial<FromColumn>)
          }
        />
      );
  }
}

function Decimal({ from, onChange }: Pick<Props, "from" | "onChange">) {
  const { decimal } = useWords(words);
  return (
    <Choice
      label={`${decimal}: ${from.column}`}
      value={from.decimal ?? "."}
      options={decimals}
      onChange={(mark) => onChange({ decimal: mark === "." ? undefined : mark } as Partial<FromColumn>)}
    />
  );
}

interface ChoiceProps<Value extends string | number> {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly {
    readonly value: Value;
    readonly label: string | { readonly zh: string; readonly en: string };
  }[];
  onChange(value: Value): void;
}

/** A form that is none of the usual ones, such as %d.%m.%Y, is shown as it stands. */
function Choice<Value extends string | number>({ label, value, options, onChange }: ChoiceProps<Value>) {
  const text = useText();
  const known = options.map((option) => ({
    value: option.value,
    label: typeof option.label === "string" ? option.label : text(option.label),
  }));
  const shown = known.some((option) => option.value === value)
    ? known
    : [...known, { value, label: String(value) }];
  return (
    <Select<Value>
      className="form-select"
      size="small"
      variant="filled"
      aria-label={label}
      value={value}
      options={shown}
      popupMatchSelectWidth={false}
      onChange={onChange}
    />
  );
}
