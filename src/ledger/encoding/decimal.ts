import { LedgerError } from "../ledger-error.ts";

/** ASCII decimal without leading zeroes, at most 2^53 - 1: beyond that JavaScript's numbers are not exact. */
export function parseDecimal(text: string, what: string): number {
  if (!/^(?:0|[1-9][0-9]*)$/.test(text))
    throw new LedgerError("malformed", `${what} is not a plain decimal.`);
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new LedgerError("too-large", `${what} exceeds 2^53 - 1.`);
  return value;
}

export function requireCount(value: number, what: string): void {
  if (!Number.isSafeInteger(value) || value < 0) {
    throw new LedgerError("out-of-range", `${what} is not a whole number from 0 to 2^53 - 1.`);
  }
}
