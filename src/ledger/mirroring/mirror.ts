import type { ErrandView } from "../errands/errand.ts";

export interface MirrorView extends ErrandView {
  /** Where it is, for people. */
  readonly place: string;
  /** Entries in it. */
  readonly size: number;
  /** Published entries that it still lacks. */
  readonly lag: number;
  readonly copiedAt: Date | undefined;
}

export interface Mirror {
  view(): MirrorView;
  stop(): Promise<void>;
}
