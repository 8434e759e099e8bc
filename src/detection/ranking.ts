import type { Finding, Subject } from "./finding.ts";

/** One line of the ranked list: a seller, a customer or a transaction with all that speaks against it. */
export interface Ranked {
  readonly rank: number;
  readonly subject: Subject;
  /** 0–1 by the formula of docs/scoring.md. */
  readonly score: number;
  /** At risk, each record counted once, without opportunities, per currency, largest first. */
  readonly amounts: readonly { readonly amount: bigint; readonly currency: string }[];
  /** Strongest first; contributions say how much of the score each makes, after overlap is taken out. */
  readonly reasons: readonly { readonly finding: Finding; readonly contribution: number }[];
}

export interface Ranking {
  readonly sellers: readonly Ranked[];
  readonly customers: readonly Ranked[];
  readonly transactions: readonly Ranked[];
}
