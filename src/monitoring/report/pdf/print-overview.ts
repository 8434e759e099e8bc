import { type Ranked, schemes } from "../../../detection/index.ts";
import type { Bilingual } from "../../../platform/index.ts";
import { drawMonths } from "../charts/months.ts";
import { clipToWidth } from "../display-width.ts";
import { type Amount, count, expectedText, roundMoney, scoreText } from "../figures.ts";
import { shareOfSales } from "../key-sentences.ts";
import { nameOf, subjectKinds } from "../parties.ts";
import type { ReportData } from "../report-data.ts";
import { roomInPrint, shownFindings } from "../shown-findings.ts";
import { bySchemes, namesNoCurrency } from "../summary.ts";
import { chartWords } from "../words/chart-words.ts";
import { overviewWords } from "../words/overview-words.ts";
import { pageWords } from "../words/page-words.ts";
import { rankingWords } from "../words/ranking-words.ts";
import { printedLegend } from "./print-chart.ts";
import type { Say } from "./say.ts";

const amountLines = (amounts: readonly Amount[], say: Say): string[] => {
  const some = amounts.filter(({ amount }) => amount !== 0n);
  return some.length === 0 ? ["—"] : some.map(({ amount, currency }) => say(roundMoney(amount, currency)));
};

export function printedOverview(data: ReportData, say: Say) {
  const { totals, statistics, findings } = data;
  const { figures: words } = overviewWords;
  const figure = (title: Bilingual, value: string) => ({ title: say(title), value });
  const expected = expectedText(statistics);
  return {
    figures: [
      figure(words.findings, count(findings.length)),
      figure(words.expected, expected ? say(expected) : "—"),
      figure(words.documents, count(totals.documents)),
      figure(words.lines, count(totals.lines)),
      figure(words.sellers, count(totals.sellers)),
      figure(words.customers, count(totals.customers)),
      figure(words.products, count(totals.products)),
    ],
    currencies: {
      head: [overviewWords.currency, words.sales, words.reversals, pageWords.atRisk, overviewWords.share].map(
        say,
      ),
      rows: totals.amounts.map(({ currency, sales, reversals, atRisk }) => [
        say(currency === "XXX" ? overviewWords.currencyNotStated : currency),
        say(roundMoney(sales, currency)),
        say(roundMoney(reversals, currency)),
        say(roundMoney(atRisk, currency)),
        shareOfSales(atRisk, sales),
      ]),
      note: namesNoCurrency(data) ? say(overviewWords.noCurrency) : "",
    },
    months: {
      title: say(overviewWords.months),
      none: say(overviewWords.noMonths),
      charts: printedMonths(data, say),
    },
    schemes: printedSchemes(data, say),
  };
}

function printedMonths({ months }: ReportData, say: Say) {
  const all = [...new Set(months.map(({ currency }) => currency))].slice(0, 3);
  const { sales, reversals } = chartWords.legend;
  return all.map((currency, i) => ({
    title: say(currency === "XXX" ? overviewWords.currencyNotStated : currency),
    svg: drawMonths(months, currency, `months-${i}`).svg,
    legend: printedLegend(
      [
        { paint: "data", form: "block", text: sales },
        { paint: "peers", form: "block", text: reversals },
      ],
      say,
    ),
  }));
}

function printedSchemes(data: ReportData, say: Say) {
  const list = bySchemes(data);
  const most = Math.max(1, ...list.map(({ findings }) => findings));
  const { scheme, strongest, figures: words } = overviewWords;
  return {
    title: say(overviewWords.schemes),
    note: say(overviewWords.schemesNote),
    head: [scheme, words.findings, strongest, pageWords.atRisk].map(say),
    rows: list.map((row) => ({
      title: say(row.title),
      findings: count(row.findings),
      share: row.findings / most,
      score: row.strongest,
      scoreText: scoreText(row.strongest),
      amounts: amountLines(row.amounts, say),
    })),
  };
}

const mostRanked = 10;
const mostReasons = 3;

export function printedRankings(data: ReportData, say: Say) {
  const { sellers, customers, transactions } = data.ranking;
  const { rank, who, reasons } = rankingWords;
  const list = (title: Bilingual, ranked: readonly Ranked[]) => ({
    title: say(title),
    none: say(rankingWords.none),
    rows: ranked.slice(0, mostRanked).map((entry) => printedRanked(data, entry, say)),
    others: ranked.length > mostRanked ? say(rankingWords.others(count(ranked.length - mostRanked))) : "",
  });
  return {
    intro: say(rankingWords.intro),
    head: [rank, who, pageWords.score, pageWords.atRisk, reasons].map(say),
    lists: [
      list(rankingWords.sellers, sellers),
      list(rankingWords.customers, customers),
      list(rankingWords.transactions, transactions),
    ],
  };
}

function printedRanked(data: ReportData, { rank, subject, score, amounts, reasons }: Ranked, say: Say) {
  const { full, numbers } = shownFindings(data, roomInPrint);
  const name = nameOf(data, subject.kind, subject.id);
  const isParty = subject.kind === "seller" || subject.kind === "customer";
  const more = reasons.length - mostReasons;
  return {
    rank: String(rank),
    kind: isParty ? "" : say(subjectKinds[subject.kind]),
    name: say(name ?? subject.id),
    id: name === undefined ? "" : say(subject.id),
    score,
    scoreText: scoreText(score),
    amounts: amountLines(amounts, say),
    reasons: reasons.slice(0, mostReasons).map(({ finding }) => {
      const number = numbers.get(finding.key) ?? 0;
      return {
        number: number <= full.length ? number : 0,
        scheme: say(schemes[finding.scheme]),
        text: clipToWidth(say(finding.sentence), 88),
      };
    }),
    more: more > 0 ? say(rankingWords.more(count(more))) : "",
  };
}
