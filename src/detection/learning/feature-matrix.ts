/** Rows by features; NaN is a missing value. Pure numbers: what they mean stands with whoever built them. */
export interface FeatureMatrix {
  readonly rows: number;
  readonly names: readonly string[];
  /** One array of `rows` values a feature. */
  readonly columns: readonly Float32Array[];
}
