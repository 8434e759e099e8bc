import { z } from "zod";
import type { RoomParts } from "../../people/index.ts";
import { type Actor, type Context, sql, type Tx } from "../../platform/index.ts";
import { house } from "../house.ts";
import { type CurrentRun, ofOneRun } from "./current-run.ts";
import { freshness, readFreshness } from "./freshness.ts";
import { readSalesBoard, type SalesInput, salesBoard } from "./sales-board.ts";
import { salesScopeOf } from "./sales-visible-to.ts";
import { readSuspicionBoard, suspicionBoard } from "./suspicion-board.ts";
import { readSystemBoard, systemBoard } from "./system-board.ts";

export const dashboard = z.object({
  freshness,
  /** What of it is there depends on who asks: sales figures, suspicions, the state of the system. */
  sales: salesBoard.optional(),
  suspicions: suspicionBoard.optional(),
  /** An auditor whose account is not linked to an employee is told so instead. */
  mustBeLinked: z.boolean(),
  system: systemBoard.optional(),
});
type Dashboard = z.infer<typeof dashboard>;

type Parts = Pick<RoomParts, "database" | "access" | "jobs" | "data">;

/** The first page of everybody. Where suspicions are on it, that it was read is an event. */
export async function readDashboard(parts: Parts, context: Context, input: SalesInput): Promise<Dashboard> {
  context.require("boards.read", house);
  const { access, database } = parts;
  const { actor } = context;
  const board = await ofOneRun(database.reader, (run) => readBoards(parts, context, run, input));
  const { roles = [], employee } = access.memberOf(actor) ?? {};
  const audits = roles.includes("lead-auditor") || roles.includes("auditor");
  const answer = { ...board, mustBeLinked: audits && employee === undefined };
  if (!answer.suspicions) return answer;
  return context.commit(async (tx) => {
    context.require("alerts.list", house);
    await noteVisit(tx, context);
    return { result: answer, event: { type: "dashboard.read", subject: "board:dashboard" } };
  });
}

async function readBoards(
  parts: Parts,
  { actor }: Context,
  run: CurrentRun | undefined,
  input: SalesInput,
): Promise<Omit<Dashboard, "mustBeLinked">> {
  const { access, database } = parts;
  const db = database.reader;
  const scope = salesScopeOf(access, actor);
  const [fresh, sales, suspicions, system] = await Promise.all([
    readFreshness(parts, run),
    run && readSalesBoard(db, { actor, scope, run }, input),
    run && access.may(actor, "alerts.list", house)
      ? lastVisit(parts, actor).then((since) => readSuspicionBoard(db, { actor, run, since }))
      : undefined,
    access.may(actor, "boards.system", house) ? readSystemBoard(parts) : undefined,
  ]);
  return {
    freshness: scope === "none" ? withoutBusiness(fresh) : fresh,
    ...(sales ? { sales } : {}),
    ...(suspicions ? { suspicions } : {}),
    ...(system ? { system } : {}),
  };
}

/** For whoever sees no sales: whether there is something, and that work is under way; not whose it is or how much. */
function withoutBusiness({ hasRecords, underWay }: Dashboard["freshness"]): Dashboard["freshness"] {
  return { hasRecords, underWay: underWay.map(({ words: _, ...job }) => job) };
}

/** Looks that follow each other closer than this are one visit, minutes. */
const visitLasts = 30;

/** When the actor looked at the dashboard before this visit. */
async function lastVisit({ database }: Parts, actor: Actor): Promise<Date | undefined> {
  const row = await database.reader
    .selectFrom("board_visit")
    .select([
      "looked_before",
      "looked_at",
      sql<boolean>`looked_at < now() - make_interval(mins => ${visitLasts})`.as("is_over"),
    ])
    .where("account", "=", actor.id)
    .executeTakeFirst();
  return (row?.is_over ? row.looked_at : row?.looked_before) ?? undefined;
}

async function noteVisit(tx: Tx, { actor, now }: Context): Promise<void> {
  await sql`
    INSERT INTO board_visit (account, looked_at) VALUES (${actor.id}, ${now})
    ON CONFLICT (account) DO UPDATE SET looked_at = excluded.looked_at,
      looked_before = CASE WHEN board_visit.looked_at < excluded.looked_at - make_interval(mins => ${visitLasts})
        THEN board_visit.looked_at ELSE board_visit.looked_before END`.execute(tx);
}
