import type { ReactNode } from "react";

export interface Bar {
  readonly key: string;
  readonly label: ReactNode;
  readonly value: number;
  /** What stands to the right. */
  readonly shown: ReactNode;
  readonly note?: ReactNode;
}

/** Named amounts with bars beneath, the first as wide as the place allows: a chart that is read like a table. */
export function BarList({ bars, caption }: { readonly bars: readonly Bar[]; readonly caption: string }) {
  const most = Math.max(1, ...bars.map(({ value }) => value));
  return (
    <ul className="bar-list" aria-label={caption}>
      {bars.map(({ key, label, value, shown, note }) => (
        <li key={key}>
          <div className="bar-line">
            <span className="bar-label">{label}</span>
            <span className="bar-value">
              {shown}
              {note && <small>{note}</small>}
            </span>
          </div>
          <div className="bar-track" aria-hidden="true">
            <div style={{ width: `${(100 * Math.max(0, value)) / most}%` }} />
          </div>
        </li>
      ))}
    </ul>
  );
}
