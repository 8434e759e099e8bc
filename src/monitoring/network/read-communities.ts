import type { z } from "zod";
import { type RoomParts, suspicionVisibleTo } from "../../people/index.ts";
import { type Context, type Reader, type Sql, sql } from "../../platform/index.ts";
import { ofOneRun } from "../boards/current-run.ts";
import { house } from "../house.ts";
import { describeNodes } from "./describe-nodes.ts";
import { type NodeRef, type Reading, visibleNodes } from "./network-sql.ts";
import type { CommunityView, communityRow, NetworkOverview } from "./network-view.ts";
import { nodesShown, noSuchNode } from "./read-network.ts";

type Row = z.infer<typeof communityRow>;

const listed = 50;
/** Fewer are a pair, which their own pages tell better. */
const fewestParties = 3;

/** How large the network is, and the communities that share most. */
export async function readOverview(
  { database }: Pick<RoomParts, "database">,
  context: Context,
): Promise<NetworkOverview> {
  context.require("network.read", house);
  const db = database.reader;
  const view = await ofOneRun(db, async (run): Promise<NetworkOverview> => {
    if (!run) return { communities: [], hasMore: false };
    const reading: Reading = { actor: context.actor, run: run.id, trade: true };
    const extent = await db
      .selectFrom("network_extent")
      .selectAll()
      .where("run", "=", run.id)
      .executeTakeFirst();
    const rows = await readRows(db, reading, sql`c.sellers + c.customers >= ${fewestParties}`, listed + 1);
    return {
      asOf: run.asOf,
      ...(extent ? { extent: extentOf(extent) } : {}),
      communities: rows.slice(0, listed),
      hasMore: rows.length > listed,
    };
  });
  return context.disclose({ type: "network.listed", subject: "network:communities" }, async () => {
    context.require("network.read", house);
    return view;
  });
}

/** The members of a community and what ties them; whoever shares something before those with whom there is only trade. */
export async function readCommunity(
  { database }: Pick<RoomParts, "database">,
  context: Context,
  { id, trade }: { readonly id: number; readonly trade: boolean },
): Promise<CommunityView> {
  context.require("network.read", house);
  const db = database.reader;
  const view = await ofOneRun(db, async (run) => {
    const reading: Reading = { actor: context.actor, run: run?.id ?? "", trade };
    const [community] = run ? await readRows(db, reading, sql`c.id = ${id}`, 1) : [];
    if (!run || !community) throw noSuchNode();
    const { members, leftOff } = await readMembers(db, reading, id);
    return { asOf: run.asOf, community, ...(await describeNodes(db, reading, members)), leftOff };
  });
  const event = { type: "network.read", subject: "network:community", after: { id: String(id) } };
  return context.disclose(event, async () => {
    context.require("network.read", house);
    return view;
  });
}

function extentOf(row: {
  parties: number;
  identifiers: number;
  links: number;
  communities: number;
  modularity: number;
  public_values: number;
  shared_left_off: number;
  trade_left_off: number;
  staff_left_off: number;
}): NetworkOverview["extent"] {
  const { parties, identifiers, links, communities, modularity, public_values: publicValues } = row;
  const leftOff = { shared: row.shared_left_off, trade: row.trade_left_off, staff: row.staff_left_off };
  return { parties, identifiers, links, communities, modularity, publicValues, leftOff };
}

interface Stored extends Omit<Row, "inside"> {
  readonly inside: number | null;
}

/** A community one of whose members the reader may not see is not there: its figures tell of that member too. */
async function readRows(db: Reader, reading: Reading, condition: Sql, most: number): Promise<Row[]> {
  const { actor, run } = reading;
  const rows = await db
    .selectFrom(
      sql<Stored>`(
        SELECT c.id, c.sellers, c.customers, c.shared, c.ties, c.amount::text AS amount, c.currency, c.inside, coalesce(m.members, '[]') AS members
        FROM network_community c CROSS JOIN LATERAL (
          SELECT jsonb_agg(jsonb_strip_nulls(jsonb_build_object('kind', n.kind, 'id', n.id, 'label', n.label))) AS members FROM (
            SELECT kind, id, label FROM network_node WHERE run = c.run AND community = c.id AND kind IN ('seller', 'customer')
            ORDER BY kind DESC, id LIMIT 6
          ) n
        ) m
        WHERE c.run = ${run} AND ${condition} AND ${suspicionVisibleTo(actor, sql<string[]>`c.subjects`)}
        ORDER BY c.ties::float8 / (c.sellers + c.customers) DESC, c.ties DESC, c.id LIMIT ${most})`.as("t"),
    )
    .selectAll()
    .execute();
  return rows.map(({ inside, ...row }) => ({ ...row, ...(inside === null ? {} : { inside }) }));
}

async function readMembers(db: Reader, reading: Reading, community: number) {
  const rows = await db
    .selectFrom(
      sql<NodeRef & { readonly total: number }>`(
        SELECT n.kind, n.id, count(*) OVER ()::integer AS total FROM ${visibleNodes(reading)} n
        WHERE n.community = ${community} AND (${reading.trade} OR n.parties IS NOT NULL OR EXISTS (${sharesSomething}))
        ORDER BY n.kind = 'seller' DESC, n.parties IS NOT NULL DESC, EXISTS (${sharesSomething}) DESC, n.id LIMIT ${nodesShown})`.as(
        "t",
      ),
    )
    .selectAll()
    .execute();
  const members = rows.map(({ kind, id }) => ({ kind, id }));
  return { members, leftOff: (rows[0]?.total ?? 0) - members.length };
}

const sharesSomething = sql`
  SELECT FROM network_link l WHERE l.run = n.run AND l.from_kind = n.kind AND l.from_id = n.id AND l.relation IN ('has', 'ship-to', 'pays-from', 'paid-to')`;
