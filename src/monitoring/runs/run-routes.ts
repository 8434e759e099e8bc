import type { Selectable } from "kysely";
import { z } from "zod";
import type { RoomParts } from "../../people/index.ts";
import type { Http, JobView, Tables } from "../../platform/index.ts";
import { namesOfAccounts, partyOf } from "../alerts/names.ts";
import { house } from "../house.ts";
import { cancelRun, noSuchRun } from "./cancel-run.ts";
import { changeDetectionSettings, detectionSettings, readDetectionSettings } from "./settings.ts";
import { startRun } from "./start-runs.ts";

const tags = ["detection"];
const bilingual = z.object({ zh: z.string(), en: z.string() });

const runView = z.object({
  id: z.uuid(),
  state: z.enum(["waiting", "running", "done", "failed", "cancelled"]),
  percent: z.number(),
  words: bilingual.optional(),
  cause: z.enum(["import", "schedule", "person"]).optional(),
  startedAt: z.string(),
  finishedAt: z.string().optional(),
  /** Who ended it, of a run that was cancelled. */
  cancelledBy: z.object({ id: z.string(), name: z.string().optional() }).optional(),
  cancelledAt: z.string().optional(),
  version: z.string().optional(),
  asOf: z.string().optional(),
  findings: z.int().optional(),
  raised: z.int().optional(),
  updated: z.int().optional(),
  ceased: z.int().optional(),
  tests: z.int().optional(),
  falseDiscoveryRate: z.number().optional(),
  /** Expected number of false ones among the findings with a p-value; findings by rule are not in it. */
  expectedFalseAlarms: z.number().optional(),
  findingsTested: z.int().optional(),
  findingsByRule: z.int().optional(),
});
type RunView = z.infer<typeof runView>;

/** Runs of the detectors: which there were, how far one is, a new one, and what they go by. */
export function addRunRoutes(http: Http, parts: RoomParts): void {
  const { database, jobs, visitors } = parts;
  const { contextOf } = visitors;

  const start = { tags, summary: "Run the detectors now", response: { 202: z.object({ id: z.uuid() }) } };
  http.post("/api/runs", { schema: start }, async (request, reply) => {
    const id = await startRun(parts, await contextOf(request), { cause: "person" });
    return reply.code(202).send({ id });
  });

  const list = { tags, summary: "The last runs, newest first", response: { 200: z.array(runView) } };
  http.get("/api/runs", { schema: list }, async (request) => {
    (await contextOf(request)).require("detection.read", house);
    return viewsOf(parts, await jobs.list("monitoring.run", 20));
  });

  const params = z.object({ id: z.uuid() });
  const one = { tags, summary: "A run", params, response: { 200: runView } };
  http.get("/api/runs/:id", { schema: one }, async (request) => {
    (await contextOf(request)).require("detection.read", house);
    const job = await jobs.read(request.params.id);
    if (job?.name !== "monitoring.run") throw noSuchRun();
    const [view] = await viewsOf(parts, [job]);
    if (!view) throw noSuchRun();
    return view;
  });

  const cancel = {
    tags,
    summary: "Cancel a run; what it found so far is never visible",
    params,
    response: { 200: z.object({ cancelled: z.boolean() }) },
  };
  http.post("/api/runs/:id/cancel", { schema: cancel }, async (request) => {
    await cancelRun(await contextOf(request), jobs, request.params.id);
    return { cancelled: true };
  });

  const read = { tags, summary: "What runs go by", response: { 200: detectionSettings } };
  http.get("/api/detection-settings", { schema: read }, async (request) => {
    (await contextOf(request)).require("detection.read", house);
    return readDetectionSettings(database.reader);
  });

  const change = {
    tags,
    summary: "Change what runs go by",
    body: detectionSettings,
    response: { 200: detectionSettings },
  };
  http.put("/api/detection-settings", { schema: change }, async (request) =>
    changeDetectionSettings(await contextOf(request), request.body),
  );
}

async function viewsOf(
  { database }: Pick<RoomParts, "database">,
  list: readonly JobView[],
): Promise<RunView[]> {
  if (list.length === 0) return [];
  const rows = await database.reader
    .selectFrom("detection_run")
    .selectAll()
    .where(
      "id",
      "in",
      list.map(({ id }) => id),
    )
    .execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  const names = await namesOfAccounts(
    database.reader,
    rows.flatMap(({ cancelled_by }) => cancelled_by ?? []),
  );
  return list.map((job) => viewOf(job, byId.get(job.id), names));
}

type Row = Selectable<Tables["detection_run"]>;

function viewOf(job: JobView, row: Row | undefined, names: ReadonlyMap<string, string>): RunView {
  const { id, state, percent, words, createdAt, finishedAt } = job;
  return {
    id,
    state,
    percent,
    ...(words ? { words } : {}),
    startedAt: (row?.started_at ?? createdAt).toISOString(),
    ...(finishedAt ? { finishedAt: finishedAt.toISOString() } : {}),
    ...(row && row.cause !== "live" ? { cause: row.cause } : {}),
    ...(state === "cancelled" && row?.cancelled_by && row.cancelled_at
      ? { cancelledBy: partyOf(row.cancelled_by, names), cancelledAt: row.cancelled_at.toISOString() }
      : {}),
    ...(row?.state === "committed" ? outcomeOf(row) : {}),
  };
}

function outcomeOf(row: Row): Partial<RunView> {
  const number = (value: bigint | number | null) => Number(value ?? 0);
  return {
    version: row.version ?? "",
    asOf: row.as_of ?? "",
    findings: number(row.findings),
    raised: number(row.raised),
    updated: number(row.updated),
    ceased: number(row.ceased),
    tests: number(row.tests),
    falseDiscoveryRate: number(row.false_discovery_rate),
    expectedFalseAlarms: number(row.expected_false_alarms),
    findingsTested: number(row.findings_tested),
    findingsByRule: number(row.findings_by_rule),
  };
}
