import { expect, test } from "vitest";
import { fixtureReport } from "./fixture.ts";
import { renderJson } from "./render-json.ts";

const data = await fixtureReport();
const text = renderJson(data);
const report = JSON.parse(text);

test("has the parts a program looks for, in their order", () => {
  expect(Object.keys(report)).toEqual([
    "plumbline",
    "input",
    "mapping",
    "totals",
    "months",
    "detectors",
    "findings",
    "ranking",
    "statistics",
  ]);
  expect(report.plumbline).toEqual({ version: "0.1.0", asOf: "2025-12-31", command: data.command });
  expect(report.input.sha256).toBe(data.input.sha256);
});

test("a finding has its amount in major units, its evidence by record id and its sentence in both languages", () => {
  const [first] = report.findings;
  expect(first).toMatchObject({
    scheme: "splitting",
    subject: { kind: "order", id: "SO-2025-1000" },
    seller: "E017",
    amount: 1_999_960.37,
    currency: "CNY",
    evidence: ["order:SO-2025-1001", "order:SO-2025-1002", "order:SO-2025-1050"],
    evidenceTotal: 214,
    qValue: 0.0008,
  });
  expect(first.sentence.zh).toContain("审批限额");
  expect(first.sentence.en).toContain("approval limit");
  expect(report.findings).toHaveLength(40);
});

test("a finding by rule has no p-value rather than an empty one", () => {
  expect(report.findings[3]).not.toHaveProperty("pValue");
});

test("the ranking names sellers, then customers, then deals, each with the findings that make its score", () => {
  const kinds = report.ranking.map(({ subject }: { subject: { kind: string } }) => subject.kind);
  expect(kinds.slice(0, 9)).toEqual(
    [..."sss"]
      .map(() => "seller")
      .concat(
        [..."ccccc"].map(() => "customer"),
        "order",
      ),
  );
  expect(report.ranking[0]).toMatchObject({
    rank: 1,
    subject: { kind: "seller", id: "E017", name: "王芳" },
    currency: "CNY",
  });
  expect(report.ranking[0].amounts).toHaveLength(2);
  expect(report.ranking[0].findings[0]).toEqual({ key: report.findings[0].key, contribution: 0.4 });
});

test("an integer too large for a number keeps its digits, as text", () => {
  expect(report.findings[0].facts.big).toBe("12345678901234567");
});

test("the same data gives the same bytes, durations not among them", () => {
  const slower = {
    ...data,
    detectors: data.detectors.map(({ detector, run }) => ({ detector, run: { ...run, milliseconds: 9999 } })),
  };
  expect(renderJson(slower)).toBe(text);
});
