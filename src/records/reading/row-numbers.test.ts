import fc from "fast-check";
import { expect, test } from "vitest";
import { RowNumbers } from "./row-numbers.ts";

const kept = fc.array(fc.boolean(), { maxLength: 60 });

/** The source rows that are kept, counted from 2. */
function rowsOf(flags: readonly boolean[]): number[] {
  return flags.flatMap((isKept, i) => (isKept ? [i + 2] : []));
}

function numbersOf(rows: readonly number[]): RowNumbers {
  const numbers = new RowNumbers();
  rows.forEach((row, rowid) => {
    numbers.note(rowid, row);
  });
  return numbers;
}

test("a row leads back to the source whatever was left out before it", () => {
  fc.assert(
    fc.property(kept, (flags) => {
      const rows = rowsOf(flags);
      const numbers = numbersOf(rows);
      expect(rows.map((_, rowid) => numbers.sourceRow(rowid))).toEqual(rows);
    }),
  );
});

test("rows taken out later leave the others their numbers", () => {
  fc.assert(
    fc.property(kept, kept, (flags, later) => {
      const rows = rowsOf(flags);
      const removed = rows.flatMap((_, rowid) => (later[rowid] ? [rowid] : []));
      const left = rows.filter((_, rowid) => !later[rowid]);
      const numbers = numbersOf(rows).without(removed, rows.length);
      expect(left.map((_, rowid) => numbers.sourceRow(rowid))).toEqual(left);
    }),
  );
});
