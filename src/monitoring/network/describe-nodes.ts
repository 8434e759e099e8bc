import type { z } from "zod";
import { suspicionVisibleTo } from "../../people/index.ts";
import { type Reader, type Sql, sql } from "../../platform/index.ts";
import { alertVisibleTo } from "../alerts/visible-alert.ts";
import { askedNodes, keyOf, type NodeRef, type Reading, tiesOf, visibleNodes } from "./network-sql.ts";
import type { networkLink, networkNode } from "./network-view.ts";
import type { Relation } from "./tables.ts";

type NodeView = z.infer<typeof networkNode>;
type LinkView = z.infer<typeof networkLink>;

export interface Reached extends NodeRef {
  readonly hop?: number;
}

/** The nodes with what is known of each, and every link between two of them. */
export async function describeNodes(
  db: Reader,
  reading: Reading,
  nodes: readonly Reached[],
): Promise<{ readonly nodes: NodeView[]; readonly links: LinkView[] }> {
  if (nodes.length === 0) return { nodes: [], links: [] };
  const [rows, alerts, links] = await Promise.all([
    readNodes(db, reading, nodes),
    countAlerts(db, reading, nodes),
    readLinks(db, reading, nodes),
  ]);
  const described = nodes.flatMap((node): NodeView[] => {
    const row = rows.get(keyOf(node));
    if (!row) return [];
    return [
      { ...row, ...(node.hop === undefined ? {} : { hop: node.hop }), alerts: alerts.get(keyOf(node)) ?? 0 },
    ];
  });
  return { nodes: described, links };
}

interface NodeRow extends NodeRef {
  readonly label: string | null;
  readonly parties: number | null;
  readonly neighbours: number;
  readonly community: { readonly id: number; readonly parties: number; readonly shared: number } | null;
  readonly figures: NodeView["figures"] | null;
}

const from = <Row>(query: Sql) => sql<Row>`(${query})`.as<"t">("t");

async function readNodes(db: Reader, reading: Reading, nodes: readonly NodeRef[]) {
  const { actor, run } = reading;
  const rows = await db
    .selectFrom(
      from<NodeRow>(sql`
        SELECT n.kind, n.id, n.label, n.parties, coalesce(c.neighbours, 0)::integer AS neighbours,
          CASE WHEN m.id IS NOT NULL THEN jsonb_build_object('id', m.id, 'parties', m.sellers + m.customers, 'shared', m.shared) END AS community,
          CASE WHEN p.id IS NOT NULL THEN jsonb_strip_nulls(jsonb_build_object('region', p.region, 'team', p.team, 'sales', p.sales::text, 'currency', p.currency,
            'documents', p.documents, 'firstOn', p.first_on, 'lastOn', p.last_on)) END AS figures
        FROM ${askedNodes(nodes)} AS a(kind, id) JOIN ${visibleNodes(reading)} n ON n.kind = a.kind AND n.id = a.id
        LEFT JOIN summary_party p ON p.run = ${run} AND p.kind = n.kind AND p.id = n.id
        LEFT JOIN network_community m ON m.run = ${run} AND m.id = n.community AND ${suspicionVisibleTo(actor, sql<string[]>`m.subjects`)}
        LEFT JOIN (
          SELECT kind, id, count(*) AS neighbours FROM (
            SELECT DISTINCT t.kind, t.id, t.other_kind, t.other_id FROM ${tiesOf(reading, nodes)} t
            JOIN ${visibleNodes(reading)} o ON o.kind = t.other_kind AND o.id = t.other_id
          ) near GROUP BY kind, id
        ) c ON c.kind = n.kind AND c.id = n.id`),
    )
    .selectAll()
    .execute();
  return new Map(
    rows.map(({ label, parties, community, figures, ...row }) => [
      keyOf(row),
      {
        key: keyOf(row),
        ...row,
        ...(label === null ? {} : { label }),
        ...(parties === null ? {} : { parties }),
        ...(community === null ? {} : { community }),
        ...(figures === null || figures === undefined ? {} : { figures }),
      },
    ]),
  );
}

/** Of parties; as their own pages count them. */
async function countAlerts(
  db: Reader,
  { actor }: Reading,
  nodes: readonly NodeRef[],
): Promise<Map<string, number>> {
  const about = (kind: "seller" | "customer") => {
    const ids = nodes.flatMap((node) => (node.kind === kind ? [node.id] : []));
    const stands = sql`alert.found AND alert.status IN ('open', 'in-review', 'confirmed') AND ${alertVisibleTo(actor)}`;
    return sql`
      SELECT ${sql.lit(kind)} AS kind, ${sql.ref(kind)} AS about, alert.id FROM alert WHERE ${sql.ref(kind)} = ANY(${ids}::text[]) AND ${stands}
      UNION SELECT ${sql.lit(kind)}, subject_id, alert.id FROM alert WHERE subject_kind = ${kind} AND subject_id = ANY(${ids}::text[]) AND ${stands}`;
  };
  const rows = await db
    .selectFrom(
      from<NodeRef & { readonly alerts: number }>(sql`
        SELECT kind, about AS id, count(*)::integer AS alerts FROM (${about("seller")} UNION ${about("customer")}) found GROUP BY 1, 2`),
    )
    .selectAll()
    .execute();
  return new Map(rows.map((row) => [keyOf(row), row.alerts]));
}

interface LinkRow {
  readonly from: string;
  readonly to: string;
  readonly relation: Relation;
  readonly amount: string | null;
  readonly currency: string | null;
  readonly documents: number | null;
  readonly first_on: string | null;
  readonly last_on: string | null;
  readonly rids: readonly bigint[];
}

const recordsShown = 3;

async function readLinks(db: Reader, reading: Reading, nodes: readonly NodeRef[]): Promise<LinkView[]> {
  const { run, trade } = reading;
  const rows = await db
    .selectFrom(
      from<LinkRow>(sql`
        SELECT l.from_kind || ':' || l.from_id AS "from", l.to_kind || ':' || l.to_id AS "to", l.relation, l.amount::text AS amount, l.currency, l.documents,
          l.first_on::text AS first_on, l.last_on::text AS last_on, l.rids[1:${sql.lit(recordsShown)}] AS rids
        FROM ${askedNodes(nodes)} AS f(kind, id) JOIN network_link l ON l.run = ${run} AND l.from_kind = f.kind AND l.from_id = f.id
        JOIN ${askedNodes(nodes)} AS t(kind, id) ON l.to_kind = t.kind AND l.to_id = t.id
        WHERE ${trade} OR l.relation <> 'trade' ORDER BY array_position(ARRAY['paid-to', 'pays-from', 'has', 'ship-to', 'approves', 'manages', 'trade'], l.relation), l.documents DESC NULLS LAST, 1, 2`),
    )
    .selectAll()
    .execute();
  const records = await recordsOf(db, [...new Set(rows.flatMap(({ rids }) => rids))]);
  return rows.map(({ from: one, to, relation, amount, currency, documents, first_on, last_on, rids }) => ({
    from: one,
    to,
    relation,
    ...(amount === null ? {} : { amount }),
    ...(currency === null ? {} : { currency }),
    ...(documents === null ? {} : { documents }),
    ...(first_on === null ? {} : { firstOn: first_on }),
    ...(last_on === null ? {} : { lastOn: last_on }),
    records: rids.flatMap((rid) => records.get(String(rid)) ?? []),
  }));
}

/** Records that the versions are of. Whoever may walk the network is in audit and reads all records. */
async function recordsOf(db: Reader, rids: readonly bigint[]) {
  if (rids.length === 0) return new Map<string, LinkView["records"][number]>();
  const rows = await db
    .selectFrom("record_version")
    .select(["id", "kind", "record", "key"])
    .where("id", "in", [...rids])
    .execute();
  return new Map(rows.map(({ id, ...record }) => [String(id), record]));
}
