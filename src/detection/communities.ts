import { randomFrom, shuffle } from "./random.ts";

/** An undirected graph: edge i joins `from[i]` and `to[i]`, nodes are 0 to `nodes` − 1. What weighs nothing is no edge. */
export interface Graph {
  readonly nodes: number;
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly weight: Float64Array;
}

export interface Communities {
  /** The community of each node; numbered by falling size, then by their first nodes. */
  readonly of: Int32Array;
  readonly count: number;
  /** Newman's Q of the division, −0.5 to 1. */
  readonly modularity: number;
}

/**
 * Communities by the Louvain method (Blondel et al. 2008), which raises the modularity of Newman and Girvan (2004) step
 * by step, begun again from what it has found until nothing is gained (Rotta and Noack 2011: single nodes move once more
 * after whole communities have). The same graph and seed give the same division. Louvain may leave a community in pieces
 * (Traag et al. 2019): they are parted at the end, which can only raise the modularity.
 */
export function findCommunities(graph: Graph, seed = 1): Communities {
  const base = adjacencyOf(graph);
  const random = randomFrom(seed);
  const starts = Math.min(mostStarts, Math.max(1, Math.floor(edgesInAll / Math.max(1, graph.weight.length))));
  let best = climbed(graph, base, shuffled(graph.nodes, random));
  for (let start = 1; start < starts; start++) {
    const other = climbed(graph, base, shuffled(graph.nodes, random));
    if (other.modularity > best.modularity + least) best = other;
  }
  const parted = bySize(inPieces(graph, best.of));
  return { ...parted, modularity: modularityOf(graph, parted.of) };
}

// Where one ends depends on the order in which nodes are looked at: of small graphs the best of several is taken.
const mostStarts = 10;
const edgesInAll = 300_000;

function climbed(graph: Graph, base: Adjacency, order: Int32Array) {
  let found: { readonly of: Int32Array; readonly modularity: number } = {
    of: Int32Array.from(order.keys()),
    modularity: Number.NEGATIVE_INFINITY,
  };
  for (let round = 0; round < roundsOf(graph); round++) {
    const of = climb(base, found.of, order);
    const modularity = modularityOf(graph, of);
    if (modularity <= found.modularity + least) break;
    found = { of, modularity };
  }
  return found;
}

/** Of large graphs what later rounds gain is not worth their seconds. */
const roundsOf = ({ weight }: Graph) => (weight.length > 100_000 ? 2 : 10);

/** Moves single nodes, then the communities they make up, then those, until nothing moves. */
function climb(base: Adjacency, begun: Int32Array, order: Int32Array): Int32Array {
  const first = numbered(moveNodes(base, begun, order));
  let [of, count] = [first.numbers, first.count];
  let level = aggregated(base, of, count);
  for (;;) {
    const each = Int32Array.from({ length: count }, (_, i) => i);
    const next = numbered(moveNodes(level, each, each));
    if (next.count === count) return of;
    of = of.map((community) => next.numbers[community] ?? 0);
    level = aggregated(level, next.numbers, next.count);
    count = next.count;
  }
}

/** Share of weight within communities above what chance would put there (Newman and Girvan 2004); 0 without edges. */
export function modularityOf({ nodes, from, to, weight }: Graph, of: Int32Array): number {
  const strength = new Float64Array(nodes);
  let [total, within] = [0, 0];
  for (const [i, w] of weight.entries()) {
    if (!(w > 0)) continue;
    const [a, b] = [from[i] ?? 0, to[i] ?? 0];
    total += w;
    strength[of[a] ?? 0] = (strength[of[a] ?? 0] ?? 0) + w;
    strength[of[b] ?? 0] = (strength[of[b] ?? 0] ?? 0) + w;
    if (of[a] === of[b]) within += w;
  }
  if (total === 0) return 0;
  return within / total - strength.reduce((sum, s) => sum + (s / (2 * total)) ** 2, 0);
}

/** Neighbours of node i stand from `start[i]` to before `start[i + 1]`; loops apart. */
interface Adjacency {
  readonly nodes: number;
  readonly start: Int32Array;
  readonly other: Int32Array;
  readonly weight: Float64Array;
  readonly loop: Float64Array;
  /** Sum of the weights at the node, loops twice. */
  readonly strength: Float64Array;
  readonly total: number;
}

function adjacencyOf({ nodes, from, to, weight }: Graph): Adjacency {
  const start = new Int32Array(nodes + 1);
  const [loop, strength] = [new Float64Array(nodes), new Float64Array(nodes)];
  let total = 0;
  for (const [i, w] of weight.entries()) {
    if (!(w > 0)) continue;
    const [a, b] = [from[i] ?? 0, to[i] ?? 0];
    total += w;
    add(strength, a, w);
    add(strength, b, w);
    if (a === b) add(loop, a, w);
    else {
      start[a + 1] = (start[a + 1] ?? 0) + 1;
      start[b + 1] = (start[b + 1] ?? 0) + 1;
    }
  }
  for (let i = 0; i < nodes; i++) start[i + 1] = (start[i + 1] ?? 0) + (start[i] ?? 0);
  const places = start.slice();
  const other = new Int32Array(start[nodes] ?? 0);
  const beside = new Float64Array(other.length);
  const put = (a: number, b: number, w: number) => {
    const place = places[a] ?? 0;
    places[a] = place + 1;
    other[place] = b;
    beside[place] = w;
  };
  for (const [i, w] of weight.entries()) {
    const [a, b] = [from[i] ?? 0, to[i] ?? 0];
    if (!(w > 0) || a === b) continue;
    put(a, b, w);
    put(b, a, w);
  }
  return { nodes, start, other, weight: beside, loop, strength, total };
}

const add = (sums: Float64Array, at: number, by: number) => {
  sums[at] = (sums[at] ?? 0) + by;
};

/** A move must gain something: sums of fractions differ in their last digits by the order in which they are added. */
const least = 1e-12;
const mostPasses = 100;

/** Moves each node to the neighbouring community that gains most, until none gains. */
function moveNodes(graph: Adjacency, begun: Int32Array, order: Int32Array): Int32Array {
  const { nodes, start, other, weight, strength, total } = graph;
  const of = begun.slice();
  const strengthOf = new Float64Array(nodes);
  for (const [node, community] of of.entries()) add(strengthOf, community, strength[node] ?? 0);
  const towards = new Float64Array(nodes);
  const touched = new Int32Array(nodes);
  if (total === 0) return of;
  for (let pass = 0, moved = true; moved && pass < mostPasses; pass++) {
    moved = false;
    for (const node of order) {
      const own = of[node] ?? 0;
      let found = 0;
      for (let place = start[node] ?? 0; place < (start[node + 1] ?? 0); place++) {
        const community = of[other[place] ?? 0] ?? 0;
        if (towards[community] === 0) touched[found++] = community;
        add(towards, community, weight[place] ?? 0);
      }
      const mine = strength[node] ?? 0;
      add(strengthOf, own, -mine);
      const gainOf = (community: number) =>
        (towards[community] ?? 0) - (mine * (strengthOf[community] ?? 0)) / (2 * total);
      let [best, gain] = [own, gainOf(own)];
      for (let i = 0; i < found; i++) {
        const community = touched[i] ?? 0;
        const there = gainOf(community);
        if (there > gain + least) [best, gain] = [community, there];
      }
      for (let i = 0; i < found; i++) towards[touched[i] ?? 0] = 0;
      add(strengthOf, best, mine);
      if (best === own) continue;
      of[node] = best;
      moved = true;
    }
  }
  return of;
}

/** Communities become nodes; the weight between two is that of all edges between them. */
function aggregated(level: Adjacency, numbers: Int32Array, count: number): Adjacency {
  const sums = new Map<number, number>();
  const join = (a: number, b: number, w: number) => {
    const key = Math.min(a, b) * count + Math.max(a, b);
    sums.set(key, (sums.get(key) ?? 0) + w);
  };
  for (let node = 0; node < level.nodes; node++) {
    const own = numbers[node] ?? 0;
    if ((level.loop[node] ?? 0) > 0) join(own, own, level.loop[node] ?? 0);
    for (let place = level.start[node] ?? 0; place < (level.start[node + 1] ?? 0); place++) {
      const beside = level.other[place] ?? 0;
      if (beside > node) join(own, numbers[beside] ?? 0, level.weight[place] ?? 0);
    }
  }
  const keys = [...sums.keys()];
  return adjacencyOf({
    nodes: count,
    from: Int32Array.from(keys, (key) => Math.floor(key / count)),
    to: Int32Array.from(keys, (key) => key % count),
    weight: Float64Array.from(sums.values()),
  });
}

/** The same division with numbers from 0 on, in the order of first nodes. */
function numbered(of: Int32Array): { readonly numbers: Int32Array; readonly count: number } {
  const known = new Map<number, number>();
  const numbers = of.map((community) => {
    const number = known.get(community) ?? known.size;
    known.set(community, number);
    return number;
  });
  return { numbers, count: known.size };
}

/** Each community parted into what hangs together within it. */
function inPieces({ nodes, from, to, weight }: Graph, of: Int32Array): Int32Array {
  const root = Int32Array.from({ length: nodes }, (_, i) => i);
  const find = (node: number): number => {
    let at = node;
    while (root[at] !== at) {
      root[at] = root[root[at] ?? 0] ?? 0;
      at = root[at] ?? 0;
    }
    return at;
  };
  for (const [i, w] of weight.entries()) {
    const [a, b] = [from[i] ?? 0, to[i] ?? 0];
    if (w > 0 && of[a] === of[b]) root[find(a)] = find(b);
  }
  return root.map((_, node) => find(node));
}

function bySize(of: Int32Array): { readonly of: Int32Array; readonly count: number } {
  const { numbers, count } = numbered(of);
  const sizes = new Int32Array(count);
  for (const number of numbers) sizes[number] = (sizes[number] ?? 0) + 1;
  const sorted = Int32Array.from({ length: count }, (_, i) => i).sort(
    (a, b) => (sizes[b] ?? 0) - (sizes[a] ?? 0) || a - b,
  );
  const places = new Int32Array(count);
  for (const [place, number] of sorted.entries()) places[number] = place;
  return { of: numbers.map((number) => places[number] ?? 0), count };
}

function shuffled(length: number, random: () => number): Int32Array {
  const order = Int32Array.from({ length }, (_, i) => i);
  shuffle(order, random);
  return order;
}
