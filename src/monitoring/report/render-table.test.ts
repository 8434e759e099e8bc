import { describe, expect, test } from "vitest";
import { displayWidth } from "./display-width.ts";
import { emptyReport, fixtureReport } from "./fixture.ts";
import { renderTable } from "./render-table.ts";

const data = await fixtureReport();
const colourCode = new RegExp(`${String.fromCharCode(27)}\\[(?:0|1|2|31)m`, "g");

describe.each([40, 60, 80, 100, 160])("on a terminal of %i columns", (width) => {
  test.each(["zh", "en"] as const)("no line in %s is wider, Chinese counted double", (language) => {
    const lines = renderTable(data, { language, width, colours: false }).split("\n");
    for (const line of lines) expect(displayWidth(line), line).toBeLessThanOrEqual(width);
  });
});

test("scores and amounts stand under each other to the column", () => {
  const lines = renderTable(data, { language: "zh", width: 80, colours: false }).split("\n");
  const sellers = lines
    .slice(lines.indexOf("销售人员") + 2, lines.indexOf("客户") - 1)
    .filter((line) => /^\d/.test(line));
  expect(sellers).toHaveLength(3);
  expect(new Set(sellers.map((line) => displayWidth(line.slice(0, line.indexOf(" 0."))))).size).toBe(1);
  expect(new Set(sellers.map(displayWidth)).size).toBe(1);
});

test("colours come only when asked for, and no value from a file brings its own", () => {
  const [first, ...rest] = data.findings;
  if (!first) throw new Error("the fixture has no finding");
  const id = "\u001b[31mSO\u001b]0;title\u0007";
  const finding = { ...first, subject: { ...first.subject, id }, sentence: { zh: id, en: id } };
  const [top] = data.ranking.transactions;
  const ranking = {
    ...data.ranking,
    transactions: top ? [{ ...top, subject: finding.subject, reasons: [{ finding, contribution: 1 }] }] : [],
  };
  const report = { ...data, findings: [finding, ...rest], ranking };
  const plain = renderTable(report, { language: "en", width: 80, colours: false });
  expect(plain).not.toContain("\u001b");
  expect(plain).toContain("[U+001B]");
  const coloured = renderTable(report, { language: "en", width: 80, colours: true });
  expect(coloured).toContain("\u001b[31m 0.96");
  expect(coloured.replace(colourCode, "")).toBe(plain);
});

test("tells how many false alarms to expect, and sums up by scheme", () => {
  const text = renderTable(data, { language: "en", width: 120, colours: false });
  expect(text).toContain(
    "24 findings rest on a statistical test, with about 1.2 expected to be chance alone; 16 by rule",
  );
  expect(text).toMatch(/Splitting under a limit +7 +CN¥6,299,876/);
});

test("says in a line that nothing was found, and where there was nothing to look at", async () => {
  const empty = await emptyReport();
  const print = (report: typeof empty) => renderTable(report, { language: "zh", width: 80, colours: false });
  expect(print({ ...empty, totals: { ...empty.totals, documents: 5 } })).toContain("没有发现疑点。");
  expect(print(empty)).toContain("没有可检查的销售单据，因此也没有疑点。");
});

test("gives no number of false alarms where no finding was tested", () => {
  const statistics = { ...data.statistics, findingsTested: 0, expectedFalseAlarms: 0 };
  const text = renderTable({ ...data, statistics }, { language: "zh", width: 120, colours: false });
  expect(text).toContain("疑点全部由规则得出，误报数无法估计。");
});
