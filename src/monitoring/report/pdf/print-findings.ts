import { type Finding, schemes } from "../../../detection/index.ts";
import type { Bilingual } from "../../../platform/index.ts";
import { evidenceGroups } from "../evidence-groups.ts";
import { amountsText, count, probability, scoreText } from "../figures.ts";
import { partyText, subjectKinds } from "../parties.ts";
import type { ReportData } from "../report-data.ts";
import { roomInPrint, shownFindings } from "../shown-findings.ts";
import { findingWords } from "../words/finding-words.ts";
import { pageWords } from "../words/page-words.ts";
import { printedChart } from "./print-chart.ts";
import type { Say } from "./say.ts";

const mostRows = 4;

export function printedFindings(data: ReportData, say: Say) {
  const { full, short, left } = shownFindings(data, roomInPrint);
  return {
    intro:
      full.length === 0
        ? say(findingWords.none)
        : say(findingWords.intro(count(full.length), count(data.findings.length))),
    full: full.map((finding, i) => printedFinding(data, finding, i + 1, say)),
    others: {
      title: say(findingWords.others),
      head: ["#", findingWords.detector, pageWords.score, pageWords.atRisk, findingWords.sentence].map(say),
      rows: short.map((finding, i) => [
        String(full.length + i + 1),
        say(titleOf(data, finding)),
        scoreText(finding.score),
        say(amountsText([finding])),
        say(finding.sentence),
      ]),
      left: left > 0 ? say(findingWords.left(count(left))) : "",
    },
  };
}

function printedFinding(data: ReportData, finding: Finding, number: number, say: Say) {
  const detector = detectorOf(data, finding);
  const list = (title: Bilingual, items: readonly Bilingual[]) => ({
    title: say(title),
    items: items.map(say),
  });
  const advice = detector
    ? [
        list(findingWords.why, [detector.why]),
        list(findingWords.innocent, detector.innocent),
        list(findingWords.nextChecks, detector.nextChecks),
      ]
    : [];
  return {
    number: String(number),
    scheme: say(schemes[finding.scheme]),
    title: say(titleOf(data, finding)),
    sentence: say(finding.sentence),
    score: finding.score,
    scoreTitle: say(pageWords.score),
    scoreText: scoreText(finding.score),
    facts: facts(data, finding, say),
    ...(finding.chart ? { chart: printedChart(finding.chart, `chart-${number}`, say) } : {}),
    evidence: evidence(data, finding, say),
    advice,
  };
}

const detectorOf = (data: ReportData, finding: Finding) =>
  data.detectors.find(({ detector }) => detector.id === finding.detector)?.detector;

const titleOf = (data: ReportData, finding: Finding): Bilingual | string =>
  detectorOf(data, finding)?.title ?? finding.detector;

function facts(data: ReportData, finding: Finding, say: Say) {
  const { subject, seller, customer, pValue, qValue } = finding;
  const fact = (title: Bilingual, value: Bilingual | string) => ({ title: say(title), value: say(value) });
  const party = (kind: "seller" | "customer", id: string | undefined) =>
    id === undefined || subject.kind === kind
      ? []
      : [fact(subjectKinds[kind], partyText(data, { kind, id }))];
  const detector = detectorOf(data, finding);
  const q = qValue === undefined ? "" : `  q ${probability(qValue)}`;
  return [
    fact(pageWords.atRisk, amountsText([finding])),
    fact(subjectKinds[subject.kind], subject.kind === "data-set" ? "—" : partyText(data, subject)),
    ...party("seller", seller),
    ...party("customer", customer),
    ...(detector ? [fact(findingWords.severityTitle, findingWords.severity[detector.severity])] : []),
    fact(findingWords.pValue, pValue === undefined ? findingWords.byRule : probability(pValue) + q),
  ];
}

function evidence(data: ReportData, finding: Finding, say: Say) {
  const groups = evidenceGroups(data, finding, mostRows);
  const shown = groups.reduce((sum, { rows }) => sum + rows.length, 0);
  return {
    title: say(findingWords.evidence),
    shown: say(findingWords.evidenceShown(count(shown), count(finding.evidenceTotal))),
    none: shown === 0 ? say(findingWords.evidenceAbsent) : "",
    rows: groups.flatMap(({ path, columns, rows }) =>
      rows.map((row) => ({
        where: say(`${path}, `) + say(findingWords.rowOf(count(row.row))),
        record: say(row.recordId),
        values: columns
          .map((column) => ({ column: say(column), value: say(row.values[column] ?? "") }))
          .filter(({ value }) => value.trim() !== ""),
      })),
    ),
  };
}
