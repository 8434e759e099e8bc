import { Refusal } from "../platform/index.ts";
import { keyed } from "./keyed.ts";

/** Days since 1970-01-01. */
export type Day = number;
/** Seconds since 1970-01-01 00:00 by the company's own clock; there is no time zone in its files. */
export type Moment = number;
/** Year × 12 + month, counting January as 0. */
export type Month = number;

const daySeconds = 86_400;

export function dayOf(year: number, month: number, day: number): Day {
  return Math.round(Date.UTC(year, month - 1, day) / 86_400_000);
}

/** Civil date from days (H. Hinnant, chrono-compatible low-level date algorithms). */
export function dateParts(day: Day): { year: number; month: number; day: number } {
  const z = day + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1,
  };
}

/** 0 is Sunday. */
export const weekday = (day: Day): number => (((day + 4) % 7) + 7) % 7;

export const monthOf = (day: Day): Month => {
  const { year, month } = dateParts(day);
  return year * 12 + month - 1;
};
export const firstDay = (month: Month): Day => dayOf(Math.floor(month / 12), (month % 12) + 1, 1);
export const lastDay = (month: Month): Day => firstDay(month + 1) - 1;
export const isQuarterEnd = (month: Month): boolean => month % 3 === 2;

export const at = (day: Day, hour: number, minute = 0, second = 0): Moment =>
  day * daySeconds + hour * 3600 + minute * 60 + second;
export const dayAt = (moment: Moment): Day => Math.floor(moment / daySeconds);

const two = (n: number) => (n < 10 ? `0${n}` : String(n));

export function dayText(day: Day): string {
  const { year, month, day: date } = dateParts(day);
  return `${year}-${two(month)}-${two(date)}`;
}

export function momentText(moment: Moment): string {
  const seconds = moment - dayAt(moment) * daySeconds;
  const clock = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map((n) =>
    two(Math.floor(n)),
  );
  return `${dayText(dayAt(moment))} ${clock.join(":")}`;
}

export const monthText = (month: Month): string => `${Math.floor(month / 12)}-${two((month % 12) + 1)}`;
/** `2507` for July 2025, as document numbers carry it. */
export const shortMonth = (month: Month): string => monthText(month).slice(2).replace("-", "");

export function parseDay(text: string): Day {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  const day = match ? dayOf(Number(match[1]), Number(match[2]), Number(match[3])) : Number.NaN;
  if (!match || dayText(day) !== text) {
    throw new Refusal("invalid", `“${text}” is not a day; expected YYYY-MM-DD.`);
  }
  return day;
}

// 国务院办公厅 holiday notices, 2021 to 2026: days off (first–last), and days worked in exchange.
const daysOff: Record<number, string> = {
  2021: "0101-0103 0211-0217 0403-0405 0501-0505 0612-0614 0919-0921 1001-1007",
  2022: "0101-0103 0131-0206 0403-0405 0430-0504 0603-0605 0910-0912 1001-1007 1231-1231",
  2023: "0101-0102 0121-0127 0405-0405 0429-0503 0622-0624 0929-1006 1230-1231",
  2024: "0101-0101 0210-0217 0404-0406 0501-0505 0608-0610 0915-0917 1001-1007",
  2025: "0101-0101 0128-0204 0404-0406 0501-0505 0531-0602 1001-1008",
  2026: "0101-0103 0215-0223 0404-0406 0501-0505 0619-0621 0925-0927 1001-1007",
};
const daysWorked: Record<number, string> = {
  2021: "0207 0220 0425 0508 0918 0926 1009",
  2022: "0129 0130 0402 0424 0507 1008 1009",
  2023: "0128 0129 0423 0506 0625 1007 1008",
  2024: "0204 0218 0407 0428 0511 0914 0929 1012",
  2025: "0126 0208 0427 0928 1011",
  2026: "0104 0214 0228 0509 0920 1010",
};
export const calendarYears = { first: 2021, last: 2026 } as const;

const dayInYear = (year: number, text: string) =>
  dayOf(year, Number(text.slice(0, 2)), Number(text.slice(2, 4)));
const holidays = new Set<Day>();
const exchanged = new Set<Day>();
for (const [year, ranges] of Object.entries(daysOff)) {
  for (const range of ranges.split(" ")) {
    const [from, to] = range.split("-").map((text) => dayInYear(Number(year), text));
    for (let day = from ?? 0; day <= (to ?? -1); day++) holidays.add(day);
  }
}
for (const [year, days] of Object.entries(daysWorked)) {
  for (const day of days.split(" ")) exchanged.add(dayInYear(Number(year), day));
}

export const isHoliday = (day: Day): boolean => holidays.has(day);

export function isWorkday(day: Day): boolean {
  if (exchanged.has(day)) return true;
  return !holidays.has(day) && weekday(day) % 6 !== 0;
}

/** The day itself when it is worked, else the next that is. */
export function workdayFrom(day: Day): Day {
  let next = day;
  while (!isWorkday(next)) next++;
  return next;
}

/** `count` workdays after the day. */
export function workdaysAfter(day: Day, count: number): Day {
  let next = workdayFrom(day);
  for (let i = 0; i < count; i++) next = workdayFrom(next + 1);
  return next;
}

const workdaysByMonth = new Map<Month, readonly Day[]>();
export function workdaysOf(month: Month): readonly Day[] {
  return keyed(workdaysByMonth, month, () => {
    const found: Day[] = [];
    for (let day = firstDay(month); day <= lastDay(month); day++) if (isWorkday(day)) found.push(day);
    return found;
  });
}
