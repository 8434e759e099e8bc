import { visibleText } from "../../../desk/index.ts";
import type { Chart } from "../../../detection/index.ts";
import { clipToWidth } from "../display-width.ts";
import { percent, quantity } from "../figures.ts";
import { palette } from "./palette.ts";
import { axes, type Drawing, grid, haloLabel, pathItem, quiet, renderSvg } from "./render-svg.ts";

type Of<Kind> = Extract<Chart, { kind: Kind }>;

/** One line over time, the peers' dashed beside it, a dot on every suspect period. */
export function drawSeries({ rows, scale }: Of<"series">, id: string): Drawing {
  const sorted = [...rows].sort((a, b) => (a.period < b.period ? -1 : 1));
  const named = sorted.filter(({ suspect }) => suspect).length <= 6;
  const log = scale === "log" && rows.every(({ value, peers }) => value > 0 && (peers ?? 1) > 0);
  const own = {
    ...quiet,
    type: "line",
    showSymbol: true,
    lineStyle: { color: palette.data, width: 2 },
    data: sorted.map(({ value, suspect }) => ({
      value,
      symbol: suspect ? "circle" : "none",
      symbolSize: 9,
      itemStyle: { color: palette.mark, opacity: 1, borderColor: palette.paper, borderWidth: 1.5 },
      label: { ...haloLabel, show: suspect && named, position: "top", formatter: () => quantity(value) },
    })),
    z: 3,
  };
  const peers = {
    ...quiet,
    type: "line",
    symbol: "none",
    lineStyle: { color: palette.peers, width: 1.5, type: [5, 4] },
    data: sorted.map((row) => row.peers ?? "-"),
  };
  return renderSvg(
    id,
    { width: 720, height: 250 },
    {
      grid: { ...grid, top: 30, right: 36 },
      xAxis: { ...axes.category(sorted.map(({ period }) => visibleText(period))), boundaryGap: false },
      yAxis: { ...axes.value(quantity), type: log ? "log" : "value" },
      series: [own, ...(sorted.some((row) => row.peers !== undefined) ? [peers] : [])],
    },
  );
}

/** Observed shares as bars, expected ones as a dash over each; the largest excess is marked. */
export function drawDigits({ rows }: Of<"digits">, id: string): Drawing {
  const largest = Math.max(...rows.map(({ observed, expected }) => observed - expected));
  const observed = {
    ...quiet,
    type: "bar",
    barWidth: "62%",
    data: rows.map(({ observed, expected }) => {
      const isLargest = observed - expected === largest && largest > 0;
      return { value: observed, itemStyle: { color: isLargest ? palette.mark : palette.data } };
    }),
  };
  const expected = {
    ...quiet,
    type: "scatter",
    symbol: "rect",
    symbolSize: [Math.max(6, Math.min(44, 520 / Math.max(1, rows.length))), 3],
    itemStyle: { color: palette.ink },
    data: rows.map(({ expected }) => expected),
    z: 3,
  };
  return renderSvg(
    id,
    { width: 720, height: 250 },
    {
      grid,
      xAxis: axes.category(rows.map(({ digit }) => visibleText(digit))),
      yAxis: axes.value(percent),
      series: [observed, expected],
    },
  );
}

export const barsDrawn = 24;

/** Horizontal bars, longest at the top. */
export function drawBars({ rows }: Of<"bars">, id: string): Drawing {
  const longest = [...rows].sort((a, b) => b.value - a.value).slice(0, barsDrawn);
  const upwards = longest.toReversed();
  return renderSvg(
    id,
    { width: 720, height: 40 + longest.length * 26 },
    {
      grid: { ...grid, top: 8, right: 90 },
      xAxis: { ...axes.value(quantity), axisLabel: { show: false }, splitLine: { show: false } },
      yAxis: {
        ...axes.category(upwards.map(({ label }) => clipToWidth(visibleText(label), 34))),
        axisLabel: { color: palette.ink, fontSize: 12, interval: 0 },
      },
      series: [
        {
          ...quiet,
          type: "bar",
          barWidth: 14,
          label: {
            show: true,
            position: "right",
            color: palette.ink,
            fontSize: 12,
            formatter: ({ value }: { value: number }) => quantity(value),
          },
          data: upwards.map(({ value, suspect }) => ({
            value,
            itemStyle: { color: suspect ? palette.mark : palette.data },
          })),
        },
      ],
    },
  );
}

/** All ordinary points as one path of round dots. */
function cloud(points: readonly { x: number; y: number }[]) {
  const size = points.length > 500 ? 4 : 6;
  const renderItem = ({ dataIndex }: { dataIndex: number }, api: { coord(point: number[]): number[] }) => {
    if (dataIndex > 0) return undefined;
    const places = points.map(({ x, y }) => api.coord([x, y]).map((at) => at.toFixed(1)));
    const d = [...new Set(places.map(([x, y]) => `M${x} ${y}h.01`))].join("");
    return pathItem({ d, stroke: palette.data, width: size });
  };
  return { ...quiet, type: "custom", data: points.map(({ x, y }) => [x, y]), renderItem };
}

/** Points, suspects larger and on top; up to eight of them named. */
export function drawScatter({ rows, scale }: Of<"scatter">, id: string): Drawing {
  const log = scale === "log" && rows.every(({ x, y }) => x > 0 && y > 0);
  const axis = { ...axes.value(quantity), type: log ? "log" : "value", scale: true };
  const suspects = rows.filter(({ suspect }) => suspect);
  const middle = rows.map(({ x }) => x).sort((a, b) => a - b)[rows.length >> 1] ?? 0;
  const farthest = Math.max(...rows.map(({ x }) => x));
  return renderSvg(
    id,
    { width: 720, height: 320 },
    {
      grid: { ...grid, right: 40 },
      xAxis: { ...axis, axisLine: { show: true, onZero: false, lineStyle: { color: palette.rule } } },
      yAxis: axis,
      series: [
        cloud(rows.filter(({ suspect }) => !suspect)),
        {
          ...quiet,
          type: "scatter",
          symbolSize: 10,
          z: 4,
          itemStyle: { color: palette.mark, opacity: 1, borderColor: palette.paper, borderWidth: 1.5 },
          data: suspects.map(({ x, y, label }, i) => ({
            value: [x, y],
            label: {
              ...haloLabel,
              show: label !== undefined && i < 8,
              position: x > (middle + farthest) / 2 ? "left" : "right",
              formatter: () => clipToWidth(visibleText(label ?? ""), 30),
            },
          })),
        },
      ],
    },
  );
}
