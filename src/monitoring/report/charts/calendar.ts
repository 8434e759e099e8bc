import type { Chart } from "../../../detection/index.ts";
import { palette } from "./palette.ts";
import { type Drawing, renderShapes, type Shape } from "./render-svg.ts";

type Calendar = Extract<Chart, { kind: "calendar" }>;

const cell = 12;
const yearHeight = 7 * cell + 34;
const heat = [palette.heat1, palette.heat2, palette.heat3, palette.heat4];
const dayLength = 86_400_000;

/** One block a year, one column a week from Monday at the top; the darker the larger, suspect days framed. */
export function drawCalendar({ rows }: Calendar, id: string): Drawing {
  const values = new Map(rows.map((row) => [row.day.slice(0, 10), row]));
  const largest = Math.max(0, ...rows.map(({ value }) => value));
  const years = [...new Set(rows.map(({ day }) => day.slice(0, 4)))].filter((year) => /^\d{4}$/.test(year)).sort();
  const shapes: Shape[] = years.flatMap((year, block) => {
    const top = block * yearHeight + 30;
    const title: Shape = { type: "text", x: 8, y: top - 18, text: year, fill: palette.ink, weight: "bold" };
    const days = daysOf(Number(year));
    const months = days.filter((day) => day.endsWith("-01")).map((day) => monthName(day, top));
    const cells = days.map((day) => square(day, values.get(day), largest, top));
    const framed = cells.filter((shape) => shape.type === "rect" && shape.stroke !== undefined);
    return [title, ...months, ...cells.filter((shape) => !framed.includes(shape)), ...framed];
  });
  return renderShapes(id, { width: 720, height: Math.max(1, years.length) * yearHeight + 8 }, shapes);
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

function square(day: string, row: Calendar["rows"][number] | undefined, largest: number, top: number): Shape {
  const { x, row: weekday } = place(day);
  const share = row && largest > 0 ? row.value / largest : 0;
  const shade = heat[Math.min(heat.length - 1, Math.max(0, Math.ceil(share * heat.length) - 1))] ?? palette.heat1;
  const frame = row?.suspect ? { stroke: palette.mark } : {};
  const fill = row === undefined || row.value === 0 ? palette.grid : row.suspect ? palette.mark : shade;
  return { type: "rect", x, y: top + weekday * cell, width: cell - 2, height: cell - 2, r: 1.5, fill, ...frame };
}
