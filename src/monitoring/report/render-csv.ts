import { csvText } from "../../desk/index.ts";
import { type Finding, schemes } from "../../detection/index.ts";
import { majorUnits, minorDigits } from "../../platform/index.ts";
import { nameOf, partyText, subjectKinds } from "./parties.ts";
import { evidenceIds } from "./render-json.ts";
import type { ReportData } from "./report-data.ts";
import { csvWords } from "./words/csv-words.ts";

type Column = keyof typeof csvWords;

/** Every finding, a row each, for a spreadsheet. */
export function renderCsv(data: ReportData): string {
  const titles = new Map(data.detectors.map(({ detector }) => [detector.id, detector.title]));
  const columns = Object.keys(csvWords) as Column[];
  const head = columns.map((column) => `${csvWords[column].zh} ${csvWords[column].en}`);
  const rows = data.findings.map((finding, i) => {
    const title = titles.get(finding.detector);
    const cells = {
      ...cellsOf(data, finding),
      number: String(i + 1),
      detector: title ? `${title.zh} ${title.en}` : "",
    };
    return columns.map((column) => cells[column]);
  });
  return csvText([head, ...rows]);
}

function cellsOf(data: ReportData, finding: Finding): Record<Exclude<Column, "number" | "detector">, string> {
  const { subject, seller, customer, amount, currency, pValue, qValue, scheme, sentence } = finding;
  const both = ({ zh, en }: { zh: string; en: string }) => `${zh} ${en}`;
  return {
    detectorId: finding.detector,
    scheme: both(schemes[scheme]),
    subjectKind: both(subjectKinds[subject.kind]),
    subject: subject.id,
    subjectName: nameOf(data, subject.kind, subject.id) ?? "",
    seller: seller === undefined ? "" : partyText(data, { kind: "seller", id: seller }),
    customer: customer === undefined ? "" : partyText(data, { kind: "customer", id: customer }),
    score: finding.score.toFixed(4),
    pValue: pValue === undefined ? "" : pValue.toPrecision(4),
    qValue: qValue === undefined ? "" : qValue.toPrecision(4),
    amount: majorUnits({ minor: amount, currency }).toFixed(minorDigits(currency)),
    currency,
    evidenceTotal: String(finding.evidenceTotal),
    evidence: evidenceIds(data, finding).join("; "),
    zh: sentence.zh,
    en: sentence.en,
    key: finding.key,
  };
}
