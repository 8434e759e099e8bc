import { z } from "zod";
import type { EvidenceMaker } from "../../ledger/index.ts";
import type { RoomParts } from "../../people/index.ts";
import { type Http, Refusal } from "../../platform/index.ts";
import { personalChoice, personalName } from "../../records/index.ts";
import { alertChoices, packAlert, proveAlert } from "./prove-alert.ts";

const tags = ["evidence"];
const alert = z.object({ id: z.uuid() });
const count = z.coerce.number().int().min(1);

/** What proves an alert and what was done about it, for a look and for giving away. */
export function addAlertEvidenceRoutes(http: Http, parts: RoomParts): void {
  const { visitors, events } = parts;
  const version = {
    tags,
    summary: "The proof of one version of an alert (plumbline-evidence/1)",
    params: alert.extend({ version: count }),
    response: { 200: z.string() },
  };
  http.get("/api/evidence/alerts/:id/versions/:version", { schema: version }, async (request, reply) => {
    const { id, version } = request.params;
    const context = await visitors.contextOf(request);
    const bytes = await proveAlert(context, { maker: makerOf(parts), events }, { alert: id, version });
    return reply.type(json).serializer(asItIs).send(Buffer.from(bytes).toString("utf8"));
  });

  const step = {
    tags,
    summary: "The proof of one step on an alert, such as a decision (plumbline-evidence/1)",
    params: alert.extend({ revision: count }),
    response: { 200: z.string() },
  };
  http.get("/api/evidence/alerts/:id/steps/:revision", { schema: step }, async (request, reply) => {
    const { id, revision } = request.params;
    const context = await visitors.contextOf(request);
    const bytes = await proveAlert(context, { maker: makerOf(parts), events }, { alert: id, revision });
    return reply.type(json).serializer(asItIs).send(Buffer.from(bytes).toString("utf8"));
  });
  addPackage(http, parts);
}

function addPackage(http: Http, parts: RoomParts): void {
  const { visitors, events } = parts;
  const choices = {
    tags,
    summary: "What can be put into a package of an alert",
    params: alert,
    response: {
      200: z.object({ versions: z.int(), records: z.int(), personal: z.array(personalName) }),
    },
  };
  http.get("/api/evidence/alerts/:id", { schema: choices }, async (request) =>
    alertChoices(await visitors.contextOf(request), { events }, request.params.id),
  );

  const pack = {
    tags,
    summary: "An evidence package of an alert (zip)",
    params: alert,
    body: z.object({ findings: z.boolean(), personal: personalChoice }),
    response: { 200: z.string() },
  };
  http.post("/api/evidence/alerts/:id/package", { schema: pack }, async (request, reply) => {
    const context = await visitors.contextOf(request);
    const asked = { alert: request.params.id, ...request.body };
    const { name, bytes } = await packAlert(context, { maker: makerOf(parts), events }, asked);
    return reply
      .type("application/zip")
      .header("content-disposition", `attachment; filename="${name}"`)
      .serializer(asItIs)
      .send(Buffer.from(bytes) as unknown as string);
  });
}

const json = "application/json; charset=utf-8";
const asItIs = (text: string) => text;

function makerOf({ evidence }: RoomParts): EvidenceMaker {
  if (evidence) return evidence;
  throw new Refusal("not-found", { zh: "本服务没有启用账本。", en: "This server keeps no ledger." });
}
