import type { Language } from "../../../platform/index.ts";
import { keySentences } from "../key-sentences.ts";
import type { ReportData } from "../report-data.ts";
import { findingWords } from "../words/finding-words.ts";
import { dataWords, limitsWords, methodWords } from "../words/method-words.ts";
import { overviewWords } from "../words/overview-words.ts";
import { pageWords } from "../words/page-words.ts";
import { rankingWords } from "../words/ranking-words.ts";
import { printedFindings } from "./print-findings.ts";
import { printedData, printedMethod } from "./print-method.ts";
import { printedOverview, printedRankings } from "./print-overview.ts";
import { type Say, sayIn } from "./say.ts";

/**
 * The report in one language as plain data for `report.typ`. Values from files are strings in it and stay strings:
 * the template never evaluates them.
 */
export function printView(data: ReportData, language: Language) {
  const say = sayIn(language);
  const { from, to } = data.totals;
  return {
    lang: language,
    cover: {
      brand: say(pageWords.brand),
      title: say(pageWords.title),
      period: `${say(from && to ? pageWords.period(from, to) : pageWords.noPeriod)} · ${say(pageWords.asOf(data.asOf))}`,
      verdict: say(pageWords.notVerdict),
      contents: say(pageWords.contents),
    },
    titles: titles(say),
    key: keySentences(data).map(say),
    overview: printedOverview(data, say),
    rankings: printedRankings(data, say),
    findings: printedFindings(data, say),
    method: printedMethod(data, say),
    data: printedData(data, say),
    limits: limitsWords.limits.map(say),
    repeat: {
      title: say(limitsWords.repeat),
      note: say(limitsWords.repeatNote),
      command: say(data.command),
      facts: [
        { title: say(limitsWords.inputHash), value: data.input.sha256 },
        { title: say(limitsWords.version), value: data.version },
      ],
    },
  };
}

const titles = (say: Say) => ({
  overview: say(overviewWords.title),
  ranking: say(rankingWords.title),
  findings: say(findingWords.title),
  method: say(methodWords.title),
  data: say(dataWords.title),
  limits: say(limitsWords.title),
});
