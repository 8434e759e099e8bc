import { expect, test } from "vitest";
import { chancesOf } from "./chances.ts";

const decided = (n: number, isHit: (i: number) => boolean) =>
  Array.from({ length: n }, (_, i) => ({ score: i / n, hit: isHit(i) }));

test("until thirty are decided, five of each outcome, the score stands for itself", () => {
  for (const few of [decided(29, (i) => i % 2 === 0), decided(80, (i) => i < 4)]) {
    expect(chancesOf(few)).toMatchObject({ fittedTo: 0 });
    expect(chancesOf(few).of(0.37)).toBe(0.37);
  }
});

test("from then on it is fitted: rising, near what was found, and nothing where nothing speaks against it", () => {
  // What scores in the upper half proves true one time in two, what is below one time in ten.
  const chances = chancesOf(decided(200, (i) => (i < 100 ? i % 10 === 0 : i % 2 === 0)));
  expect(chances.fittedTo).toBe(200);
  expect(chances.of(0)).toBe(0);
  const told = [0.1, 0.3, 0.5, 0.7, 0.9].map((score) => chances.of(score));
  expect(told).toEqual([...told].sort((a, b) => a - b));
  expect(chances.of(0.9)).toBeGreaterThan(0.4);
  expect(chances.of(0.9)).toBeLessThan(0.7);
  expect(chances.of(0.1)).toBeLessThan(0.15);
});
