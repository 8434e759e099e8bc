import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { emptyReport, fixtureReport, hostile } from "./fixture.ts";
import { breakable } from "./pdf/breakable.ts";
import { renderPdf } from "./render-pdf.ts";

const data = await fixtureReport();
const head = (pdf: Uint8Array) => new TextDecoder("latin1").decode(pdf.slice(0, 5));
const reader = "pdftotext";
const hasReader = spawnSync(reader, ["-v"]).error === undefined;

test("the same data gives the same bytes", async () => {
  const first = await renderPdf(data, { language: "zh" });
  expect(head(first)).toBe("%PDF-");
  expect(Buffer.compare(await renderPdf(data, { language: "zh" }), first)).toBe(0);
});

test("a report on nothing is printed too", async () => {
  expect(head(await renderPdf(await emptyReport(), { language: "en" }))).toBe("%PDF-");
});

test("a long run without spaces may break, and keeps its letters", () => {
  const run = "https://example.com/a/very/long/path/without/any/space/in/it?at=all";
  expect(breakable(run)).toContain("\u200b");
  expect(breakable(run).replaceAll("\u200b", "")).toBe(run);
  expect(breakable("short words stay whole")).toBe("short words stay whole");
});

describe.skipIf(!hasReader)("read back by pdftotext (skipped where it is not installed)", () => {
  const textOf = (pdf: Uint8Array): string => {
    const folder = mkdtempSync(join(tmpdir(), "plumbline-"));
    try {
      const path = join(folder, "report.pdf");
      writeFileSync(path, pdf);
      return spawnSync(reader, ["-layout", path, "-"], { encoding: "utf8" }).stdout;
    } finally {
      rmSync(folder, { recursive: true });
    }
  };
  test("Chinese is text in the tables and in the pictures, and markup from a file is only text", async () => {
    const text = textOf(await renderPdf(data, { language: "zh" }));
    expect(text).toContain("销售真实性核查报告");
    expect(text).toContain("买买提·艾则孜");
    expect(text).toContain(hostile.script);
    expect(text).toContain(`#panic("x") *b* $x$ @a`);
    expect(text).toContain("[U+202E]");
  });
  test("the English one has no Chinese but names and values", async () => {
    const text = textOf(
      await renderPdf({ ...data, evidence: new Map(), names: new Map() }, { language: "en" }),
    );
    expect(text).toContain("Innocent explanations");
    expect(text).not.toMatch(/疑点|概要|方法|局限/);
  });
});
