import { z } from "zod";
import { type Actor, type Reader, sql } from "../../platform/index.ts";
import { alertVisibleTo } from "../alerts/visible-alert.ts";
import { isNotMuted, mutesInForce } from "../mutes/muted-sql.ts";
import type { CurrentRun } from "./current-run.ts";
import { visibleRanks } from "./ranked.ts";

const mover = z.object({
  kind: z.string(),
  id: z.string(),
  name: z.string().optional(),
  rank: z.int(),
  /** Absent where the line was not there before. */
  before: z.int().optional(),
});

/** What is different from last time: the reader's last visit, or the run before where there was none. */
export const changes = z.object({
  since: z.string().optional(),
  of: z.enum(["visit", "run"]).optional(),
  raised: z.int(),
  ceased: z.int(),
  /** Records that came in, and those of before that say something else now or are gone. */
  added: z.int(),
  changed: z.int(),
  movers: z.array(mover),
});
type Changes = z.infer<typeof changes>;

const moversShown = 5;
/** Further down a rank says little. */
const deepest = 40;

export async function readChanges(
  db: Reader,
  { actor, run, since }: { actor: Actor; run: CurrentRun; since: Date | undefined },
): Promise<Changes> {
  const earlier = await earlierRun(db, run, since);
  const from = since ?? earlier?.finished_at ?? undefined;
  if (!from) return { raised: 0, ceased: 0, added: 0, changed: 0, movers: [] };
  const [alerts, records, movers] = await Promise.all([
    countChangedAlerts(db, actor, from),
    countChangedRecords(db, from),
    earlier && earlier.id !== run.id ? readMovers(db, actor, run.id, earlier.id) : [],
  ]);
  return { since: from.toISOString(), of: since ? "visit" : "run", ...alerts, ...records, movers };
}

/** What stood at that moment; without one, the run before the newest. */
function earlierRun(db: Reader, run: CurrentRun, since: Date | undefined) {
  return db
    .selectFrom("detection_run")
    .select(["id", "finished_at"])
    .where("state", "=", "committed")
    .where("cause", "<>", "live")
    .where("finished_at", "<=", since ?? run.finishedAt)
    .$if(since === undefined, (query) => query.where("id", "<>", run.id))
    .orderBy("finished_at", "desc")
    .limit(1)
    .executeTakeFirst();
}

async function countChangedAlerts(db: Reader, actor: Actor, from: Date) {
  return db
    .selectFrom("alert")
    .select([
      sql<number>`(count(*) FILTER (WHERE first_seen > ${from}))::integer`.as("raised"),
      sql<number>`(count(*) FILTER (WHERE NOT found AND changed_at > ${from}))::integer`.as("ceased"),
    ])
    .where("changed_at", ">", from)
    .where(alertVisibleTo(actor))
    .where(isNotMuted(await mutesInForce(db)))
    .executeTakeFirstOrThrow();
}

async function countChangedRecords(db: Reader, from: Date) {
  return db
    .selectFrom("import_count")
    .innerJoin("import_batch", "import_batch.id", "import_count.batch")
    .select([
      sql<number>`coalesce(sum(added), 0)::integer`.as("added"),
      sql<number>`coalesce(sum(changed + gone + returned), 0)::integer`.as("changed"),
    ])
    .where("import_batch.state", "=", "committed")
    .where("committed_at", ">", from)
    .executeTakeFirstOrThrow();
}

async function readMovers(
  db: Reader,
  actor: Actor,
  run: string,
  earlier: string,
): Promise<Changes["movers"]> {
  const lists = (["sellers", "customers"] as const).map(
    (list) => sql`
      SELECT n.subject_kind, n.subject_id, n.name, n.place, o.place AS before
      FROM ${visibleRanks(actor, run, list)} n
      LEFT JOIN ${visibleRanks(actor, earlier, list)} o USING (subject_kind, subject_id)
      WHERE n.place <= ${deepest} AND o.place IS DISTINCT FROM n.place`,
  );
  const rows = await db
    .selectFrom(
      sql<{
        subject_kind: string;
        subject_id: string;
        name: string | null;
        place: number;
        before: number | null;
      }>`(
        SELECT * FROM (${sql.join(lists, sql` UNION ALL `)}) moved
        ORDER BY abs(coalesce(before, ${deepest * 2}) - place) DESC, place, subject_kind, subject_id LIMIT ${moversShown})`.as(
        "t",
      ),
    )
    .selectAll()
    .execute();
  return rows.map(({ subject_kind, subject_id, name, place, before }) => ({
    kind: subject_kind,
    id: subject_id,
    ...(name === null ? {} : { name }),
    rank: place,
    ...(before === null ? {} : { before }),
  }));
}
