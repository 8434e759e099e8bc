import { type Actor, type Reader, sql } from "../../platform/index.ts";
import { isNotMuted, mutesInForce } from "../mutes/muted-sql.ts";
import { namesOfAccounts } from "./names.ts";
import { alertStep } from "./step.ts";
import { alertVisibleTo } from "./visible-alert.ts";

/** What happened to the alerts that somebody may see, between two places of the log. */
export interface LiveChanges {
  /** Index of the last event that is in it. */
  readonly index: string;
  readonly raised: number;
  readonly changed: number;
  /** The first ones, with what a person did where it was a person. */
  readonly alerts: readonly LiveAlert[];
}

interface LiveAlert {
  readonly id: string;
  readonly status: string;
  readonly assignee: { readonly id: string; readonly name?: string } | null;
  readonly revision: number;
  readonly found: boolean;
  readonly isNew: boolean;
  readonly by?: { readonly id: string; readonly name?: string; readonly kind: string };
}

const mostTold = 50;

/** The place of the newest event that the table of alerts has taken; they come in the order of the log. */
export async function newestIndex(db: Reader): Promise<bigint> {
  const row = await db
    .selectFrom("alert")
    .select((eb) => eb.fn.max("last_index").as("newest"))
    .executeTakeFirst();
  return row?.newest ?? -1n;
}

/** After the one and up to the other; `undefined` where nothing of it is for this actor. */
export async function readChanges(
  db: Reader,
  actor: Actor,
  after: bigint,
  upTo: bigint,
): Promise<LiveChanges | undefined> {
  const within = db
    .selectFrom("alert")
    .where("last_index", ">", after)
    .where("last_index", "<=", upTo)
    .where(alertVisibleTo(actor))
    .where(isNotMuted(await mutesInForce(db)));
  const counts = await within
    .select([
      sql<number>`count(*)::int`.as("all"),
      sql<number>`(count(*) FILTER (WHERE version = 1 AND revision = 0))::int`.as("raised"),
    ])
    .executeTakeFirstOrThrow();
  if (counts.all === 0) return undefined;
  const rows = await within
    .select(["id", "status", "assignee", "revision", "found", "version", "last_index"])
    .orderBy("last_index", "desc")
    .limit(mostTold)
    .execute();
  const assignees = await namesOfAccounts(
    db,
    rows.flatMap(({ assignee }) => assignee ?? []),
  );
  const steps = await readSteps(
    db,
    rows.map(({ id }) => id),
    after,
  );
  return {
    index: String(upTo),
    raised: counts.raised,
    changed: counts.all - counts.raised,
    alerts: rows.map(({ version, last_index: _, assignee: id, ...row }) => {
      const by = steps.get(row.id);
      const name = id === null ? undefined : assignees.get(id);
      const assignee = id === null ? null : { id, ...(name === undefined ? {} : { name }) };
      return { ...row, assignee, isNew: version === 1 && row.revision === 0, ...(by ? { by } : {}) };
    }),
  };
}

/** The last step since then on each. */
async function readSteps(db: Reader, alerts: readonly string[], after: bigint) {
  const rows = await db
    .selectFrom("alert_step")
    .select(["alert", "actor", "step"])
    .where("alert", "in", [...alerts])
    .where("known_at", ">", after)
    .orderBy("revision")
    .execute();
  const names = await namesOfAccounts(
    db,
    rows.map(({ actor }) => actor),
  );
  return new Map(
    rows.map(({ alert, actor, step }) => {
      const name = names.get(actor);
      const { kind } = alertStep.parse(step);
      return [alert, { id: actor, kind, ...(name === undefined ? {} : { name }) }] as const;
    }),
  );
}
