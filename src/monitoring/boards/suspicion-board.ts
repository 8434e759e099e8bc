import { z } from "zod";
import { type Scheme, schemes } from "../../detection/index.ts";
import type { Actor, Reader } from "../../platform/index.ts";
import { sql } from "../../platform/index.ts";
import { alertVisibleTo } from "../alerts/visible-alert.ts";
import { isNotMuted, mutesInForce } from "../mutes/muted-sql.ts";
import { changes, readChanges } from "./changes.ts";
import type { CurrentRun } from "./current-run.ts";
import { amount, amountsOf, bilingual } from "./money.ts";
import { ranked, readRanked, visibleRanks } from "./ranked.ts";

export const suspicionBoard = z.object({
  open: z.int(),
  inReview: z.int(),
  confirmed: z.int(),
  /** Open and assigned to the reader. */
  mine: z.int(),
  /** What stands at risk in what is still found, each record once. */
  atRisk: z.array(amount),
  schemes: z.array(z.object({ scheme: z.string(), title: bilingual, open: z.int(), decided: z.int() })),
  sellers: z.array(ranked),
  customers: z.array(ranked),
  deals: z.array(ranked),
  changes,
});
type SuspicionBoard = z.infer<typeof suspicionBoard>;

const lines = 6;

/** Of all suspicions, what the actor may see: every number in it counts only those. */
export async function readSuspicionBoard(
  db: Reader,
  { actor, run, since }: { actor: Actor; run: CurrentRun; since: Date | undefined },
): Promise<SuspicionBoard> {
  const list = (name: "sellers" | "customers" | "transactions") =>
    readRanked(db, { actor, run: run.id, list: name }, { most: lines, reasons: 2 });
  const [counts, atRisk, sellers, customers, deals, changed] = await Promise.all([
    countAlerts(db, actor),
    readAtRisk(db, actor, run),
    list("sellers"),
    list("customers"),
    list("transactions"),
    readChanges(db, { actor, run, since }),
  ]);
  return { ...counts, atRisk, sellers, customers, deals, changes: changed };
}

type Counts = Pick<SuspicionBoard, "open" | "inReview" | "confirmed" | "mine" | "schemes">;

async function countAlerts(db: Reader, actor: Actor): Promise<Counts> {
  const rows = await db
    .selectFrom("alert")
    .select([
      "scheme",
      "status",
      sql<number>`count(*)::integer`.as("n"),
      sql<number>`(count(*) FILTER (WHERE assignee = ${actor.id}))::integer`.as("mine"),
    ])
    .where("found", "=", true)
    .where(alertVisibleTo(actor))
    .where(isNotMuted(await mutesInForce(db)))
    .groupBy(["scheme", "status"])
    .execute();
  const of = (...statuses: string[]) =>
    rows.reduce((sum, { status, n }) => sum + (statuses.includes(status) ? n : 0), 0);
  const byScheme = Map.groupBy(rows, ({ scheme }) => scheme);
  const isOpen = (status: string) => status === "open" || status === "in-review";
  return {
    open: of("open"),
    inReview: of("in-review"),
    confirmed: of("confirmed"),
    mine: rows.reduce((sum, { status, mine }) => sum + (isOpen(status) ? mine : 0), 0),
    schemes: [...byScheme]
      .map(([scheme, own]) => ({
        scheme,
        title: schemes[scheme as Scheme] ?? { zh: scheme, en: scheme },
        open: own.reduce((sum, { status, n }) => sum + (isOpen(status) ? n : 0), 0),
        decided: own.reduce((sum, { status, n }) => sum + (isOpen(status) ? 0 : n), 0),
      }))
      .sort((a, b) => b.open - a.open || (a.scheme < b.scheme ? -1 : 1)),
  };
}

/**
 * The run's own sum counts each record once. Whoever may not see all of it gets the sum over the sellers whom they may
 * see, for the run's would tell by the difference what is not theirs.
 */
async function readAtRisk(db: Reader, actor: Actor, run: CurrentRun): Promise<SuspicionBoard["atRisk"]> {
  const { hidden } = await db
    .selectFrom("alert")
    .select(sql<boolean>`bool_or(NOT ${alertVisibleTo(actor)})`.as("hidden"))
    .where("found", "=", true)
    .executeTakeFirstOrThrow();
  if (hidden !== true) return amountsOf(run.amounts);
  const rows = await db
    .selectFrom(
      sql<{ currency: string; amount: string }>`(
        SELECT a->>'currency' AS currency, sum((a->>'amount')::numeric)::text AS amount
        FROM ${visibleRanks(actor, run.id, "sellers")} v, jsonb_array_elements(v.amounts) AS a
        GROUP BY 1 ORDER BY sum((a->>'amount')::numeric) DESC)`.as("t"),
    )
    .selectAll()
    .execute();
  return rows;
}
