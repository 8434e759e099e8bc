import { type Detector, type Finding, schemes } from "../../../detection/index.ts";
import type { Bilingual } from "../../../platform/index.ts";
import { amountsText, probability } from "../figures.ts";
import { nameOf, subjectKinds } from "../parties.ts";
import type { ReportData } from "../report-data.ts";
import { findingWords } from "../words/finding-words.ts";
import { pageWords } from "../words/page-words.ts";
import { scoreBar } from "./cells.ts";
import { chartFigure } from "./chart-figure.ts";
import { evidence } from "./evidence.ts";
import { type Html, html, trusted } from "./markup.ts";

/** One finding in full: the sentence, the figures, the picture, the rows, and what else may explain it. */
export function findingCard(data: ReportData, finding: Finding, number: number): Html {
  const detector = data.detectors.find(({ detector: { id } }) => id === finding.detector)?.detector;
  const id = `finding-${number}`;
  return html`<article class="finding" id="${id}" aria-labelledby="${id}-title">
<header><p class="tag"><span class="no">${number}</span>${schemes[finding.scheme]}</p>
<h3 id="${id}-title">${detector?.title ?? finding.detector}</h3></header>
<p class="sentence">${finding.sentence}</p>
${facts(data, finding, detector)}
${finding.chart ? chartFigure(finding.chart, `${id}-chart`) : undefined}
${evidence(data, finding, id)}
${detector ? advice(detector) : undefined}
</article>`;
}

function facts(data: ReportData, finding: Finding, detector: Detector | undefined): Html {
  const fact = (title: Bilingual, value: Html | Bilingual | string, classes = "") =>
    html`<div><dt>${title}</dt><dd${trusted(classes && ` class="${classes}"`)}>${value}</dd></div>`;
  const { kind } = finding.subject;
  const party = (of: "seller" | "customer", id: string | undefined) =>
    id === undefined || kind === of ? undefined : fact(subjectKinds[of], who(data, of, id));
  const subject = kind === "data-set" ? html`—` : who(data, kind, finding.subject.id);
  return html`<dl class="facts">
${fact(pageWords.score, scoreBar(finding.score))}${fact(pageWords.atRisk, amountsText([finding]), "n mark")}
${fact(subjectKinds[kind], subject)}${party("seller", finding.seller)}${party("customer", finding.customer)}
${detector ? fact(findingWords.severityTitle, findingWords.severity[detector.severity]) : undefined}
${fact(findingWords.pValue, probabilities(finding))}
</dl>`;
}

function probabilities({ pValue, qValue }: Finding): Html {
  if (pValue === undefined) return html`${findingWords.byRule}`;
  const q = qValue === undefined ? undefined : html` <small>q ${probability(qValue)}</small>`;
  return html`${probability(pValue)}${q}`;
}

function who(data: ReportData, kind: string, id: string): Html {
  const name = nameOf(data, kind, id);
  return name === undefined ? html`${id}` : html`${name} <small class="id">${id}</small>`;
}

function advice({ why, innocent, nextChecks }: Detector): Html {
  const list = (title: Bilingual, items: readonly Bilingual[]) =>
    html`<div><h4>${title}</h4><ul>${items.map((item) => html`<li>${item}</li>`)}</ul></div>`;
  return html`<div class="advice"><div><h4>${findingWords.why}</h4><p>${why}</p></div>
${list(findingWords.innocent, innocent)}${list(findingWords.nextChecks, nextChecks)}</div>`;
}
