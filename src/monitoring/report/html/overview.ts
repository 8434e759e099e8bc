import type { Bilingual } from "../../../platform/index.ts";
import { drawMonths } from "../charts/months.ts";
import { paintedByPage } from "../charts/palette.ts";
import { count, expectedText, percent, roundMoney } from "../figures.ts";
import { keySentences, shareOfSales } from "../key-sentences.ts";
import type { ReportData } from "../report-data.ts";
import { bySchemes, namesNoCurrency } from "../summary.ts";
import { chartWords } from "../words/chart-words.ts";
import { overviewWords } from "../words/overview-words.ts";
import { pageWords } from "../words/page-words.ts";
import { scoreBar, stacked } from "./cells.ts";
import { legend } from "./chart-figure.ts";
import { type Html, html, trusted } from "./markup.ts";

export function overview(data: ReportData): Html {
  return html`<section id="overview" aria-labelledby="overview-title">
<h2 id="overview-title">${overviewWords.title}</h2>
<ol class="key">${keySentences(data).map((sentence) => html`<li>${sentence}</li>`)}</ol>
${figures(data)}
${currencies(data)}
${months(data)}
${schemes(data)}
</section>`;
}

function figures({ findings, statistics, totals }: ReportData): Html {
  const { figures: words } = overviewWords;
  const figure = (title: Bilingual, value: string | Bilingual) =>
    html`<div><dt>${title}</dt><dd>${value}</dd></div>`;
  return html`<dl class="figures">
${figure(words.findings, count(findings.length))}${figure(words.expected, expectedText(statistics) ?? "—")}
${figure(words.documents, count(totals.documents))}${figure(words.lines, count(totals.lines))}
${figure(words.sellers, count(totals.sellers))}${figure(words.customers, count(totals.customers))}${figure(words.products, count(totals.products))}
</dl>`;
}

function currencies(data: ReportData): Html {
  const { amounts } = data.totals;
  if (amounts.length === 0) return html``;
  const { figures: words } = overviewWords;
  const rows = amounts.map(
    ({
      currency,
      sales,
      reversals,
      atRisk,
    }) => html`<tr><th scope="row">${currency === "XXX" ? overviewWords.currencyNotStated : currency}</th>
<td class="n" data-label-zh="${words.sales.zh}" data-label-en="${words.sales.en}">${roundMoney(sales, currency)}</td>
<td class="n" data-label-zh="${words.reversals.zh}" data-label-en="${words.reversals.en}">${roundMoney(reversals, currency)}</td>
<td class="n${atRisk > 0n ? " mark" : ""}" data-label-zh="${pageWords.atRisk.zh}" data-label-en="${pageWords.atRisk.en}">${roundMoney(atRisk, currency)}</td>
<td class="n" data-label-zh="${overviewWords.share.zh}" data-label-en="${overviewWords.share.en}">${shareOfSales(atRisk, sales)}</td></tr>`,
  );
  return html`<table class="cards"><thead><tr><th scope="col">${overviewWords.currency}</th><th scope="col" class="n">${words.sales}</th>
<th scope="col" class="n">${words.reversals}</th><th scope="col" class="n">${pageWords.atRisk}</th><th scope="col" class="n">${overviewWords.share}</th></tr></thead>
<tbody>${rows}</tbody></table>
${namesNoCurrency(data) ? html`<p class="note">${overviewWords.noCurrency}</p>` : undefined}`;
}

function months({ months }: ReportData): Html {
  const title = html`<h3 id="months-title">${overviewWords.months}</h3>`;
  if (months.length === 0) return html`${title}<p class="note">${overviewWords.noMonths}</p>`;
  const all = [...new Set(months.map(({ currency }) => currency))].slice(0, 3);
  const { sales, reversals } = chartWords.legend;
  const figures = all.map((currency, i) => {
    const rows = months
      .filter((row) => row.currency === currency)
      .sort((a, b) => (a.month < b.month ? -1 : 1));
    const best = rows.reduce((a, b) => (b.sales > a.sales ? b : a));
    const { svg } = drawMonths(months, currency, `months-${i}`);
    const about = overviewWords.monthsDescription(rows[0]?.month ?? "", rows.at(-1)?.month ?? "", best.month);
    return html`<figure class="chart"><figcaption id="months-${i}-title">${currency === "XXX" ? overviewWords.currencyNotStated : currency}</figcaption>
${legend([
  { paint: "data", form: "block", text: sales },
  { paint: "peers", form: "block", text: reversals },
])}
<div class="scroll" tabindex="0" role="group" aria-labelledby="months-title months-${i}-title"><div class="drawing" role="img" aria-labelledby="months-title months-${i}-title" aria-describedby="months-${i}-text">${trusted(paintedByPage(svg))}</div></div>
<p class="about" id="months-${i}-text">${about}</p></figure>`;
  });
  return html`${title}${figures}`;
}

function schemes(data: ReportData): Html {
  const list = bySchemes(data);
  if (list.length === 0) return html``;
  const most = Math.max(...list.map(({ findings }) => findings));
  const { scheme, strongest, figures: words } = overviewWords;
  const rows = list.map(
    (row) => html`<tr><th scope="row">${row.title}</th>
<td class="bar" data-label-zh="${words.findings.zh}" data-label-en="${words.findings.en}"><span class="length" style="--share:${percent(row.findings / most)}"></span><span class="n">${count(row.findings)}</span></td>
<td data-label-zh="${strongest.zh}" data-label-en="${strongest.en}">${scoreBar(row.strongest)}</td>
<td class="n" data-label-zh="${pageWords.atRisk.zh}" data-label-en="${pageWords.atRisk.en}">${stacked(row.amounts)}</td></tr>`,
  );
  return html`<h3>${overviewWords.schemes}</h3>
<table class="cards"><thead><tr><th scope="col">${scheme}</th><th scope="col">${words.findings}</th><th scope="col">${strongest}</th>
<th scope="col" class="n">${pageWords.atRisk}</th></tr></thead><tbody>${rows}</tbody></table>
<p class="note">${overviewWords.schemesNote}</p>`;
}
