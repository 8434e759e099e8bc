import { z } from "zod";
import type { RoomParts } from "../../people/index.ts";
import { type Context, type Reader, Refusal, sql } from "../../platform/index.ts";
import { ofOneRun } from "../boards/current-run.ts";
import { house } from "../house.ts";
import { describeNodes, type Reached } from "./describe-nodes.ts";
import { keyOf, type NodeRef, type Reading, tiesOf, visibleNodes } from "./network-sql.ts";
import type { NetworkView } from "./network-view.ts";
import { isShared, nodeKinds } from "./tables.ts";

export const networkPlace = z.object({ kind: z.enum(nodeKinds), id: z.string().max(300) });
export const networkInput = z.object({
  /** From party to party; what two of them share is no step of its own. */
  hops: z.coerce.number().int().min(1).max(3).default(1),
  trade: z
    .enum(["true", "false"])
    .default("true")
    .transform((given) => given === "true"),
});
export type NetworkInput = z.output<typeof networkInput>;

/** Nodes of one answer. */
export const nodesShown = 300;
/** Of one party at the first step and at each further one; beyond that the page tells how many more there are. */
const trades = [25, 8, 4];
const others = [60, 20, 10];

/** Who and what a node is tied to, the closest first, as far as the reader may see it. */
export async function readNetwork(
  { database }: Pick<RoomParts, "database">,
  context: Context,
  start: NodeRef,
  { hops, trade }: NetworkInput,
): Promise<NetworkView> {
  context.require("network.read", house);
  const db = database.reader;
  const view = await ofOneRun(db, async (run) => {
    if (!run) throw noSuchNode();
    const reading: Reading = { actor: context.actor, run: run.id, trade };
    const { reached, leftOff } = await walk(db, reading, start, hops);
    const described = await describeNodes(db, reading, reached);
    if (!described.nodes.some(({ key }) => key === keyOf(start))) throw noSuchNode();
    return { asOf: run.asOf, ...described, leftOff };
  });
  const event = { type: "network.read", subject: `network:${start.kind}`, after: { id: start.id, hops } };
  return context.disclose(event, async () => {
    context.require("network.read", house);
    return view;
  });
}

async function walk(db: Reader, reading: Reading, start: NodeRef, hops: number) {
  const reached = new Map<string, Reached>([[keyOf(start), { ...start, hop: 0 }]]);
  let leftOff = 0;
  let frontier: readonly NodeRef[] = [start];
  for (let hop = 1; hop <= hops && frontier.length > 0; hop++) {
    const found: NodeRef[] = [];
    const take = (nodes: readonly NodeRef[]) => {
      for (const node of nodes) {
        if (reached.has(keyOf(node))) continue;
        if (reached.size >= nodesShown) leftOff += 1;
        else {
          reached.set(keyOf(node), { kind: node.kind, id: node.id, hop });
          found.push(node);
        }
      }
    };
    const most = { trade: trades[hop - 1] ?? 0, other: others[hop - 1] ?? 0 };
    const near = await neighboursOf(db, reading, frontier, most);
    const shared = near.filter(({ kind }) => isShared(kind));
    const known = new Set(reached.keys());
    take(shared);
    const fresh = shared.filter((node) => reached.has(keyOf(node)) && !known.has(keyOf(node)));
    // Through what is shared to whoever shares it, before those with whom there is only trade.
    take(await neighboursOf(db, reading, fresh, { trade: 0, other: 50 }));
    take(near.filter(({ kind }) => !isShared(kind)));
    frontier = found.filter(({ kind }) => !isShared(kind));
  }
  return { reached: [...reached.values()], leftOff };
}

/** The nearest of each: what is shared, then money, then who leads and approves, then trade by documents. */
async function neighboursOf(
  db: Reader,
  reading: Reading,
  nodes: readonly NodeRef[],
  most: { readonly trade: number; readonly other: number },
): Promise<NodeRef[]> {
  if (nodes.length === 0) return [];
  const rows = await db
    .selectFrom(
      sql<NodeRef & { readonly nearest: number }>`(
        SELECT other_kind AS kind, other_id AS id, min(nearness * 1000 + place) AS nearest FROM (
          SELECT t.other_kind, t.other_id, t.relation, n.nearness,
            row_number() OVER (PARTITION BY t.kind, t.id, t.relation = 'trade' ORDER BY n.nearness, t.documents DESC NULLS LAST, t.other_id) AS place
          FROM ${tiesOf(reading, nodes)} t JOIN ${visibleNodes(reading)} o ON o.kind = t.other_kind AND o.id = t.other_id
          CROSS JOIN LATERAL (SELECT CASE t.relation WHEN 'pays-from' THEN 0 WHEN 'paid-to' THEN 0 WHEN 'has' THEN 1 WHEN 'ship-to' THEN 2 WHEN 'manages' THEN 4 WHEN 'approves' THEN 3 ELSE 5 END AS nearness) n
        ) near WHERE place <= CASE relation WHEN 'trade' THEN ${most.trade}::integer ELSE ${most.other}::integer END
        GROUP BY 1, 2)`.as("t"),
    )
    .selectAll()
    .orderBy("nearest")
    .orderBy("kind")
    .orderBy("id")
    .execute();
  return rows;
}

/** To whoever may not see it a node is not there: the same sentence, so that it does not tell of itself. */
export const noSuchNode = () =>
  new Refusal("not-found", {
    zh: "关系网中没有它，或您无权查看；共用信息的编号在每次检测后更新，请从客户或销售员重新开始。",
    en: "The network does not hold it, or it is not for you to see. What is shared is numbered anew by each run: begin again at a customer or seller.",
  });
