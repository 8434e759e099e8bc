import fc from "fast-check";
import { expect, test } from "vitest";
import { fixtureReport, hostile } from "./fixture.ts";
import { renderCsv } from "./render-csv.ts";

const data = await fixtureReport();

/** RFC 4180. */
function parse(text: string): string[][] {
  const rows: string[][] = [];
  for (const line of text.replace(/^\ufeff/, "").matchAll(/((?:[^"\r\n]|"(?:[^"]|"")*")+)\r\n/g)) {
    const cells = [...(line[1] ?? "").matchAll(/("(?:[^"]|"")*"|[^,]*)(,|$)/g)].map(([, cell = ""]) => cell);
    const values = cells.map((c) => (c.startsWith('"') ? c.slice(1, -1).replaceAll('""', '"') : c));
    rows.push(values.slice(0, 19));
  }
  return rows;
}

const withCustomer = (name: string) => {
  const [finding] = data.findings;
  if (!finding) throw new Error("the fixture has no finding");
  const named = {
    ...finding,
    seller: name,
    customer: name,
    subject: { kind: "order" as const, id: name },
    sentence: { zh: name, en: name },
  };
  return renderCsv({ ...data, names: new Map(), findings: [named] });
};

test("opens in a spreadsheet: a mark for UTF-8, a head in both languages, a row a finding", () => {
  const text = renderCsv(data);
  expect(text.startsWith("\ufeff序号 No.,检测项 Test,")).toBe(true);
  const rows = parse(text);
  expect(rows).toHaveLength(41);
  expect(rows[1]?.slice(12, 14)).toEqual(["1999960.37", "CNY"]);
  for (const row of rows) expect(row).toHaveLength(19);
});

test("a formula in a name is shown, and does not act", () => {
  const [, row] = parse(withCustomer(hostile.formula));
  expect(row?.[5]).toBe(`'${hostile.formula}`);
});

test("a negative number stays a number, and a score stays one", () => {
  const [, row] = parse(withCustomer("-12.50"));
  expect(row?.[5]).toBe("-12.50");
  expect(row?.[9]).toBe("0.9700");
});

test("no cell begins like a formula, whatever the file holds", () => {
  const start = fc.constantFrom("=", "+", "-", "@", "\t=", "\r", " =", "＝", "|", "\u200b=", "");
  fc.assert(
    fc.property(start, fc.string({ unit: "binary", minLength: 1 }), (sign, rest) => {
      const [, row] = parse(withCustomer(`${sign}${rest}`));
      expect(row).toHaveLength(19);
      for (const cell of row ?? [])
        if (!/^-?[\d.]+(e[+-]?\d+)?$/i.test(cell)) expect(cell).not.toMatch(/^\s*[=+\-@＝＋－＠\t\r]/);
    }),
    { numRuns: 60 },
  );
});
