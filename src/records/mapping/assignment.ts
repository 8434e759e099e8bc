/**
 * The assignment of rows to columns with the greatest total worth, each row and column at most once.
 * `worth[r][c]` ≥ 0, and 0 is never assigned. Hungarian method with potentials, O(n²m) (Kuhn 1955; Jonker–Volgenant form).
 */
export function bestAssignment(worth: readonly (readonly number[])[]): (number | undefined)[] {
  // Rows without any worth stay unassigned; in a table of a thousand columns most are.
  const worthy = [...worth.keys()].filter((r) => worth[r]?.some((w) => w > 0));
  const columns = worth[0]?.length ?? 0;
  const assigned: (number | undefined)[] = worth.map(() => undefined);
  // The method is quadratic in its rows, so the shorter side takes their place.
  if (worthy.length > columns) {
    const turned = Array.from({ length: columns }, (_, c) => worthy.map((r) => worth[r]?.[c] ?? 0));
    for (const [c, i] of assignRows(turned).entries()) {
      const r = worthy[i ?? -1];
      if (r !== undefined) assigned[r] = c;
    }
  } else {
    for (const [i, c] of assignRows(worthy.map((r) => worth[r] ?? [])).entries()) {
      const r = worthy[i];
      if (r !== undefined) assigned[r] = c;
    }
  }
  return assigned;
}

function assignRows(worth: readonly (readonly number[])[]): (number | undefined)[] {
  const rows = worth.length;
  const columns = worth[0]?.length ?? 0;
  if (rows === 0 || columns === 0) return worth.map(() => undefined);
  // Every row may stay unassigned: it gets a column of its own that is worth nothing.
  const width = columns + rows;
  const cost = (r: number, c: number) => (c < columns ? -(worth[r]?.[c] ?? 0) : 0);
  const rowPotential = new Float64Array(rows + 1);
  const columnPotential = new Float64Array(width + 1);
  const rowOf = new Int32Array(width + 1);
  for (let r = 1; r <= rows; r++) augment(r, { width, cost, rowPotential, columnPotential, rowOf });
  const assigned: (number | undefined)[] = worth.map(() => undefined);
  for (let c = 1; c <= columns; c++) {
    const r = (rowOf[c] ?? 0) - 1;
    if (r >= 0 && (worth[r]?.[c - 1] ?? 0) > 0) assigned[r] = c - 1;
  }
  return assigned;
}

interface Matching {
  readonly width: number;
  readonly cost: (row: number, column: number) => number;
  readonly rowPotential: Float64Array;
  readonly columnPotential: Float64Array;
  /** Row (from 1) matched to a column (from 1), 0 for none; column 0 holds the row being placed. */
  readonly rowOf: Int32Array;
}

/** Places one more row along the cheapest alternating path. */
function augment(row: number, { width, cost, rowPotential, columnPotential, rowOf }: Matching): void {
  const slack = new Float64Array(width + 1).fill(Number.POSITIVE_INFINITY);
  const from = new Int32Array(width + 1);
  const seen = new Uint8Array(width + 1);
  const at = (array: Float64Array | Int32Array, i: number) => array[i] ?? 0;
  rowOf[0] = row;
  let column = 0;
  do {
    seen[column] = 1;
    const current = at(rowOf, column);
    let step = Number.POSITIVE_INFINITY;
    let next = 0;
    for (let c = 1; c <= width; c++) {
      if (seen[c]) continue;
      const reduced = cost(current - 1, c - 1) - at(rowPotential, current) - at(columnPotential, c);
      if (reduced < at(slack, c)) {
        slack[c] = reduced;
        from[c] = column;
      }
      if (at(slack, c) < step) {
        step = at(slack, c);
        next = c;
      }
    }
    for (let c = 0; c <= width; c++) {
      if (seen[c]) {
        rowPotential[at(rowOf, c)] = at(rowPotential, at(rowOf, c)) + step;
        columnPotential[c] = at(columnPotential, c) - step;
      } else {
        slack[c] = at(slack, c) - step;
      }
    }
    column = next;
  } while (at(rowOf, column) !== 0);
  for (; column !== 0; column = at(from, column)) rowOf[column] = at(rowOf, at(from, column));
}
