import type { Language } from "../../../platform/index.ts";
import { count } from "../figures.ts";
import type { ReportData } from "../report-data.ts";
import { findingWords } from "../words/finding-words.ts";
import { dataWords, limitsWords, methodWords } from "../words/method-words.ts";
import { overviewWords } from "../words/overview-words.ts";
import { pageWords } from "../words/page-words.ts";
import { rankingWords } from "../words/ranking-words.ts";
import { dataAndMapping, limits } from "./data-and-limits.ts";
import { findings } from "./findings.ts";
import { type Html, html, trusted } from "./markup.ts";
import { method } from "./method.ts";
import { overview } from "./overview.ts";
import { rankings } from "./ranking.ts";
import { styles } from "./styles.ts";

// Nothing is fetched, nothing runs; what a value from a file might smuggle in has nothing to act with.
const policy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

/** The page. The switch of languages is a pair of radio buttons before all else, and the rest is CSS. */
export function page(data: ReportData, language: Language): Html {
  const checked = (of: Language) => trusted(of === language ? " checked" : "");
  return html`<!doctype html>
<html lang="${language === "zh" ? "zh-Hans" : "en"}">
<head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${trusted(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer"><meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>${pageWords.documentTitle}</title>
<style>${trusted(styles)}</style></head>
<body>
<input type="radio" name="language" id="language-zh" class="choice"${checked("zh")}>
<input type="radio" name="language" id="language-en" class="choice"${checked("en")}>
<div class="page">
<a class="skip" href="#main">${pageWords.skip}</a>
${cover(data)}
${contents()}
<main id="main" tabindex="-1">
${overview(data)}
${rankings(data)}
${findings(data)}
${method(data)}
${dataAndMapping(data)}
${limits(data)}
</main>
<footer>${pageWords.madeBy(data.version)}</footer>
</div>
</body></html>
`;
}

const bob = trusted(
  `<svg class="bob" viewBox="0 0 24 64" aria-hidden="true"><path d="M12 0V38" stroke="var(--rule)"/><path d="M8 38h8v5l-4 20-4-20z" fill="var(--mark)"/></svg>`,
);

function cover({ asOf, totals, input }: ReportData): Html {
  const { from, to } = totals;
  const period = from && to ? pageWords.period(from, to) : pageWords.noPeriod;
  return html`<header class="cover">
<div class="brand">${bob}<span>${pageWords.brand}</span></div>
<div class="switch"><label for="language-zh" lang="zh-Hans">${pageWords.chinese}</label><label for="language-en" lang="en">${pageWords.english}</label></div>
<h1>${pageWords.title}</h1>
<p class="period">${period} · ${pageWords.asOf(asOf)}</p>
<p class="files">${filesRead(input)}</p>
<p class="verdict">${pageWords.notVerdict}</p>
</header>`;
}

const filesNamed = 6;

/** The names without their folders, which stand with the hashes under “Data and mapping”. */
function filesRead({ files, rows }: ReportData["input"]): Html {
  const names = [...new Set(files.map(({ path }) => path.split(/[\\/]/).at(-1) ?? path))];
  const named = names.slice(0, filesNamed).map((name) => html`<span>${name}</span> `);
  return html`${pageWords.filesRead(count(names.length), count(rows))} ${named}${names.length > filesNamed ? "…" : ""}`;
}

function contents(): Html {
  const entries = [
    ["overview", overviewWords.title],
    ["ranking", rankingWords.title],
    ["findings", findingWords.title],
    ["method", methodWords.title],
    ["data", dataWords.title],
    ["limits", limitsWords.title],
  ] as const;
  return html`<nav aria-labelledby="contents-title"><h2 id="contents-title">${pageWords.contents}</h2>
<ol>${entries.map(([id, title]) => html`<li><a href="#${id}">${title}</a></li>`)}</ol></nav>`;
}
