import { z } from "zod";
import type { RoomParts } from "../../people/index.ts";
import { type Actor, type Context, type Reader, Refusal, sql } from "../../platform/index.ts";
import { alertVisibleTo } from "../alerts/visible-alert.ts";
import { house } from "../house.ts";
import type { PartyKind } from "../summaries/tables.ts";
import { type CurrentRun, ofOneRun } from "./current-run.ts";
import { type FigureView, figure, figuresOf } from "./figure.ts";
import { bilingual, minor } from "./money.ts";
import { ranked, readRanked } from "./ranked.ts";
import { salesVisibleTo, scorecardResource } from "./sales-visible-to.ts";

const month = z.object({
  startsOn: z.string(),
  sales: minor,
  returns: minor,
  payments: minor,
  documents: z.int(),
  reversals: z.int(),
  visits: z.int(),
  /** 1 − charged ÷ at list price; absent in months without a line that names one. */
  discount: z.number().optional(),
});
const other = z.object({ id: z.string(), name: z.string().optional(), sales: minor, documents: z.int() });
const finding = z.object({
  id: z.string(),
  detector: z.string(),
  scheme: z.string(),
  status: z.string(),
  score: z.number(),
  amount: minor,
  currency: z.string(),
  sentence: bilingual,
  firstSeen: z.string(),
  found: z.boolean(),
});

export const partyView = z.object({
  kind: z.enum(["seller", "customer"]),
  id: z.string(),
  name: z.string().optional(),
  region: z.string().optional(),
  team: z.string().optional(),
  manager: z.string().optional(),
  seller: z.string(),
  asOf: z.string(),
  currency: z.string(),
  sales: minor,
  salesBefore: minor.optional(),
  returns: minor,
  documents: z.int(),
  firstOn: z.string().optional(),
  lastOn: z.string().optional(),
  /** Absent where the customer buys from people whose sales the reader may not see: they are of all its purchases. */
  figures: z.array(figure).optional(),
  months: z.array(month),
  /** A seller's largest customers, a customer's sellers. */
  others: z.array(other),
  /** Only for those who may see suspicions. */
  suspicions: z
    .object({ risk: ranked.optional(), findings: z.array(finding), hasMore: z.boolean() })
    .optional(),
});
type PartyView = z.infer<typeof partyView>;

const findingsShown = 50;
const monthsShown = 36;

/** One seller or customer: figures beside those of peers, month by month, and what was found. */
export async function getParty(
  { database, access }: Pick<RoomParts, "database" | "access">,
  context: Context,
  kind: PartyKind,
  id: string,
): Promise<PartyView> {
  const { actor } = context;
  const db = database.reader;
  const seesSuspicions = access.may(actor, "alerts.list", house);
  const view = await ofOneRun(db, async (run) => {
    const party = run && (await readParty(db, run, kind, id));
    // Whoever sees nobody's figures shall not learn either who is there.
    context.require("scorecards.read", scorecardResource(party?.seller ?? ""));
    if (!run || !party) throw noSuchParty(kind);
    return readView(db, { actor, run, party, kind, seesSuspicions });
  });
  if (!view.suspicions) return view;
  return context.disclose({ type: `${kind}.read`, subject: `board:${kind}`, after: { id } }, async () => {
    context.require("alerts.list", house);
    return view;
  });
}

function readParty(db: Reader, run: CurrentRun, kind: PartyKind, id: string) {
  return db
    .selectFrom("summary_party")
    .selectAll()
    .where("run", "=", run.id)
    .where("kind", "=", kind)
    .where("id", "=", id)
    .executeTakeFirst();
}

interface About {
  readonly actor: Actor;
  readonly run: CurrentRun;
  readonly kind: PartyKind;
  readonly party: NonNullable<Awaited<ReturnType<typeof readParty>>>;
  readonly seesSuspicions: boolean;
}

async function readView(db: Reader, about: About): Promise<PartyView> {
  const { party, kind, run, seesSuspicions } = about;
  const [months, others, isWhole, figures, suspicions] = await Promise.all([
    readMonths(db, about),
    readOthers(db, about),
    seesAllSellers(db, about),
    readFigures(db, about),
    seesSuspicions ? readSuspicions(db, about) : undefined,
  ]);
  const text = (name: "name" | "region" | "team" | "manager") =>
    party[name] === null ? {} : { [name]: party[name] };
  return {
    kind,
    id: party.id,
    ...text("name"),
    ...text("region"),
    ...text("team"),
    ...text("manager"),
    seller: party.seller,
    asOf: run.asOf,
    currency: party.currency,
    sales: String(party.sales),
    ...(party.sales_before === null ? {} : { salesBefore: String(party.sales_before) }),
    returns: String(party.returns),
    documents: party.documents,
    ...(party.first_on === null ? {} : { firstOn: party.first_on }),
    ...(party.last_on === null ? {} : { lastOn: party.last_on }),
    ...(isWhole ? { figures } : {}),
    months,
    others,
    ...(suspicions ? { suspicions } : {}),
  };
}

async function seesAllSellers(db: Reader, { actor, party }: About): Promise<boolean> {
  const row = await db
    .selectFrom(sql<{ seller: string }>`unnest(${party.sellers}::text[])`.as(sql`one(seller)`))
    .select(sql<boolean>`bool_and(${salesVisibleTo(actor, sql.ref("one.seller"))})`.as("all"))
    .executeTakeFirst();
  return row?.all ?? true;
}

async function readFigures(db: Reader, { run, kind, party }: About): Promise<FigureView[]> {
  const figures = figuresOf(party.figures);
  const places = [...new Set(figures.flatMap(({ peers }) => (peers ? [peers.place] : [])))];
  if (places.length === 0) return figures;
  const groups = await db
    .selectFrom("summary_peers")
    .select(["measure", "level", "place", "values"])
    .where("run", "=", run.id)
    .where("kind", "=", kind)
    .where("place", "in", places)
    .execute();
  return figures.map((one) => {
    const { peers } = one;
    const group = groups.find(
      ({ measure, level, place }) =>
        measure === one.measure && level === peers?.level && place === peers.place,
    );
    return peers && group ? { ...one, peers: { ...peers, values: group.values } } : one;
  });
}

async function readMonths(db: Reader, { actor, run, kind, party }: About): Promise<PartyView["months"]> {
  const rows = await db
    .selectFrom("summary_month")
    .select([
      sql<string>`starts_on::text`.as("startsOn"),
      sql<string>`sum(sales)::text`.as("sales"),
      sql<string>`sum(returns)::text`.as("returns"),
      sql<string>`sum(payments)::text`.as("payments"),
      sql<number>`sum(documents)::integer`.as("documents"),
      sql<number>`sum(reversals)::integer`.as("reversals"),
      sql<number>`sum(visits)::integer`.as("visits"),
      sql<number | null>`1 - sum(priced) / nullif(sum(listed), 0)`.as("discount"),
    ])
    .where("run", "=", run.id)
    .where("kind", "=", kind)
    .where("id", "=", party.id)
    .where("currency", "=", party.currency)
    .where(salesVisibleTo(actor, sql.ref("summary_month.seller")))
    .groupBy("starts_on")
    .orderBy("starts_on", "desc")
    .limit(monthsShown)
    .execute();
  return rows
    .reverse()
    .map(({ discount, ...row }) => ({ ...row, ...(discount === null ? {} : { discount }) }));
}

/** Told by the months: who bought from the seller, or sold to the customer, in the last twelve. */
async function readOthers(db: Reader, { actor, run, kind, party }: About): Promise<PartyView["others"]> {
  const [here, there] = kind === "seller" ? ["seller", "id"] : ["id", "seller"];
  const rows = await db
    .selectFrom(
      sql<{ id: string; name: string | null; sales: string; documents: number }>`(
        SELECT m.id, n.name, m.sales::text, m.documents FROM (
          SELECT ${sql.ref(`m.${there}`)} AS id, sum(m.sales) AS sales, sum(m.documents)::integer AS documents FROM summary_month m
          WHERE m.run = ${run.id} AND m.kind = 'customer' AND ${sql.ref(`m.${here}`)} = ${party.id} AND m.currency = ${party.currency}
            AND m.starts_on > ${run.asOf}::date - interval '12 months' AND ${salesVisibleTo(actor, sql.ref("m.seller"))}
          GROUP BY 1 HAVING sum(m.sales) > 0
        ) m LEFT JOIN summary_party n ON n.run = ${run.id} AND n.kind = ${kind === "seller" ? "customer" : "seller"} AND n.id = m.id
        WHERE m.id <> '' ORDER BY m.sales DESC, m.id LIMIT 10)`.as("t"),
    )
    .selectAll()
    .execute();
  return rows.map(({ name, ...row }) => ({ ...row, ...(name === null ? {} : { name }) }));
}

async function readSuspicions(
  db: Reader,
  { actor, run, kind, party }: About,
): Promise<NonNullable<PartyView["suspicions"]>> {
  const list = kind === "seller" ? "sellers" : "customers";
  const [[risk], rows] = await Promise.all([
    readRanked(db, { actor, run: run.id, list }, { most: 1, reasons: 5, only: party.id }),
    db
      .selectFrom("alert")
      .select(["id", "detector", "scheme", "status", "score", "currency", "first_seen", "found"])
      .select(["sentence_zh", "sentence_en", sql<string>`amount::text`.as("amount")])
      .where(({ or, and, eb }) =>
        or([eb(kind, "=", party.id), and([eb("subject_kind", "=", kind), eb("subject_id", "=", party.id)])]),
      )
      .where(alertVisibleTo(actor))
      .orderBy("found", "desc")
      .orderBy("weight", "desc")
      .orderBy("id")
      .limit(findingsShown + 1)
      .execute(),
  ]);
  return {
    ...(risk ? { risk } : {}),
    findings: rows.slice(0, findingsShown).map(({ sentence_zh, sentence_en, first_seen, ...row }) => ({
      ...row,
      sentence: { zh: sentence_zh, en: sentence_en },
      firstSeen: first_seen.toISOString(),
    })),
    hasMore: rows.length > findingsShown,
  };
}

function noSuchParty(kind: PartyKind): Refusal {
  return kind === "seller"
    ? new Refusal("not-found", { zh: "没有这名销售员的销售。", en: "There are no sales of such a seller." })
    : new Refusal("not-found", { zh: "没有这个客户的销售。", en: "There are no sales to such a customer." });
}
