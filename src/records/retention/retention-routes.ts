import { z } from "zod";
import type { RoomParts } from "../../people/index.ts";
import type { Http } from "../../platform/index.ts";
import { previewRetention } from "./preview-retention.ts";
import { retentionJob } from "./retention-job.ts";

const tags = ["settings"];
const house = { type: "House", id: "house" };

export function addRetentionRoutes(
  http: Http,
  { visitors, jobs }: Pick<RoomParts, "visitors" | "jobs">,
): void {
  const past = z.object({
    kind: z.string(),
    /** What ended before this day is past its retention. */
    before: z.string(),
    records: z.int(),
    /** Past their retention too, and kept by a hold. */
    held: z.int(),
  });
  const preview = { tags, summary: "What the next run would erase", response: { 200: z.array(past) } };
  http.get("/api/retention", { schema: preview }, async (request) => {
    const context = await visitors.contextOf(request);
    context.require("retention.preview", house);
    return previewRetention(context.db, context.now);
  });
  const started = { tags, summary: "Erase it now", response: { 202: z.object({ job: z.string() }) } };
  http.post("/api/retention/run", { schema: started }, async (request, reply) => {
    const context = await visitors.contextOf(request);
    context.require("retention.run", house);
    return reply.code(202).send({ job: await jobs.start(retentionJob, {}, context.actor) });
  });
}
