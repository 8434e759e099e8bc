import type { Finding } from "../../../detection/index.ts";
import { amountsText, count, scoreText } from "../figures.ts";
import { partyText } from "../parties.ts";
import type { ReportData } from "../report-data.ts";
import { shownFindings } from "../shown-findings.ts";
import { findingWords } from "../words/finding-words.ts";
import { pageWords } from "../words/page-words.ts";
import { findingCard } from "./finding-card.ts";
import { type Html, html } from "./markup.ts";

export function findings(data: ReportData): Html {
  const { full, short, left } = shownFindings(data);
  const title = html`<h2 id="findings-title">${findingWords.title}</h2>`;
  if (full.length === 0)
    return html`<section id="findings" aria-labelledby="findings-title">${title}<p class="note">${findingWords.none}</p></section>`;
  return html`<section id="findings" aria-labelledby="findings-title">${title}
<p class="lead">${findingWords.intro(count(full.length), count(data.findings.length))}</p>
${full.map((finding, i) => findingCard(data, finding, i + 1))}
${short.length > 0 ? others(data, short, full.length) : undefined}
${left > 0 ? html`<p class="note">${findingWords.left(count(left))}</p>` : undefined}
</section>`;
}

function others(data: ReportData, list: readonly Finding[], before: number): Html {
  const titles = new Map(data.detectors.map(({ detector }) => [detector.id, detector.title]));
  const { detector, sentence, subject } = findingWords;
  const rows = list.map((finding, i) => {
    const number = before + i + 1;
    const test = titles.get(finding.detector) ?? { zh: finding.detector, en: finding.detector };
    return html`<tr id="finding-${number}"><td class="rank">${number}</td><th scope="row">${test}</th>
<td class="n" data-label-zh="${pageWords.score.zh}" data-label-en="${pageWords.score.en}">${scoreText(finding.score)}</td>
<td class="n" data-label-zh="${pageWords.atRisk.zh}" data-label-en="${pageWords.atRisk.en}">${amountsText([finding])}</td>
<td data-label-zh="${subject.zh}" data-label-en="${subject.en}">${finding.subject.kind === "data-set" ? "—" : partyText(data, finding.subject)}</td>
<td class="wide">${finding.sentence}</td></tr>`;
  });
  return html`<h3>${findingWords.others}</h3>
<table class="cards others"><thead><tr><th scope="col">#</th><th scope="col">${detector}</th><th scope="col" class="n">${pageWords.score}</th>
<th scope="col" class="n">${pageWords.atRisk}</th><th scope="col">${subject}</th><th scope="col">${sentence}</th></tr></thead><tbody>${rows}</tbody></table>`;
}
