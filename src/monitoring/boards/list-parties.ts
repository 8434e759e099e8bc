import { z } from "zod";
import type { RoomParts } from "../../people/index.ts";
import { type Context, Refusal, readPlace, type Sql, sql, writePlace } from "../../platform/index.ts";
import { house } from "../house.ts";
import type { PartyKind } from "../summaries/tables.ts";
import { currentRun } from "./current-run.ts";
import { listedFigure, listedFiguresOf } from "./figure.ts";
import { amount, amountsOf, minor } from "./money.ts";
import { visibleRanks } from "./ranked.ts";
import { salesScopeOf, salesVisibleTo } from "./sales-visible-to.ts";

const listedMeasures = ["return-rate", "discount", "quarter-end"] as const;

export const partiesInput = z.object({
  /** Part of a name or id. */
  q: z.string().max(200).optional(),
  /** risk: only for those who see suspicions. */
  sort: z.enum(["sales", "risk", ...listedMeasures]).default("sales"),
  region: z.string().max(200).optional(),
  /** Customers that are this seller's. */
  seller: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  after: z.string().max(500).optional(),
});
export type PartiesInput = z.output<typeof partiesInput>;

const partyRow = z.object({
  id: z.string(),
  name: z.string().optional(),
  region: z.string().optional(),
  team: z.string().optional(),
  seller: z.string(),
  currency: z.string(),
  sales: minor,
  /** The twelve months before; absent where the data do not reach so far back. */
  salesBefore: minor.optional(),
  returns: minor,
  documents: z.int(),
  lastOn: z.string().optional(),
  figures: z.array(listedFigure),
  /** Only for those who may see suspicions about the party. */
  risk: z
    .object({ rank: z.int(), score: z.number(), findings: z.int(), amounts: z.array(amount) })
    .optional(),
});
export const partyPage = z.object({
  asOf: z.string().optional(),
  /** Whether the reader sees suspicions at all: the column of risk stands or not. */
  hasRisk: z.boolean(),
  rows: z.array(partyRow),
  next: z.string().optional(),
});
type PartyPage = z.infer<typeof partyPage>;

interface Row {
  id: string;
  name: string | null;
  region: string | null;
  team: string | null;
  seller: string;
  currency: string;
  sales: bigint;
  sales_before: bigint | null;
  returns: bigint;
  documents: number;
  last_on: string | null;
  figures: unknown;
  place: number | null;
  score: number | null;
  findings: number | null;
  amounts: unknown;
  sorted: number;
}

/** Sellers or customers whose figures the reader may see; ranks only where suspicions may be seen too. */
export async function listParties(
  { database, access }: Pick<RoomParts, "database" | "access">,
  context: Context,
  kind: PartyKind,
  input: PartiesInput,
): Promise<PartyPage> {
  context.require("boards.read", house);
  const { actor } = context;
  const hasRisk = access.may(actor, "alerts.list", house);
  if (salesScopeOf(access, actor) === "none") throw nothingToSee();
  if (input.sort === "risk" && !hasRisk) throw nothingToSee();
  const run = await currentRun(database.reader);
  if (!run) return { hasRisk, rows: [] };
  const list = kind === "seller" ? "sellers" : "customers";
  const ranks = hasRisk
    ? sql`LEFT JOIN ${visibleRanks(actor, run.id, list)} k ON k.subject_id = p.id`
    : sql`LEFT JOIN (SELECT NULL::integer AS place, NULL::float8 AS score, NULL::integer AS findings, NULL::jsonb AS amounts) k ON false`;
  const conditions = [
    sql`p.run = ${run.id}`,
    sql`p.kind = ${kind}`,
    salesVisibleTo(actor, sql.ref("p.seller")),
    ...filtersOf(input),
  ];
  const rows = await database.reader
    .selectFrom(
      sql<Row>`(
        SELECT * FROM (
          SELECT p.*, k.place, k.score, k.findings, k.amounts, ${sortedBy(input.sort)} AS sorted
          FROM summary_party p ${ranks} WHERE ${sql.join(conditions, sql` AND `)}
        ) listed ${afterSql(input.after)} ORDER BY sorted DESC, id LIMIT ${input.limit + 1})`.as("t"),
    )
    .selectAll()
    .execute();
  const shown = rows.slice(0, input.limit);
  const last = rows.length > input.limit ? shown.at(-1) : undefined;
  const page: PartyPage = {
    asOf: run.asOf,
    hasRisk,
    rows: shown.map((row) => toRow(row, hasRisk)),
    ...(last ? { next: placeText(last) } : {}),
  };
  if (!hasRisk) return page;
  return context.disclose({ type: `${list}.listed`, subject: `board:${list}` }, async () => {
    context.require("alerts.list", house);
    return page;
  });
}

function filtersOf({ q, region, seller }: PartiesInput): Sql[] {
  const words = (q ?? "").toLowerCase().split(/\s+/).filter(Boolean);
  return [
    ...words.map((word) => sql`p.search LIKE ${`%${word.replace(/[\\%_]/g, "\\$&")}%`}`),
    ...(region === undefined ? [] : [sql`p.region = ${region}`]),
    ...(seller === undefined ? [] : [sql`p.seller = ${seller}`]),
  ];
}

function sortedBy(sort: PartiesInput["sort"]): Sql {
  if (sort === "sales") return sql`p.sales::float8`;
  if (sort === "risk") return sql`coalesce(k.score, -1)`;
  // By where it stands among its peers: a bare rate would put whoever sold twice at the top.
  return sql`coalesce((SELECT (f->>'percentile')::float8 FROM jsonb_array_elements(p.figures) AS f WHERE f->>'measure' = ${sort}), -1)`;
}

function toRow(row: Row, hasRisk: boolean): z.infer<typeof partyRow> {
  const { id, name, region, team, seller, currency, documents, last_on, place, score, findings } = row;
  return {
    id,
    ...(name === null ? {} : { name }),
    ...(region === null ? {} : { region }),
    ...(team === null ? {} : { team }),
    seller,
    currency,
    sales: String(row.sales),
    ...(row.sales_before === null ? {} : { salesBefore: String(row.sales_before) }),
    returns: String(row.returns),
    documents,
    ...(last_on === null ? {} : { lastOn: last_on }),
    figures: listedFiguresOf(row.figures, listedMeasures),
    ...(hasRisk && place !== null
      ? { risk: { rank: place, score: score ?? 0, findings: findings ?? 0, amounts: amountsOf(row.amounts) } }
      : {}),
  };
}

const place = z.tuple([z.number(), z.string()]);
const placeText = ({ sorted, id }: Row) => writePlace([sorted, id]);

function afterSql(after: string | undefined): Sql {
  if (after === undefined) return sql``;
  const [value, id] = readPlace(after, place);
  return sql`WHERE sorted < ${value}::float8 OR (sorted = ${value}::float8 AND id > ${id})`;
}

const nothingToSee = () =>
  new Refusal("forbidden", { zh: "您没有这项权限。", en: "You are not permitted to do this." });
