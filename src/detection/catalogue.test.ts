import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { z } from "zod";
import type { Bilingual } from "../platform/index.ts";
import { formulaOf } from "./formula.ts";
import { loadDetectors } from "./load-detectors.ts";

const detectors = await loadDetectors();
const chinese = /\p{Script=Han}/u;

const isBilingual = ({ zh, en }: Bilingual) => chinese.test(zh) && /[a-z]{3}/i.test(en) && !chinese.test(en);

test("no two detectors share an id", () => {
  expect(new Set(detectors.map(({ id }) => id)).size).toBe(detectors.length);
});

describe.each(detectors.map((detector) => [detector.id, detector] as const))("%s", (id, detector) => {
  test("has a test beside it", () => {
    expect(existsSync(new URL(`./detectors/${id}.test.ts`, import.meta.url))).toBe(true);
  });
  test("speaks both languages everywhere", () => {
    const { title, why, formula, innocent, blindTo, nextChecks, chart } = detector;
    const texts = [
      title,
      why,
      formula,
      ...innocent,
      ...blindTo,
      ...nextChecks,
      ...(chart ? [chart.title] : []),
    ];
    for (const text of texts) expect(isBilingual(text), JSON.stringify(text)).toBe(true);
  });
  test("names a source, an innocent explanation, a blind spot and a next check", () => {
    expect(detector.source.length).toBeGreaterThan(3);
    expect(detector.innocent.length).toBeGreaterThan(0);
    expect(detector.blindTo.length).toBeGreaterThan(0);
    expect(detector.nextChecks.length).toBeGreaterThan(0);
  });
  test("fills its formula with the values of its parameters", () => {
    const { zh, en } = formulaOf(detector, detector.params.parse({}));
    expect(`${zh} ${en}`).not.toMatch(/\{[A-Za-z]+\}/);
  });
  test("describes every parameter in Chinese and English", () => {
    for (const [name, schema] of Object.entries(detector.params.shape)) {
      const description = (schema as z.ZodType).description ?? "";
      expect(description, name).toMatch(/\p{Script=Han}.* \| .*[a-z]/u);
    }
  });
});
