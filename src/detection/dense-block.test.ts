import fc from "fast-check";
import { expect, test } from "vitest";
import { denseBlocks, densestBlock, type Edge } from "./dense-block.ts";

const block = (rows: readonly string[], columns: readonly string[]): Edge[] =>
  rows.flatMap((row) => columns.map((column) => ({ row, column })));

test("a full block among scattered pairs is found exactly", () => {
  const scattered = Array.from({ length: 200 }, (_, i) => ({ row: `c${i}`, column: `v${i % 90}` }));
  const planted = block(["x1", "x2", "x3", "x4", "x5", "x6"], ["d1", "d2", "d3"]);
  const found = densestBlock([...scattered, ...planted]);
  expect(found?.rows).toEqual(["x1", "x2", "x3", "x4", "x5", "x6"]);
  expect(found?.columns).toEqual(["d1", "d2", "d3"]);
  // 18 edges of weight 1 ÷ ln(6 + 5) over 9 nodes.
  expect(found?.density).toBeCloseTo(18 / Math.log(11) / 9, 12);
});

test("the second block comes after the first, and a value all share does not hide either", () => {
  const common = Array.from({ length: 300 }, (_, i) => ({ row: `c${i}`, column: "switchboard" }));
  const blocks = denseBlocks(
    [
      ...common,
      ...block(["a1", "a2", "a3", "a4"], ["p", "q", "r"]),
      ...block(["b1", "b2", "b3"], ["s", "t"]),
    ],
    2,
  );
  expect(blocks.map(({ columns }) => columns)).toEqual([
    ["p", "q", "r"],
    ["s", "t"],
  ]);
});

test("the greedy block is at least half as dense as the whole graph, whatever the graph", () => {
  const edge = fc.record({
    row: fc.constantFrom("a", "b", "c", "d", "e"),
    column: fc.constantFrom("v", "w", "x", "y"),
  });
  fc.assert(
    fc.property(fc.uniqueArray(edge, { selector: (e) => e.row + e.column, minLength: 1 }), (edges) => {
      const found = densestBlock(edges);
      const degree = (column: string) => edges.filter((e) => e.column === column).length;
      const weight = edges.reduce((sum, e) => sum + 1 / Math.log(degree(e.column) + 5), 0);
      const nodes = new Set(edges.flatMap((e) => [`r${e.row}`, `c${e.column}`])).size;
      expect(found?.density).toBeGreaterThanOrEqual(weight / nodes - 1e-9);
    }),
  );
});
