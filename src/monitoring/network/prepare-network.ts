import { createWriteStream } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { findCommunities, type Graph } from "../../detection/index.ts";
import { type Sql, sql, type Warehouse } from "../../platform/index.ts";
import { literalOf, quotedLiteralOf } from "../summaries/array-literals.ts";
import { type NetworkLimits, prepareLinks, prepareShared, prepareTies, usualLimits } from "./links-sql.ts";
import { masked } from "./mask.ts";
import type { NodeKind } from "./tables.ts";

export const networkTables = ["network_node", "network_link", "network_community", "network_extent"] as const;
export type NetworkTable = (typeof networkTables)[number];

/** Communities in which more is shared are kept first. */
const communitiesKept = 5_000;

/**
 * Works the network out of the warehouse, after `prepareMovements`, and gives the rows of its tables. `folder` is for
 * what passes between the program and the warehouse, and is the caller's to clear.
 */
export async function prepareNetwork(
  warehouse: Warehouse,
  {
    run,
    folder,
    signal,
    limits = usualLimits,
  }: {
    readonly run: string;
    readonly folder: string;
    readonly signal: AbortSignal;
    readonly limits?: NetworkLimits;
  },
): Promise<Record<NetworkTable, Sql>> {
  await prepareShared(warehouse, { run, limits });
  signal.throwIfAborted();
  await prepareTies(warehouse);
  signal.throwIfAborted();
  await prepareLinks(warehouse, limits);
  signal.throwIfAborted();
  const { modularity } = await divide(warehouse, join(folder, "network-members"));
  return {
    network_node: sql`
      SELECT p.kind, p.id, coalesce(p.name, m.label) AS label, p.parties, ${quotedLiteralOf(sql`p.subjects`)} AS subjects, m.community
      FROM network_point p LEFT JOIN network_member m USING (n)`,
    network_link: sql`
      SELECT from_kind, from_id, to_kind, to_id, relation, amount, currency, documents, first_on, last_on, ${literalOf(sql`rids`)} AS rids FROM network_tie`,
    network_community: communityRows,
    network_extent: extentRow(limits, modularity),
  };
}

/** Finds the communities and writes them, with what is shown of shared values, to `network_member`. */
async function divide(warehouse: Warehouse, file: string): Promise<{ readonly modularity: number }> {
  const points = await readPoints(warehouse);
  const graph = await readGraph(warehouse, points.length);
  const { of, modularity } = findCommunities(graph);
  const sizes = new Int32Array(graph.nodes);
  for (const community of of) sizes[community] = (sizes[community] ?? 0) + 1;
  const lines = function* () {
    for (const [n, { kind, raw }] of points.entries()) {
      const community = of[n] ?? 0;
      const shown = raw === null ? "" : `"${masked(kind, raw).replaceAll('"', '""')}"`;
      yield `${n},${(sizes[community] ?? 0) > 1 ? community : ""},${shown}\n`;
    }
  };
  await pipeline(Readable.from(lines()), createWriteStream(file));
  await warehouse.run(sql`
    CREATE OR REPLACE TEMP TABLE network_member AS SELECT * FROM read_csv(${file}, header = false, delim = ',', quote = '"', escape = '"',
      columns = {'n': 'BIGINT', 'community': 'INTEGER', 'label': 'VARCHAR'}, auto_detect = false)`);
  return { modularity };
}

interface Point {
  readonly kind: NodeKind;
  readonly raw: string | null;
}

async function readPoints(warehouse: Warehouse): Promise<Point[]> {
  const points: Point[] = [];
  const query = sql`SELECT kind, raw FROM network_point ORDER BY n`;
  for await (const { rows, columns } of warehouse.columns(query)) {
    for (let i = 0; i < rows; i++) {
      points.push({ kind: columns[0]?.[i] as NodeKind, raw: (columns[1]?.[i] ?? null) as string | null });
    }
  }
  return points;
}

async function readGraph(warehouse: Warehouse, nodes: number): Promise<Graph> {
  const { edges = 0 } =
    (await warehouse.first<{ edges: number }>(
      sql`SELECT count(*) AS edges FROM network_tie WHERE weight > 0`,
    )) ?? {};
  const [from, to, weight] = [new Int32Array(edges), new Int32Array(edges), new Float64Array(edges)];
  // In one order whatever the threads: the division depends on it.
  const query = sql`
    SELECT CAST(a.n AS INTEGER) AS a, CAST(b.n AS INTEGER) AS b, CAST(t.weight AS DOUBLE) AS w FROM network_tie t
    JOIN network_point a ON a.kind = t.from_kind AND a.id = t.from_id JOIN network_point b ON b.kind = t.to_kind AND b.id = t.to_id
    WHERE t.weight > 0 ORDER BY 1, 2`;
  let at = 0;
  for await (const { rows, columns } of warehouse.columns(query)) {
    for (let i = 0; i < rows; i++, at++) {
      from[at] = Number(columns[0]?.[i]);
      to[at] = Number(columns[1]?.[i]);
      weight[at] = Number(columns[2]?.[i]);
    }
  }
  return { nodes, from, to, weight };
}

const communityRows = sql`
  WITH member AS (
    SELECT p.*, m.community FROM network_point p JOIN network_member m USING (n) WHERE m.community IS NOT NULL
  ), sized AS (
    SELECT community, CAST(count(*) FILTER (kind = 'seller') AS INTEGER) AS sellers, CAST(count(*) FILTER (kind = 'customer') AS INTEGER) AS customers,
      CAST(count(parties) AS INTEGER) AS shared, list_sort(list_distinct(flatten(list(subjects)))) AS subjects
    FROM member GROUP BY community HAVING count(parties) > 0 AND count(*) FILTER (parties IS NULL) > 1
  ), tied AS (
    SELECT f.community, CAST(count(*) AS INTEGER) AS ties FROM network_tie t JOIN member f ON f.kind = t.from_kind AND f.id = t.from_id
    JOIN member o ON o.kind = t.to_kind AND o.id = t.to_id AND o.community = f.community WHERE o.parties IS NOT NULL GROUP BY f.community
  ), bought AS (
    SELECT c.community, t.currency, t.amount, t.documents, coalesce(s.community = c.community, false) AS is_inside FROM network_trade t
    JOIN member c ON c.kind = 'customer' AND c.id = t.customer LEFT JOIN member s ON s.kind = 'seller' AND s.id = t.seller
  ), summed AS (
    SELECT community, arg_max(currency, (amount, currency)) AS currency, CAST(max(amount) AS BIGINT) AS amount FROM (
      SELECT community, currency, sum(amount) AS amount FROM bought GROUP BY ALL) GROUP BY community
  ), closed AS (
    SELECT community, coalesce(sum(documents) FILTER (is_inside), 0) / sum(documents) AS inside FROM bought GROUP BY community
  )
  SELECT z.community AS id, z.sellers, z.customers, z.shared, coalesce(t.ties, 0) AS ties, coalesce(b.amount, 0) AS amount, coalesce(b.currency, 'XXX') AS currency,
    c.inside, ${quotedLiteralOf(sql`z.subjects`)} AS subjects
  FROM sized z LEFT JOIN tied t USING (community) LEFT JOIN summed b USING (community) LEFT JOIN closed c USING (community)
  ORDER BY coalesce(t.ties, 0) / (z.sellers + z.customers) DESC, z.community LIMIT ${communitiesKept}`;

const extentRow = (limits: NetworkLimits, modularity: number) => sql`
  SELECT (SELECT count(*) FROM network_point WHERE parties IS NULL) AS parties, (SELECT count(*) FROM network_point WHERE parties IS NOT NULL) AS identifiers,
    (SELECT count(*) FROM network_tie) AS links, (SELECT count(DISTINCT community) FROM network_member) AS communities, CAST(${modularity} AS DOUBLE) AS modularity,
    (SELECT count(*) FROM (SELECT 1 FROM network_held GROUP BY kind, value HAVING count(*) > ${limits.parties})) AS public_values,
    (SELECT coalesce(sum(parties), 0) FROM network_value WHERE NOT is_kept) AS shared_left_off,
    (SELECT count(*) FROM network_trade WHERE place > ${limits.trade}) AS trade_left_off,
    (SELECT count(*) FROM network_staff WHERE place > ${limits.staff}) AS staff_left_off`;
