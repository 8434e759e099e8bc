import { type Ranked, schemes } from "../../../detection/index.ts";
import type { Bilingual } from "../../../platform/index.ts";
import { count } from "../figures.ts";
import { nameOf, subjectKinds } from "../parties.ts";
import type { ReportData } from "../report-data.ts";
import { type Shown, shownFindings } from "../shown-findings.ts";

import { pageWords } from "../words/page-words.ts";
import { rankingWords } from "../words/ranking-words.ts";
import { scoreBar, stacked } from "./cells.ts";
import { type Html, html } from "./markup.ts";

const most = 20;
const mostReasons = 3;

export function rankings(data: ReportData): Html {
  const { sellers, customers, transactions } = data.ranking;
  const shown = shownFindings(data);
  return html`<section id="ranking" aria-labelledby="ranking-title">
<h2 id="ranking-title">${rankingWords.title}</h2>
<p class="lead">${rankingWords.intro}</p>
${table(data, shown, rankingWords.sellers, sellers)}
${table(data, shown, rankingWords.customers, customers)}
${table(data, shown, rankingWords.transactions, transactions)}
</section>`;
}

function table(data: ReportData, shown: Shown, title: Bilingual, list: readonly Ranked[]): Html {
  if (list.length === 0) return html`<h3>${title}</h3><p class="note">${rankingWords.none}</p>`;
  const rows = list.slice(0, most).map((ranked) => row(data, shown, ranked));
  const others = list.length - rows.length;
  return html`<h3>${title}</h3>
<table class="cards ranking"><thead><tr><th scope="col">${rankingWords.rank}</th><th scope="col">${rankingWords.who}</th><th scope="col">${pageWords.score}</th>
<th scope="col" class="n">${pageWords.atRisk}</th><th scope="col">${rankingWords.reasons}</th></tr></thead><tbody>${rows}</tbody></table>
${others > 0 ? html`<p class="note">${rankingWords.others(count(others))}</p>` : undefined}`;
}

function row(data: ReportData, shown: Shown, { rank, subject, score, amounts, reasons }: Ranked): Html {
  const name = nameOf(data, subject.kind, subject.id);
  const isParty = subject.kind === "seller" || subject.kind === "customer";
  const kind = isParty ? undefined : html`<small>${subjectKinds[subject.kind]}</small> `;
  return html`<tr><td class="rank">${rank}</td>
<th scope="row">${kind}${name ? html`${name} <small class="id">${subject.id}</small>` : subject.id}</th>
<td data-label-zh="${pageWords.score.zh}" data-label-en="${pageWords.score.en}">${scoreBar(score)}</td>
<td class="n" data-label-zh="${pageWords.atRisk.zh}" data-label-en="${pageWords.atRisk.en}">${stacked(amounts)}</td>
<td class="reasons">${reasonList(shown, reasons)}</td></tr>`;
}

function reasonList(shown: Shown, reasons: Ranked["reasons"]): Html {
  const items = reasons.slice(0, mostReasons).map(({ finding }) => {
    const number = shown.numbers.get(finding.key);
    const words = html`<b>${schemes[finding.scheme]}</b> ${finding.sentence}`;
    return html`<li>${number === undefined ? words : html`<a href="#finding-${number}"><i>${number}</i> ${words}</a>`}</li>`;
  });
  const more = reasons.length - items.length;
  return html`<ul>${items}${more > 0 ? html`<li class="more">${rankingWords.more(count(more))}</li>` : undefined}</ul>`;
}
