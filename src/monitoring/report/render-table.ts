import { visibleText } from "../../desk/index.ts";
import { type Ranked, schemes } from "../../detection/index.ts";
import type { Bilingual, Language } from "../../platform/index.ts";
import { clipToWidth, displayWidth, fitToWidth } from "./display-width.ts";
import { amountsText, count, expectedText, roundMoney, scoreText } from "./figures.ts";
import { partyText, subjectKinds } from "./parties.ts";
import type { ReportData } from "./report-data.ts";
import { bySchemes, namesNoCurrency } from "./summary.ts";
import { tableWords } from "./words/table-words.ts";
import { wrapToWidth } from "./wrap-to-width.ts";

export interface TableOptions {
  readonly language: Language;
  /** Columns of the terminal; lines are never wider, down to 40. */
  readonly width: number;
  readonly colours: boolean;
}

interface Column {
  readonly title: string;
  readonly align: "left" | "right";
  readonly style?: Style;
  readonly cells: readonly string[];
  /** Takes what width is left, by this share. */
  readonly grows?: number;
}

type Style = "bold" | "dim" | "red";
const escapes: Record<Style, string> = { bold: "\u001b[1m", dim: "\u001b[2m", red: "\u001b[31m" };

const most = 10;

/** The ranked lists and a summary for a terminal; ends with a line break. */
export function renderTable(data: ReportData, options: TableOptions): string {
  const width = Math.max(40, options.width);
  const say = (text: Bilingual) => text[options.language];
  const paint = (text: string, style: Style | undefined) =>
    options.colours && style !== undefined ? `${escapes[style]}${text}\u001b[0m` : text;
  const { ranking, statistics, totals, findings } = data;
  const period = totals.from && totals.to ? `${totals.from} – ${totals.to}` : "";
  const lines = [...wrapToWidth(say(tableWords.examined(count(totals.documents), period)), width)];
  const section = (title: Bilingual, list: readonly Ranked[]) => {
    if (list.length === 0) return;
    const [head = "", ...rows] = tableLines(rankedColumns(data, options.language, list), width, paint);
    const reasons = list.slice(0, most).map((ranked) => firstReason(ranked, options.language));
    lines.push("", paint(say(title), "bold"), head);
    for (const [i, row] of rows.entries()) {
      lines.push(row, ...reasonLines(reasons[i] ?? "", width).map((line) => paint(line, "dim")));
    }
    if (list.length > most) lines.push(paint(say(tableWords.more(count(list.length - most))), "dim"));
  };
  section(tableWords.sellers, ranking.sellers);
  section(tableWords.customers, ranking.customers);
  section(tableWords.transactions, ranking.transactions);
  const notes: Bilingual[] = [];
  const idle = data.detectors.filter(({ run }) => run.state === "not-run").length;
  if (findings.length === 0)
    notes.push(totals.documents === 0 ? tableWords.nothingToFind : tableWords.nothing);
  else {
    const { findingsTested, findingsByRule } = statistics;
    const alarms = expectedText(statistics);
    lines.push("", paint(say(tableWords.schemes), "bold"));
    lines.push(...tableLines(schemeColumns(data, options.language), width, paint));
    notes.push(
      alarms
        ? tableWords.expected(alarms, count(findingsTested), count(findingsByRule))
        : tableWords.allByRule,
    );
  }
  if (idle > 0) notes.push(tableWords.notRun(count(idle), count(data.detectors.length)));
  if (namesNoCurrency(data)) notes.push(tableWords.noCurrency);
  if (findings.length > 0) notes.push(tableWords.verdict);
  lines.push("", ...notes.flatMap((note) => wrapToWidth(say(note), width)).map((line) => paint(line, "dim")));
  return `${lines.join("\n")}\n`;
}

function rankedColumns(data: ReportData, language: Language, list: readonly Ranked[]): Column[] {
  const rows = list.slice(0, most);
  const who = ({ subject }: Ranked) => {
    const kind =
      subject.kind === "seller" || subject.kind === "customer"
        ? ""
        : `${subjectKinds[subject.kind][language]} `;
    return visibleText(kind + partyText(data, subject));
  };
  return [
    { title: "#", align: "right", style: "dim", cells: rows.map(({ rank }) => String(rank)) },
    { title: tableWords.who[language], align: "left", style: "bold", cells: rows.map(who), grows: 1 },
    {
      title: tableWords.score[language],
      align: "right",
      style: "red",
      cells: rows.map(({ score }) => scoreText(score)),
    },
    {
      title: tableWords.atRisk[language],
      align: "right",
      cells: rows.map(({ amounts }) => amountsText(amounts.slice(0, 2), roundMoney)[language]),
    },
  ];
}

const mostReasonLines = 3;

/** The reason under its row, in as many lines as it is worth. */
function reasonLines(reason: string, width: number): string[] {
  const lines = wrapToWidth(reason, width - 4);
  const shown = lines.slice(0, mostReasonLines);
  if (lines.length > mostReasonLines)
    shown.push(clipToWidth(`${shown.pop()} ${lines[mostReasonLines]}`, width - 4));
  return shown.map((line) => `    ${line}`);
}

/** The strongest reason, under what it is filed; on a line of its own, for its words need the width. */
function firstReason({ reasons: [first] }: Ranked, language: Language): string {
  if (first === undefined) return "";
  const { scheme, sentence } = first.finding;
  return visibleText(`${schemes[scheme][language]}${language === "zh" ? "：" : ": "}${sentence[language]}`);
}

function schemeColumns(data: ReportData, language: Language): Column[] {
  const rows = bySchemes(data);
  return [
    { title: tableWords.scheme[language], align: "left", cells: rows.map(({ title }) => title[language]) },
    {
      title: tableWords.findings[language],
      align: "right",
      style: "red",
      cells: rows.map(({ findings }) => count(findings)),
    },
    {
      title: tableWords.atRisk[language],
      align: "right",
      cells: rows.map(({ amounts }) => amountsText(amounts, roundMoney)[language]),
    },
  ];
}

const gap = 2;

function tableLines(
  columns: readonly Column[],
  width: number,
  paint: (text: string, style: Style | undefined) => string,
): string[] {
  const widths = columnWidths(columns, width);
  const line = (texts: readonly string[], style: (column: Column) => Style | undefined) =>
    columns
      .map((column, i) => paint(fitToWidth(texts[i] ?? "", widths[i] ?? 0, column.align), style(column)))
      .join(" ".repeat(gap))
      .trimEnd();
  const head = line(
    columns.map(({ title }) => title),
    () => "dim",
  );
  const count = Math.max(0, ...columns.map(({ cells }) => cells.length));
  const rows = Array.from({ length: count }, (_, r) =>
    line(
      columns.map(({ cells }) => cells[r] ?? ""),
      ({ style }) => style,
    ),
  );
  return [head, ...rows];
}

/** Natural widths; where they are too many, the growing columns share what the fixed ones leave, and then all shrink. */
function columnWidths(columns: readonly Column[], width: number): number[] {
  const natural = columns.map(({ title, cells }) => Math.max(...[title, ...cells].map(displayWidth)));
  const room = width - gap * (columns.length - 1);
  const sum = (list: readonly number[]) => list.reduce((a, b) => a + b, 0);
  if (sum(natural) <= room) return natural;
  const fixed = sum(natural.filter((_, i) => columns[i]?.grows === undefined));
  const shares = sum(columns.map(({ grows }) => grows ?? 0));
  const left = Math.max(shares * 4, room - fixed);
  const firstTry = columns.map(({ grows }, i) =>
    grows === undefined ? (natural[i] ?? 0) : Math.min(natural[i] ?? 0, Math.floor((left * grows) / shares)),
  );
  const spare = room - sum(firstTry);
  if (spare >= 0) return widenLast(firstTry, natural, spare);
  const widest = firstTry.indexOf(Math.max(...firstTry.filter((_, i) => columns[i]?.grows === undefined)));
  return firstTry.map((w, i) => (i === widest ? Math.max(4, w + spare) : w));
}

function widenLast(widths: readonly number[], natural: readonly number[], spare: number): number[] {
  let left = spare;
  return widths.map((width, i) => {
    const add = Math.min(left, (natural[i] ?? width) - width);
    left -= add;
    return width + add;
  });
}
