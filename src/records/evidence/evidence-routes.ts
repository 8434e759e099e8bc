import { z } from "zod";
import type { EvidenceMaker } from "../../ledger/index.ts";
import type { RoomParts } from "../../people/index.ts";
import { type Http, Refusal } from "../../platform/index.ts";
import { findReadable, kindOf } from "../forms/record-routes.ts";
import { recordParams } from "../forms/schemas.ts";
import { recordResource } from "../record-resources.ts";
import { personalName } from "./environment.ts";
import { personalChoice, personalQuery } from "./personal-choice.ts";
import { packRecord, proveVersion, recordChoices } from "./prove-record.ts";

const tags = ["evidence"];
/** What proves a record, for a look and for giving away. */
export function addRecordEvidenceRoutes(http: Http, parts: RoomParts): void {
  const { visitors } = parts;
  const one = {
    tags,
    summary: "The proof of one version of a record (plumbline-evidence/1)",
    params: recordParams.extend({ version: z.coerce.number().int().min(1) }),
    querystring: z.object({ personal: personalQuery }),
    response: { 200: z.string() },
  };
  http.get(
    "/api/evidence/records/:kind/:record/versions/:version",
    { schema: one },
    async (request, reply) => {
      const context = await visitors.contextOf(request);
      const { record, version } = request.params;
      const kind = kindOf(request.params.kind);
      const history = await findReadable(context, kind, record);
      const { personal } = request.query;
      const found = { kind, history };
      const bytes = await proveVersion(context, makerOf(parts), found, { version, personal });
      return reply
        .type("application/json; charset=utf-8")
        .serializer((text: string) => text)
        .send(Buffer.from(bytes).toString("utf8"));
    },
  );
  addPackage(http, parts);
}

function addPackage(http: Http, parts: RoomParts): void {
  const { visitors, events } = parts;
  const choices = {
    tags,
    summary: "What can be put into a package of a record",
    params: recordParams,
    response: { 200: z.object({ versions: z.array(z.int()), personal: z.array(personalName) }) },
  };
  http.get("/api/evidence/records/:kind/:record", { schema: choices }, async (request) => {
    const context = await visitors.contextOf(request);
    const kind = kindOf(request.params.kind);
    const history = await findReadable(context, kind, request.params.record);
    context.require("records.package", recordResource({ ...history.shown, refs: history.refs }));
    return recordChoices(context, { kind, history });
  });

  const pack = {
    tags,
    summary: "An evidence package of a record (zip)",
    params: recordParams,
    body: z.object({
      versions: z.union([z.literal("all"), z.array(z.int().min(1)).min(1).max(10_000)]),
      personal: personalChoice,
    }),
    response: { 200: z.string() },
  };
  http.post("/api/evidence/records/:kind/:record/package", { schema: pack }, async (request, reply) => {
    const context = await visitors.contextOf(request);
    const kind = kindOf(request.params.kind);
    const history = await findReadable(context, kind, request.params.record);
    const makers = { maker: makerOf(parts), events };
    const { name, bytes } = await packRecord(context, makers, { kind, history }, request.body);
    return reply
      .type("application/zip")
      .header("content-disposition", `attachment; filename="${name}"`)
      .serializer((content: unknown) => content as string)
      .send(Buffer.from(bytes) as unknown as string);
  });
}

function makerOf({ evidence }: RoomParts): EvidenceMaker {
  if (evidence) return evidence;
  throw new Refusal("not-found", { zh: "本服务没有启用账本。", en: "This server keeps no ledger." });
}
