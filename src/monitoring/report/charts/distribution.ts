import { visibleText } from "../../../desk/index.ts";
import type { Chart, ChartRow } from "../../../detection/index.ts";
import { clipToWidth } from "../display-width.ts";
import { quantity } from "../figures.ts";
import { type Bin, histogramBins } from "./histogram-bins.ts";
import { palette } from "./palette.ts";
import { axes, type Drawing, grid, haloLabel, quiet, renderSvg } from "./render-svg.ts";

type Distribution = Extract<Chart, { kind: "distribution" }>;
type Row = ChartRow<"distribution">;

const labelled = 4;

/** A histogram of all values with a plumb line on every suspect; the largest suspects carry their label. */
export function drawDistribution(chart: Distribution, id: string): Drawing {
  const scale = scaleOf(chart);
  const rows = chart.rows.filter(({ value }) => Number.isFinite(value));
  const bins = histogramBins(
    rows.map(({ value }) => value),
    scale,
  );
  const tallest = Math.max(1, ...bins.map(({ count }) => count));
  const suspects = rows.filter(({ suspect }) => suspect).sort((a, b) => b.value - a.value);
  const count = { ...axes.value(quantity), minInterval: 1, max: roundUp(tallest * 1.22) };
  return renderSvg(
    id,
    { width: 720, height: 260 },
    {
      grid,
      xAxis: {
        ...axes.value(quantity),
        type: scale === "log" ? "log" : "value",
        scale: true,
        splitLine: { show: false },
        axisLine: { show: true, onZero: false, lineStyle: { color: palette.rule } },
      },
      yAxis: count,
      series: [histogram(bins), ...marks(suspects, tallest * 1.2, middleOf(bins))],
    },
  );
}

/** A log axis cannot carry what is 0 or below. */
function scaleOf({ scale, rows }: Distribution): "linear" | "log" {
  return scale === "log" && rows.every(({ value }) => value > 0) ? "log" : "linear";
}

/** The next number that four even steps divide well. */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [1, 1.2, 1.6, 2, 2.4, 3, 4, 5, 6, 8, 10].find((s) => s * power >= value) ?? 10;
  return Math.max(4, Math.ceil(step * power));
}

const middleOf = (bins: readonly Bin[]) => bins[Math.floor(bins.length / 2)]?.from ?? 0;

interface RenderApi {
  value(dimension: number): number;
  coord(point: number[]): number[];
}

function histogram(bins: readonly Bin[]) {
  return {
    ...quiet,
    type: "custom",
    data: bins.map(({ from, to, count }) => [from, to, count]),
    encode: { x: [0, 1], y: 2 },
    renderItem: (_params: unknown, api: RenderApi) => {
      const [left = 0, top = 0] = api.coord([api.value(0), api.value(2)]);
      const [right = 0, bottom = 0] = api.coord([api.value(1), 0]);
      const width = Math.max(1, right - left - 1);
      const shape = { x: left, y: top, width, height: bottom - top };
      return { type: "rect", shape, style: { fill: palette.data } };
    },
  };
}

function marks(suspects: readonly Row[], top: number, middle: number) {
  const named = suspects.slice(0, labelled);
  const height = (i: number) => (i < labelled ? top * (1 - 0.11 * i) : top * 0.5);
  const lines = {
    ...quiet,
    type: "custom",
    data: suspects.map(({ value }, i) => [value, height(i)]),
    encode: { x: 0, y: 1 },
    renderItem: (_params: unknown, api: RenderApi) => {
      const [x1 = 0, y1 = 0] = api.coord([api.value(0), api.value(1)]);
      const [x2 = 0, y2 = 0] = api.coord([api.value(0), 0]);
      return { type: "line", shape: { x1, y1, x2, y2 }, style: { stroke: palette.mark, lineWidth: 1.5 } };
    },
    z: 3,
  };
  const dots = {
    ...quiet,
    type: "scatter",
    symbolSize: 8,
    z: 4,
    itemStyle: { color: palette.mark, opacity: 1 },
    data: named.map((row, i) => ({
      value: [row.value, height(i)],
      label: {
        ...haloLabel,
        show: true,
        position: row.value > middle ? "left" : "right",
        formatter: () => nameOf(row),
      },
    })),
  };
  return [lines, dots];
}

function nameOf({ value, label }: Row): string {
  const figure = quantity(value);
  return label === undefined ? figure : `${clipToWidth(visibleText(label), 26)}  ${figure}`;
}
