import { visibleText } from "../../../desk/index.ts";
import type { Chart } from "../../../detection/index.ts";
import { clipToWidth } from "../display-width.ts";
import { quantity } from "../figures.ts";
import { palette } from "./palette.ts";
import { type Drawing, renderShapes, type Shape } from "./render-svg.ts";

type Track = Extract<Chart, { kind: "track" }>;

const width = 720;
const height = 340;
const margin = 48;
const kmPerDegree = 111.195;

/** Places numbered in the order of time on a local plane (equirectangular at the middle latitude), with a scale bar. */
export function drawTrack(chart: Track, id: string): Drawing {
  const rows = inOrder(chart);
  const { project, pixelsPerKm } = projection(rows);
  const points = rows.map((row) => ({ ...row, ...project(row) }));
  const legs: Shape[] = points.slice(1).map((to, i) => {
    const from = points[i] ?? to;
    const stroke = to.suspect ? palette.mark : palette.data;
    return { type: "line", x1: from.x, y1: from.y, x2: to.x, y2: to.y, stroke, width: to.suspect ? 2 : 1.2 };
  });
  const stops: Shape[] = points.flatMap(({ x, y, suspect }, i): Shape[] => [
    { type: "circle", x, y, radius: 10, fill: suspect ? palette.mark : palette.data, stroke: palette.paper },
    { type: "text", x, y: y + 0.5, text: String(i + 1), fill: palette.paper, size: 11, align: "center" },
  ]);
  const names: Shape[] = points.map(({ x, y, at, label }) => {
    const text = clipToWidth(visibleText([at.slice(11, 16) || at, label ?? ""].join(" ").trim()), 22);
    const isFree = (from: number, to: number) =>
      !points.some((other) => Math.abs(other.y - y) < 18 && other.x - x > from && other.x - x < to);
    if (x < width * 0.75 && isFree(0, 160))
      return { type: "text", x: x + 15, y, text, fill: palette.ink, align: "left" };
    if (x > width * 0.25 && isFree(-160, 0))
      return { type: "text", x: x - 15, y, text, fill: palette.ink, align: "right" };
    return { type: "text", x, y: y - 19, text, fill: palette.ink, align: "center" };
  });
  return renderShapes(id, { width, height }, [
    ...legs,
    ...stops,
    ...uncrowded(names),
    ...scaleBar(pixelsPerKm),
  ]);
}

/** By time, as the numbers in the picture count. */
export function inOrder({ rows }: Track): Track["rows"] {
  return [...rows].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

function projection(rows: Track["rows"]) {
  const latitudes = rows.map(({ latitude }) => latitude);
  const longitudes = rows.map(({ longitude }) => longitude);
  const middleLatitude = (Math.min(...latitudes) + Math.max(...latitudes)) / 2;
  const middleLongitude = (Math.min(...longitudes) + Math.max(...longitudes)) / 2;
  const squeeze = Math.max(0.01, Math.cos((middleLatitude * Math.PI) / 180));
  const kmWide = (Math.max(...longitudes) - Math.min(...longitudes)) * kmPerDegree * squeeze;
  const kmHigh = (Math.max(...latitudes) - Math.min(...latitudes)) * kmPerDegree;
  const room = { width: width - 2 * margin - 160, height: height - 2 * margin - 20 };
  const pixelsPerKm = Math.min(room.width / Math.max(kmWide, 0.05), room.height / Math.max(kmHigh, 0.05));
  const project = ({ longitude, latitude }: { longitude: number; latitude: number }) => ({
    x: width / 2 + (longitude - middleLongitude) * kmPerDegree * squeeze * pixelsPerKm,
    y: (height - 20) / 2 - (latitude - middleLatitude) * kmPerDegree * pixelsPerKm,
  });
  return { project, pixelsPerKm };
}

/** Names of places too near to one already named are left out; the list under the picture has them all. */
function uncrowded(names: readonly Shape[]): Shape[] {
  const kept: Shape[] = [];
  for (const name of names) {
    if (name.type !== "text") continue;
    const isCrowded = kept.some(
      (other) => other.type === "text" && Math.abs(other.y - name.y) < 15 && Math.abs(other.x - name.x) < 150,
    );
    if (!isCrowded) kept.push(name);
  }
  return kept;
}

function scaleBar(pixelsPerKm: number): Shape[] {
  const target = 140 / pixelsPerKm;
  const power = 10 ** Math.floor(Math.log10(target));
  const km = [5, 2, 1].map((step) => step * power).find((length) => length <= target) ?? power;
  const length = km * pixelsPerKm;
  const y = height - 16;
  const text = km >= 1 ? `${quantity(km)} km` : `${quantity(km * 1000)} m`;
  return [
    { type: "line", x1: 16, y1: y, x2: 16 + length, y2: y, stroke: palette.ink, width: 1.5 },
    { type: "line", x1: 16, y1: y - 4, x2: 16, y2: y + 4, stroke: palette.ink, width: 1.5 },
    { type: "line", x1: 16 + length, y1: y - 4, x2: 16 + length, y2: y + 4, stroke: palette.ink, width: 1.5 },
    { type: "text", x: 24 + length, y, text, fill: palette.ink, align: "left" },
  ];
}
