import { Select } from "antd";
import { api } from "../../api/index.ts";
import { useWords } from "../../ui/index.ts";
import { Closes } from "./closes.tsx";
import { ExplicitPeriods } from "./explicit-periods.tsx";
import { ZoneInput } from "./inputs.tsx";
import type { Contents, EditorProps } from "./model.ts";

const words = {
  zh: {
    zone: "业务时区",
    scheme: "会计期间",
    schemes: { months: "按自然月", weeks: "按周（52/53 周）", explicit: "逐期填写" },
    start: "会计年度首月",
    pattern: "每季三期的周数",
    weekday: "年度结束于周几",
    month: "年度结束月份",
    rule: "取",
    rules: { last: "该月最后一个", nearest: "离月末最近的一个" },
    weekdays: ["周一", "周二", "周三", "周四", "周五", "周六", "周日"],
    monthName: (n: number) => `${n} 月`,
    shown: "现行会计期间（已保存的设置）",
    quarter: "季",
    closes: "结账日",
  },
  en: {
    zone: "Business time zone",
    scheme: "Fiscal periods",
    schemes: { months: "Calendar months", weeks: "Weeks (52 or 53)", explicit: "Written down one by one" },
    start: "First month of the year",
    pattern: "Weeks of a quarter's periods",
    weekday: "The year ends on a",
    month: "In the month of",
    rule: "Namely the",
    rules: { last: "last one of the month", nearest: "one nearest to the month's end" },
    weekdays: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    monthName: (n: number) =>
      new Date(Date.UTC(2026, n - 1, 1)).toLocaleString("en", { month: "long", timeZone: "UTC" }),
    shown: "Periods of this year (by the settings as saved)",
    quarter: "Quarter",
    closes: "Close dates",
  },
};

type Calendar = Contents["calendar"];
type Fiscal = Calendar["fiscal"];

const fresh: { readonly [Scheme in Fiscal["scheme"]]: Extract<Fiscal, { scheme: Scheme }> } = {
  months: { scheme: "months", startMonth: 1 },
  weeks: { scheme: "weeks", pattern: "4-4-5", endWeekday: 6, endMonth: 12, endRule: "last" },
  explicit: { scheme: "explicit", periods: [] },
};

export function CalendarEditor({ content, isFixed, onChange }: EditorProps<Calendar>) {
  const text = useWords(words);
  const { timeZone, fiscal, closes } = content;
  const set = (part: Partial<Calendar>) => onChange({ ...content, ...part });
  return (
    <>
      <div className="settings-form">
        <span className="label">{text.zone}</span>
        <ZoneInput
          label={text.zone}
          isFixed={isFixed}
          value={timeZone}
          onChange={(value) => set({ timeZone: value })}
        />
        <span className="label">{text.scheme}</span>
        <Select
          aria-label={text.scheme}
          disabled={isFixed}
          value={fiscal.scheme}
          options={Object.entries(text.schemes).map(([value, label]) => ({ value, label }))}
          onChange={(scheme: Fiscal["scheme"]) => set({ fiscal: fresh[scheme] })}
        />
        {fiscal.scheme === "months" && (
          <MonthInput
            label={text.start}
            isFixed={isFixed}
            value={fiscal.startMonth}
            onChange={(startMonth) => set({ fiscal: { ...fiscal, startMonth } })}
          />
        )}
        {fiscal.scheme === "weeks" && (
          <WeeksInput fiscal={fiscal} isFixed={isFixed} onChange={(next) => set({ fiscal: next })} />
        )}
      </div>
      {fiscal.scheme === "explicit" && (
        <ExplicitPeriods
          periods={fiscal.periods}
          isFixed={isFixed}
          onChange={(periods) => set({ fiscal: { ...fiscal, periods } })}
        />
      )}
      {!isFixed && <PeriodsNow />}
      <h3>{text.closes}</h3>
      <Closes closes={closes} isFixed={isFixed} onChange={(next) => set({ closes: next })} />
    </>
  );
}

function MonthInput({
  label,
  isFixed,
  value,
  onChange,
}: {
  readonly label: string;
  readonly isFixed: boolean;
  readonly value: number;
  onChange(month: number): void;
}) {
  const text = useWords(words);
  return (
    <>
      <span className="label">{label}</span>
      <Select
        aria-label={label}
        disabled={isFixed}
        value={value}
        options={Array.from({ length: 12 }, (_, i) => ({ value: i + 1, label: text.monthName(i + 1) }))}
        onChange={onChange}
      />
    </>
  );
}

type Weeks = Extract<Fiscal, { scheme: "weeks" }>;

function WeeksInput({
  fiscal,
  isFixed,
  onChange,
}: {
  readonly fiscal: Weeks;
  readonly isFixed: boolean;
  onChange(fiscal: Weeks): void;
}) {
  const text = useWords(words);
  return (
    <>
      <span className="label">{text.pattern}</span>
      <Select
        aria-label={text.pattern}
        disabled={isFixed}
        value={fiscal.pattern}
        options={(["4-4-5", "4-5-4", "5-4-4"] as const).map((value) => ({ value, label: value }))}
        onChange={(pattern) => onChange({ ...fiscal, pattern })}
      />
      <span className="label">{text.weekday}</span>
      <Select
        aria-label={text.weekday}
        disabled={isFixed}
        value={fiscal.endWeekday}
        options={text.weekdays.map((label, i) => ({ value: i + 1, label }))}
        onChange={(endWeekday) => onChange({ ...fiscal, endWeekday })}
      />
      <MonthInput
        label={text.month}
        isFixed={isFixed}
        value={fiscal.endMonth}
        onChange={(endMonth) => onChange({ ...fiscal, endMonth })}
      />
      <span className="label">{text.rule}</span>
      <Select
        aria-label={text.rule}
        disabled={isFixed}
        value={fiscal.endRule}
        options={(["last", "nearest"] as const).map((value) => ({ value, label: text.rules[value] }))}
        onChange={(endRule) => onChange({ ...fiscal, endRule })}
      />
    </>
  );
}

/** The year around today, so that a mistake in the rule is seen at once. */
function PeriodsNow() {
  const text = useWords(words);
  const year = new Date().getUTCFullYear();
  const query = { from: `${year}-01-01`, to: `${year}-12-31` };
  const { data = [] } = api.useQuery("get", "/api/settings/periods", { params: { query } });
  if (data.length === 0) return null;
  return (
    <details className="settings-periods">
      <summary>{text.shown}</summary>
      <ol>
        {data.map(({ name, quarter, from, to }) => (
          <li key={name}>
            <strong className="figures">{name}</strong> <small>{`Q${quarter}`}</small>
            <span className="figures">
              {from} – {to}
            </span>
          </li>
        ))}
      </ol>
    </details>
  );
}
