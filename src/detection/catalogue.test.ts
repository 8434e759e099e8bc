import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type Bilingual, schemaProblems } from "../platform/index.ts";
import { formulaOf } from "./formula.ts";
import { loadDetectors } from "./load-detectors.ts";
import { parametersOf } from "./parameter.ts";

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
  test("says whether one customer's rows can tell, and why not where they cannot", () => {
    const { locality } = detector;
    if (locality.unit === "customer" && locality.beforehand)
      expect(isBilingual(locality.beforehand)).toBe(true);
    if (locality.unit === "all") expect(isBilingual(locality.because)).toBe(true);
    // A relation by which customers are judged as one is of its baseline.
    else
      expect(Object.keys(locality.baseline ?? {})).toEqual(
        expect.arrayContaining(locality.together === undefined ? [] : [locality.together]),
      );
  });
  test("fills its formula with the values of its parameters", () => {
    const { zh, en } = formulaOf(detector, detector.params.parse({}));
    expect(`${zh} ${en}`).not.toMatch(/\{[A-Za-z]+\}/);
  });
  test("names every parameter in its formula", () => {
    for (const { name } of parametersOf(detector)) {
      expect(detector.formula.zh, name).toContain(`{${name}}`);
      expect(detector.formula.en, name).toContain(`{${name}}`);
    }
  });
  test("describes every parameter in Chinese and English", () => {
    for (const { name, meaning } of parametersOf(detector)) expect(isBilingual(meaning), name).toBe(true);
  });
  test("bounds every parameter, with its default within, and says what it expects", () => {
    for (const { name, form, usual, least, most } of parametersOf(detector)) {
      const given = form === "decimals" ? (value: number) => [value] : (value: number) => value;
      for (const value of [usual, given(least), given(most)]) {
        expect(schemaProblems(detector.params, { [name]: value }), name).toEqual([]);
      }
      for (const value of [given(least - 1), given(most + 1), "soon"]) {
        const [problem] = schemaProblems(detector.params, { [name]: value });
        expect(problem?.message.zh, name).toMatch(/^应为/);
        expect(problem?.message.en, name).toMatch(/^expected a/);
      }
    }
  });
});
