import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Chart, chartRows } from "../../../detection/index.ts";
import { fixtureCharts } from "../fixture-charts.ts";
import { describeChart, legendOf } from "./describe-chart.ts";
import { isMismatch } from "./documents.ts";
import { drawChart } from "./draw-chart.ts";
import { histogramBins } from "./histogram-bins.ts";
import { layOut } from "./network-layout.ts";
import { paintedByPage, palette } from "./palette.ts";

const drawn = fixtureCharts.filter(({ kind }) => kind !== "documents");

test("the fixture has every kind of chart", () => {
  expect(new Set(fixtureCharts.map(({ kind }) => kind))).toEqual(new Set(Object.keys(chartRows)));
});

describe.each(drawn.map((chart, i) => [`${chart.kind} ${i}`, chart] as const))("%s", (_name, chart) => {
  const draw = (id: string) => drawChart(chart, id)?.svg ?? "";
  test("gives the same bytes each time it is drawn, whatever was drawn before", () => {
    const first = draw("a");
    draw("b");
    expect(draw("a")).toBe(first);
    expect(first).toMatch(/^<svg xmlns=.*<\/svg>$/s);
  });
  test("names its clip paths after the id, and carries no style sheet", () => {
    const svg = draw("finding-7-chart");
    for (const [, id] of svg.matchAll(/ id="([^"]*)"/g)) expect(id).toMatch(/^finding-7-chart-/);
    expect(svg).not.toMatch(/<style|zr\d|ecmeta/);
  });
  test("marks the suspects in the marking colour, and follows the colours of the page", () => {
    expect(draw("a")).toContain(palette.mark);
    expect(paintedByPage(draw("a"))).not.toMatch(/(fill|stroke)="#(?!000")/);
  });
  test("is told in words in both languages", () => {
    const { zh, en } = describeChart(chart);
    expect(zh).toMatch(/\p{Script=Han}.*\d/u);
    expect(en).toMatch(/[a-z]{3}.*\d|\d.*[a-z]{3}/);
    expect(legendOf(chart).length).toBeGreaterThan(0);
  });
});

test("a label from a file is text in the picture, not markup, and hidden characters are spelled out", () => {
  const label = `</text><script>alert(1)</script>\u202E\u0001{b|x}`;
  const rows = [1, 2, 3].map((value) => ({ value, label, suspect: true }));
  const svg = drawChart({ kind: "distribution", title: { zh: "题", en: "title" }, rows }, "a")?.svg ?? "";
  expect(svg).not.toContain("<script");
  expect(svg).toContain("&lt;/text&gt;");
  expect(svg).not.toContain("\u202E");
  expect(svg).not.toContain("\u0001");
});

const title = { zh: "题", en: "title" };
const degenerate: Chart[] = [
  { kind: "distribution", title, scale: "log", rows: [{ value: 0, suspect: true }] },
  { kind: "distribution", title, rows: Array.from({ length: 5 }, () => ({ value: 7, suspect: false })) },
  { kind: "series", title, rows: [{ period: "2025-01", value: 0, suspect: true }] },
  { kind: "digits", title, rows: [{ digit: "1", observed: 0, expected: 0 }] },
  { kind: "calendar", title, rows: [{ day: "2024-02-29", value: 0, suspect: false }] },
  { kind: "bars", title, rows: [{ label: "", value: -3, suspect: false }] },
  { kind: "scatter", title, scale: "log", rows: [{ x: 0, y: -1, suspect: true }] },
  {
    kind: "network",
    title,
    rows: [{ from_kind: "customer", from: "A", to_kind: "customer", to: "A", suspect: true }],
  },
  { kind: "timeline", title, rows: [{ at: "unknown", label: "?", suspect: false }] },
  { kind: "track", title, rows: [{ at: "2025-01-01", longitude: 0, latitude: 90, suspect: false }] },
];

test.each(degenerate.map((chart, i) => [`${chart.kind} ${i}`, chart] as const))(
  "a %s with hardly anything in it is drawn without a number that is none",
  (_name, chart) => {
    const svg = drawChart(chart, "a")?.svg ?? "";
    expect(svg).toContain("<svg");
    expect(svg).not.toMatch(/NaN|Infinity|undefined/);
  },
);

test("a chart without rows is not drawn", () => {
  expect(drawChart({ kind: "bars", title, rows: [] }, "a")).toBeUndefined();
});

test.each(["linear", "log"] as const)(
  "values that differ in their last digit only share a bin (%s)",
  (scale) => {
    const [bin, ...others] = histogramBins([5, 5 + 1e-15], scale);
    expect(bin?.count).toBe(2);
    expect(others).toEqual([]);
  },
);

test("every value falls into exactly one bin, on both scales", () => {
  const values = fc.array(fc.double({ min: 0.01, max: 1e9, noNaN: true }), { minLength: 1, maxLength: 300 });
  fc.assert(
    fc.property(values, fc.constantFrom("linear", "log"), (list, scale) => {
      const bins = histogramBins(list, scale as "linear" | "log");
      expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(list.length);
      for (const [i, { from, to }] of bins.entries()) {
        expect(to).toBeGreaterThan(from);
        expect(from).toBeCloseTo(bins[i - 1]?.to ?? from, 6);
      }
    }),
  );
});

test("a network puts our people left, customers right and what they share between, and never two nodes on one spot", () => {
  const { nodes } = layOut([
    { from_kind: "employee", from: "王芳", to_kind: "phone", to: "138", suspect: true },
    { from_kind: "phone", from: "138", to_kind: "customer", to: "C1", suspect: true },
    { from_kind: "phone", from: "138", to_kind: "customer", to: "C2", suspect: false },
  ]);
  const x = new Map(nodes.map((node) => [node.label, node.x]));
  expect(x.get("王芳")).toBeLessThan(x.get("138") ?? 0);
  expect(x.get("138")).toBeLessThan(x.get("C1") ?? 0);
  expect(new Set(nodes.map((node) => `${node.x} ${node.y}`)).size).toBe(4);
});

test("of the marked documents of a deal, what differs from the first that states it is a mismatch", () => {
  const row = (document: string, amount?: number, suspect = true) => ({
    document,
    id: "1",
    suspect,
    ...(amount ? { amount } : {}),
  });
  const rows = [row("contract", 900, false), row("order"), row("order", 100), row("invoice", 120)];
  const chart = { kind: "documents", title, rows } as const;
  expect(rows.map((r) => isMismatch(chart, r, "amount"))).toEqual([false, false, false, true]);
});

test("lines are compared by their sum", () => {
  const row = (document: string, amount: number) => ({
    document,
    id: "1",
    party: "C1",
    suspect: true,
    amount,
  });
  const rows = [row("order", 100), row("order-line", 60), row("order-line", 40), row("invoice-line", 60)];
  const chart = { kind: "documents", title, rows } as const;
  expect(rows.map((r) => isMismatch(chart, r, "amount"))).toEqual([false, false, false, true]);
});
