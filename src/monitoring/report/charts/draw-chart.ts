import type { Chart } from "../../../detection/index.ts";
import { drawCalendar } from "./calendar.ts";
import { drawDistribution } from "./distribution.ts";
import { drawBars, drawDigits, drawScatter, drawSeries } from "./lines-and-bars.ts";
import { drawNetwork } from "./network.ts";
import type { Drawing } from "./render-svg.ts";
import { drawTimeline } from "./timeline.ts";
import { drawTrack } from "./track.ts";

/**
 * The picture of a chart, without words that need translation: titles, legend and description stand around it.
 * `undefined` where there is nothing to draw, and for documents, which are a table.
 */
export function drawChart(chart: Chart, id: string): Drawing | undefined {
  if (chart.rows.length === 0) return undefined;
  switch (chart.kind) {
    case "distribution":
      return drawDistribution(chart, id);
    case "series":
      return drawSeries(chart, id);
    case "digits":
      return drawDigits(chart, id);
    case "calendar":
      return drawCalendar(chart, id);
    case "bars":
      return drawBars(chart, id);
    case "scatter":
      return drawScatter(chart, id);
    case "network":
      return drawNetwork(chart, id);
    case "timeline":
      return drawTimeline(chart, id);
    case "track":
      return drawTrack(chart, id);
    case "documents":
      return undefined;
  }
}
