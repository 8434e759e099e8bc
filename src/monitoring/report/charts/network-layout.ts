import type { ChartRow } from "../../../detection/index.ts";

type Row = ChartRow<"network">;

export interface LaidOut {
  readonly key: string;
  readonly label: string;
  readonly kind: string;
  readonly x: number;
  readonly y: number;
  /** Where the label goes: outside the outer columns, above in the middle. */
  readonly side: "left" | "middle" | "right";
  readonly isShared: boolean;
  readonly suspect: boolean;
}

interface Node {
  readonly key: string;
  readonly label: string;
  readonly kind: string;
  readonly neighbours: string[];
  suspect: boolean;
}

const insiders = new Set(["employee", "seller", "manager", "department"]);
const outsiders = new Set(["customer", "supplier", "contact", "reseller"]);
const rowHeight = 34;
const mostRows = 24;
const width = 720;

/**
 * Three columns: our people, what is shared, the customers; a column that stays empty is left out. Within a column by
 * the mean place of the neighbours (barycentre method of Sugiyama et al. 1981), a few rounds from the order given, so
 * that the same rows always give the same picture.
 */
export function layOut(rows: readonly Row[]) {
  const nodes = nodesOf(rows);
  const columns = [0, 1, 2]
    .map((column) => [...nodes.values()].filter((node) => columnOf(node.kind) === column))
    .filter((column) => column.length > 0)
    .map((column) => column.toSorted((a, b) => Number(b.suspect) - Number(a.suspect)).slice(0, mostRows));
  const ordered = uncross(columns);
  const tallest = Math.max(1, ...ordered.map((column) => column.length));
  const height = tallest * rowHeight + 24;
  const places = ordered.flatMap((column, i) =>
    column.map((node, j) => placed(node, { i, j, of: ordered, height })),
  );
  const ties = rows.map((row) => ({
    from: keyOf(row.from_kind, row.from),
    to: keyOf(row.to_kind, row.to),
    suspect: row.suspect,
  }));
  return { nodes: places, ties, width, height, left: nodes.size - places.length };
}

const keyOf = (kind: string, label: string) => `${kind}\u0000${label}`;
const columnOf = (kind: string) => (insiders.has(kind) ? 0 : outsiders.has(kind) ? 2 : 1);

function nodesOf(rows: readonly Row[]): Map<string, Node> {
  const nodes = new Map<string, Node>();
  const add = (kind: string, label: string, neighbour: string, suspect: boolean) => {
    const key = keyOf(kind, label);
    const node = nodes.get(key) ?? { key, label, kind, neighbours: [], suspect: false };
    node.neighbours.push(neighbour);
    node.suspect ||= suspect;
    nodes.set(key, node);
  };
  for (const row of rows) {
    add(row.from_kind, row.from, keyOf(row.to_kind, row.to), row.suspect);
    add(row.to_kind, row.to, keyOf(row.from_kind, row.from), row.suspect);
  }
  return nodes;
}

function uncross(columns: Node[][]): Node[][] {
  let current = columns;
  for (let round = 0; round < 6; round++) {
    const place = new Map(
      current.flatMap((column) => column.map((node, i) => [node.key, i / column.length] as const)),
    );
    const mean = ({ key, neighbours }: Node) => {
      const known = neighbours.map((n) => place.get(n)).filter((p) => p !== undefined);
      return known.length === 0 ? (place.get(key) ?? 0) : known.reduce((sum, p) => sum + p, 0) / known.length;
    };
    const turn = round % Math.max(1, current.length);
    current = current.map((column, i) =>
      i === turn ? column.toSorted((a, b) => mean(a) - mean(b)) : column,
    );
  }
  return current;
}

interface Place {
  readonly i: number;
  readonly j: number;
  readonly of: readonly Node[][];
  readonly height: number;
}

function placed({ key, label, kind, suspect }: Node, { i, j, of, height }: Place): LaidOut {
  const last = of.length - 1;
  const xs =
    last === 0
      ? [width / 2]
      : last === 1
        ? [width * 0.34, width * 0.66]
        : [width * 0.3, width / 2, width * 0.7];
  const column = of[i]?.length ?? 1;
  const y = ((j + 0.5) / column) * (height - 24) + 18;
  const side = i > 0 && i < last ? "middle" : i === 0 && last > 0 ? "left" : "right";
  return { key, label, kind, x: xs[i] ?? width / 2, y, side, isShared: columnOf(kind) === 1, suspect };
}
