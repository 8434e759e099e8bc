import { Link } from "react-router";
import {
  type Column,
  DataTable,
  Figure,
  type KeyFigure,
  Money,
  Nothing,
  Section,
  StatusTag,
  useText,
  useWords,
} from "../../ui/index.ts";
import type { Shadow, Trial, TrialRow } from "./types.ts";

const words = {
  zh: {
    gained: "会多发现",
    lost: "会少发现",
    kept: "两版都发现",
    frauds: "已确认的造假",
    fraudsNote: (before: number, all: number) => `现行版本 ${before} 起，共 ${all} 起`,
    innocent: "已排除却仍会发现",
    innocentNote: (before: number) => `现行版本 ${before} 条`,
    money: "涉及金额",
    what: "内容",
    amount: "金额",
    score: "得分",
    known: "已有结论",
    isFraud: "含已确认的造假",
    isInnocent: "已被排除",
    noGained: "不会多发现任何疑点。",
    noLost: "不会少发现任何疑点。",
    most: "只列出最重的 200 条",
  },
  en: {
    gained: "Found in addition",
    lost: "Found no more",
    kept: "found by both",
    frauds: "Known frauds caught",
    fraudsNote: (before: number, all: number) => `${before} by what is in force, of ${all}`,
    innocent: "Innocent and found",
    innocentNote: (before: number) => `${before} by what is in force`,
    money: "Money concerned",
    what: "What",
    amount: "Amount",
    score: "Score",
    known: "Decided",
    isFraud: "a known fraud",
    isInnocent: "found innocent",
    noGained: "Nothing would be found in addition.",
    noLost: "Nothing would be missed.",
    most: "the 200 gravest",
  },
};

type Told = Trial | Shadow;

/** What a version would change, in a few numbers. */
export function useDifferenceFigures(told: Told): KeyFigure[] {
  const text = useWords(words);
  const { gained, lost, kept, gainedAmounts, lostAmounts, frauds, innocent } = told;
  return [
    { label: text.gained, value: <Figure value={gained} />, note: <Amounts amounts={gainedAmounts} /> },
    { label: text.lost, value: <Figure value={lost} />, note: <Amounts amounts={lostAmounts} /> },
    {
      label: text.frauds,
      value: <Figure value={frauds.after} />,
      note: (
        <>
          {text.fraudsNote(frauds.before, frauds.all)}
          {frauds.amountsAfter.length > 0 && (
            <>
              {" "}
              · <Amounts amounts={frauds.amountsAfter} />
            </>
          )}
        </>
      ),
    },
    {
      label: text.innocent,
      value: <Figure value={innocent.after} />,
      note: (
        <>
          {text.innocentNote(innocent.before)} · {text.kept} <Figure value={kept} />
        </>
      ),
    },
  ];
}

function Amounts({ amounts }: { readonly amounts: Told["gainedAmounts"] }) {
  if (amounts.length === 0) return <Nothing />;
  return amounts.map(({ currency, amount }, i) => (
    <span key={currency}>
      {i > 0 && " · "}
      <Money minor={amount} currency={currency} />
    </span>
  ));
}

/** The lists, the gravest first. */
export function DifferenceLists({ told }: { readonly told: Told }) {
  const text = useWords(words);
  return (
    <>
      <Section title={text.gained} extra={told.gained > told.gainedRows.length && <small>{text.most}</small>}>
        <List rows={told.gainedRows} caption={text.gained} empty={text.noGained} />
      </Section>
      <Section title={text.lost} extra={told.lost > told.lostRows.length && <small>{text.most}</small>}>
        <List rows={told.lostRows} caption={text.lost} empty={text.noLost} />
      </Section>
    </>
  );
}

function List(props: { rows: readonly TrialRow[]; caption: string; empty: string }) {
  const { rows, caption, empty } = props;
  const text = useWords(words);
  const told = useText();
  if (rows.length === 0) return <p className="lead">{empty}</p>;
  const columns: Column<TrialRow>[] = [
    {
      key: "what",
      title: text.what,
      render: ({ alert, sentence, detectorTitle }) => (
        <div className="difference-what">
          {alert ? <Link to={`/alerts/${alert}`}>{told(sentence)}</Link> : told(sentence)}
          <small>{told(detectorTitle)}</small>
        </div>
      ),
    },
    {
      key: "known",
      title: text.known,
      render: ({ confirmed, innocent }) => (
        <span className="tags">
          {confirmed > 0 && <StatusTag tone="bad">{text.isFraud}</StatusTag>}
          {innocent && <StatusTag tone="neutral">{text.isInnocent}</StatusTag>}
        </span>
      ),
    },
    {
      key: "score",
      title: text.score,
      align: "right",
      render: ({ score }) => <Figure value={score} digits={2} />,
    },
    {
      key: "amount",
      title: text.amount,
      align: "right",
      render: ({ amount, currency }) => <Money minor={amount} currency={currency} />,
    },
  ];
  return <DataTable caption={caption} rows={rows} columns={columns} keyOf={({ key }) => key} />;
}
