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
 * Chosen with labels in sight; bench/rank-views.ts compares such sets by planted errors.
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
  { features }: Pick<BuiltFeatures, "features">,
  rows: number,
  seed: number,
): UnlabelledScores {
  return scoreByViews(chooseViews(features), rows, seed);
}

export function scoreByViews(chosen: readonly Feature[], rows: number, seed: number): UnlabelledScores {
  const views = surprisesOf(chosen);
  const scores = new Float64Array(rows);
  if (views.length === 0) return { scores, views };
  const forest = forestSurprise(columnsOf(chosen), rows, seed);
  const mean = meanOf(views, rows);
  for (let row = 0; row < rows; row++) scores[row] = ((mean[row] as number) + (forest[row] as number)) / 2;
  return { scores, views };
}

/** The part of it that needs no forest: quick, and enough to tell which rows are worth looking at. */
export function oddnessOf(features: readonly Feature[], rows: number): Float32Array {
  return meanOf(surprisesOf(chooseViews(features)), rows);
}

const columnsOf = (features: readonly Feature[]) =>
  features.map(({ values }) => values.map((value) => (Number.isNaN(value) ? 0 : value)));

function surprisesOf(features: readonly Feature[]): UnlabelledScores["views"] {
  return columnsOf(features).map((column, i) => ({
    theme: (features[i] as Feature).theme,
    share: tailSurprise(column.map(Math.abs)),
  }));
}

function meanOf(views: UnlabelledScores["views"], rows: number): Float32Array {
  const mean = new Float32Array(rows);
  for (const { share } of views) {
    for (let row = 0; row < rows; row++)
      mean[row] = (mean[row] as number) + (share[row] as number) / views.length;
  }
  return mean;
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
