import { formulaOf, schemes } from "../../../detection/index.ts";
import { count, percent } from "../figures.ts";
import { parametersOf, stateText } from "../method-text.ts";
import type { ReportData } from "../report-data.ts";
import { methodWords } from "../words/method-words.ts";
import { type Html, html } from "./markup.ts";

export function method(data: ReportData): Html {
  const { tests, falseDiscoveryRate } = data.statistics;
  return html`<section id="method" aria-labelledby="method-title">
<h2 id="method-title">${methodWords.title}</h2>
<p class="lead">${methodWords.intro(count(tests), percent(falseDiscoveryRate))}</p>
${data.detectors.length === 0 ? html`<p class="note">${methodWords.none}</p>` : undefined}
${data.detectors.map(detectorEntry)}
</section>`;
}

function detectorEntry({ detector, run }: ReportData["detectors"][number]): Html {
  const parameters = parametersOf(detector, run).map(
    ({ name, value, meaning }) => html`<li><code>${name} = ${value}</code> ${meaning}</li>`,
  );
  return html`<article class="detector" id="detector-${detector.id}">
<h3>${detector.title} <code>${detector.id}</code></h3>
<p class="state ${run.state}">${schemes[detector.scheme]} · ${stateText(run)}</p>
<dl><dt>${methodWords.formula}</dt><dd>${formulaOf(detector, run.params)}</dd>
<dt>${methodWords.source}</dt><dd>${detector.source}</dd>
${parameters.length > 0 ? html`<dt>${methodWords.params}</dt><dd><ul>${parameters}</ul></dd>` : undefined}
<dt>${methodWords.blindTo}</dt><dd><ul>${detector.blindTo.map((text) => html`<li>${text}</li>`)}</ul></dd></dl>
</article>`;
}
