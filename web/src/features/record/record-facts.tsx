import { Link } from "react-router";
import { Moment, StatusTag, useText, useWords } from "../../ui/index.ts";
import { type RecordView, recordPath, type ShownValue } from "./model.ts";
import { isCalledByName } from "./record-title.ts";
import { LinkedValue } from "./values.tsx";

const words = {
  zh: {
    version: (n: number) => `第 ${n} 版`,
    from: "来源",
    form: "手工录入",
    seen: "最近一次变化",
    gone: "来源中已不存在",
    also: "同号记录",
    nth: (n: number) => `第 ${n} 条`,
  },
  en: {
    version: (n: number) => `version ${n}`,
    from: "from",
    form: "entered by hand",
    seen: "last changed",
    gone: "no longer in its source",
    also: "same key elsewhere",
    nth: (n: number) => `no. ${n}`,
  },
};

/** What one has to know before reading on: which record, from where, how new, and whether it still is there. */
export function RecordFacts({ view }: { readonly view: RecordView }) {
  const text = useText();
  const word = useWords(words);
  const head = headOf(view);
  const sourceOf = (source: string) => (source === "form" ? word.form : source);
  return (
    <span className="record-facts">
      {isCalledByName(view) && (
        <span>
          {text(view.kindTitle)} <strong className="record-number">{view.key}</strong>
        </span>
      )}
      {view.occurrence > 1 && <span>{word.nth(view.occurrence)}</span>}
      {head.map((shown) => (
        <span key={shown.place}>
          {text(shown.title)}{" "}
          <span className="record-number">
            <LinkedValue shown={shown} currency={view.currency} />
          </span>
        </span>
      ))}
      {view.gone && <StatusTag tone="warning">{word.gone}</StatusTag>}
      <span>{view.source === "form" ? word.form : `${word.from} ${view.source}`}</span>
      <span>
        {word.version(view.version)} · {word.seen} <Moment at={view.observedAt} />
      </span>
      {view.namesakes.length > 0 && (
        <span>
          {word.also}:{" "}
          {view.namesakes.map(({ record, source, occurrence }) => (
            <Link key={record} to={recordPath(view.kind, record)} className="namesake">
              {sourceOf(source)}
              {occurrence > 1 && ` (${word.nth(occurrence)})`}
            </Link>
          ))}
        </span>
      )}
    </span>
  );
}

/** The party, the amount, the day and the state of a document. */
function headOf({ values }: RecordView): ShownValue[] {
  const find = (names: readonly string[]) =>
    names.flatMap((name) => values.find(({ place }) => place === name) ?? []).slice(0, 1);
  return [
    ...find(["customer_id"]),
    ...find(["gross", "amount", "net"]),
    ...find(["ordered_at", "invoiced_at", "signed_at", "paid_at", "delivered_at", "started_at", "quoted_at"]),
    ...find(["status", "stage", "decision"]),
  ];
}
