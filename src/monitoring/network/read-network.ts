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
const mostOpened = 60;
/** Nodes that the reader has opened besides: `kind:id`, percent-encoded, with commas between them. */
const opened = z
  .string()
  .max(8_000)
  .default("")
  .transform((given, { addIssue }) => {
    const nodes = given.split(",").filter(Boolean).map(nodeOf);
    if (nodes.every((node) => node !== undefined)) return nodes.slice(0, mostOpened);
    addIssue("kind:id, percent-encoded, with commas between them");
    return z.NEVER;
  });

function nodeOf(text: string): NodeRef | undefined {
  const [, kind, id] = /^([a-z]+)(?::|%3A)(.+)$/i.exec(text) ?? [];
  const known = nodeKinds.find((one) => one === kind);
  if (!known || id === undefined || /%(?![0-9A-Fa-f]{2})/.test(id)) return undefined;
  try {
    return { kind: known, id: decodeURIComponent(id) };
  } catch {
    return undefined;
  }
}

export const networkInput = z.object({
  /** From party to party; what two of them share is no step of its own. */
  hops: z.coerce.number().int().min(1).max(3).default(1),
  trade: z
    .enum(["true", "false"])
    .default("true")
    .transform((given) => given === "true"),
  open: opened,
});
export type NetworkInput = z.output<typeof networkInput>;

/** Nodes of one answer; more cannot be read. */
export const nodesShown = 300;
interface Most {
  readonly trade: number;
  readonly other: number;
}
/** Of one party at the first step and at each further one; beyond that the page tells how many more there are. */
const mosts: readonly Most[] = [
  { trade: 25, other: 60 },
  { trade: 8, other: 20 },
  { trade: 4, other: 10 },
];
const ofOpened: Most = { trade: 40, other: 60 };
const throughShared: Most = { trade: 0, other: 50 };

/** Who and what a node is tied to, the closest first, as far as the reader may see it. */
export async function readNetwork(
  { database }: Pick<RoomParts, "database">,
  context: Context,
  start: NodeRef,
  { hops, trade, open }: NetworkInput,
): Promise<NetworkView> {
  context.require("network.read", house);
  const db = database.reader;
  const view = await ofOneRun(db, async (run) => {
    if (!run) throw noSuchNode();
    const reading: Reading = { actor: context.actor, run: run.id, trade };
    const { reached, leftOff } = await walk(db, reading, start, { hops, open });
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

async function walk(
  db: Reader,
  reading: Reading,
  start: NodeRef,
  { hops, open }: Pick<NetworkInput, "hops" | "open">,
) {
  const reached = new Map<string, Reached>([[keyOf(start), { ...start, hop: 0 }]]);
  const leftOff = new Set<string>();
  const take = (nodes: readonly NodeRef[], hop: number) =>
    nodes.filter(({ kind, id }) => {
      const key = keyOf({ kind, id });
      if (reached.has(key)) return false;
      const fits = reached.size < nodesShown;
      if (fits) reached.set(key, { kind, id, hop });
      else leftOff.add(key);
      return fits;
    });
  const step = async (from: readonly NodeRef[], hop: number, most: Most) => {
    const near = await neighboursOf(db, reading, from, most);
    const shared = take(
      near.filter(({ kind }) => isShared(kind)),
      hop,
    );
    // Through what is shared to whoever shares it, before those with whom there is only trade.
    const sharing = take(await neighboursOf(db, reading, shared, throughShared), hop);
    const others = take(
      near.filter(({ kind }) => !isShared(kind)),
      hop,
    );
    return [...sharing, ...others];
  };
  let frontier: readonly NodeRef[] = [start];
  for (let hop = 1; hop <= hops && frontier.length > 0; hop++) {
    frontier = await step(frontier, hop, mosts[hop - 1] ?? throughShared);
  }
  for (const node of open) {
    const hop = reached.get(keyOf(node))?.hop;
    // What was opened and is no longer reached was reached through something that has been closed.
    if (hop !== undefined) await step([node], hop + 1, ofOpened);
  }
  return { reached: [...reached.values()], leftOff: leftOff.size };
}

/** The nearest of each: what is shared, then money, then who leads and approves, then trade by documents. */
async function neighboursOf(
  db: Reader,
  reading: Reading,
  nodes: readonly NodeRef[],
  most: Most,
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
