import { GraphChart as GraphSeries } from "echarts/charts";
import { use } from "echarts/core";
import { Chart, type ChartProps } from "./chart.tsx";

// Apart from the other charts: only the page of the network draws one.
use([GraphSeries]);

/** A graph of nodes and edges. What the reader moved and enlarged stays so when nodes come and go. */
export function GraphChart(props: Omit<ChartProps, "keepsView">) {
  return <Chart {...props} keepsView />;
}
