import type { BuiltFeatures } from "./features/build-features.ts";
import { type Groups, groupBy } from "./groups.ts";
import { type Labels, negative } from "./transactions.ts";

/** Rows of a group that are looked at; rows stand in an order that is as good as shuffled, so that these are a sample. */
const mostCompared = 5_000;

/**
 * The honest row most like a given one: of the same product where it has any, else of all; inspected and found honest
 * where there are labels, else among the half that is least suspect. Near is what differs least in price, quantity and
 * amount, each in spreads of its product.
 */
export function nearestHonest(
  built: BuiltFeatures,
  scores: Float64Array,
  labels: Labels | undefined,
): (row: number) => number | undefined {
  const isHonest = honestBy(scores, labels);
  const found = Int32Array.from(scores.keys()).filter(isHonest);
  // Of what has no price, or no quantity, nothing is unusual, and it is no example.
  const whole = found.filter((row) =>
    Object.values(built.deviations).every(({ z }) => !Number.isNaN(z[row] as number)),
  );
  const honest = whole.length > 0 ? whole : found;
  const groups = built.groups.product ?? groupBy(new Int32Array(scores.length));
  const ofGroup = byGroup(groups, honest);
  const measures = Object.values(built.deviations).map(({ z }) => z);
  const distance = (a: number, b: number) =>
    measures.reduce((sum, z) => sum + apart(z[a] as number, z[b] as number), 0);
  return (row) => {
    const own = ofGroup.get(groups.codes[row] as number) ?? [];
    let best: number | undefined;
    let least = Infinity;
    for (const other of own.length > 0 ? own : honest.subarray(0, mostCompared)) {
      const found = other === row ? Infinity : distance(row, other);
      if (found < least) [best, least] = [other, found];
    }
    return best;
  };
}

/** A missing value is as far from a known one as a moderate outlier. */
function apart(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number.isNaN(a) && Number.isNaN(b) ? 0 : 3;
  return Math.abs(a - b);
}

function honestBy(scores: Float64Array, labels: Labels | undefined): (row: number) => boolean {
  if (labels?.includes(negative)) return (row) => labels[row] === negative;
  const middle = scores.toSorted()[scores.length >> 1] ?? 0;
  return (row) => (scores[row] as number) <= middle && labels?.[row] !== 1;
}

function byGroup({ codes }: Groups, rows: Int32Array): Map<number, number[]> {
  const found = new Map<number, number[]>();
  for (const row of rows) {
    const code = codes[row] as number;
    const list = found.get(code);
    if (list && list.length < mostCompared) list.push(row);
    else if (!list) found.set(code, [row]);
  }
  return found;
}
