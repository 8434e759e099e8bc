import { z } from "zod";
import type { RoomParts } from "../../people/index.ts";
import { type Http, type JobView, Refusal } from "../../platform/index.ts";
import { backupJob, checkJob } from "./backup-jobs.ts";
import { cancelJob, retryJob } from "./job-verbs.ts";
import { house, type OperationsParts } from "./parts.ts";
import { readBackups, readSystem } from "./read-system.ts";

type Parts = OperationsParts & RoomParts;

const tags = ["system"];
const bilingual = z.object({ zh: z.string(), en: z.string() });

/** `/api/system…`, for whoever runs the house: no record, no alert, no figure of sales. */
export function addSystemRoutes(http: Http, parts: Parts): void {
  addOverview(http, parts);
  addJobs(http, parts);
  addBackups(http, parts);
}

const overview = z.object({
  version: z.string(),
  startedAt: z.date(),
  node: z.string(),
  database: z.object({ isEmbedded: z.boolean(), postgres: z.string(), bytes: z.number() }),
  /** Bytes. */
  disk: z.object({ free: z.number(), total: z.number() }),
  log: z.object({ size: z.int(), waiting: z.int() }),
  followers: z.array(
    z.object({ name: z.string(), position: z.int(), behind: z.int(), isHeldUp: z.boolean() }),
  ),
  live: z.object({
    waiting: z.int(),
    /** Seconds. */
    behind: z.number(),
    judgedAt: z.date().optional(),
    customers: z.int(),
    milliseconds: z.number(),
    failed: z.array(z.string()).readonly(),
    leftOut: z.int(),
    baseline: z.int().optional(),
  }),
  backup: z.object({
    folder: z.string(),
    cron: z.string().optional(),
    check: z.string().optional(),
    keep: z.int().optional(),
    isEncrypted: z.boolean(),
  }),
  retention: z.object({ cron: z.string() }),
  concerns: z.array(bilingual.extend({ severity: z.enum(["high", "medium"]) })),
});

function addOverview(http: Http, parts: Parts): void {
  const schema = { tags, summary: "The house at a glance", response: { 200: overview } };
  http.get("/api/system", { schema }, async (request) => {
    const context = await parts.visitors.contextOf(request);
    context.require("system.read", house);
    return readSystem(parts, context.now);
  });
}

const job = z.object({
  id: z.string(),
  name: z.string(),
  state: z.enum(["waiting", "running", "done", "failed", "cancelled"]),
  percent: z.number(),
  words: bilingual.optional(),
  attempt: z.int(),
  createdAt: z.date(),
  finishedAt: z.date().optional(),
});
const place = z.string().regex(/^\d{13,15}\.[0-9a-f-]{36}$/);
const states = z.enum(["waiting", "running", "done", "failed", "cancelled"]);

/** What a job says of itself may name a file or a customer: only of the house's own jobs is it shown here. */
function viewOf({ actor: _, input: __, words, ...view }: JobView) {
  const isOurs = /^(operations\.|records\.retention$)/.test(view.name);
  return { ...view, ...(isOurs && words ? { words } : {}) };
}

function addJobs(http: Http, { visitors, jobs }: Parts): void {
  const querystring = z.object({
    state: states.optional(),
    after: place.optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  });
  const page = z.object({ rows: z.array(job), next: z.string().optional() });
  const list = { tags, summary: "Jobs, newest first", querystring, response: { 200: page } };
  http.get("/api/system/jobs", { schema: list }, async (request) => {
    const context = await visitors.contextOf(request);
    context.require("system.read", house);
    const { state, after, limit } = request.query;
    const [at = "", id = ""] = after?.split(".") ?? [];
    const rows = await jobs.newest({
      limit: limit + 1,
      states: state && [state],
      before: after === undefined ? undefined : { createdAt: new Date(Number(at)), id },
    });
    const last = rows.length > limit ? rows[limit - 1] : undefined;
    const next = last && `${last.createdAt.getTime()}.${last.id}`;
    return { rows: rows.slice(0, limit).map(viewOf), ...(next === undefined ? {} : { next }) };
  });
  const params = z.object({ id: z.uuid() });
  const cancel = { tags, summary: "Ask a job to end", params, response: { 200: job } };
  http.post("/api/system/jobs/:id/cancel", { schema: cancel }, async (request) =>
    viewOf(await cancelJob(await visitors.contextOf(request), jobs, request.params.id)),
  );
  const retry = { tags, summary: "Try a job again", params, response: { 200: job } };
  http.post("/api/system/jobs/:id/retry", { schema: retry }, async (request) =>
    viewOf(await retryJob(await visitors.contextOf(request), jobs, request.params.id)),
  );
}

const backup = z.object({
  name: z.string(),
  madeAt: z.date(),
  bytes: z.number(),
  rows: z.number(),
  logSize: z.number(),
  isEncrypted: z.boolean(),
  isThere: z.boolean(),
  checkedAt: z.date().optional(),
  wrong: bilingual.optional(),
});

function addBackups(http: Http, parts: Parts): void {
  const { visitors, jobs } = parts;
  const list = { tags, summary: "Backups, newest first", response: { 200: z.array(backup) } };
  http.get("/api/system/backups", { schema: list }, async (request) => {
    const context = await visitors.contextOf(request);
    context.require("system.read", house);
    return (await readBackups(parts)).map((one) => ({
      name: one.name,
      madeAt: one.made_at,
      bytes: Number(one.bytes),
      rows: Number(one.rows),
      logSize: Number(one.log_size),
      isEncrypted: one.encrypted,
      isThere: one.isThere,
      ...(one.checked_at ? { checkedAt: one.checked_at } : {}),
      ...(one.wrong ? { wrong: one.wrong } : {}),
    }));
  });
  const started = z.object({ job: z.string() });
  const make = { tags, summary: "Make a backup now", response: { 202: started } };
  http.post("/api/system/backups", { schema: make }, async (request, reply) => {
    const context = await visitors.contextOf(request);
    context.require("backups.make", house);
    return reply.code(202).send({ job: await jobs.start(backupJob(parts), {}, context.actor) });
  });
  const params = z.object({ name: z.string().max(100) });
  const check = { tags, summary: "Restore a backup for trial", params, response: { 202: started } };
  http.post("/api/system/backups/:name/check", { schema: check }, async (request, reply) => {
    const context = await visitors.contextOf(request);
    context.require("backups.check", house);
    const { name } = request.params;
    const known = (await readBackups(parts)).find((one) => one.name === name && one.isThere);
    if (!known) throw new Refusal("not-found", { zh: "没有这份备份。", en: "There is no such backup." });
    return reply.code(202).send({ job: await jobs.start(checkJob(parts), { name }, context.actor) });
  });
}
