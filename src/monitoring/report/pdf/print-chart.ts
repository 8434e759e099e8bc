import type { Chart } from "../../../detection/index.ts";
import { describeChart, type LegendEntry, legendOf, yTitle } from "../charts/describe-chart.ts";
import { columnsOf, documentName, eventLabel, isMismatch } from "../charts/documents.ts";
import { drawChart } from "../charts/draw-chart.ts";
import { palette } from "../charts/palette.ts";
import { eventsShown } from "../charts/timeline.ts";
import { inOrder } from "../charts/track.ts";
import { quantity } from "../figures.ts";
import { chartWords } from "../words/chart-words.ts";
import { findingWords } from "../words/finding-words.ts";
import type { Say } from "./say.ts";

export function printedChart(chart: Chart, id: string, say: Say) {
  const isEmpty = chart.rows.length === 0;
  const y = yTitle(chart);
  const scale = chart.scale === "log" ? ` · ${say(chartWords.logScale)}` : "";
  return {
    title: say(chart.title),
    legend: isEmpty ? [] : printedLegend(legendOf(chart), say),
    y: y ? say(findingWords.yAxis(y)) : "",
    x: chart.x ? say(findingWords.xAxis(chart.x)) + scale : "",
    svg: drawChart(chart, id)?.svg ?? "",
    about: say(isEmpty ? chartWords.empty : describeChart(chart)),
    events: eventsOf(chart, say),
    ...(chart.kind === "documents" && !isEmpty ? { documents: documentsOf(chart, say) } : {}),
  };
}

export const printedLegend = (entries: readonly LegendEntry[], say: Say) =>
  entries.map(({ paint, form, text }) => ({ colour: palette[paint], form, text: say(text) }));

function eventsOf(chart: Chart, say: Say) {
  if (chart.kind === "timeline") {
    return eventsShown(chart).map(({ at, label, value, suspect }) => ({
      at: say(at),
      text: `${say(eventLabel(label))}${value === undefined ? "" : `  ${quantity(value)}`}`,
      suspect,
    }));
  }
  if (chart.kind !== "track") return [];
  return inOrder(chart).map(({ at, label, suspect }) => ({ at: say(at), text: say(label ?? ""), suspect }));
}

function documentsOf(chart: Extract<Chart, { kind: "documents" }>, say: Say) {
  const columns = columnsOf(chart);
  return {
    head: columns.map(({ title, isNumber }) => ({ text: say(title), isNumber })),
    rows: chart.rows.map((row) => ({
      document: say(documentName(row.document)),
      suspect: row.suspect,
      cells: columns.map(({ field, isNumber, write }) => ({
        text: say(write(row)),
        isNumber,
        differs: isMismatch(chart, row, field),
      })),
    })),
  };
}
