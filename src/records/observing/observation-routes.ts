import { z } from "zod";
import type { RoomParts } from "../../people/index.ts";
import { type Http, Refusal } from "../../platform/index.ts";
import { sourceResource } from "../record-resources.ts";
import { observationsBody } from "./given-observation.ts";
import { createObserver } from "./observer.ts";

const outcome = z.object({
  outcome: z.enum(["added", "changed", "unchanged", "gone", "returned", "repeated"]),
  record: z.guid(),
  kind: z.string(),
  key: z.string(),
  version: z.int().optional(),
});

const bodyLimit = 8 * 1024 * 1024;

/** How programs tell what happened, as it happens. */
export function addObservationRoutes(http: Http, { visitors, access, database }: RoomParts): void {
  const observer = createObserver({ database });
  http.addHook("onClose", () => observer.close());
  // The two content types of CloudEvents are JSON.
  const types = ["application/cloudevents+json", "application/cloudevents-batch+json"];
  if (!http.hasContentTypeParser(types[0] ?? "")) {
    http.addContentTypeParser(
      types,
      { parseAs: "string", bodyLimit },
      http.getDefaultJsonParser("error", "error"),
    );
  }
  const schema = {
    tags: ["observations"],
    summary: "Tell of records: one, an array, or CloudEvents; by an API key of scope observations:write",
    body: observationsBody,
    response: { 200: z.object({ results: z.array(outcome), batch: z.string().optional() }) },
  };
  http.post("/api/observations", { schema, bodyLimit }, async (request) => {
    const context = await visitors.contextOf(request);
    const source = access.sourceOf(context.actor);
    context.require("records.observe", sourceResource(source ?? ""));
    if (source === undefined) throw new Refusal("forbidden", noSource);
    const { outcomes, batch } = await observer.observe(context, source, request.body);
    return { results: [...outcomes], ...(batch === undefined ? {} : { batch: String(batch) }) };
  });
}

const noSource = {
  zh: "这个接口密钥没有指明数据来源。",
  en: "This API key names no source.",
};
