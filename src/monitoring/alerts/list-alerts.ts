import { z } from "zod";
import { searchQuery } from "../../desk/index.ts";
import {
  type Actor,
  type Bilingual,
  brokenPlace,
  type Context,
  type Reader,
  readPlace,
  type Sql,
  sql,
  writePlace,
} from "../../platform/index.ts";
import { house } from "../house.ts";
import { isMuted, isNotMuted, muteOf, mutesInForce } from "../mutes/muted-sql.ts";
import type { AlertStatus } from "../tables.ts";
import { namesOfAccounts } from "./names.ts";
import { detectorTitles, schemeTitle } from "./titles.ts";
import { alertVisibleTo } from "./visible-alert.ts";

const list = z.string().max(1_000).optional();
const day = z.iso.date().optional();

/** Lists of values are separated by commas. */
export const alertFilter = z.object({
  status: list,
  scheme: list,
  detector: list,
  /** low, medium, high */
  severity: list,
  /** Account ids, `me`, `nobody`. */
  assignee: list,
  seller: z.string().max(200).optional(),
  customer: z.string().max(200).optional(),
  /** A record that stands as evidence. */
  record: z.guid().optional(),
  legalEntity: z.string().max(200).optional(),
  currency: z.string().max(3).optional(),
  /** Minor units; the bound is included. */
  amountFrom: z
    .string()
    .regex(/^\d{1,18}$/)
    .optional(),
  amountTo: z
    .string()
    .regex(/^\d{1,18}$/)
    .optional(),
  /** Days, UTC; both included. */
  firstSeenFrom: day,
  firstSeenTo: day,
  found: z.enum(["yes", "no"]).optional(),
  /** yes, no */
  muted: list,
  /** Words of names, ids and numbers of its evidence; all must be there. */
  q: z.string().max(200).optional(),
});
export type AlertFilter = z.infer<typeof alertFilter>;

export const listAlertsInput = alertFilter.extend({
  sort: z.enum(["risk", "amount", "newest"]).default("risk"),
  /** `next` of the page before. */
  after: z.string().max(300).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
type ListAlertsInput = z.input<typeof listAlertsInput>;

const bilingual = z.object({ zh: z.string(), en: z.string() });
const party = z.object({ id: z.string(), name: z.string().optional() });

export const alertRow = z.object({
  id: z.uuid(),
  detector: z.string(),
  detectorTitle: bilingual,
  scheme: z.string(),
  schemeTitle: bilingual,
  severity: z.enum(["low", "medium", "high"]),
  score: z.number(),
  weight: z.number(),
  qValue: z.number().optional(),
  /** Minor units. */
  amount: z.string(),
  currency: z.string(),
  subject: party.extend({ kind: z.string() }),
  seller: party.optional(),
  customer: party.optional(),
  sentence: bilingual,
  evidenceTotal: z.int(),
  /** Whether the last run still finds it. */
  found: z.boolean(),
  firstSeen: z.string(),
  changedAt: z.string(),
  status: z.enum(["open", "in-review", "confirmed", "innocent", "duplicate"]),
  assignee: party.optional(),
  revision: z.int(),
  notes: z.int(),
  /** The mute that keeps it quiet. */
  mute: z.uuid().optional(),
  /** What was found has changed since somebody decided. */
  changedSinceDecision: z.boolean(),
});
export type AlertRow = z.infer<typeof alertRow>;

export interface AlertPage {
  readonly rows: AlertRow[];
  readonly next?: string;
}

/** One page of the alerts that the actor may see; an event tells that it was looked at. */
export function listAlerts(context: Context, given: ListAlertsInput): Promise<AlertPage> {
  const input = listAlertsInput.parse(given);
  const { after: _, limit: __, ...asked } = input;
  return context.disclose(
    (page: AlertPage) => ({
      type: "alerts.listed",
      subject: "alerts:list",
      after: asked,
      seals: { alerts: page.rows.length },
    }),
    (db) => {
      context.require("alerts.list", house);
      return readPage(db, context.actor, input);
    },
  );
}

/** For whoever has asked already. */
export async function readPage(
  db: Reader,
  actor: Actor,
  input: z.output<typeof listAlertsInput>,
): Promise<AlertPage> {
  const { column, cast } = orders[input.sort];
  const bound = input.after === undefined ? undefined : placeOf(input.after, cast);
  const mutes = await mutesInForce(db);
  const where = [alertVisibleTo(actor), ...(await conditionsOf(actor, input))];
  const muted = listOf(input.muted);
  if (muted.length === 1) where.push(muted[0] === "yes" ? isMuted(mutes) : isNotMuted(mutes));
  if (bound) where.push(sql`(${column}, alert.id) < (${bound.value}, ${bound.id}::uuid)`);
  const rows = await db
    .selectFrom("alert")
    .select(columns)
    .select(sql<string | null>`${muteOf(mutes)}`.as("mute"))
    .where(sql<boolean>`${sql.join(where, sql` AND `)}`)
    .orderBy(column, "desc")
    .orderBy("alert.id", "desc")
    .limit(input.limit + 1)
    .execute();
  const page = rows.slice(0, input.limit);
  const names = await namesOfAccounts(
    db,
    page.flatMap(({ assignee }) => assignee ?? []),
  );
  const titles = await detectorTitles(db);
  const last = page.at(-1);
  const more = rows.length > input.limit && last;
  return {
    rows: page.map((row) => rowOf(row, names, titles)),
    ...(more ? { next: placeText(input.sort, last) } : {}),
  };
}

/** For whoever has asked already: one alert as a row of the list, and what only its page shows. */
export async function readRow(db: Reader, id: string) {
  const found = await db
    .selectFrom("alert")
    .select(sql<string | null>`${muteOf(await mutesInForce(db))}`.as("mute"))
    .select([...columns, "key", "run", "reason", "duplicate_of", "p_value", "legal_entities"])
    .where("id", "=", id)
    .executeTakeFirst();
  if (!found) return undefined;
  const names = await namesOfAccounts(db, found.assignee === null ? [] : [found.assignee]);
  return { row: rowOf(found, names, await detectorTitles(db)), more: found };
}

const orders = {
  risk: { column: sql`alert.weight`, cast: "float8" },
  amount: { column: sql`alert.amount`, cast: "bigint" },
  newest: { column: sql`alert.first_seen`, cast: "timestamptz" },
} as const;

const columns = [
  "id",
  "detector",
  "scheme",
  "severity",
  "score",
  "weight",
  "q_value",
  "amount",
  "currency",
  "subject_kind",
  "subject_id",
  "subject_name",
  "seller",
  "seller_name",
  "customer",
  "customer_name",
  "sentence_zh",
  "sentence_en",
  "evidence_total",
  "found",
  "first_seen",
  "changed_at",
  "status",
  "assignee",
  "revision",
  "notes",
  "version",
  "decided_version",
] as const;

interface FoundRow {
  readonly id: string;
  readonly detector: string;
  readonly scheme: string;
  readonly severity: number;
  readonly score: number;
  readonly weight: number;
  readonly q_value: number | null;
  readonly amount: bigint;
  readonly currency: string;
  readonly subject_kind: string;
  readonly subject_id: string;
  readonly subject_name: string | null;
  readonly seller: string | null;
  readonly seller_name: string | null;
  readonly customer: string | null;
  readonly customer_name: string | null;
  readonly sentence_zh: string;
  readonly sentence_en: string;
  readonly evidence_total: number;
  readonly found: boolean;
  readonly first_seen: Date;
  readonly changed_at: Date;
  readonly status: AlertStatus;
  readonly assignee: string | null;
  readonly revision: number;
  readonly notes: number;
  readonly version: number;
  readonly decided_version: number | null;
  readonly mute: string | null;
}

const severityNames = ["low", "medium", "high"] as const;

function rowOf(
  row: FoundRow,
  names: ReadonlyMap<string, string>,
  titles: (detector: string) => Bilingual,
): AlertRow {
  const { id, detector, scheme, score, weight, currency, found, status, revision, notes } = row;
  const assignee = row.assignee === null ? undefined : partyOf(row.assignee, names.get(row.assignee));
  const decided = row.decided_version !== null && row.decided_version < row.version && row.found;
  return {
    id,
    detector,
    detectorTitle: titles(detector),
    scheme,
    schemeTitle: schemeTitle(scheme),
    severity: severityNames[row.severity - 1] ?? "low",
    score,
    weight,
    ...(row.q_value === null ? {} : { qValue: row.q_value }),
    amount: String(row.amount),
    currency,
    subject: { kind: row.subject_kind, ...partyOf(row.subject_id, row.subject_name) },
    ...(row.seller === null ? {} : { seller: partyOf(row.seller, row.seller_name) }),
    ...(row.customer === null ? {} : { customer: partyOf(row.customer, row.customer_name) }),
    sentence: { zh: row.sentence_zh, en: row.sentence_en },
    evidenceTotal: row.evidence_total,
    found,
    firstSeen: row.first_seen.toISOString(),
    changedAt: row.changed_at.toISOString(),
    status,
    ...(assignee ? { assignee } : {}),
    revision,
    notes,
    ...(row.mute === null ? {} : { mute: row.mute }),
    changedSinceDecision: decided,
  };
}

const partyOf = (id: string, name: string | null | undefined) =>
  name === null || name === undefined ? { id } : { id, name };

/** The filter without what a facet counts by. */
export async function baseConditions(input: AlertFilter): Promise<Sql[]> {
  const { seller, customer, record, legalEntity, currency, amountFrom, amountTo } = input;
  const { firstSeenFrom, firstSeenTo, q } = input;
  const conditions: Sql[] = [];
  if (seller !== undefined) conditions.push(sql`alert.seller = ${seller}`);
  if (customer !== undefined) conditions.push(sql`alert.customer = ${customer}`);
  if (record !== undefined) conditions.push(sql`alert.records @> ARRAY[${record}::uuid]`);
  if (legalEntity !== undefined) conditions.push(sql`${legalEntity} = ANY (alert.legal_entities)`);
  if (currency !== undefined) conditions.push(sql`alert.currency = ${currency}`);
  if (amountFrom !== undefined) conditions.push(sql`alert.amount >= ${BigInt(amountFrom)}`);
  if (amountTo !== undefined) conditions.push(sql`alert.amount <= ${BigInt(amountTo)}`);
  if (firstSeenFrom !== undefined) conditions.push(sql`alert.first_seen >= ${firstSeenFrom}::timestamptz`);
  if (firstSeenTo !== undefined)
    conditions.push(sql`alert.first_seen < ${firstSeenTo}::timestamptz + interval '1 day'`);
  if (q !== undefined && q.trim() !== "") {
    const query = await searchQuery(q);
    // A search without a word in it, of signs alone, finds nothing.
    conditions.push(query ? sql`alert.terms @@ ${query.tsquery}::tsquery` : sql`false`);
  }
  return conditions;
}

export const listOf = (text: string | undefined): string[] =>
  (text ?? "").split(",").filter((part) => part !== "");

async function conditionsOf(actor: Actor, input: AlertFilter): Promise<Sql[]> {
  const conditions = await baseConditions(input);
  for (const facet of ["status", "scheme", "detector"] as const) {
    const values = listOf(input[facet]);
    if (values.length > 0) conditions.push(sql`${sql.ref(`alert.${facet}`)} IN (${sql.join(values)})`);
  }
  const severities = listOf(input.severity).map((name) => severityNames.indexOf(name as "low") + 1);
  if (severities.length > 0) conditions.push(sql`alert.severity IN (${sql.join(severities)})`);
  if (input.found !== undefined)
    conditions.push(input.found === "yes" ? sql`alert.found` : sql`NOT alert.found`);
  const assignees = listOf(input.assignee);
  if (assignees.length > 0) conditions.push(assigneeCondition(actor, assignees));
  return conditions;
}

function assigneeCondition(actor: Actor, asked: readonly string[]): Sql {
  const named = asked.filter((one) => one !== "nobody").map((one) => (one === "me" ? actor.id : one));
  const nobody = asked.includes("nobody") ? sql`alert.assignee IS NULL` : sql`false`;
  return named.length === 0 ? nobody : sql`(${nobody} OR alert.assignee IN (${sql.join(named)}))`;
}

const place = z.tuple([z.string().max(60), z.uuid()]);

function placeText(sort: keyof typeof orders, { id, weight, amount, first_seen }: FoundRow): string {
  const value = { risk: String(weight), amount: String(amount), newest: first_seen.toISOString() }[sort];
  return writePlace([value, id]);
}

const shapes = {
  float8: /^-?\d+(\.\d+)?(e-?\d+)?$/,
  bigint: /^-?\d{1,19}$/,
  timestamptz: /^\d{4}-\d\d-\d\dT[\d:.]+Z$/,
} as const;

function placeOf(after: string, cast: keyof typeof shapes): { value: Sql; id: string } {
  const [value, id] = readPlace(after, place);
  if (!shapes[cast].test(value)) throw brokenPlace();
  return { value: sql`${value}::${sql.raw(cast)}`, id };
}
