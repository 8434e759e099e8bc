import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { loadDetectors } from "./load-detectors.ts";
import {
  declarationProblems,
  isOwn,
  type OwnDeclaration,
  ownDetector,
  ownId,
  ownQuery,
} from "./own-detector.ts";
import { parametersOf } from "./parameter.ts";

const both = (text: string) => ({ zh: `中文：${text}`, en: text });

const roundAmounts: OwnDeclaration = {
  scheme: "fictitious-sale",
  severity: "medium",
  title: { zh: "整数金额", en: "Round amounts" },
  why: both("invented figures are round"),
  formula: both("an amount of whole {unit}"),
  sentence: both("order {subject_id} over {gross} has no odd cent"),
  innocent: [both("a price list in round figures")],
  blindTo: [both("figures invented with care")],
  nextChecks: [both("the customer's own order")],
  source: "ISA 240",
  reads: { sales: ["amount"] },
  parameters: [
    { name: "unit", form: "whole", usual: 1000, least: 1, most: 1_000_000, meaning: both("the unit") },
  ],
  sql: "SELECT 1",
};
const run = { asOf: "2026-11-29" };

describe("a query that was written here", () => {
  test("gets the values of its parameters and the day", () => {
    expect(ownQuery("x > $unit AND day <= $asOf;", { unit: 1000 }, run)).toBe(
      "x > 1000 AND day <= DATE '2026-11-29'",
    );
    expect(ownQuery("x > $unit", { unit: -0.5 }, run)).toBe("x > (-0.5)");
  });

  test.each(["'costs $unit'", '"$unit"', "-- $unit\n1", "/* $unit */ 1", "'it''s $unit'"])(
    "is left as it stands in %s",
    (text) => expect(ownQuery(text, { unit: 1000 }, run)).toBe(text),
  );

  test("keeps what is no parameter, for it to be refused", () => {
    expect(ownQuery("x > $other", { unit: 1000 }, run)).toBe("x > $other");
  });

  test("takes no value that could be more than a number", () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        const text = ownQuery("$unit", { unit: value }, run);
        expect(text === "$unit" || /^\(?-?[\d.e+-]+\)?$|^\(?-?(Infinity|NaN)\)?$/.test(text)).toBe(true);
      }),
    );
  });
});

test("a declaration is a detector like those of files", () => {
  const detector = ownDetector("own-round-amounts", roundAmounts);
  expect(isOwn(detector)).toBe(true);
  expect(parametersOf(detector)).toEqual([
    { ...{ name: "unit", form: "whole", usual: 1000, least: 1, most: 1_000_000 }, meaning: both("the unit") },
  ]);
  const row = { subject_kind: "order" as const, subject_id: "SO-1", key: "k", score: 0.5, evidence: [1] };
  const facts = { gross: 12_000 };
  expect(detector.sentence.en(facts, { ...row, facts })).toBe("order SO-1 over 12,000 has no odd cent");
  expect(detector.sentence.en({}, { ...row, facts: {} })).toBe("order SO-1 over – has no odd cent");
});

test("no detector that ships is called like one that was written here", async () => {
  expect((await loadDetectors()).filter(isOwn)).toEqual([]);
  for (const id of ["split-order", "own-", "own-Ab", "own-a--b", "own-a'"])
    expect(ownId.safeParse(id).success, id).toBe(false);
});

test.each<[Partial<OwnDeclaration>, string]>([
  [{ reads: { salez: [] } }, "there is no table salez"],
  [{ reads: { orders: ["amnt"] } }, "table orders has no column amnt"],
  [
    { parameters: [{ ...roundAmounts.parameters[0], usual: 0 } as OwnDeclaration["parameters"][number]] },
    "The default of parameter unit is not within its bounds.",
  ],
  [
    { parameters: [...roundAmounts.parameters, ...roundAmounts.parameters] },
    "The name unit stands for two parameters.",
  ],
])("%o is told", (wrong, why) => {
  const problems = declarationProblems({ ...roundAmounts, ...wrong });
  expect(problems.map(({ en }) => en).join()).toContain(why);
  expect(problems.every(({ zh }) => /\p{Script=Han}/u.test(zh))).toBe(true);
});
