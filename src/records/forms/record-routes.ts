import { z } from "zod";
import type { RoomParts } from "../../people/index.ts";
import { type Context, type Http, Refusal } from "../../platform/index.ts";
import type { Kind } from "../kinds/define-kind.ts";
import { kindNamed } from "../kinds/kinds.ts";
import { kindResource, recordResource } from "../record-resources.ts";
import { type History, readHistory } from "../store/get-record.ts";
import { unknownKind } from "../store/list-records.ts";
import { correctInput, correctRecord } from "./correct-record.ts";
import { enterInput, enterRecord } from "./enter-record.ts";
import { readForm } from "./keep-form.ts";
import { lookUp } from "./lookup.ts";
import { mayRead } from "./may-read.ts";
import { recordView, viewRecord } from "./record-view.ts";
import { readRelatedPage, relatedPage } from "./related.ts";
import { kindParams, recordParams, summary } from "./schemas.ts";
import { isSensitiveFor } from "./sensitive.ts";

const tags = ["records"];

/** The page of one record, entering and correcting, and looking records up while typing. */
export function addRecordRoutes(http: Http, { visitors }: Pick<RoomParts, "visitors">): void {
  const { contextOf } = visitors;

  const read = {
    tags,
    summary: "One record with its history and what is related",
    params: recordParams,
    response: { 200: recordView },
  };
  http.get("/api/records/:kind/:record", { schema: read }, async (request) => {
    const context = await contextOf(request);
    return readOne(context, kindOf(request.params.kind), request.params.record);
  });

  const more = {
    tags,
    summary: "More of one kind that refers to a record",
    params: recordParams.extend({ by: z.string().max(40) }),
    querystring: z.object({ after: z.string().max(200).optional() }),
    response: { 200: relatedPage },
  };
  http.get("/api/records/:kind/:record/related/:by", { schema: more }, async (request) => {
    const context = await contextOf(request);
    const { kind, record, by } = request.params;
    const { shown } = await findReadable(context, kindOf(kind), record);
    return readRelatedPage(context.db, context.actor, {
      record: shown,
      by: kindOf(by).name,
      after: request.query.after,
    });
  });

  const enter = {
    tags,
    summary: "Enter a record, with its lines where it has some",
    params: kindParams,
    body: enterInput.omit({ kind: true }),
    response: { 201: z.object({ record: z.string(), key: z.string(), lines: z.int() }) },
  };
  http.post("/api/records/:kind", { schema: enter }, async (request, reply) => {
    const context = await contextOf(request);
    const { name } = kindOf(request.params.kind);
    context.require("records.list", kindResource(name));
    return reply.code(201).send(await enterRecord(context, { ...request.body, kind: name }));
  });

  const correct = {
    tags,
    summary: "Correct a record: a new version with its reason",
    params: recordParams,
    body: correctInput.omit({ record: true }),
    response: { 201: z.object({ version: z.int() }) },
  };
  http.post("/api/records/:kind/:record/corrections", { schema: correct }, async (request, reply) => {
    const context = await contextOf(request);
    const { kind, record } = request.params;
    await findReadable(context, kindOf(kind), record);
    return reply.code(201).send(await correctRecord(context, { ...request.body, record }));
  });

  const look = {
    tags,
    summary: "Records of a kind whose key or name fits what is typed",
    params: kindParams,
    querystring: z.object({ q: z.string().max(200).default("") }),
    response: { 200: z.array(summary) },
  };
  http.get("/api/lookup/:kind", { schema: look }, async (request) => {
    const context = await contextOf(request);
    const kind = kindOf(request.params.kind);
    context.require("records.list", kindResource(kind.name));
    return lookUp(context.db, context.actor, kind, request.query.q);
  });
}

async function readOne(context: Context, kind: Kind, record: string) {
  const history = await findReadable(context, kind, record);
  const form = await readForm(context.db, kind);
  const found = { kind, form, history };
  if (!(await isSensitiveFor(context.db, context.actor.id, found))) {
    return viewRecord(context, context.db, found);
  }
  const event = {
    type: "record.read",
    subject: `record:${record}`,
    seals: { version: history.shown.version },
  };
  return context.disclose(event, async (db) => {
    context.require("records.read", recordResource({ ...history.shown, refs: history.refs }));
    return viewRecord(context, db, found);
  });
}

/** What may not be read is answered like what is not there: an id can be worked out from a key. */
export async function findReadable(context: Context, kind: Kind, record: string): Promise<History> {
  context.require("records.list", kindResource(kind.name));
  const history = await readHistory(context.db, record);
  const { shown, refs } = history ?? {};
  if (!history || shown?.kind !== kind.name || !mayRead(context, { ...shown, refs: refs ?? [] })) {
    throw new Refusal("not-found", { zh: "没有这条记录。", en: "There is no such record." });
  }
  return history;
}

export function kindOf(name: string): Kind {
  const kind = kindNamed(name);
  if (!kind) throw unknownKind(name);
  return kind;
}
