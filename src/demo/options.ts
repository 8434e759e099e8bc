import { Refusal } from "../platform/index.ts";
import { calendarYears, type Day, firstDay, type Month, monthOf, parseDay } from "./calendar.ts";

export interface CompanyOptions {
  readonly seed: number;
  readonly sellers: number;
  readonly months: number;
  /** The last day in the files, `YYYY-MM-DD`; a fixed day, so that the same seed gives the same bytes. */
  readonly endsOn?: string;
}

export const defaultOptions = { seed: 1, sellers: 60, months: 18, endsOn: "2025-12-31" } as const;

/** The span that the files cover. */
export interface Span {
  readonly first: Month;
  readonly last: Month;
  readonly months: number;
  readonly start: Day;
  readonly end: Day;
}

export function spanOf({ sellers, months, seed, endsOn = defaultOptions.endsOn }: CompanyOptions): Span {
  requireWhole("sellers", sellers, 5, 1000);
  requireWhole("months", months, 3, 60);
  requireWhole("seed", seed, 0, Number.MAX_SAFE_INTEGER);
  const end = parseDay(endsOn);
  const last = monthOf(end);
  const first = last - months + 1;
  if (first < calendarYears.first * 12 || last >= (calendarYears.last + 1) * 12) {
    throw new Refusal(
      "invalid",
      `The demo company knows the public holidays of ${calendarYears.first} to ${calendarYears.last}; ${months} months up to ${endsOn} leave that span.`,
    );
  }
  return { first, last, months, start: firstDay(first), end };
}

function requireWhole(name: string, value: number, low: number, high: number) {
  if (!Number.isSafeInteger(value) || value < low || value > high) {
    throw new Refusal("invalid", `${name} is ${value}; expected a whole number from ${low} to ${high}.`);
  }
}
