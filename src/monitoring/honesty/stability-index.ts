import { normalUpperTail } from "../../detection/index.ts";

export interface Stability {
  /** Population stability index: 0 where both are spread alike; 0.1 is a shift, 0.25 a large one by convention. */
  readonly index: number;
  /** How often chance alone would move two samples of these sizes as far. */
  readonly pValue: number;
}

/**
 * The population stability index Σ (b − a)·ln(b/a) over bins, half a case added to each so that an empty one stays finite.
 * Without any shift it is about χ² with B − 1 degrees of freedom times (1/n + 1/m) (Yurdakul & Naranjo 2020), so that of
 * small samples a large index is no news: the p-value says so.
 */
export function stabilityOf(before: readonly number[], now: readonly number[]): Stability {
  const bins = before.length;
  const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);
  const [n, m] = [sum(before), sum(now)];
  if (bins < 2 || n === 0 || m === 0) return { index: 0, pValue: 1 };
  const index = before.reduce((total, count, i) => {
    const a = (count + 0.5) / (n + bins / 2);
    const b = ((now[i] ?? 0) + 0.5) / (m + bins / 2);
    return total + (b - a) * Math.log(b / a);
  }, 0);
  return { index, pValue: chiSquareUpperTail(index / (1 / n + 1 / m), bins - 1) };
}

/** Wilson & Hilferty 1931: the cube root of χ² over its degrees of freedom is nearly normal. */
export function chiSquareUpperTail(x: number, freedom: number): number {
  const variance = 2 / (9 * freedom);
  return normalUpperTail((Math.cbrt(x / freedom) - (1 - variance)) / Math.sqrt(variance));
}
