import type { Chart } from "../../../detection/index.ts";
import { palette } from "./palette.ts";
import { type Drawing, renderShapes, type Shape } from "./render-svg.ts";

type Calendar = Extract<Chart, { kind: "calendar" }>;

const cell = 12;
const yearHeight = 7 * cell + 34;
const heat = [palette.heat1, palette.heat2, palette.heat3, palette.heat4];
const dayLength = 86_400_000;

/** One block a year, one column a week from Monday at the top; the darker the larger, suspect days marked. */
export function drawCalendar({ rows }: Calendar, id: string): Drawing {
  const values = new Map(rows.map((row) => [row.day.slice(0, 10), row]));
  const largest = Math.max(0, ...rows.map(({ value }) => value));
  const years = [...new Set(rows.map(({ day }) => day.slice(0, 4)))]
    .filter((year) => /^\d{4}$/.test(year))
    .sort();
  const words: Shape[] = [];
  const squares = new Map<string, string[]>();
  for (const [block, year] of years.entries()) {
    const top = block * yearHeight + 30;
    words.push({ type: "text", x: 8, y: top - 18, text: year, fill: palette.ink, weight: "bold" });
    for (const day of daysOf(Number(year))) {
      if (day.endsWith("-01")) words.push(monthName(day, top));
      const { x, row: weekday } = place(day);
      const fill = shadeOf(values.get(day), largest);
      const d = `M${x.toFixed(1)} ${top + weekday * cell}h10v10h-10z`;
      squares.set(fill, [...(squares.get(fill) ?? []), d]);
    }
  }
  const paths = [...squares].map(([fill, parts]) => ({ d: parts.join(""), fill }));
  return renderShapes(id, { width: 720, height: Math.max(1, years.length) * yearHeight + 8 }, words, paths);
}

function daysOf(year: number): string[] {
  const start = Date.UTC(year, 0, 1);
  const length = (Date.UTC(year + 1, 0, 1) - start) / dayLength;
  return Array.from({ length }, (_, i) => new Date(start + i * dayLength).toISOString().slice(0, 10));
}

/** Column and row of a day in its year's block. */
function place(day: string): { x: number; row: number } {
  const time = Date.parse(day);
  const start = Date.UTC(Number(day.slice(0, 4)), 0, 1);
  const firstRow = (new Date(start).getUTCDay() + 6) % 7;
  const week = Math.floor(((time - start) / dayLength + firstRow) / 7);
  return { x: 44 + week * (cell + 0.4), row: (new Date(time).getUTCDay() + 6) % 7 };
}

function monthName(day: string, top: number): Shape {
  return { type: "text", x: place(day).x, y: top - 9, text: day.slice(5, 7), fill: palette.soft, size: 11 };
}

function shadeOf(row: Calendar["rows"][number] | undefined, largest: number): string {
  if (row?.suspect) return palette.mark;
  if (row === undefined || row.value <= 0 || largest <= 0) return palette.grid;
  const step = Math.ceil((row.value / largest) * heat.length) - 1;
  return heat[Math.min(heat.length - 1, Math.max(0, step))] ?? palette.heat1;
}
