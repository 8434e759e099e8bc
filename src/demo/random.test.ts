import fc from "fast-check";
import { expect, it } from "vitest";
import { Dice } from "./random.ts";

const draws = (dice: Dice) => Array.from({ length: 20 }, () => dice.unit());

it("gives the same draws for the same seed and path, and others for any other", () => {
  fc.assert(
    fc.property(fc.nat(), fc.string(), fc.string(), (seed, one, other) => {
      expect(draws(new Dice(seed, one))).toEqual(draws(new Dice(seed, one)));
      if (one !== other) expect(draws(new Dice(seed, one))).not.toEqual(draws(new Dice(seed, other)));
    }),
  );
});

it("keeps whole numbers within their bounds and reaches both ends", () => {
  const dice = new Dice(7, "bounds");
  const seen = new Set(Array.from({ length: 500 }, () => dice.whole(3, 6)));
  expect([...seen].sort()).toEqual([3, 4, 5, 6]);
});

it("draws as often as the weights say", () => {
  const dice = new Dice(7, "weights");
  const count = Array.from({ length: 4000 }, () =>
    dice.weighted(["a", "b"], (x) => (x === "a" ? 3 : 1)),
  ).filter((x) => x === "a").length;
  expect(count / 4000).toBeCloseTo(0.75, 1);
});

it("shuffles without losing or repeating anything", () => {
  fc.assert(
    fc.property(fc.array(fc.nat()), fc.nat(), (list, seed) => {
      expect(new Dice(seed, "shuffle").shuffled(list).sort()).toEqual([...list].sort());
    }),
  );
});
