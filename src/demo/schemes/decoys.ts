import { fieldDecoys } from "./decoys/in-the-field.ts";
import { officeDecoys } from "./decoys/in-the-office.ts";
import { tradeDecoys } from "./decoys/in-trade.ts";
import type { DecoyPattern } from "./scheme.ts";

/** Honest behaviour that is easily taken for a scheme; see the look-alikes in docs/demo-schemes.md. */
export const decoyPatterns: readonly DecoyPattern[] = [...tradeDecoys, ...officeDecoys, ...fieldDecoys];
