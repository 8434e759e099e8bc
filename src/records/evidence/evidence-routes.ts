import { z } from "zod";
import type { EvidenceMaker } from "../../ledger/index.ts";
import type { RoomParts } from "../../people/index.ts";
import { type Http, Refusal } from "../../platform/index.ts";
import { findReadable, kindOf } from "../forms/record-routes.ts";
import { recordParams } from "../forms/schemas.ts";
import { proveVersion } from "./prove-record.ts";

const tags = ["evidence"];
const names = z.array(z.string().max(200)).max(500);

/** `*` for all, else names between commas. */
const personalQuery = z
  .string()
  .max(20_000)
  .default("")
  .transform((text) => (text === "*" ? ("all" as const) : names.parse(text.split(",").filter(Boolean))));

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
}

export function makerOf({ evidence }: RoomParts): EvidenceMaker {
  if (evidence) return evidence;
  throw new Refusal("not-found", { zh: "本服务没有启用账本。", en: "This server keeps no ledger." });
}
