import fc from "fast-check";
import { expect, test } from "vitest";
import { emptyReport, fixtureReport, hostile } from "./fixture.ts";
import { escapeHtml } from "./html/markup.ts";
import { renderHtml } from "./render-html.ts";

const data = await fixtureReport();
const page = renderHtml(data, { language: "zh" });

const voidElements = new Set(["meta", "input", "br", "hr", "img", "link"]);

/** Names of the elements that are open at the end, or close out of turn; an empty list for a well-formed page. */
function faultsOf(markup: string): string[] {
  const open: string[] = [];
  const faults: string[] = [];
  const tags = markup
    .replace(/<style>[\s\S]*?<\/style>/, "")
    .matchAll(/<(\/?)([a-zA-Z][\w-]*)((?:[^<>"]|"[^"]*")*?)(\/?)>/g);
  for (const [, slash, name = "", , own] of tags) {
    if (slash) {
      const last = open.pop();
      if (last !== name) faults.push(`${last} closed by ${name}`);
    } else if (!own && !voidElements.has(name)) open.push(name);
  }
  return [...faults, ...open];
}

test("every element is closed in turn", () => {
  expect(faultsOf(page)).toEqual([]);
  expect(faultsOf("<p><b></p>")).not.toEqual([]);
});

test("no hostile value from a file arrives as markup", () => {
  for (const value of [hostile.script, hostile.attribute, hostile.image, hostile.bidi, hostile.control]) {
    expect(page).not.toContain(value);
  }
  expect(page).not.toMatch(/<script|<img|<i>成都| onmouseover="/i);
  expect(page).toContain(escapeHtml(hostile.script));
});

test("whatever text is escaped, no character is left that begins or ends markup", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      expect(escapeHtml(text)).not.toMatch(/[<>"'`]|&(?!(amp|lt|gt|quot|#39|#96);)/);
    }),
  );
});

test("the same data gives the same bytes", () => {
  expect(renderHtml(data, { language: "zh" })).toBe(page);
});

test("the page fetches nothing, runs nothing and says so to the browser", () => {
  expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'; img-src data:;`);
  expect(page).not.toMatch(/<(script|link|iframe|object|embed)\b|@import/i);
  for (const [, target] of page.matchAll(/ (?:src|href|xlink:href|action)="([^"]*)"/g))
    expect(target).toMatch(/^#/);
  for (const [, target] of page.matchAll(/url\(([^)]*)\)/g)) expect(target).toMatch(/^#/);
});

test("every link leads to something on the page, and no id is given twice", () => {
  const ids = [...page.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const [, target] of page.matchAll(
    / (?:href="#|aria-labelledby="|aria-describedby="|for=")([^"]*)"/g,
  )) {
    for (const id of target?.split(" ") ?? []) expect(ids).toContain(id);
  }
});

test("what stands in Chinese stands in English too, and the language asked for is shown first", () => {
  const spans = (lang: string) => [...page.matchAll(new RegExp(`<span lang="${lang}">`, "g"))].length;
  expect(spans("zh-Hans")).toBe(spans("en"));
  expect(spans("en")).toBeGreaterThan(500);
  expect(page).toMatch(/<html lang="zh-Hans">[\s\S]*id="language-zh" class="choice" checked/);
  expect(renderHtml(data, { language: "en" })).toMatch(
    /<html lang="en">[\s\S]*id="language-en" class="choice" checked/,
  );
});

test("a finding is shown with its sentence, the rows of the source, and what else may explain it", () => {
  const card = page.slice(page.indexOf(`id="finding-1"`), page.indexOf(`id="finding-2"`));
  for (const text of [
    "CN¥196,400.00",
    "2025年销售订单.csv",
    "不含税金额",
    "49,100.00",
    "可能的正当解释",
    "What to check next",
  ]) {
    expect(card).toContain(text);
  }
  expect(card).toContain("3 of 214 records");
});

test("an amount whose source names no currency is a bare number, and this is said once", () => {
  expect(page).not.toContain("XXX");
  expect(page.split("currency not stated in the source").length).toBe(2);
});

test("beyond the sixty in full, findings stand in a table, and beyond that they are counted", async () => {
  const [finding] = data.findings;
  if (!finding) throw new Error("the fixture has no finding");
  const { chart: _chart, ...plain } = finding;
  const findings = Array.from({ length: 500 }, (_, i) => ({ ...plain, key: `k${i}` }));
  const long = renderHtml({ ...data, findings }, { language: "en" });
  expect([...long.matchAll(/<article class="finding"/g)]).toHaveLength(60);
  expect(long).toContain(`<tr id="finding-360">`);
  expect(long).toContain("140 more are not printed");
});

test("a report on nothing says so instead of leaving holes", async () => {
  const empty = renderHtml(await emptyReport(), { language: "en" });
  expect(faultsOf(empty)).toEqual([]);
  expect(empty).toContain("Nothing was found.");
  expect(empty).toContain("No dates in the input");
  expect(empty).not.toMatch(/undefined|NaN|Infinity/);
});
