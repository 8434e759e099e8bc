import type { ErrandView } from "../errands/errand.ts";

export interface AnchoringView extends ErrandView {
  /** Of the node; its path may hold a secret. */
  readonly host: string;
  readonly chainId: number;
  readonly contract: string;
  /** Who pays. */
  readonly account: string;
}

/** Has published checkpoints anchored in an EVM chain. */
export interface Anchoring {
  view(): AnchoringView;
  stop(): Promise<void>;
}
