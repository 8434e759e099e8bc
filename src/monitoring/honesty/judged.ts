/** An alert, and what people found it to be. */
export interface JudgedAlert {
  readonly id: string;
  readonly detector: string;
  readonly scheme: string;
  /** v of docs/scoring.md, 0–1. */
  readonly weight: number;
  /** Absent where it was found by a rule. */
  readonly qValue: number | undefined;
  /** Whether the last run still finds it. */
  readonly found: boolean;
  readonly seller: string | undefined;
  /** Absent while nobody has decided. Duplicates are not among these alerts: the original speaks for them. */
  readonly verdict: "confirmed" | "innocent" | undefined;
}

export interface Tally {
  readonly confirmed: number;
  readonly innocent: number;
  readonly undecided: number;
}

export function tallyOf(alerts: readonly Pick<JudgedAlert, "verdict">[]): Tally {
  const of = (verdict: JudgedAlert["verdict"]) => alerts.filter((one) => one.verdict === verdict).length;
  return { confirmed: of("confirmed"), innocent: of("innocent"), undecided: of(undefined) };
}
