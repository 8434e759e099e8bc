import { InputNumber } from "antd";
import { useWords } from "../../ui/index.ts";
import { DayInput } from "./inputs.tsx";
import type { Contents } from "./model.ts";
import { RowTable } from "./row-table.tsx";

const words = {
  zh: { caption: "会计期间", year: "年度", quarter: "季", number: "期", from: "开始日", to: "结束日" },
  en: {
    caption: "Fiscal periods",
    year: "Year",
    quarter: "Quarter",
    number: "Period",
    from: "First day",
    to: "Last day",
  },
};

type Period = Extract<Contents["calendar"]["fiscal"], { scheme: "explicit" }>["periods"][number];

export function ExplicitPeriods({
  periods,
  isFixed,
  onChange,
}: {
  readonly periods: readonly Period[];
  readonly isFixed: boolean;
  onChange(periods: Period[]): void;
}) {
  const text = useWords(words);
  const number = (key: "year" | "quarter" | "number", most: number, least = 1) => ({
    key,
    title: text[key],
    width: 110,
    cell: (row: Period, change: (part: Partial<Period>) => void) => (
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
  const day = (key: "from" | "to") => ({
    key,
    title: text[key],
    cell: (row: Period, change: (part: Partial<Period>) => void) => (
      <DayInput
        label={text[key]}
        isFixed={isFixed}
        value={row[key]}
        onChange={(value) => change({ [key]: value })}
      />
    ),
  });
  return (
    <RowTable<Period>
      caption={text.caption}
      rows={periods}
      isFixed={isFixed}
      fresh={() => following(periods.at(-1))}
      onChange={onChange}
      columns={[
        number("year", 2200, 1900),
        number("quarter", 4),
        number("number", 13),
        day("from"),
        day("to"),
      ]}
    />
  );
}

/** The period after another, as far as that can be guessed. */
function following(last: Period | undefined): Period {
  const year = new Date().getUTCFullYear();
  if (!last) return { year, quarter: 1, number: 1, from: `${year}-01-01`, to: `${year}-01-31` };
  const isLast = last.number >= 12;
  const next = Date.parse(`${last.to}T00:00:00Z`) + 86_400_000;
  return {
    year: isLast ? last.year + 1 : last.year,
    number: isLast ? 1 : last.number + 1,
    quarter: isLast ? 1 : Math.min(4, Math.floor(last.number / 3) + 1),
    from: Number.isNaN(next) ? "" : new Date(next).toISOString().slice(0, 10),
    to: "",
  };
}
