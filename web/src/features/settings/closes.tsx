import { InputNumber, Select } from "antd";
import { useWords } from "../../ui/index.ts";
import { DayInput, useEntityOptions } from "./inputs.tsx";
import { type Contents, withoutEmpty } from "./model.ts";
import { RowTable } from "./row-table.tsx";

const words = {
  zh: {
    caption: "结账日",
    year: "会计年度",
    number: "期",
    entity: "法人实体",
    all: "所有实体",
    on: "结账日",
  },
  en: {
    caption: "Close dates",
    year: "Fiscal year",
    number: "Period",
    entity: "Legal entity",
    all: "all of them",
    on: "Closed on",
  },
};

type Close = Contents["calendar"]["closes"][number];

export function Closes({
  closes,
  isFixed,
  onChange,
}: {
  readonly closes: readonly Close[];
  readonly isFixed: boolean;
  onChange(closes: Close[]): void;
}) {
  const text = useWords(words);
  const entities = useEntityOptions();
  const number = (key: "year" | "number", least: number, most: number) => ({
    key,
    title: text[key],
    width: 130,
    cell: (row: Close, change: (part: Partial<Close>) => void) => (
      <InputNumber
        aria-label={text[key]}
        disabled={isFixed}
        min={least}
        max={most}
        precision={0}
        value={row[key]}
        onChange={(value) => change({ [key]: value ?? least })}
      />
    ),
  });
  const last = closes.at(-1);
  return (
    <RowTable<Close>
      caption={text.caption}
      rows={closes}
      isFixed={isFixed}
      fresh={() => ({
        year: last?.year ?? new Date().getUTCFullYear(),
        number: Math.min(13, (last?.number ?? 0) + 1),
        on: "",
      })}
      onChange={(rows) =>
        onChange(rows.map(({ entity, ...rest }) => ({ ...rest, ...withoutEmpty({ entity }) })))
      }
      columns={[
        number("year", 1900, 2200),
        number("number", 1, 13),
        {
          key: "entity",
          title: text.entity,
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
          key: "on",
          title: text.on,
          width: 170,
          cell: ({ on }, change) => (
            <DayInput
              label={text.on}
              isFixed={isFixed}
              value={on}
              onChange={(value) => change({ on: value })}
            />
          ),
        },
      ]}
    />
  );
}
