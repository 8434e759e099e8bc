import fc from "fast-check";
import { expect, test } from "vitest";
import { excessOf } from "./rates.ts";

const guards = { minRows: 5, minCount: 2, minPeers: 3, leastRatio: 2 };

test("a unit with half its cases hit among units with one in fifty is told, with what was to be expected", () => {
  const peers = Array.from({ length: 20 }, () => ({ k: 1, n: 50 }));
  const [found, ...rest] = excessOf([...peers, { k: 20, n: 40 }], guards);
  expect(rest).toEqual([]);
  expect(found?.excess).toMatchObject({ share: 0.5, peersShare: 0.02, peers: 19 });
  // The unit and one more are left out: (19 + ½) ÷ (950 + 1) of 40 cases.
  expect(found?.excess.expected).toBeCloseTo((19.5 / 951) * 40, 10);
  expect(found?.excess.pValue).toBeLessThan(1e-12);
});

test("units that differ among themselves make the same share less surprising", () => {
  const alike = Array.from({ length: 20 }, () => ({ k: 5, n: 50 }));
  const unlike = Array.from({ length: 20 }, (_, i) => ({ k: i % 2 === 0 ? 0 : 10, n: 50 }));
  const one = { k: 14, n: 50 };
  const p = (peers: { k: number; n: number }[]) => excessOf([...peers, one], guards)[0]?.excess.pValue ?? 1;
  expect(p(alike)).toBeLessThan(0.001);
  expect(p(unlike)).toBeGreaterThan(10 * p(alike));
});

test("one who does it openly does not cover another who does it less", () => {
  const peers = Array.from({ length: 30 }, () => ({ k: 1, n: 50 }));
  const found = excessOf([...peers, { k: 50, n: 50 }, { k: 14, n: 50 }], guards);
  expect(found.map(({ unit }) => unit.k)).toEqual([50, 14]);
  expect(found.every(({ excess }) => excess.pValue < 1e-6)).toBe(true);
});

test("too few cases, too few peers or hardly more than the others are not told", () => {
  const peers = Array.from({ length: 20 }, () => ({ k: 1, n: 50 }));
  expect(excessOf([...peers, { k: 4, n: 4 }], guards)).toEqual([]);
  expect(excessOf([...peers.slice(0, 2), { k: 20, n: 40 }], guards)).toEqual([]);
  expect(excessOf([...peers, { k: 2, n: 60 }], guards)).toEqual([]);
});

test("never names a unit below the guards, and every p is a probability", () => {
  const unit = fc.record({
    n: fc.integer({ min: 1, max: 200 }),
    part: fc.double({ min: 0, max: 1, noNaN: true }),
  });
  fc.assert(
    fc.property(fc.array(unit, { maxLength: 40 }), (given) => {
      const units = given.map(({ n, part }) => ({ n, k: Math.round(n * part) }));
      for (const { unit, excess } of excessOf(units, guards)) {
        expect(unit.n).toBeGreaterThanOrEqual(guards.minRows);
        expect(unit.k).toBeGreaterThanOrEqual(guards.minCount);
        expect(excess.pValue).toBeGreaterThanOrEqual(0);
        expect(excess.pValue).toBeLessThanOrEqual(1);
        expect(Number.isFinite(excess.z)).toBe(true);
      }
    }),
  );
});
