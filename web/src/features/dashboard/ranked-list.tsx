import { Link } from "react-router";
import { CompactMoney, EmptyState, useText, useWords } from "../../ui/index.ts";
import type { Ranked } from "./types.ts";

const words = {
  zh: {
    nothing: "没有",
    findings: (n: number) => `${n} 处疑点`,
    reviewed: { confirmed: "已确认", innocent: "已排除", duplicate: "重复" },
  },
  en: {
    nothing: "None",
    findings: (n: number) => (n === 1 ? "1 finding" : `${n} findings`),
    reviewed: { confirmed: "confirmed", innocent: "innocent", duplicate: "duplicate" },
  },
};

interface Props {
  readonly rows: readonly Ranked[];
  hrefOf(row: Ranked): string;
}

/** Whom and what to look at first, with the strongest reason in a sentence. */
export function RankedList({ rows, hrefOf }: Props) {
  const text = useWords(words);
  const told = useText();
  if (rows.length === 0) return <EmptyState title={text.nothing} />;
  return (
    <ol className="ranked">
      {rows.map((row) => {
        const { kind, id, name, rank, amounts, findings, reasons } = row;
        const [reason] = reasons;
        const [amount] = amounts;
        const status = reason && text.reviewed[reason.status as keyof typeof text.reviewed];
        return (
          <li key={`${kind}:${id}`}>
            <span className="ranked-place">{rank}</span>
            <div>
              <div className="ranked-head">
                <Link to={hrefOf(row)} title={name ?? id}>
                  {name ?? id}
                </Link>
                <span className="ranked-amount">
                  {amount && <CompactMoney minor={amount.amount} currency={amount.currency} />}
                </span>
              </div>
              {reason && (
                <p className="ranked-reason" title={told(reason.sentence)}>
                  {status && <em>{status} </em>}
                  {told(reason.sentence)}
                </p>
              )}
              <small>
                {name && (
                  <>
                    <code>{id}</code> ·{" "}
                  </>
                )}
                {text.findings(findings)}
              </small>
            </div>
          </li>
        );
      })}
    </ol>
  );
}
