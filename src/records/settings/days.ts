import { z } from "zod";

/** A calendar day, `YYYY-MM-DD`. */
export const daySchema = z.iso.date();

const millisecondsADay = 86_400_000;

/** Days since 1970-01-01; calendar days have no time zone. */
export const numberOfDay = (day: string): number => Date.parse(`${day}T00:00:00Z`) / millisecondsADay;

export const dayOfNumber = (number: number): string =>
  new Date(number * millisecondsADay).toISOString().slice(0, 10);

export const daysBefore = (day: string, days: number): string => dayOfNumber(numberOfDay(day) - days);

export const nextDay = (day: string): string => daysBefore(day, -1);

/** The last day of a month counted from January of year 0: `12 * year + month - 1`. */
export const lastOfMonth = (months: number): string =>
  new Date(Date.UTC(Math.floor(months / 12), (months % 12) + 1, 0)).toISOString().slice(0, 10);

export const firstOfMonth = (months: number): string =>
  new Date(Date.UTC(Math.floor(months / 12), months % 12, 1)).toISOString().slice(0, 10);

/** The calendar day of a moment in a time zone. */
export const dayIn = (moment: Date, timeZone: string): string =>
  new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" }).format(
    moment,
  );
