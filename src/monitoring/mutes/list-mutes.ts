import { z } from "zod";
import { suspicionVisibleTo } from "../../people/index.ts";
import { type Actor, type Context, type Reader, sql } from "../../platform/index.ts";
import { namesOfAccounts } from "../alerts/names.ts";
import { detectorTitles } from "../alerts/titles.ts";
import { alertVisibleTo } from "../alerts/visible-alert.ts";
import { house } from "../house.ts";
import { muteScope } from "./mute.ts";
import { muteOf, mutesInForce } from "./muted-sql.ts";

const bilingual = z.object({ zh: z.string(), en: z.string() });

export const muteView = z.object({
  id: z.uuid(),
  detector: z.object({ id: z.string(), title: bilingual }).optional(),
  scope: muteScope,
  scopeId: z.string().optional(),
  reason: z.string(),
  until: z.string(),
  by: z.string(),
  at: z.string(),
  state: z.enum(["in-force", "expired", "ended"]),
  ended: z.object({ by: z.string(), at: z.string(), because: z.string() }).optional(),
  /** Alerts, still found, that it keeps quiet, of those that the reader may see. */
  alerts: z.int(),
});
type MuteView = z.infer<typeof muteView>;

const most = 200;

/** The mutes that the actor may see, those that hold first, then the newest. */
export async function listMutes(context: Context): Promise<MuteView[]> {
  context.require("alerts.list", house);
  const { db, actor } = context;
  const rows = await db
    .selectFrom("mute")
    .selectAll()
    .where(suspicionVisibleTo(actor, sql<string[]>`mute.subjects`))
    .orderBy("set_at", "desc")
    .limit(most)
    .execute();
  const inForce = await mutesInForce(db);
  const standing = new Set(inForce.map(({ id }) => id));
  const counts = await countMuted(db, actor, inForce);
  const titles = await detectorTitles(db);
  const names = await namesOfAccounts(
    db,
    rows.flatMap(({ set_by, ended_by }) => [set_by, ended_by ?? set_by]),
  );
  const nameOf = (id: string) => names.get(id) ?? id;
  const views = rows.map((row): MuteView => {
    const { id, detector, scope, scope_id, reason, until, ended_by, ended_at, ended_because } = row;
    return {
      ...{ id, scope, reason, until },
      ...(detector === null ? {} : { detector: { id: detector, title: titles(detector) } }),
      ...(scope_id === null ? {} : { scopeId: scope_id }),
      by: nameOf(row.set_by),
      at: row.set_at.toISOString(),
      state: ended_at !== null ? "ended" : standing.has(id) ? "in-force" : "expired",
      ...(ended_at && ended_by !== null
        ? { ended: { by: nameOf(ended_by), at: ended_at.toISOString(), because: ended_because ?? "" } }
        : {}),
      alerts: counts.get(id) ?? 0,
    };
  });
  return views.sort((a, b) => Number(b.state === "in-force") - Number(a.state === "in-force"));
}

async function countMuted(
  db: Reader,
  actor: Actor,
  mutes: Awaited<ReturnType<typeof mutesInForce>>,
): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  // Each by itself: an alert that two of them cover is kept quiet by both.
  for (const mute of mutes) {
    const { n } = await db
      .selectFrom("alert")
      .select(sql<number>`count(*)::integer`.as("n"))
      .where("found", "=", true)
      .where(sql<boolean>`${muteOf([mute])} IS NOT NULL`)
      .where(alertVisibleTo(actor))
      .executeTakeFirstOrThrow();
    counts.set(mute.id, n);
  }
  return counts;
}
