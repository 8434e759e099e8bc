import { binomialBounds } from "./binomial-bounds.ts";

/** What inspecting a random sample of the unsuspected found. */
export interface RandomFindings {
  /** Rows the sample was drawn from. */
  readonly population: number;
  readonly inspected: number;
  readonly falsified: number;
}

export interface MissedFraud {
  /** Falsified rows among the population, estimated, with a confidence interval. */
  readonly rows: number;
  readonly least: number;
  readonly most: number;
  readonly confidence: number;
}

/**
 * How much fraud the ranking misses, told from its random share alone: the share found, with the exact interval of
 * Clopper & Pearson (1934), times the rows it was drawn from. What the sample itself saw bounds it from both sides.
 * Sampling without replacement is treated as with, which errs on the wide side.
 */
export function estimateMissedFraud(
  { population, inspected, falsified }: RandomFindings,
  confidence = 0.95,
): MissedFraud {
  if (inspected === 0) return { rows: Number.NaN, least: 0, most: population, confidence };
  const { least, most } = binomialBounds(falsified, inspected, confidence);
  const within = (value: number) =>
    Math.min(population - (inspected - falsified), Math.max(falsified, value));
  return {
    rows: (falsified / inspected) * population,
    least: within(Math.floor(least * population)),
    most: within(Math.ceil(most * population)),
    confidence,
  };
}
