import { Checkbox } from "antd";
import { type KeyboardEvent, useEffect, useRef } from "react";
import { Link, useNavigate } from "react-router";
import { Day, formatMoment, Money, StatusTag, useText, useTimeZone, useWords } from "../../ui/index.ts";
import { severityNames, statusNames, statusTones, subjectNames } from "./alert-words.ts";
import type { AlertRow } from "./types.ts";

const words = {
  zh: {
    caption: "疑点列表",
    select: "选择",
    selectAll: "选择已载入的全部",
    what: "发现了什么",
    seller: "销售员",
    customer: "客户",
    amount: "金额",
    status: "状态",
    assignee: "负责人",
    since: "首次发现",
    gone: "已不再发现",
    muted: "免提醒",
    changed: "结论后有变化",
    notes: (n: number) => `${n} 条备注`,
  },
  en: {
    caption: "Alerts",
    select: "Select",
    selectAll: "Select all that are loaded",
    what: "What was found",
    seller: "Seller",
    customer: "Customer",
    amount: "Amount",
    status: "Status",
    assignee: "Assignee",
    since: "First seen",
    gone: "No longer found",
    muted: "Muted",
    changed: "Changed since the decision",
    notes: (n: number) => (n === 1 ? "1 note" : `${n} notes`),
  },
};

interface AlertRowsProps {
  readonly rows: readonly AlertRow[];
  readonly selected: ReadonlySet<string>;
  onSelect(ids: ReadonlySet<string>): void;
}

/** A row an alert: j and k walk, x selects, Enter opens. On a phone each row is a card. */
export function AlertRows({ rows, selected, onSelect }: AlertRowsProps) {
  const text = useWords(words);
  const navigate = useNavigate();
  const body = useRef<HTMLTableSectionElement>(null);
  useListKeys(body);
  const toggle = (id: string) => {
    const next = new Set(selected);
    if (!next.delete(id)) next.add(id);
    onSelect(next);
  };
  const onKeyDown = (event: KeyboardEvent, id: string) => {
    if (event.target !== event.currentTarget) return;
    if (event.key === "x" || event.key === " ") toggle(id);
    else if (event.key === "Enter") void navigate(`/alerts/${id}`);
    else return;
    event.preventDefault();
  };
  const isAll = rows.length > 0 && rows.every(({ id }) => selected.has(id));
  return (
    <table className="alert-list" aria-label={text.caption}>
      <thead>
        <tr>
          <th className="col-select">
            <Checkbox
              aria-label={text.selectAll}
              checked={isAll}
              indeterminate={!isAll && selected.size > 0}
              onChange={() => onSelect(new Set(isAll ? [] : rows.map(({ id }) => id)))}
            />
          </th>
          <th>{text.what}</th>
          <th className="col-party">
            {text.seller} · {text.customer}
          </th>
          <th className="col-amount">
            {text.amount} · {text.since}
          </th>
          <th className="col-status">
            {text.status} · {text.assignee}
          </th>
        </tr>
      </thead>
      <tbody ref={body}>
        {rows.map((row, i) => (
          <tr
            key={row.id}
            // One row is in the order of Tab; the keys go on from there.
            tabIndex={i === 0 ? 0 : -1}
            className={selected.has(row.id) ? "is-selected" : ""}
            onKeyDown={(event) => onKeyDown(event, row.id)}
            onClick={({ target }) => {
              const isOwn = target instanceof Element && target.closest("a, button, input, label");
              if (!isOwn && getSelection()?.isCollapsed !== false) void navigate(`/alerts/${row.id}`);
            }}
          >
            <td className="col-select">
              <Checkbox
                aria-label={text.select}
                checked={selected.has(row.id)}
                onChange={() => toggle(row.id)}
              />
            </td>
            <Cells row={row} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Cells({ row }: { readonly row: AlertRow }) {
  const text = useWords(words);
  const say = useText();
  const { severity, seller, customer, subject, status, assignee } = row;
  return (
    <>
      <td className="col-what">
        <p className="row-tags">
          <i className={`severity severity-${severity}`} title={say(severityNames[severity])} />
          <b>{say(row.detectorTitle)}</b>
          <span>{say(row.schemeTitle)}</span>
          {!row.found && <span className="row-flag">{text.gone}</span>}
          {row.mute && <span className="row-flag">{text.muted}</span>}
          {row.changedSinceDecision && <span className="row-flag is-loud">{text.changed}</span>}
          {row.notes > 0 && <span>{text.notes(row.notes)}</span>}
        </p>
        <Link to={`/alerts/${row.id}`} className="row-sentence" tabIndex={-1}>
          {say(row.sentence)}
        </Link>
      </td>
      <td className="col-party">
        {seller ? (
          <Party path="/sellers" party={seller} />
        ) : (
          subject.kind !== "customer" && <Subject subject={subject} />
        )}
        {customer && <Party path="/customers" party={customer} />}
      </td>
      <td className="col-amount">
        {row.amount !== "0" && <Money minor={row.amount} currency={row.currency} />}
        <DayOf at={row.firstSeen} />
      </td>
      <td className="col-status">
        <StatusTag tone={statusTones[status]}>{say(statusNames[status])}</StatusTag>
        {assignee && <span className="row-assignee">{assignee.name ?? assignee.id}</span>}
      </td>
    </>
  );
}

/** The day of a moment, where the company is. */
function DayOf({ at }: { readonly at: string }) {
  const timeZone = useTimeZone();
  return <Day day={formatMoment(at, timeZone)} />;
}

export function Party(props: {
  readonly path: string;
  readonly party: { readonly id: string; readonly name?: string };
}) {
  const { id, name } = props.party;
  return (
    <Link to={`${props.path}/${encodeURIComponent(id)}`} title={name ?? id}>
      <span className="party-name">{name ?? id}</span>
      {name && <span className="party-id">{id}</span>}
    </Link>
  );
}

function Subject({ subject }: { readonly subject: AlertRow["subject"] }) {
  const say = useText();
  return (
    <span className="party-id">
      {say(subjectNames[subject.kind] ?? { zh: subject.kind, en: subject.kind })} {subject.name ?? subject.id}
    </span>
  );
}

/** j and k from anywhere on the page but from where one writes. */
function useListKeys(body: { readonly current: HTMLTableSectionElement | null }): void {
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      const { target, key, ctrlKey, metaKey, altKey } = event;
      const isWriting =
        target instanceof Element && target.closest("input, textarea, [role=combobox], .ant-modal");
      if (isWriting || ctrlKey || metaKey || altKey) return;
      if (key === "/") document.querySelector<HTMLInputElement>(".search-field input")?.focus();
      else if (key === "j" || key === "k") step(body.current, key === "j" ? 1 : -1);
      else return;
      event.preventDefault();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [body]);
}

function step(body: HTMLElement | null, by: 1 | -1): void {
  const rows = [...(body?.querySelectorAll<HTMLElement>("tr") ?? [])];
  const at = rows.findIndex((row) => row.contains(document.activeElement));
  const next = rows[at < 0 ? 0 : at + by];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}
