/**
 * Source row of each row of a table. Only the places where rows were left out are kept, so that a clean table of
 * any length needs one entry.
 */
export class RowNumbers {
  readonly #rowids: number[] = [];
  readonly #offsets: number[] = [];

  /** Rows are noted in ascending order of both numbers. */
  note(rowid: number, sourceRow: number): void {
    const offset = sourceRow - rowid;
    if (offset === this.#offsets.at(-1)) return;
    this.#rowids.push(rowid);
    this.#offsets.push(offset);
  }

  sourceRow(rowid: number): number {
    let low = 0;
    let high = this.#rowids.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#rowids[middle] ?? 0) <= rowid) low = middle + 1;
      else high = middle;
    }
    return rowid + (this.#offsets[low - 1] ?? 1);
  }

  /** The numbers of the same table without the given rows (ascending rowids). */
  without(removed: readonly number[], rows: number): RowNumbers {
    const left = new RowNumbers();
    let next = 0;
    let from = 0;
    let jump = 0;
    for (const gap of [...removed, rows]) {
      if (gap > from) left.note(next, this.sourceRow(from));
      for (; (this.#rowids[jump] ?? rows) < gap; jump += 1) {
        const start = this.#rowids[jump] ?? 0;
        if (start > from) left.note(next + start - from, start + (this.#offsets[jump] ?? 1));
      }
      next += gap - from;
      from = gap + 1;
    }
    return left;
  }
}
