import { GraphChart as GraphSeries } from "echarts/charts";
import { use } from "echarts/core";

// Apart from the other charts: only the page of the network draws one.
use([GraphSeries]);

export { Chart as GraphChart } from "./chart.tsx";
