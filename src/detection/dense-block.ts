export interface Edge {
  readonly row: string;
  readonly column: string;
}

export interface Block {
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  /** Sum of the weights of the edges within ÷ number of nodes. */
  readonly density: number;
}

/**
 * The densest block of a bipartite graph by greedy peeling, an edge weighing 1 ÷ ln(degree of its column + 5), so that
 * a value everybody shares cannot make or hide a block. Source: FRAUDAR, Hooi et al. 2016, which proves the greedy
 * block at least half as dense as the densest.
 */
export function densestBlock(edges: readonly Edge[]): Block | undefined {
  if (edges.length === 0) return undefined;
  const graph = graphOf(edges);
  const order: number[] = [];
  const queue = new Buckets(graph.strength);
  let weight = graph.total;
  let [best, bestAfter] = [weight / graph.nodes.length, 0];
  const gone = new Uint8Array(graph.nodes.length);
  while (order.length < graph.nodes.length - 1) {
    const node = queue.takeLeast();
    gone[node] = 1;
    order.push(node);
    for (const [other, w] of graph.neighbours[node] ?? []) {
      if (gone[other] === 1) continue;
      weight -= w;
      queue.lower(other, w);
    }
    const density = weight / (graph.nodes.length - order.length);
    if (density > best + 1e-12) [best, bestAfter] = [density, order.length];
  }
  const peeled = new Set(order.slice(0, bestAfter));
  const kept = graph.nodes.filter((_, i) => !peeled.has(i));
  const named = (side: "row" | "column") =>
    kept
      .filter((node) => node.side === side)
      .map(({ name }) => name)
      .sort();
  return { rows: named("row"), columns: named("column"), density: best };
}

function graphOf(edges: readonly Edge[]) {
  const nodes: { side: "row" | "column"; name: string }[] = [];
  const places = new Map<string, number>();
  const placeOf = (side: "row" | "column", name: string) => {
    const key = `${side}|${name}`;
    const known = places.get(key);
    if (known !== undefined) return known;
    places.set(key, nodes.length);
    nodes.push({ side, name });
    return nodes.length - 1;
  };
  const degrees = new Map<string, number>();
  for (const { column } of edges) degrees.set(column, (degrees.get(column) ?? 0) + 1);
  const neighbours: [number, number][][] = [];
  let total = 0;
  for (const { row, column } of edges) {
    const weight = 1 / Math.log((degrees.get(column) ?? 1) + 5);
    const [a, b] = [placeOf("row", row), placeOf("column", column)];
    total += weight;
    neighbours[a] = [...(neighbours[a] ?? []), [b, weight]];
    neighbours[b] = [...(neighbours[b] ?? []), [a, weight]];
  }
  const strength = Float64Array.from(nodes, (_, i) =>
    (neighbours[i] ?? []).reduce((sum, [, w]) => sum + w, 0),
  );
  return { nodes, neighbours, strength, total };
}

/** A binary heap of nodes by strength; lowering adds an entry, and entries that are out of date are passed over. */
class Buckets {
  private readonly heap: [number, number][] = [];
  private readonly strength: Float64Array;
  private readonly taken: Uint8Array;
  constructor(strength: Float64Array) {
    this.strength = Float64Array.from(strength);
    this.taken = new Uint8Array(strength.length);
    for (const [node, s] of strength.entries()) this.push([s, node]);
  }
  lower(node: number, by: number): void {
    const now = (this.strength[node] ?? 0) - by;
    this.strength[node] = now;
    this.push([now, node]);
  }
  takeLeast(): number {
    for (;;) {
      const [s, node] = this.pop();
      if (this.taken[node] === 1 || s !== this.strength[node]) continue;
      this.taken[node] = 1;
      return node;
    }
  }
  private push(entry: [number, number]): void {
    this.heap.push(entry);
    for (let i = this.heap.length - 1; i > 0; ) {
      const up = (i - 1) >> 1;
      if (!before(this.heap[i], this.heap[up])) break;
      this.swap(i, up);
      i = up;
    }
  }
  private pop(): [number, number] {
    const top = this.heap[0];
    const last = this.heap.pop();
    if (!top || !last) throw new Error("The graph has fewer nodes than are taken.");
    if (this.heap.length > 0) {
      this.heap[0] = last;
      for (let i = 0; ; ) {
        const [left, right] = [2 * i + 1, 2 * i + 2];
        let least = i;
        if (before(this.heap[left], this.heap[least])) least = left;
        if (before(this.heap[right], this.heap[least])) least = right;
        if (least === i) break;
        this.swap(i, least);
        i = least;
      }
    }
    return top;
  }
  private swap(i: number, j: number): void {
    const [a, b] = [this.heap[i], this.heap[j]];
    if (a && b) [this.heap[i], this.heap[j]] = [b, a];
  }
}

/** Ties go to the node that came first, so that the same graph gives the same block. */
const before = (a: [number, number] | undefined, b: [number, number] | undefined): boolean =>
  a !== undefined && b !== undefined && (a[0] < b[0] || (a[0] === b[0] && a[1] < b[1]));

/** The densest block, then the densest of what is left without it, and so on. */
export function denseBlocks(edges: readonly Edge[], most: number): Block[] {
  const blocks: Block[] = [];
  let left = edges;
  while (blocks.length < most) {
    const block = densestBlock(left);
    if (!block) break;
    blocks.push(block);
    const [rows, columns] = [new Set(block.rows), new Set(block.columns)];
    const rest = left.filter(({ row, column }) => !(rows.has(row) && columns.has(column)));
    if (rest.length === left.length) break;
    left = rest;
  }
  return blocks;
}
