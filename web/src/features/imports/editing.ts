import type { Kind, Plan, PreviewTable, Source } from "./types.ts";

/** The table that is being corrected, and how a change of it is told. */
export interface Editing {
  readonly table: PreviewTable;
  readonly source: Source;
  readonly plan: Plan;
  readonly at: number;
  readonly kinds: readonly Kind[];
  /** The house currency first. */
  readonly currencies: readonly string[];
  onPlan(plan: Plan): void;
}
