/** Mean precision at each positive, most suspect first; rows of equal score count as one step. NaN without a positive. */
export function averagePrecision(scores: ArrayLike<number>, labels: ArrayLike<number>): number {
  const order = Int32Array.from({ length: scores.length }, (_, i) => i).sort(
    (a, b) => (scores[b] as number) - (scores[a] as number),
  );
  return precisionAlong(order, scores, labels);
}

/** The same where the order is known and a row may count several times (`weights`), as in a resample. */
export function precisionAlong(
  order: Int32Array,
  scores: ArrayLike<number>,
  labels: ArrayLike<number>,
  weights?: ArrayLike<number>,
): number {
  let seen = 0;
  let hits = 0;
  let sum = 0;
  for (let from = 0; from < order.length; ) {
    const score = scores[order[from] as number];
    let to = from;
    let found = 0;
    for (; to < order.length && scores[order[to] as number] === score; to++) {
      const row = order[to] as number;
      const weight = weights ? (weights[row] as number) : 1;
      seen += weight;
      if (labels[row] === 1) found += weight;
    }
    hits += found;
    if (found > 0) sum += found * (hits / seen);
    from = to;
  }
  return hits === 0 ? Number.NaN : sum / hits;
}
