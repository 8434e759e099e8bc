import { forestScore, growForest } from "../learning/isolation-forest.ts";
import { tailSurprise } from "../learning/tail-surprise.ts";
import type { BuiltFeatures } from "./features/build-features.ts";
import type { Theme } from "./features/feature.ts";

export interface UnlabelledScores {
  /** Mean surprise of the views and of the forest, in nats: e^−score is about the share of rows as odd as this one. */
  readonly scores: Float64Array;
  /** What each view added, for the reasons. */
  readonly views: readonly { readonly theme: Theme; readonly share: Float32Array }[];
}

/** What is unusual of a row, in the same words as its reasons. Signed, so that the forest sees both sides apart. */
const viewNames = ["price.residual", "price.z", "price.loneliness", "quantity.z", "amount.z"] as const;

/**
 * Unsupervised: how rare each deviation is on its own (its tail among all rows), and how quickly random cuts part the
 * row from the others when the deviations are seen together. Where a figure is missing, nothing is unusual about it.
 */
export function scoreWithoutLabels(
  { features }: BuiltFeatures,
  rows: number,
  seed: number,
): UnlabelledScores {
  const found = viewNames.flatMap((name) => features.filter((feature) => feature.name === name));
  const columns = found.map(({ values }) => values.map((value) => (Number.isNaN(value) ? 0 : value)));
  const views = found.map(({ theme }, i) => ({
    theme,
    share: tailSurprise((columns[i] as Float32Array).map(Math.abs)),
  }));
  const scores = new Float64Array(rows);
  for (const { share } of views)
    for (let row = 0; row < rows; row++) scores[row] = (scores[row] as number) + (share[row] as number);
  const forest = forestSurprise(columns, rows, seed);
  for (let row = 0; row < rows; row++) {
    const own = views.length === 0 ? 0 : (scores[row] as number) / views.length;
    scores[row] = (own + (forest[row] as number)) / 2;
  }
  return { scores, views };
}

function forestSurprise(columns: readonly Float32Array[], rows: number, seed: number): Float32Array {
  const matrix = { rows, names: columns.map(String), columns };
  const forest = growForest(matrix, { trees: 200, sample: 256, seed });
  return tailSurprise(Float32Array.from({ length: rows }, (_, row) => forestScore(forest, columns, row)));
}
