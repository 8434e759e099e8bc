/** Rows by features; NaN is a missing value. Pure numbers: what they mean stands with whoever built them. */
export interface FeatureMatrix {
  readonly rows: number;
  readonly names: readonly string[];
  /** One array of `rows` values a feature. */
  readonly columns: readonly Float32Array[];
}

/** The same features of some rows, in the order of `rows`. */
export function takeRows(matrix: FeatureMatrix, rows: Int32Array): FeatureMatrix {
  const columns = matrix.columns.map((column) => Float32Array.from(rows, (row) => column[row] as number));
  return { rows: rows.length, names: matrix.names, columns };
}
