import type { ReactNode } from "react";
import { Link } from "react-router";
import { formatShare } from "./compact.tsx";
import { useLanguage, useWords } from "./words.ts";

export interface KeyFigure {
  readonly label: string;
  readonly value: ReactNode;
  /** Below the value, quietly. */
  readonly note?: ReactNode;
  readonly to?: string;
}

/** The few numbers that one looks at first, side by side on one sheet. */
export function KeyFigures({ figures }: { readonly figures: readonly KeyFigure[] }) {
  return (
    <dl className="key-figures">
      {figures.map(({ label, value, note, to }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            {to ? <Link to={to}>{value}</Link> : value}
            {note && <small>{note}</small>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

const words = { zh: { before: "较上一年" }, en: { before: "on the year before" } };

/** By how much a sum differs from the one before, without a judgement by colour: more is not always better. */
export function Change({ now, before }: { readonly now: string; readonly before: string | undefined }) {
  const language = useLanguage();
  const text = useWords(words);
  if (before === undefined || before === "0") return null;
  const change = Number(now) / Number(before) - 1;
  const sign = change >= 0 ? "+" : "−";
  return (
    <span>
      {text.before} <span className="figures">{`${sign}${formatShare(Math.abs(change), language)}`}</span>
    </span>
  );
}
