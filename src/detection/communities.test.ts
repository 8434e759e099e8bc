import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findCommunities, type Graph, modularityOf } from "./communities.ts";

type Edge = readonly [number, number, number?];
const graphOf = (nodes: number, edges: readonly Edge[]): Graph => ({
  nodes,
  from: Int32Array.from(edges, ([a]) => a),
  to: Int32Array.from(edges, ([, b]) => b),
  weight: Float64Array.from(edges, ([, , w = 1]) => w),
});

/** Zachary 1977: who met whom outside the karate club, and (below) with whom each went when it split. */
const meetings: Readonly<Record<number, readonly number[]>> = {
  1: [2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14, 18, 20, 22, 32],
  2: [3, 4, 8, 14, 18, 20, 22, 31],
  3: [4, 8, 9, 10, 14, 28, 29, 33],
  4: [8, 13, 14],
  5: [7, 11],
  6: [7, 11, 17],
  7: [17],
  9: [31, 33, 34],
  10: [34],
  14: [34],
  15: [33, 34],
  16: [33, 34],
  19: [33, 34],
  20: [34],
  21: [33, 34],
  23: [33, 34],
  24: [26, 28, 30, 33, 34],
  25: [26, 28, 32],
  26: [32],
  27: [30, 34],
  28: [34],
  29: [32, 34],
  30: [33, 34],
  31: [33, 34],
  32: [33, 34],
  33: [34],
};
const karate = graphOf(
  34,
  Object.entries(meetings).flatMap(([a, others]) => others.map((b): Edge => [Number(a) - 1, b - 1])),
);
const withMrHi = new Set([1, 2, 3, 4, 5, 6, 7, 8, 11, 12, 13, 14, 17, 18, 20, 22]);

/** Fortunato and Barthélemy 2007: `count` cliques of `size` nodes, each joined to the next by one edge. */
function ringOfCliques(count: number, size: number): Graph {
  const edges: Edge[] = [];
  for (let c = 0; c < count; c++) {
    for (let i = 0; i < size; i++)
      for (let j = i + 1; j < size; j++) edges.push([c * size + i, c * size + j]);
    edges.push([c * size, ((c + 1) % count) * size + 1]);
  }
  return graphOf(count * size, edges);
}

describe("on graphs of the literature", () => {
  test("the split of Zachary's karate club has the modularity that Newman and Girvan give", () => {
    expect(karate.weight).toHaveLength(78);
    const split = Int32Array.from({ length: 34 }, (_, i) => (withMrHi.has(i + 1) ? 0 : 1));
    // 0.3715: the division of 1977 with member 9 where he went.
    expect(modularityOf(karate, split)).toBeCloseTo(0.3715, 3);
  });

  test("the karate club falls into the four groups of highest modularity, whatever the seed", () => {
    for (let seed = 1; seed <= 20; seed++) {
      const { count, modularity } = findCommunities(karate, seed);
      // Brandes et al. 2008 prove 0.4198 to be the most there is.
      expect([seed, count, modularity.toFixed(4)]).toEqual([seed, 4, "0.4198"]);
    }
  });

  test("a ring of thirty cliques of five is divided in fifteen pairs at 0.888, the limit of resolution", () => {
    const ring = ringOfCliques(30, 5);
    const single = Int32Array.from({ length: 150 }, (_, i) => Math.floor(i / 5));
    expect(modularityOf(ring, single)).toBeCloseTo(0.876, 3);
    const { count, modularity } = findCommunities(ring);
    expect(count).toBeLessThanOrEqual(17);
    expect(modularity).toBeGreaterThan(0.88);
    expect(modularity).toBeLessThan(0.8885);
  });
});

const anyGraph = fc.integer({ min: 1, max: 24 }).chain((nodes) => {
  const node = fc.integer({ min: 0, max: nodes - 1 });
  const weight = fc.integer({ min: 1, max: 40 }).map((w) => w / 8);
  return fc
    .array(fc.tuple(node, node, weight), { maxLength: 60 })
    .map((edges) => ({ nodes, edges, graph: graphOf(nodes, edges) }));
});

describe("of any graph", () => {
  test("the division is no worse than everybody alone or all together, and never beyond the bounds", () => {
    fc.assert(
      fc.property(anyGraph, ({ nodes, graph }) => {
        const { of, modularity } = findCommunities(graph);
        const alone = Int32Array.from({ length: nodes }, (_, i) => i);
        expect(modularity).toBeCloseTo(modularityOf(graph, of), 12);
        expect(modularity).toBeGreaterThanOrEqual(modularityOf(graph, alone) - 1e-9);
        expect(modularity).toBeGreaterThanOrEqual(modularityOf(graph, new Int32Array(nodes)) - 1e-9);
        expect(modularity).toBeLessThanOrEqual(1);
      }),
    );
  });

  test("numbers run from 0 by falling size, and the same seed gives the same division", () => {
    fc.assert(
      fc.property(anyGraph, fc.integer(), ({ graph }, seed) => {
        const { of, count } = findCommunities(graph, seed);
        const sizes = Array.from({ length: count }, (_, c) => of.filter((one) => one === c).length);
        expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
        expect(sizes.every((size) => size > 0)).toBe(true);
        expect(findCommunities(graph, seed).of).toEqual(of);
      }),
    );
  });

  test("every community hangs together", () => {
    fc.assert(
      fc.property(anyGraph, ({ nodes, edges, graph }) => {
        const { of, count } = findCommunities(graph);
        const reached = new Set<number>();
        for (let c = 0; c < count; c++) {
          const queue = [of.indexOf(c)];
          for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
            if (reached.has(node)) continue;
            reached.add(node);
            for (const [a, b] of edges)
              if (of[a] === of[b]) queue.push(...(a === node ? [b] : b === node ? [a] : []));
          }
        }
        expect(reached.size).toBe(nodes);
      }),
    );
  });

  test("no single node gains by standing alone", () => {
    fc.assert(
      fc.property(anyGraph, ({ nodes, graph }) => {
        const found = findCommunities(graph);
        const alone = Int32Array.from(found.of);
        for (let node = 0; node < nodes; node++) {
          alone[node] = found.count;
          expect(modularityOf({ ...graph, nodes: nodes + 1 }, alone)).toBeLessThanOrEqual(
            found.modularity + 1e-9,
          );
          alone[node] = found.of[node] ?? 0;
        }
      }),
      { numRuns: 50 },
    );
  });
});

test("two hundred thousand edges are divided in a few seconds", () => {
  const edges = Array.from({ length: 200_000 }, (_, i): Edge => {
    const a = (i * 7919) % 50_000;
    return [a, (Math.floor(a / 50) * 50 + ((i * 31) % 50)) % 50_000, 1];
  });
  const started = process.cpuUsage();
  const { count } = findCommunities(graphOf(50_000, edges));
  expect(count).toBeGreaterThan(500);
  const { user, system } = process.cpuUsage(started);
  expect((user + system) / 1_000).toBeLessThan(8_000);
});
