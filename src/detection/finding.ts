import type { Bilingual } from "../platform/index.ts";
import type { Chart } from "./chart.ts";
import type { Scheme } from "./schemes.ts";

/** What a finding is about. `order`, `invoice`, `contract`, `order-line`, `invoice-line` are transactions. */
export type SubjectKind =
  | "seller"
  | "customer"
  | "product"
  | "order"
  | "order-line"
  | "invoice"
  | "invoice-line"
  | "contract"
  | "activity"
  | "data-set";

export interface Subject {
  readonly kind: SubjectKind;
  readonly id: string;
}

export interface Finding {
  readonly detector: string;
  readonly scheme: Scheme;
  /** Stable over runs: the same suspicion about the same thing has the same key. */
  readonly key: string;
  readonly subject: Subject;
  /** Whom the evidence concerns besides the subject, where known. */
  readonly seller?: string;
  readonly customer?: string;
  /** 0–1: how strongly the evidence speaks, on the scale that docs/scoring.md defines for all detectors. */
  readonly score: number;
  readonly pValue?: number;
  /** Benjamini–Hochberg over every test of the run; absent where the detector is a rule without a null distribution. */
  readonly qValue?: number;
  /** Amount at risk in minor units; 0 where the finding has none (a visit). */
  readonly amount: bigint;
  readonly currency: string;
  /** `rid`s of the records that show it, the most telling first; at most 200 of `evidenceTotal`. */
  readonly evidence: readonly number[];
  readonly evidenceTotal: number;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly sentence: Bilingual;
  readonly chart?: Chart;
}
