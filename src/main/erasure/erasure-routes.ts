import { z } from "zod";
import type { RoomParts } from "../../people/index.ts";
import type { Http } from "../../platform/index.ts";
import { type Context, Refusal } from "../../platform/index.ts";
import { describeRecords, erasureChoice, findHolding } from "../../records/index.ts";
import { askErasure, confirmErasure, decideErasure } from "./ask-erasure.ts";
import { startErasing } from "./erasures.ts";
import { type ErasureParts, house } from "./parts.ts";
import { previewErasure } from "./preview-erasure.ts";
import { backupsFrom, readErasures, unfinishedRetention } from "./read-erasures.ts";

type Parts = ErasureParts & RoomParts;

const tags = ["erasure"];
const bilingual = z.object({ zh: z.string(), en: z.string() });

const foundRecord = z.object({
  record: z.string(),
  kind: z.string(),
  key: z.string(),
  source: z.string(),
  versions: z.int(),
  parts: z.array(
    z.object({
      name: z.string(),
      label: bilingual,
      value: z.string(),
      isPersonal: z.boolean(),
      isCommon: z.boolean(),
      matches: z.boolean(),
    }),
  ),
  hold: z.string().optional(),
});

const counts = z.object({
  records: z.int().default(0),
  whole: z.int().default(0),
  versions: z.int().default(0),
  alerts: z.int().default(0),
  openings: z.int().default(0),
  mentions: z.int().default(0),
  uploads: z.int().default(0),
  accounts: z.int().default(0),
});
const held = z.array(z.object({ record: z.string(), hold: z.string() }));

/** Requests to erase a person: to find, to preview, to ask, and for somebody else to decide. */
export function addErasureRoutes(http: Http, parts: Parts): void {
  addChoosing(http, parts);
  addDeciding(http, parts);
}

function addChoosing(http: Http, { visitors }: Parts): void {
  const { contextOf } = visitors;
  const find = {
    tags,
    summary: "Records that hold a name, a number or an address, in any version",
    body: z.union([
      z.object({ text: z.string().trim().min(2).max(200) }),
      z.object({ records: z.array(z.guid()).min(1).max(200) }),
    ]),
    response: { 200: z.object({ found: z.array(foundRecord), isCut: z.boolean() }) },
  };
  http.post("/api/erasures/find", { schema: find }, async (request) => {
    const context = await contextOf(request);
    // What was looked for is not told: it is the very thing that must go.
    return context.disclose({ type: "erasure.searched", subject: "house:erasure" }, async (db) => {
      context.require("erasures.find", house);
      const { body } = request;
      const result =
        "text" in body
          ? await findHolding(db, [body.text])
          : { found: await describeRecords(db, body.records), isCut: false };
      return { isCut: result.isCut, found: result.found.map(recordView) };
    });
  });

  const preview = {
    tags,
    summary: "What a choice would destroy; nothing is changed",
    body: erasureChoice,
    response: {
      200: z.object({
        counts,
        held,
        repeats: z.array(foundRecord),
        moreRepeats: z.boolean(),
        hasAccountInUse: z.boolean(),
      }),
    },
  };
  http.post("/api/erasures/preview", { schema: preview }, async (request) => {
    const { repeats, held: kept, ...rest } = await previewErasure(await contextOf(request), request.body);
    return { ...rest, held: [...kept], repeats: repeats.map(recordView) };
  });

  const ask = {
    tags,
    summary: "Ask for a person to be erased",
    body: z.object({
      choice: erasureChoice,
      /** Number of the person's request, such as DSR-2026-014; no name. */
      reference: z
        .string()
        .trim()
        .regex(/^[A-Za-z0-9][A-Za-z0-9._/-]{0,59}$/)
        .optional(),
    }),
    response: { 201: z.object({ id: z.string() }) },
  };
  http.post("/api/erasures", { schema: ask }, async (request, reply) => {
    const context = await contextOf(request);
    const { choice, reference } = request.body;
    const preview = await previewErasure(context, choice);
    return reply
      .code(201)
      .send({ id: await askErasure(context, { choice, reference, counts: preview.counts }) });
  });
}

const recordView = ({ hold, parts, ...rest }: Awaited<ReturnType<typeof describeRecords>>[number]) => ({
  ...rest,
  parts: [...parts],
  ...(hold === undefined ? {} : { hold }),
});

const request = z.object({
  id: z.string(),
  state: z.enum(["asked", "refused", "approved", "erased", "operator", "done"]),
  reference: z.string().nullable(),
  counts,
  held,
  askedBy: z.string(),
  isOwn: z.boolean(),
  askedAt: z.date(),
  decidedBy: z.string().nullable(),
  decidedAt: z.date().nullable(),
  erasedAt: z.date().nullable(),
  doneAt: z.date().nullable(),
  /** What stands in the way, or what only whoever runs the database server can do. */
  remaining: z.array(bilingual),
  /** Backups from before that may still hold it, and how many are kept. */
  backups: z.object({ count: z.int(), keep: z.int().optional() }).nullable(),
});

function addDeciding(http: Http, parts: Parts): void {
  const { contextOf } = parts.visitors;
  const job = z.object({ percent: z.number(), words: bilingual.optional() });
  const list = {
    tags,
    summary: "Requests to erase, newest first",
    response: {
      200: z.object({ requests: z.array(request), retention: z.int(), job: job.optional() }),
    },
  };
  http.get("/api/erasures", { schema: list }, async (asked) => {
    const context = await contextOf(asked);
    context.require("erasures.list", house);
    return readList(context, parts);
  });
  const params = z.object({ id: z.uuid() });
  const decided = { 204: z.null() };
  for (const [verb, approve] of [
    ["approve", true],
    ["refuse", false],
  ] as const) {
    const schema = {
      tags,
      summary: `Have it ${verb}d by somebody who did not ask`,
      params,
      response: decided,
    };
    http.post(`/api/erasures/:id/${verb}`, { schema }, async (asked, reply) => {
      await decideErasure(await contextOf(asked), { id: asked.params.id, approve });
      return reply.code(204).send(null);
    });
  }
  const again = { tags, summary: "Try again what stood in the way", params, response: decided };
  http.post("/api/erasures/:id/retry", { schema: again }, async (asked, reply) => {
    const context = await contextOf(asked);
    context.require("erasures.list", house);
    const row = await context.db
      .selectFrom("erasure")
      .select("state")
      .where("id", "=", asked.params.id)
      .executeTakeFirst();
    if (row?.state !== "approved") throw nothingToTry();
    await startErasing(parts);
    return reply.code(204).send(null);
  });
  const confirm = {
    tags,
    summary: "Say that the database server has been cleared",
    params,
    response: decided,
  };
  http.post("/api/erasures/:id/confirm", { schema: confirm }, async (asked, reply) => {
    await confirmErasure(await contextOf(asked), asked.params.id);
    return reply.code(204).send(null);
  });
}

async function readList(context: Context, parts: Parts) {
  const [rows, left] = [await readErasures(context), await backupsFrom(parts)];
  const [job] = await parts.jobs.list("house.erase", 1);
  const isAtWork = job?.state === "running" || job?.state === "waiting";
  return {
    retention: await unfinishedRetention(context),
    ...(job && isAtWork ? { job: { percent: job.percent, ...(job.words ? { words: job.words } : {}) } } : {}),
    requests: rows.map((row) => {
      const { keep, count } = row.erased_at ? left(row.erased_at) : { keep: undefined, count: 0 };
      return {
        id: row.id,
        state: row.state,
        reference: row.reference,
        counts: counts.parse(row.counts),
        held: held.parse(row.held),
        askedBy: row.asked_by,
        isOwn: row.asked_by === context.actor.id,
        askedAt: row.asked_at,
        decidedBy: row.decided_by,
        decidedAt: row.decided_at,
        erasedAt: row.erased_at,
        doneAt: row.done_at,
        remaining: z.array(bilingual).parse(row.remaining),
        backups: row.erased_at ? { count, ...(keep === undefined ? {} : { keep }) } : null,
      };
    }),
  };
}

const nothingToTry = () =>
  new Refusal("conflict", {
    zh: "这项申请没有等待重试的工作。",
    en: "There is nothing of this request to try again.",
  });
