import type { Link, Node, View } from "./types.ts";

export interface Graph {
  readonly nodes: readonly Node[];
  readonly links: readonly Link[];
  readonly byKey: ReadonlyMap<string, Node>;
  /** Links at each node. */
  readonly linksOf: ReadonlyMap<string, readonly Link[]>;
}

export function graphOf({ nodes, links }: Pick<View, "nodes" | "links">): Graph {
  const linksOf = new Map<string, Link[]>();
  for (const link of links) {
    for (const key of [link.from, link.to]) linksOf.set(key, [...(linksOf.get(key) ?? []), link]);
  }
  return { nodes, links, byKey: new Map(nodes.map((node) => [node.key, node])), linksOf };
}

export const otherEnd = (link: Link, key: string) => (link.from === key ? link.to : link.from);

/** Neighbours that are not in the picture. */
export function hiddenOf({ linksOf }: Graph, { key, neighbours }: Node): number {
  const shown = new Set((linksOf.get(key) ?? []).map((link) => otherEnd(link, key)));
  return Math.max(0, neighbours - shown.size);
}
