import fc from "fast-check";
import { expect, test } from "vitest";
import { stepOf } from "./read-items.ts";

test("a place is told by the step that it has not passed, never more exactly", () => {
  expect([0.00001, 0.001, 0.0011, 0.04, 3 / 12, 0.9, 1].map(stepOf)).toEqual([
    ...[0.001, 0.001, 0.002, 0.05],
    ...[0.5, 1, 1],
  ]);
  fc.assert(
    fc.property(fc.double({ min: 1e-9, max: 1, noNaN: true }), (share) => {
      expect(stepOf(share)).toBeGreaterThanOrEqual(share - 1e-12);
    }),
  );
});
