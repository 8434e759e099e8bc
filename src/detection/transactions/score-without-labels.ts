import { forestScore, growForest } from "../learning/isolation-forest.ts";
import { tailSurprise } from "../learning/tail-surprise.ts";
import type { BuiltFeatures } from "./features/build-features.ts";
import type { Feature, Theme } from "./features/feature.ts";

export interface UnlabelledScores {
  /** In nats: e^−score is about the share of rows as odd as this one, on average over all ways of looking. */
  readonly scores: Float64Array;
  /** What each view added, for the reasons. */
  readonly views: readonly { readonly theme: Theme; readonly share: Float32Array }[];
}

/**
 * Off the product's price on the scale of ratios and of its own spread, alone among the prices, off what the seller and
 * the customer usually pay. Quantities and amounts vary honestly: they are looked at only where no price can be told.
 */
const viewsOfPrice = ["residual", "z", "loneliness"].map((name) => `price.${name}`);
const viewsOfParties = ["seller", "customer"].map((kind) => `${kind}.price-off-usual`);
const viewsWithoutPrice = ["amount", "quantity"].flatMap((measure) => [
  ...["residual", "z", "loneliness"].map((name) => `${measure}.${name}`),
  ...["seller", "customer"].map((kind) => `${kind}.${measure}-off-usual`),
]);

/**
 * Without labels: how rare each deviation is on its own (its tail among all rows), and how quickly random cuts part the
 * row from the others when the deviations are seen together. Where a figure is missing, nothing is unusual about it.
 */
export function scoreWithoutLabels(
  { features }: BuiltFeatures,
  rows: number,
  seed: number,
): UnlabelledScores {
  const found = chooseViews(features);
  const columns = found.map(({ values }) => values.map((value) => (Number.isNaN(value) ? 0 : value)));
  const views = columns.map((column, i) => ({
    theme: (found[i] as Feature).theme,
    share: tailSurprise(column.map(Math.abs)),
  }));
  const scores = new Float64Array(rows);
  if (views.length === 0) return { scores, views };
  const forest = forestSurprise(columns, rows, seed);
  for (let row = 0; row < rows; row++) {
    let sum = 0;
    for (const { share } of views) sum += share[row] as number;
    scores[row] = (sum / views.length + (forest[row] as number)) / 2;
  }
  return { scores, views };
}

function chooseViews(features: readonly Feature[]): Feature[] {
  const named = (names: readonly string[]) =>
    names.flatMap((name) => features.filter((one) => one.name === name));
  const price = named(viewsOfPrice);
  return price.length > 0 ? [...price, ...named(viewsOfParties)] : named(viewsWithoutPrice);
}

function forestSurprise(columns: readonly Float32Array[], rows: number, seed: number): Float32Array {
  const matrix = { rows, names: columns.map((_, i) => String(i)), columns };
  const forest = growForest(matrix, { trees: 200, sample: 256, seed });
  return tailSurprise(Float32Array.from({ length: rows }, (_, row) => forestScore(forest, columns, row)));
}
