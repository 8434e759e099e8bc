import type { Chart } from "../../../detection/index.ts";
import { describeChart, type LegendEntry, legendOf, yTitle } from "../charts/describe-chart.ts";
import { eventLabel } from "../charts/documents.ts";
import { drawChart } from "../charts/draw-chart.ts";
import { paintedByPage } from "../charts/palette.ts";
import { eventsShown } from "../charts/timeline.ts";
import { inOrder } from "../charts/track.ts";
import { quantity } from "../figures.ts";
import { chartWords } from "../words/chart-words.ts";
import { findingWords } from "../words/finding-words.ts";
import { documentsTable } from "./documents-table.ts";
import { type Html, html, trusted } from "./markup.ts";

/** A chart with its title, legend and description; the picture itself holds no word that would need translation. */
export function chartFigure(chart: Chart, id: string): Html {
  const drawing = drawChart(chart, id);
  const picture = drawing
    ? html`<div class="scroll" tabindex="0" role="group" aria-labelledby="${id}-title"><div class="drawing" role="img" aria-labelledby="${id}-title" aria-describedby="${id}-text">${trusted(paintedByPage(drawing.svg))}</div></div>`
    : undefined;
  const y = yTitle(chart);
  const about = chart.rows.length === 0 ? chartWords.empty : describeChart(chart);
  return html`<figure class="chart"><figcaption id="${id}-title">${chart.title}</figcaption>
${chart.rows.length > 0 ? legend(legendOf(chart)) : undefined}
${y ? html`<p class="axis">${findingWords.yAxis(y)}</p>` : undefined}
${picture}${chart.kind === "documents" && chart.rows.length > 0 ? documentsTable(chart, id) : undefined}
${chart.x ? html`<p class="axis end">${findingWords.xAxis(chart.x)}${chart.scale === "log" ? html` · ${chartWords.logScale}` : undefined}</p>` : undefined}
${listUnder(chart)}
<p class="about" id="${id}-text">${about}</p></figure>`;
}

export function legend(entries: readonly LegendEntry[]): Html {
  if (entries.length === 0) return html``;
  const items = entries.map(
    ({ paint, form, text }) => html`<li><i class="${form}" style="--paint:var(--${paint})"></i>${text}</li>`,
  );
  return html`<ul class="legend">${items}</ul>`;
}

/** The words to the numbers in a timeline or a track. */
function listUnder(chart: Chart): Html | undefined {
  const item = (suspect: boolean, at: string, label: string | undefined, value: number | undefined) =>
    html`<li${trusted(suspect ? ' class="mark"' : "")}><time>${at}</time> ${eventLabel(label ?? "")}${value === undefined ? undefined : html` <span class="n">${quantity(value)}</span>`}</li>`;
  if (chart.kind === "timeline") {
    const rows = eventsShown(chart);
    return html`<ol class="events">${rows.map((row) => item(row.suspect, row.at, row.label, row.value))}</ol>`;
  }
  if (chart.kind !== "track") return undefined;
  return html`<ol class="events">${inOrder(chart).map((row) => item(row.suspect, row.at, row.label, undefined))}</ol>`;
}
