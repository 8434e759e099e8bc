import { majorUnits } from "../../../platform/index.ts";
import { quantity } from "../figures.ts";
import type { ReportData } from "../report-data.ts";
import { palette } from "./palette.ts";
import { axes, type Drawing, grid, quiet, renderSvg } from "./render-svg.ts";

/** Sales upwards and what was taken back downwards, month by month, for one currency. */
export function drawMonths(months: ReportData["months"], currency: string, id: string): Drawing {
  const rows = months.filter((row) => row.currency === currency).sort((a, b) => (a.month < b.month ? -1 : 1));
  const major = (minor: bigint) => majorUnits({ minor, currency });
  const bar = (data: number[], color: string) => ({
    ...quiet,
    type: "bar",
    stack: "month",
    barMaxWidth: 28,
    barCategoryGap: "28%",
    itemStyle: { color },
    data,
  });
  const absolute = (minor: bigint) => (minor < 0n ? -minor : minor);
  return renderSvg(
    id,
    { width: 720, height: 250 },
    {
      grid,
      xAxis: {
        ...axes.category(rows.map(({ month }) => month)),
        axisLine: { onZero: true, lineStyle: { color: palette.rule } },
      },
      yAxis: axes.value((value) => quantity(Math.abs(value))),
      series: [
        bar(
          rows.map(({ sales }) => major(sales)),
          palette.data,
        ),
        bar(
          rows.map(({ reversals }) => -major(absolute(reversals))),
          palette.peers,
        ),
      ],
    },
  );
}
