import { type CompanyOptions, spanOf } from "./options.ts";
import type { Batch } from "./outbox.ts";
import { type Masters, simulate } from "./simulate.ts";
import type { Truth } from "./truth.ts";

/** A company is a recipe: its history is played month by month whenever it is read, and is the same each time. */
export interface Company {
  readonly options: CompanyOptions;
  /** Documents by month and kind, then the master files; returns the truth. Nothing is kept for the next reading. */
  play(): Generator<Batch | Masters, Truth>;
}

export function generateCompany(options: CompanyOptions): Company {
  spanOf(options);
  return { options, play: () => simulate(options) };
}
