import type { Chart } from "../../../detection/index.ts";
import { palette } from "./palette.ts";
import { type Drawing, renderShapes, type Shape } from "./render-svg.ts";

type Timeline = Extract<Chart, { kind: "timeline" }>;

const width = 720;
const left = 28;
const right = width - 28;

/** Numbered events on a line to scale; their words stand in the list under it, which counts the same way. */
export function drawTimeline(chart: Timeline, id: string): Drawing {
  const rows = eventsShown(chart);
  const times = rows.map(({ at }) => timeOf(at));
  const known = times.filter(Number.isFinite);
  const first = Math.min(...known);
  const last = Math.max(...known);
  const place = (i: number) => {
    const time = times[i] ?? Number.NaN;
    const share =
      Number.isFinite(time) && last > first
        ? (time - first) / (last - first)
        : i / Math.max(1, rows.length - 1);
    return left + share * (right - left);
  };
  const rowsTaken: number[] = [];
  const dots = rows.map((row, i) => {
    const x = place(i);
    let level = 0;
    while ((rowsTaken[level] ?? Number.NEGATIVE_INFINITY) > x - 23) level++;
    rowsTaken[level] = x;
    return { x, level, suspect: row.suspect, number: i + 1 };
  });
  const height = 44 + Math.max(1, rowsTaken.length) * 24;
  const base = height - 26;
  const shapes: Shape[] = [
    { type: "line", x1: left - 12, y1: base, x2: right + 12, y2: base, stroke: palette.rule },
    ...dots.map(
      ({ x, level }): Shape => ({
        type: "line",
        x1: x,
        y1: base,
        x2: x,
        y2: base - 18 - level * 24,
        stroke: palette.rule,
      }),
    ),
    ...dots.flatMap(({ x, level, suspect, number }): Shape[] => {
      const y = base - 18 - level * 24;
      return [
        {
          type: "circle",
          x,
          y,
          radius: 10,
          fill: suspect ? palette.mark : palette.data,
          stroke: palette.paper,
        },
        { type: "text", x, y: y + 0.5, text: String(number), fill: palette.paper, size: 11, align: "center" },
      ];
    }),
    {
      type: "text",
      x: left - 12,
      y: base + 14,
      text: rows[0]?.at.slice(0, 10) ?? "",
      fill: palette.soft,
      align: "left",
    },
    {
      type: "text",
      x: right + 12,
      y: base + 14,
      text: rows.at(-1)?.at.slice(0, 10) ?? "",
      fill: palette.soft,
      align: "right",
    },
  ];
  return renderShapes(id, { width, height }, shapes);
}

const most = 40;

/** In order of time, from a little before the first that is marked where not all can be drawn. */
export function eventsShown({ rows }: Timeline): Timeline["rows"] {
  const ordered = [...rows].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  const firstMarked = Math.max(
    0,
    ordered.findIndex(({ suspect }) => suspect),
  );
  const start = Math.max(0, Math.min(firstMarked - 5, ordered.length - most));
  return ordered.slice(start, start + most);
}

function timeOf(at: string): number {
  return Date.parse(`${at.slice(0, 10)}T${at.slice(11, 16) || "00:00"}Z`);
}
