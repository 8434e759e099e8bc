import { at, type Day, dayAt, type Moment, workdayFrom } from "../calendar.ts";
import type { Dice } from "../random.ts";

/** A moment of the day as people keep their hours: two humps about a lunch break. */
export const officeTime = (dice: Dice, day: Day): Moment => {
  const hour = dice.weighted(
    [8, 9, 10, 11, 13, 14, 15, 16, 17, 18],
    (h) => [2, 7, 9, 7, 4, 8, 9, 8, 5, 1][h - 8 - (h > 12 ? 1 : 0)] ?? 1,
  );
  return at(day, hour, hour === 8 ? dice.whole(20, 59) : dice.whole(0, 59), dice.whole(0, 59));
};

/** Working hours are 8:30 to 18:00 on workdays. */
export function afterOfficeMinutes(moment: Moment, minutes: number): Moment {
  const day = workdayFrom(dayAt(moment));
  const opening = at(day, 8, 30);
  const closing = at(day, 18);
  const from = Math.max(moment, opening);
  if (from + minutes * 60 <= closing) return from + minutes * 60;
  return at(workdayFrom(day + 1), 8, 30) + Math.min(minutes, 500) * 60;
}
