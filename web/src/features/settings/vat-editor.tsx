import { Select } from "antd";
import { useState } from "react";
import { useWords } from "../../ui/index.ts";
import { DayInput, TextInput, useEntityOptions } from "./inputs.tsx";
import { type Contents, type EditorProps, withoutEmpty } from "./model.ts";
import { fromPercent, toPercent } from "./percent.ts";
import { RowTable } from "./row-table.tsx";

const words = {
  zh: {
    caption: "增值税率",
    name: "名称",
    example: "一般货物",
    rate: "税率（%）",
    entity: "适用实体",
    all: "所有实体",
    from: "自",
    to: "至",
  },
  en: {
    caption: "VAT rates",
    name: "Name",
    example: "Standard",
    rate: "Rate (%)",
    entity: "Legal entity",
    all: "all of them",
    from: "From",
    to: "Until",
  },
};

type Rate = Contents["vat"]["rates"][number];

export function VatEditor({ content, isFixed, onChange }: EditorProps<Contents["vat"]>) {
  const text = useWords(words);
  const entities = useEntityOptions();
  return (
    <RowTable<Rate>
      caption={text.caption}
      rows={content.rates}
      isFixed={isFixed}
      fresh={() => ({ name: "", rate: "0.13", from: new Date().toISOString().slice(0, 10) })}
      onChange={(rates) =>
        onChange({
          rates: rates.map(({ name, rate, from, ...rest }) => ({ name, rate, from, ...withoutEmpty(rest) })),
        })
      }
      columns={[
        {
          key: "name",
          title: text.name,
          cell: ({ name }, change) => (
            <TextInput
              label={text.name}
              placeholder={text.example}
              isFixed={isFixed}
              value={name}
              onChange={(value) => change({ name: value })}
            />
          ),
        },
        {
          key: "rate",
          title: text.rate,
          width: 110,
          cell: ({ rate }, change) => (
            <PercentInput
              label={text.rate}
              isFixed={isFixed}
              rate={rate}
              onChange={(value) => change({ rate: value })}
            />
          ),
        },
        {
          key: "entity",
          title: text.entity,
          width: 220,
          cell: ({ entity }, change) => (
            <Select
              allowClear
              aria-label={text.entity}
              disabled={isFixed}
              placeholder={text.all}
              value={entity || null}
              options={entities}
              onChange={(value: string | undefined) => change({ entity: value ?? "" })}
            />
          ),
        },
        {
          key: "from",
          title: text.from,
          width: 150,
          cell: ({ from }, change) => (
            <DayInput
              label={text.from}
              isFixed={isFixed}
              value={from}
              onChange={(value) => change({ from: value })}
            />
          ),
        },
        {
          key: "to",
          title: text.to,
          width: 150,
          cell: ({ to }, change) => (
            <DayInput
              label={text.to}
              isFixed={isFixed}
              value={to}
              onChange={(value) => change({ to: value })}
            />
          ),
        },
      ]}
    />
  );
}

/** Shows what was typed: `8.` on the way to `8.5` is no other rate than `8`. */
function PercentInput({
  rate,
  label,
  isFixed,
  onChange,
}: {
  readonly rate: string;
  readonly label: string;
  readonly isFixed: boolean;
  onChange(rate: string): void;
}) {
  const [typed, setTyped] = useState(toPercent(rate));
  const shown = fromPercent(typed) === rate ? typed : toPercent(rate);
  return (
    <TextInput
      label={label}
      isFixed={isFixed}
      value={shown}
      onChange={(value) => {
        setTyped(value);
        onChange(fromPercent(value));
      }}
    />
  );
}
