import type { ErrandView } from "../errands/errand.ts";

/** Has published checkpoints stamped, by each authority of the configuration. */
export interface Stamping {
  views(): readonly ({ readonly url: string } & ErrandView)[];
  stop(): Promise<void>;
}
