import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { RoomParts, RoomPolicies } from "../../people/index.ts";
import type { Http } from "../../platform/index.ts";
import { version } from "../version.ts";
import { hasRecords, isDemo, isLoading, loadDemo } from "./demo/load-demo.ts";

export const mainPolicies: RoomPolicies = {
  room: "main",
  policies: readFileSync(join(import.meta.dirname, "main.cedar"), "utf8"),
  schema: readFileSync(join(import.meta.dirname, "main.cedarschema"), "utf8"),
};

const tags = ["house"];

const houseAnswer = z.object({
  /** Whether records of the invented company are here: every page says so. */
  demo: z.boolean(),
  /** Told to who is signed in. */
  version: z.string().nullable(),
  /** Whether I may load the demo company: there are no records yet. */
  mayLoadDemo: z.boolean(),
  /** The demo company's loading, while it lasts or where it failed. */
  loading: z
    .object({
      state: z.enum(["waiting", "running", "failed", "cancelled"]),
      percent: z.number(),
      words: z.object({ zh: z.string(), en: z.string() }).nullable(),
    })
    .nullable(),
});

/** What the house is: shown before anybody signs in, too. */
export function addHouseRoutes(http: Http, parts: RoomParts): void {
  const { visitors, jobs, access } = parts;

  const read = { tags, summary: "What this installation is", response: { 200: houseAnswer } };
  http.get("/api/house", { schema: read }, async (request) => {
    const { db, actor } = await visitors.contextOf(request);
    const demo = await isDemo(db);
    if (actor.kind !== "person") return { demo, version: null, mayLoadDemo: false, loading: null };
    const [last] = await jobs.list("main.demo", 1);
    const mayLoad = access.may(actor, "demo.load", { type: "House", id: "house" });
    const isOpen = mayLoad && !(await hasRecords(db)) && !(await isLoading(jobs));
    const isShown = mayLoad && last !== undefined && last.state !== "done";
    return {
      demo,
      version,
      mayLoadDemo: isOpen,
      loading: isShown ? { state: last.state, percent: last.percent, words: last.words ?? null } : null,
    };
  });

  const load = {
    tags,
    summary: "Load the demo company, where there are no records",
    response: { 202: z.object({ job: z.uuid() }) },
  };
  http.post("/api/demo", { schema: load }, async (request, reply) => {
    const job = await loadDemo(parts, await visitors.contextOf(request));
    return reply.code(202).send({ job });
  });
}
