import { z } from "zod";
import { dayOfNumber, daySchema, firstOfMonth, lastOfMonth, nextDay, numberOfDay } from "./days.ts";

const month = z.int().min(1).max(12);

/** One period as a company writes it down where no rule gives it. */
const explicitPeriod = z.strictObject({
  year: z.int().min(1900).max(2200),
  quarter: z.int().min(1).max(4),
  number: z.int().min(1).max(13),
  from: daySchema,
  to: daySchema,
});

/** How the company divides its years. A year is called by the calendar year in which it ends. */
export const fiscalSchema = z.discriminatedUnion("scheme", [
  z.strictObject({ scheme: z.literal("months"), startMonth: month }),
  z.strictObject({
    scheme: z.literal("weeks"),
    /** Weeks of the three periods of a quarter. */
    pattern: z.enum(["4-4-5", "4-5-4", "5-4-4"]),
    /** The year ends on this weekday (1 is Monday) … */
    endWeekday: z.int().min(1).max(7),
    /** … the last one of the month, or the one nearest to the month's end. */
    endMonth: month,
    endRule: z.enum(["last", "nearest"]),
  }),
  z.strictObject({ scheme: z.literal("explicit"), periods: z.array(explicitPeriod).min(1).max(2_000) }),
]);
export type FiscalCalendar = z.infer<typeof fiscalSchema>;

export interface FiscalPeriod {
  readonly year: number;
  /** 1 to 4. */
  readonly quarter: number;
  /** 1 to 12, by the explicit scheme to 13. */
  readonly number: number;
  /** First and last day. */
  readonly from: string;
  readonly to: string;
}

/** As people write it: `FY2026-P03`. */
export const periodName = ({ year, number }: Pick<FiscalPeriod, "year" | "number">): string =>
  `FY${year}-P${String(number).padStart(2, "0")}`;

/** The periods that hold any day from the one to the other, in order; explicit ones end where the list does. */
export function fiscalPeriods(calendar: FiscalCalendar, from: string, to: string): FiscalPeriod[] {
  const touches = (period: FiscalPeriod) => period.to >= from && period.from <= to;
  if (calendar.scheme === "explicit") {
    return [...calendar.periods].sort((a, b) => (a.from < b.from ? -1 : 1)).filter(touches);
  }
  const years: FiscalPeriod[] = [];
  // A year may end up to a year, and a week, before or after the calendar year it is called by.
  for (let year = yearOf(from) - 1; year <= yearOf(to) + 1; year++) {
    years.push(
      ...(calendar.scheme === "months" ? monthsOf(calendar.startMonth, year) : weeksOf(calendar, year)),
    );
  }
  return years.filter(touches);
}

export function fiscalPeriodOf(calendar: FiscalCalendar, day: string): FiscalPeriod | undefined {
  return fiscalPeriods(calendar, day, day)[0];
}

/** The month with which the year begins; where it is counted in weeks or written down, the one nearest to that. */
export function fiscalYearStartOf(calendar: FiscalCalendar): number {
  if (calendar.scheme === "months") return calendar.startMonth;
  if (calendar.scheme === "weeks") return (calendar.endMonth % 12) + 1;
  const first = calendar.periods.find(({ number }) => number === 1);
  if (!first) return 1;
  // The year may begin a few days before or after the month does.
  return Number(dayOfNumber(numberOfDay(first.from) + 15).slice(5, 7));
}

const yearOf = (day: string): number => Number(day.slice(0, 4));

function monthsOf(startMonth: number, year: number): FiscalPeriod[] {
  const first = 12 * (startMonth === 1 ? year : year - 1) + startMonth - 1;
  return Array.from({ length: 12 }, (_, i) => ({
    year,
    quarter: Math.floor(i / 3) + 1,
    number: i + 1,
    from: firstOfMonth(first + i),
    to: lastOfMonth(first + i),
  }));
}

type Weeks = Extract<FiscalCalendar, { scheme: "weeks" }>;

/** 52 weeks, or 53: the last period takes the week that is over. */
function weeksOf(calendar: Weeks, year: number): FiscalPeriod[] {
  const pattern = calendar.pattern.split("-").map(Number);
  const end = yearEnd(calendar, year);
  let from = nextDay(yearEnd(calendar, year - 1));
  return Array.from({ length: 12 }, (_, i) => {
    const weeks = pattern[i % 3] ?? 4;
    const to = i === 11 ? end : dayOfNumber(numberOfDay(from) + 7 * weeks - 1);
    const period = { year, quarter: Math.floor(i / 3) + 1, number: i + 1, from, to };
    from = nextDay(to);
    return period;
  });
}

function yearEnd({ endWeekday, endMonth, endRule }: Weeks, year: number): string {
  const last = numberOfDay(lastOfMonth(12 * year + endMonth - 1));
  // 1970-01-01 was a Thursday.
  const weekday = ((last + 3) % 7) + 1;
  const back = (weekday - endWeekday + 7) % 7;
  return dayOfNumber(endRule === "nearest" && back > 3 ? last - back + 7 : last - back);
}
