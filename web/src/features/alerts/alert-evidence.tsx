import { Button } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { Figure, formatMoney, Section, useLanguage, useText, useWords } from "../../ui/index.ts";
import type { AlertDetail } from "./types.ts";

const words = {
  zh: {
    title: "所据记录",
    shown: (n: number, of: number) => (n === of ? `共 ${of} 条` : `列出 ${n} 条，共 ${of} 条`),
    none: "这个疑点针对整体数据，没有单独的记录可列。",
    record: "记录",
    source: "出处",
    row: (n: number) => `第 ${n} 行`,
    newer: "此后有新版本",
    gone: "来源中已删除",
    all: "全部列出",
    key: "加底色：疑点所指的数值；加框：与多数行不同",
  },
  en: {
    title: "Evidence",
    shown: (n: number, of: number) =>
      n < of ? `${n} of ${of} records` : of === 1 ? "1 record" : `${of} records`,
    none: "This alert is about the data as a whole; no single record shows it.",
    record: "Record",
    source: "Source",
    row: (n: number) => `row ${n}`,
    newer: "has a newer version",
    gone: "gone from the source",
    all: "Show all",
    key: "Shaded: what the alert speaks of. Framed: differs from most rows",
  },
};

type Group = AlertDetail["evidence"][number];

/** The records as the run saw them; each leads to its page with the whole history. */
export function AlertEvidence({ alert }: { readonly alert: AlertDetail }) {
  const text = useWords(words);
  const { evidence, evidenceTotal } = alert;
  const rows = evidence.reduce((sum, group) => sum + group.rows.length, 0);
  return (
    <Section title={text.title} extra={rows > 0 && <small>{text.shown(rows, evidenceTotal)}</small>}>
      {rows === 0 ? (
        <p className="lead">{text.none}</p>
      ) : (
        <>
          {evidence.map((group) => (
            <EvidenceTable key={group.kind} group={group} />
          ))}
          <p className="chart-about">{text.key}</p>
        </>
      )}
    </Section>
  );
}

const shownAtFirst = 12;
/** What the alert speaks of, and what tells records apart, before the rest. */
const quiet = new Set(["text"]);

function EvidenceTable({ group }: { readonly group: Group }) {
  const text = useWords(words);
  const say = useText();
  const [isWhole, setWhole] = useState(false);
  const rows = isWhole ? group.rows : group.rows.slice(0, shownAtFirst);
  // The places of the cells follow the columns; those that matter come first.
  const order = group.columns
    .map((column, i) => ({ ...column, i }))
    // The record's own number stands before them already.
    .filter(({ i }) => !group.rows.every(({ cells, key }) => cells[i]?.text === key))
    .sort(
      (a, b) =>
        Number(b.matters) - Number(a.matters) || Number(quiet.has(a.type)) - Number(quiet.has(b.type)),
    );
  return (
    <div className="evidence-group">
      <h3>
        {say(group.title)} <Figure value={group.rows.length} />
      </h3>
      <div className="chart-scroll">
        <table className="evidence-table">
          <thead>
            <tr>
              <th>{text.record}</th>
              {order.map(({ name, label, type }) => (
                <th key={name} className={isNumber(type) ? "is-number" : ""}>
                  {say(label)}
                </th>
              ))}
              <th>{text.source}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.record}>
                <th scope="row">
                  <Link to={`/records/${group.kind}/${row.record}`}>{row.key}</Link>
                  {row.gone ? (
                    <span className="row-flag is-loud">{text.gone}</span>
                  ) : (
                    row.latest > row.version && <span className="row-flag">{text.newer}</span>
                  )}
                </th>
                {order.map(({ name, type, i }) => (
                  <Cell key={name} cell={row.cells[i]} type={type} currency={row.currency} />
                ))}
                <td className="cell-source">
                  {row.path}
                  {row.sourceRow !== undefined && ` · ${text.row(row.sourceRow)}`}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {rows.length < group.rows.length && (
        <Button type="link" size="small" onClick={() => setWhole(true)}>
          {text.all} ({group.rows.length})
        </Button>
      )}
    </div>
  );
}

const isNumber = (type: string) => ["money", "price", "quantity", "number", "integer", "rate"].includes(type);

function Cell(props: {
  readonly cell: Group["rows"][number]["cells"][number] | undefined;
  readonly type: string;
  readonly currency: string;
}) {
  const language = useLanguage();
  const { cell, type, currency } = props;
  if (!cell) return <td />;
  const { text, matters, isOdd } = cell;
  const shown =
    type === "money" && /^-?\d+$/.test(text) ? formatMoney(text, currency, language) : tidy(text, type);
  const classes = [isNumber(type) ? "is-number" : "", matters ? "is-named" : "", isOdd ? "is-odd" : ""];
  return (
    <td className={classes.join(" ")} title={shown.length > 40 ? shown : undefined}>
      {shown}
    </td>
  );
}

/** Midnight is a date without a time; decimals lose the zeros at their end. */
function tidy(text: string, type: string): string {
  if (type === "time") return text.replace(/ 00:00:00$/, "");
  if (type === "price" || type === "quantity") return text.replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, "");
  return text;
}
