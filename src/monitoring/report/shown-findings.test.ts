import { expect, test } from "vitest";
import type { Finding } from "../../detection/index.ts";
import { chooseShown, shownFindings } from "./shown-findings.ts";

const finding = (detector: string, score: number): Finding => ({
  detector,
  scheme: "timing",
  key: `${detector}:${score}`,
  subject: { kind: "order", id: String(score) },
  score,
  amount: 0n,
  currency: "CNY",
  evidence: [],
  evidenceTotal: 0,
  facts: {},
  sentence: { zh: "", en: "" },
});
const loud = Array.from({ length: 500 }, (_, i) => finding("loud", 1 - i / 1000));
const quiet = Array.from({ length: 3 }, (_, i) => finding("quiet", 0.1 - i / 100));
const all = [...loud, ...quiet];

test("a detector that speaks often leaves room for one that speaks seldom, and the order stays by strength", () => {
  const chosen = chooseShown(all);
  expect(chosen).toHaveLength(60);
  expect(chosen.slice(-3)).toEqual(quiet);
  expect(chosen[0]).toBe(loud[0]);
});

test("every finding is shown in full, shown in short, or counted as left", () => {
  const { full, short, left, numbers } = shownFindings({ findings: all });
  expect(full.length + short.length + left).toBe(all.length);
  expect(new Set(numbers.values()).size).toBe(full.length + short.length);
});

test("few findings are all shown in full", () => {
  expect(chooseShown(quiet)).toEqual(quiet);
});
