import { z } from "zod";
import { changeKey, type HouseLedger, settleFault } from "../../ledger/index.ts";
import type { RoomParts } from "../../people/index.ts";
import { type Context, type Http, Refusal } from "../../platform/index.ts";
import { readLedgerConcerns } from "../system/ledger-health.ts";
import { integrityJob } from "./integrity-job.ts";
import { outside, readOutside } from "./ledger-outside.ts";
import { addOutsideRoutes } from "./ledger-outside-routes.ts";
import { addWatchRoutes } from "./ledger-watch-routes.ts";

const tags = ["ledger"];
const house = { type: "House", id: "house" };
const bilingual = z.object({ zh: z.string(), en: z.string() });

const fault = z.object({
  id: z.string(),
  place: z.string(),
  sentence: bilingual,
  foundAt: z.date(),
  settledAt: z.date().nullable(),
  settledBecause: z.string().nullable(),
});

const overview = z.object({
  origin: z.string(),
  keys: z.array(z.object({ verifier: z.string(), from: z.date(), until: z.date().nullable() })),
  /** Entries in the house's log, and under the newest signed and the newest published checkpoint. */
  entries: z.int(),
  sealed: z.int(),
  published: z
    .object({ size: z.int(), root: z.string(), at: z.date(), isWitnessed: z.boolean().nullable() })
    .nullable(),
  /** Why sealing has stopped. */
  stopped: bilingual.nullable(),
  /** What is not as it should be, the worst first; none where all is well. */
  concerns: z.array(bilingual.extend({ severity: z.enum(["high", "medium"]) })),
  witnesses: z.array(
    z.object({
      name: z.string(),
      url: z.string().nullable(),
      size: z.int(),
      cosignedAt: z.date().nullable(),
      problem: z.string().nullable(),
    }),
  ),
  ...outside,
  faults: z.array(fault),
  lastCheck: z.object({ at: z.date(), entries: z.int(), rows: z.int(), faults: z.int() }).nullable(),
  isChecking: z.boolean(),
});

/** What the ledger shows of itself, and what can be done with it. It names nobody. */
export function addLedgerRoutes(http: Http, parts: RoomParts): void {
  const { visitors, jobs } = parts;
  const read = { tags, summary: "The ledger at a glance", response: { 200: overview } };
  http.get("/api/ledger", { schema: read }, async (request) => {
    const context = await visitors.contextOf(request);
    context.require("ledger.read", house);
    return readOverview(context, parts, ledgerOf(parts));
  });

  const check = {
    tags,
    summary: "Check log and records against what was sealed",
    response: { 202: z.object({ job: z.uuid() }) },
  };
  http.post("/api/ledger/check", { schema: check }, async (request, reply) => {
    const { actor, require } = await visitors.contextOf(request);
    require("integrity.check", house);
    return reply.code(202).send({ job: await jobs.start(integrityJob(parts), {}, actor) });
  });

  const settle = {
    tags,
    summary: "Settle a fault, with what came of it",
    params: z.object({ id: z.string().regex(/^\d{1,18}$/) }),
    body: z.object({ because: z.string().trim().min(3).max(2_000) }),
    response: { 204: z.null() },
  };
  http.post("/api/ledger/faults/:id/settle", { schema: settle }, async (request, reply) => {
    const context = await visitors.contextOf(request);
    await settleFault(context, { id: BigInt(request.params.id), because: request.body.because });
    return reply.code(204).send(null);
  });

  const rotate = {
    tags,
    summary: "A new signing key; the former one signs beside it for some days",
    body: z.object({ overlapDays: z.int().min(1).max(366).default(30) }),
    response: { 201: z.object({ verifier: z.string(), formerSignsUntil: z.date() }) },
  };
  http.post("/api/ledger/rotate", { schema: rotate }, async (request, reply) => {
    const context = await visitors.contextOf(request);
    context.require("ledger.rotate", house);
    const ledger = ledgerOf(parts);
    const keys = { ring: ledger.ring(), rotate: (until: Date) => ledger.rotate(until) };
    const { verifier, until } = await changeKey(context, keys, request.body.overlapDays);
    return reply.code(201).send({ verifier, formerSignsUntil: until });
  });
  addEntries(http, parts);
  addOutsideRoutes(http, parts, ledgerOf);
  addWatchRoutes(http, parts, ledgerOf);
}

function addEntries(http: Http, parts: RoomParts): void {
  const { visitors, events } = parts;
  const entry = z.object({
    index: z.int(),
    time: z.date(),
    type: z.string(),
    actor: z.string(),
    subject: z.string(),
    isSealed: z.boolean(),
  });
  const list = {
    tags,
    summary: "Entries of the log, newest first",
    querystring: z.object({
      before: z.coerce.number().int().min(0).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    response: { 200: z.object({ rows: z.array(entry), next: z.int().optional() }) },
  };
  http.get("/api/ledger/entries", { schema: list }, async (request) => {
    const context = await visitors.contextOf(request);
    context.require("ledger.read", house);
    const ledger = ledgerOf(parts);
    const end = request.query.before ?? (await events.state()).size;
    const from = Math.max(0, end - request.query.limit);
    const sealed = sealedSize(ledger);
    const rows = (await events.readEntries(from, end - from)).reverse();
    return {
      rows: rows.map(({ index, time, type, actor, subject }) => ({
        index,
        time,
        type,
        actor,
        subject,
        isSealed: index < sealed,
      })),
      ...(from > 0 ? { next: from } : {}),
    };
  });

  const proof = {
    tags,
    summary: "The proof of one entry (c2sp.org/tlog-proof), to be verified elsewhere",
    params: z.object({ index: z.coerce.number().int().min(0) }),
    response: { 200: z.string() },
  };
  http.get("/api/ledger/entries/:index/proof", { schema: proof }, async (request, reply) => {
    const context = await visitors.contextOf(request);
    context.require("ledger.read", house);
    const { index } = request.params;
    const bytes = await ledgerOf(parts).prove(index);
    return reply
      .header("content-disposition", `attachment; filename="entry-${index}.tlog-proof"`)
      .type("text/plain; charset=utf-8")
      .serializer((text: string) => text)
      .send(Buffer.from(bytes).toString("utf8"));
  });
}

function ledgerOf({ ledger }: RoomParts): HouseLedger {
  if (ledger) return ledger;
  throw new Refusal("not-found", { zh: "本服务没有启用账本。", en: "This server keeps no ledger." });
}

/** Entries of the house's log that lie under a published checkpoint. */
function sealedSize(ledger: HouseLedger): number {
  const published = ledger.published();
  return published ? ledger.ring().base + published.checkpoint.size : 0;
}

async function readOverview(context: Context, parts: RoomParts, ledger: HouseLedger) {
  const { events, jobs } = parts;
  const published = ledger.published();
  const { sealed, fault: stopped } = ledger.state();
  const faults = await context.db
    .selectFrom("integrity_fault")
    .selectAll()
    .orderBy("settled_at", (order) => order.desc().nullsFirst())
    .orderBy("id", "desc")
    .limit(200)
    .execute();
  const last = await context.db
    .selectFrom("integrity_check")
    .selectAll()
    .where("finished_at", "is not", null)
    .orderBy("finished_at", "desc")
    .limit(1)
    .executeTakeFirst();
  const [job] = await jobs.list("house.check", 1);
  return {
    origin: ledger.origin,
    keys: ledger.ring().keys.map(({ verifier, from, until }) => ({ verifier, from, until: until ?? null })),
    entries: (await events.state()).size,
    sealed: ledger.ring().base + sealed,
    published: published
      ? {
          size: published.checkpoint.size,
          root: Buffer.from(published.checkpoint.root).toString("base64"),
          at: published.at,
          isWitnessed: published.isWitnessed ?? null,
        }
      : null,
    stopped: stopped?.sentence ?? null,
    concerns: await readLedgerConcerns({ ...parts, ledger }, context.now),
    witnesses: (ledger.witnesses?.views() ?? []).map(({ name, url, size, cosignedAt, problem }) => ({
      name,
      url: url ?? null,
      size,
      cosignedAt: cosignedAt ?? null,
      problem: problem ?? null,
    })),
    ...(await readOutside(context, ledger)),
    faults: faults.map((row) => ({
      id: String(row.id),
      place: row.place,
      sentence: row.sentence,
      foundAt: row.found_at,
      settledAt: row.settled_at,
      settledBecause: row.settled_because,
    })),
    lastCheck: last?.finished_at
      ? {
          at: last.finished_at,
          entries: Number(last.entries),
          rows: Number(last.rows),
          faults: Number(last.faults),
        }
      : null,
    isChecking: job?.state === "running" || job?.state === "waiting",
  };
}
