import { suspicionVisibleTo } from "../../people/index.ts";
import { type Actor, type Sql, sql } from "../../platform/index.ts";
import type { NodeKind } from "./tables.ts";

export interface NodeRef {
  readonly kind: NodeKind;
  readonly id: string;
}

export const keyOf = ({ kind, id }: NodeRef) => `${kind}:${id}`;

/** Whoever reads, and the run whose network is read. */
export interface Reading {
  readonly actor: Actor;
  readonly run: string;
  readonly trade: boolean;
}

/** Nodes that the reader may see. A link is there for whoever may see both its ends. */
export const visibleNodes = ({ actor, run }: Reading): Sql => sql`(
  SELECT * FROM network_node WHERE run = ${run} AND ${suspicionVisibleTo(actor, sql<string[]>`network_node.subjects`)})`;

export const askedNodes = (nodes: readonly NodeRef[]): Sql =>
  sql`unnest(${nodes.map(({ kind }) => kind)}::text[], ${nodes.map(({ id }) => id)}::text[])`;

/** `kind, id` of the asked, `other_kind, other_id` at the other end of each of their links, and what it is. */
export function tiesOf({ run, trade }: Reading, nodes: readonly NodeRef[]): Sql {
  const wanted = trade ? sql`` : sql`AND l.relation <> 'trade'`;
  return sql`(
    SELECT a.kind, a.id, l.to_kind AS other_kind, l.to_id AS other_id, l.relation, l.documents
    FROM ${askedNodes(nodes)} AS a(kind, id) JOIN network_link l ON l.run = ${run} AND l.from_kind = a.kind AND l.from_id = a.id ${wanted}
    UNION ALL
    SELECT a.kind, a.id, l.from_kind, l.from_id, l.relation, l.documents
    FROM ${askedNodes(nodes)} AS a(kind, id) JOIN network_link l ON l.run = ${run} AND l.to_kind = a.kind AND l.to_id = a.id ${wanted})`;
}
