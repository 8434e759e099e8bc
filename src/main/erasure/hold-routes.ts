import { z } from "zod";
import { liftHold, listHolds, setHold } from "../../ledger/index.ts";
import { type RoomParts, suspicionVisibleTo } from "../../people/index.ts";
import { type Context, type Http, Refusal, sql } from "../../platform/index.ts";
import { house } from "./parts.ts";

const tags = ["holds"];

const hold = z.object({
  id: z.string(),
  everything: z.boolean(),
  targets: z.array(z.string()),
  reference: z.string().nullable(),
  reason: z.string(),
  setBy: z.string(),
  setAt: z.date(),
  liftedBy: z.string().nullable(),
  liftedAt: z.date().nullable(),
  liftedBecause: z.string().nullable(),
});

/** What must not be erased, and why. */
export function addHoldRoutes(http: Http, { visitors }: Pick<RoomParts, "visitors">): void {
  const list = { tags, summary: "Holds, those in force first", response: { 200: z.array(hold) } };
  http.get("/api/holds", { schema: list }, async (request) => {
    const context = await visitors.contextOf(request);
    context.require("holds.list", house);
    return (await listHolds(context.db)).map((row) => ({
      id: row.id,
      everything: row.everything,
      targets: [...row.targets],
      reference: row.reference,
      reason: row.reason,
      setBy: row.set_by,
      setAt: row.set_at,
      liftedBy: row.lifted_by,
      liftedAt: row.lifted_at,
      liftedBecause: row.lifted_because,
    }));
  });
  const set = {
    tags,
    summary: "Keep records, persons, an alert's evidence, or everything from being erased",
    body: z.object({
      everything: z.boolean().default(false),
      /** Records by id; persons and companies as `employee:E001`; an alert as `alert:` and its id. */
      targets: z.array(z.string().min(3).max(500)).max(1_000).default([]),
      reference: z.string().max(100).optional(),
      reason: z.string().trim().min(3).max(2_000),
    }),
    response: { 201: z.object({ id: z.string() }) },
  };
  http.post("/api/holds", { schema: set }, async (request, reply) => {
    const context = await visitors.contextOf(request);
    context.require("holds.set", { type: "Hold", id: "new" });
    const { targets, reference, ...rest } = request.body;
    const alerts = targets.flatMap((target) => (target.startsWith("alert:") ? [target.slice(6)] : []));
    const evidence = await evidenceOf(context, alerts);
    const named = targets.filter((target) => !target.startsWith("alert:"));
    const about = reference ?? (alerts.length > 0 ? `alert:${alerts[0]}` : undefined);
    const given = { ...rest, targets: [...named, ...evidence], ...(about ? { reference: about } : {}) };
    return reply.code(201).send({ id: await setHold(context, given) });
  });
  const lift = {
    tags,
    summary: "Lift a hold, with why",
    params: z.object({ id: z.uuid() }),
    body: z.object({ because: z.string().trim().min(3).max(2_000) }),
    response: { 204: z.null() },
  };
  http.post("/api/holds/:id/lift", { schema: lift }, async (request, reply) => {
    const context = await visitors.contextOf(request);
    await liftHold(context, { id: request.params.id, because: request.body.because });
    return reply.code(204).send(null);
  });
}

/** The records that show an alert, and whom it is about. */
async function evidenceOf({ db, actor }: Context, alerts: readonly string[]): Promise<string[]> {
  const targets: string[] = [];
  for (const id of alerts) {
    if (!z.uuid().safeParse(id).success) throw noSuchAlert();
    const row = await db
      .selectFrom("alert")
      .select(["records", "seller", "customer"])
      .where("id", "=", id)
      .where(suspicionVisibleTo(actor, sql<string[]>`alert.subjects`))
      .executeTakeFirst();
    if (!row) throw noSuchAlert();
    targets.push(...row.records);
    if (row.seller) targets.push(`employee:${row.seller}`);
    if (row.customer) targets.push(`customer:${row.customer}`);
  }
  return targets;
}

const noSuchAlert = () =>
  new Refusal("not-found", {
    zh: "没有这个疑点，或您无权查看。",
    en: "There is no such alert, or it is not for you to see.",
  });
