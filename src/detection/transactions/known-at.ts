import { type Labels, unlabelled } from "./transactions.ts";

/**
 * The labels as they were known at a moment or ledger index: what was found out later is not inspected yet, and a model
 * trained for that time cannot learn from it. `knownAt` is NaN where nobody knows when; such a label is left out.
 */
export function labelsKnownAt(labels: Labels, knownAt: Float64Array, moment: number): Labels {
  return labels.map((label, row) => ((knownAt[row] as number) <= moment ? label : unlabelled));
}

/** Rows that stood in the records by then, in their order. */
export function rowsKnownAt(knownAt: Float64Array, moment: number): Int32Array {
  return Int32Array.from(knownAt.keys()).filter((row) => (knownAt[row] as number) <= moment);
}
