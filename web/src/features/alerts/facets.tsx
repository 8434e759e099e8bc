import { Button, Checkbox, DatePicker, InputNumber } from "antd";
import { useState } from "react";
import { useMe } from "../../api/index.ts";
import { Figure, useText, useWords } from "../../ui/index.ts";
import { severityNames, statusNames } from "./alert-words.ts";
import type { FacetName, Filters } from "./filters.ts";
import type { AlertCounts } from "./types.ts";

const words = {
  zh: {
    label: "筛选",
    status: "状态",
    scheme: "类型",
    severity: "严重程度",
    assignee: "负责人",
    detector: "检测器",
    found: "仍能发现",
    muted: "免提醒",
    isMuted: "已设免提醒",
    isLoud: "正常提醒",
    yes: "是",
    no: "否，最近一次检测已不再发现",
    me: "我",
    nobody: "无人负责",
    more: (n: number) => `另外 ${n} 项`,
    less: "收起",
    amount: "金额",
    from: "不低于",
    to: "不高于",
    firstSeen: "首次发现",
  },
  en: {
    label: "Filter",
    status: "Status",
    scheme: "Scheme",
    severity: "Severity",
    assignee: "Assignee",
    detector: "Detector",
    found: "Still found",
    muted: "Muted",
    isMuted: "Muted",
    isLoud: "Not muted",
    yes: "Yes",
    no: "No, the last run found it no more",
    me: "Me",
    nobody: "Nobody",
    more: (n: number) => `${n} more`,
    less: "Less",
    amount: "Amount",
    from: "at least",
    to: "at most",
    firstSeen: "First seen",
  },
};

interface FacetsProps {
  readonly counts: AlertCounts | undefined;
  readonly filters: Filters;
}

/** Each choice with the number that it would leave. */
export function Facets({ counts, filters }: FacetsProps) {
  const text = useWords(words);
  const say = useText();
  const { id: me } = useMe();
  const person = (value: string, name?: string) =>
    value === me ? text.me : value === "nobody" ? text.nobody : (name ?? value);
  const groups: readonly [FacetName, readonly { value: string; label: string; alerts: number }[]][] = counts
    ? [
        ["status", inOrder(statusNames, counts.status, say)],
        ["scheme", counts.scheme.map(({ title, ...one }) => ({ ...one, label: say(title) }))],
        ["severity", inOrder(severityNames, counts.severity, say)],
        ["assignee", counts.assignee.map(({ name, ...one }) => ({ ...one, label: person(one.value, name) }))],
        ["detector", counts.detector.map(({ title, ...one }) => ({ ...one, label: say(title) }))],
        ["found", counts.found.map((one) => ({ ...one, label: one.value === "yes" ? text.yes : text.no }))],
        [
          "muted",
          counts.muted.map((one) => ({ ...one, label: one.value === "yes" ? text.isMuted : text.isLoud })),
        ],
      ]
    : [];
  return (
    <aside className="facets" aria-label={text.label}>
      {groups.map(([facet, choices]) => (
        <Facet key={facet} title={text[facet]} facet={facet} choices={choices} filters={filters} />
      ))}
      <AmountFilter filters={filters} />
      <fieldset>
        <legend>{text.firstSeen}</legend>
        <DatePicker.RangePicker
          size="small"
          allowEmpty={[true, true]}
          onChange={(_, days) =>
            filters.set({ firstSeenFrom: days?.[0] || undefined, firstSeenTo: days?.[1] || undefined })
          }
        />
      </fieldset>
    </aside>
  );
}

function inOrder<Value extends string>(
  names: Readonly<Record<Value, { zh: string; en: string }>>,
  counted: readonly { value: string; alerts: number }[],
  say: (text: { zh: string; en: string }) => string,
) {
  return (Object.keys(names) as Value[]).map((value) => ({
    value,
    label: say(names[value]),
    alerts: counted.find((one) => one.value === value)?.alerts ?? 0,
  }));
}

const shownAtFirst = 7;

function Facet(props: {
  readonly title: string;
  readonly facet: FacetName;
  readonly choices: readonly { value: string; label: string; alerts: number }[];
  readonly filters: Filters;
}) {
  const { title, facet, choices, filters } = props;
  const { more, less } = useWords(words);
  const [isWhole, setWhole] = useState(false);
  const chosen = filters.chosen(facet);
  const shown = isWhole
    ? choices
    : choices.filter(({ value }, i) => i < shownAtFirst || chosen.includes(value));
  const left = choices.length - shown.length;
  if (choices.length === 0) return null;
  return (
    <fieldset>
      <legend>{title}</legend>
      {shown.map(({ value, label, alerts }) => (
        <div key={value} className="facet-choice">
          <Checkbox checked={chosen.includes(value)} onChange={() => filters.toggle(facet, value)}>
            <span title={label}>{label}</span>
          </Checkbox>
          <Figure value={alerts} />
        </div>
      ))}
      {(left > 0 || isWhole) && choices.length > shownAtFirst && (
        <Button type="link" size="small" onClick={() => setWhole(!isWhole)}>
          {isWhole ? less : more(left)}
        </Button>
      )}
    </fieldset>
  );
}

/** In whole units of the currency; the server counts in hundredths of them. */
function AmountFilter({ filters }: { readonly filters: Filters }) {
  const text = useWords(words);
  const minor = (value: number | null) => (value === null ? undefined : String(Math.round(value * 100)));
  const major = (value: string | undefined) =>
    value === undefined ? {} : { defaultValue: Number(value) / 100 };
  return (
    <fieldset>
      <legend>{text.amount}</legend>
      <div className="facet-range">
        <InputNumber
          size="small"
          min={0}
          controls={false}
          placeholder={text.from}
          aria-label={`${text.amount} ${text.from}`}
          {...major(filters.query.amountFrom)}
          onBlur={({ target }) => filters.set({ amountFrom: minor(numberIn(target.value)) })}
          onPressEnter={({ currentTarget }) => currentTarget.blur()}
        />
        –
        <InputNumber
          size="small"
          min={0}
          controls={false}
          placeholder={text.to}
          aria-label={`${text.amount} ${text.to}`}
          {...major(filters.query.amountTo)}
          onBlur={({ target }) => filters.set({ amountTo: minor(numberIn(target.value)) })}
          onPressEnter={({ currentTarget }) => currentTarget.blur()}
        />
      </div>
    </fieldset>
  );
}

function numberIn(text: string): number | null {
  const value = Number(text.replaceAll(",", ""));
  return text.trim() === "" || !Number.isFinite(value) || value < 0 ? null : value;
}
