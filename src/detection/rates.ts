import { z } from "zod";
import { betaBinomialUpperTail, betaFrom } from "./beta-binomial.ts";

/** Of a unit's `n` cases `k` show what is looked for. */
export interface Rate {
  readonly k: number;
  readonly n: number;
}

export interface RateGuards {
  /** Fewest cases of a unit. */
  readonly minRows: number;
  /** Fewest cases that show it. */
  readonly minCount: number;
  /** Fewest other units. */
  readonly minPeers: number;
  /** The unit's share over that of the others, at least. */
  readonly leastRatio: number;
}

export interface Excess {
  readonly share: number;
  readonly peersShare: number;
  readonly peers: number;
  /** How many the others' share would make. */
  readonly expected: number;
  readonly pValue: number;
  /** (k − expected) ÷ √(expected·(1 − share) + 1); the 1 keeps a single case from looking extreme. */
  readonly z: number;
}

/**
 * Units that show it far more often than all the others together. The null is a beta-binomial whose mean and correlation
 * within a unit come by moments from the others, the unit itself and the most outstanding twentieth left out (Kleinman
 * 1973), so that units which merely differ from each other as units do are not told.
 */
export function excessOf<Unit extends Rate>(
  units: readonly Unit[],
  guards: RateGuards,
): { readonly unit: Unit; readonly excess: Excess }[] {
  const counted = units.filter(({ n }) => n >= guards.minRows);
  const outstanding = mostOutstanding(counted);
  const all = momentsOf(counted.filter((unit) => !outstanding.has(unit)));
  return counted.flatMap((unit) => {
    const excess = excessOver(unit, outstanding.has(unit) ? all : without(all, unit), guards);
    return excess ? [{ unit, excess }] : [];
  });
}

/** The same of one unit, where the others are known by their moments. */
export function excessOver(
  unit: Rate,
  others: Moments,
  { minRows, minCount, minPeers, leastRatio }: RateGuards,
): Excess | undefined {
  if (unit.n < minRows || unit.k < minCount || others.units < minPeers) return undefined;
  const rate = (others.k + 0.5) / (others.n + 1);
  const share = unit.k / unit.n;
  if (share < leastRatio * rate) return undefined;
  const { a, b } = betaFrom(rate, correlationOf(others, rate));
  const expected = rate * unit.n;
  return {
    share,
    peersShare: others.n === 0 ? 0 : others.k / others.n,
    peers: others.units,
    expected,
    pValue: betaBinomialUpperTail(unit.k, unit.n, a, b),
    z: (unit.k - expected) / Math.sqrt(expected * (1 - rate) + 1),
  };
}

const trimmed = 0.05;

/** One in twenty, rounded up: who does what is looked for must not hide the others who do by spoiling the null. */
function mostOutstanding<Unit extends Rate>(units: readonly Unit[]): ReadonlySet<Unit> {
  const { k, n } = momentsOf(units);
  const rate = (k + 0.5) / (n + 1);
  const standing = (unit: Rate) => (unit.k - rate * unit.n) / Math.sqrt(rate * unit.n + 1);
  const sorted = [...units].sort((a, b) => standing(b) - standing(a));
  return new Set(sorted.slice(0, Math.ceil(trimmed * units.length)));
}

/** What is known of many units together: how many, their cases, and sums of squares for their correlation. */
export interface Moments {
  readonly units: number;
  readonly k: number;
  readonly n: number;
  readonly squares: number;
  readonly spread: number;
}

function momentsOf(units: readonly Rate[]): Moments {
  return units.reduce<Moments>(
    (sum, { k, n }) => ({
      units: sum.units + 1,
      k: sum.k + k,
      n: sum.n + n,
      squares: sum.squares + n * n,
      spread: sum.spread + (k * k) / n,
    }),
    { units: 0, k: 0, n: 0, squares: 0, spread: 0 },
  );
}

/** All but one that is among them. */
export const without = (all: Moments, { k, n }: Rate): Moments => ({
  units: all.units - 1,
  k: all.k - k,
  n: all.n - n,
  squares: all.squares - n * n,
  spread: all.spread - (k * k) / n,
});

/** Two cases of one unit are this much alike; bounded, since few units cannot tell it well. */
function correlationOf({ units, k, n, squares, spread }: Moments, rate: number): number {
  const within = rate * (1 - rate);
  const free = within * (n - squares / n - (units - 1));
  const between = spread - (k * k) / n - within * (units - 1);
  return Math.max(0.001, Math.min(0.9, free > 0 ? between / free : 0));
}

/** A unit as the queries of rate detectors return it. */
export const ratedUnit = z.object({
  unit: z.string(),
  k: z.int(),
  n: z.int(),
  amount: z.union([z.bigint(), z.int()]).optional(),
  currency: z.string().optional(),
  seller: z.string().optional(),
  customer: z.string().optional(),
  first: z.string().optional(),
  last: z.string().optional(),
  evidence: z.array(z.int()).default([]),
});
