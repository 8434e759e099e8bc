import fc from "fast-check";
import { expect, it } from "vitest";
import {
  at,
  dateParts,
  dayOf,
  dayText,
  isWorkday,
  lastDay,
  momentText,
  monthOf,
  parseDay,
  weekday,
  workdayFrom,
  workdaysOf,
} from "./calendar.ts";

const anyDay = fc.integer({ min: dayOf(2021, 1, 1), max: dayOf(2026, 12, 31) });

it("agrees with the platform's own calendar", () => {
  fc.assert(
    fc.property(anyDay, (day) => {
      const date = new Date(day * 86_400_000);
      expect(dateParts(day)).toEqual({
        year: date.getUTCFullYear(),
        month: date.getUTCMonth() + 1,
        day: date.getUTCDate(),
      });
      expect(weekday(day)).toBe(date.getUTCDay());
      expect(dayText(day)).toBe(date.toISOString().slice(0, 10));
    }),
  );
});

it("writes moments to the second", () => {
  expect(momentText(at(dayOf(2025, 3, 5), 9, 7, 5))).toBe("2025-03-05 09:07:05");
});

it("knows the days that the State Council moved", () => {
  const isWorked = (text: string) => isWorkday(parseDay(text));
  expect(isWorked("2025-01-28")).toBe(false); // 春节, a Tuesday
  expect(isWorked("2025-01-26")).toBe(true); // a Sunday worked in exchange
  expect(isWorked("2025-10-08")).toBe(false);
  expect(isWorked("2025-10-11")).toBe(true); // a Saturday
  expect(isWorked("2024-09-14")).toBe(true);
  expect(isWorked("2026-02-23")).toBe(false);
});

it("finds a workday at or after any day, never before", () => {
  fc.assert(
    fc.property(fc.integer({ min: dayOf(2021, 1, 1), max: dayOf(2026, 11, 30) }), (day) => {
      const next = workdayFrom(day);
      expect(isWorkday(next)).toBe(true);
      expect(next).toBeGreaterThanOrEqual(day);
      expect(next - day).toBeLessThan(10);
    }),
  );
});

it("has 15 to 23 workdays in every month", () => {
  for (let month = 2021 * 12; month < 2027 * 12; month++) {
    expect(workdaysOf(month).length).toBeGreaterThanOrEqual(15);
    expect(workdaysOf(month).length).toBeLessThanOrEqual(23);
    expect(monthOf(lastDay(month))).toBe(month);
  }
});

it("refuses what is not a day", () => {
  for (const text of ["2025-02-30", "2025/01/01", "yesterday", ""]) {
    expect(() => parseDay(text)).toThrow(/is not a day/);
  }
});
