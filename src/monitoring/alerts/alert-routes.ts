import { z } from "zod";
import type { RoomParts } from "../../people/index.ts";
import { type Http, languageOf } from "../../platform/index.ts";
import { house } from "../house.ts";
import { readRerunProgress, rerunProgress } from "../reruns/read-reruns.ts";
import { startRerun } from "../reruns/start-rerun.ts";
import { alertCounts, countAlerts } from "./count-alerts.ts";
import { exportAlerts } from "./export-alerts.ts";
import { alertDetail, getAlert } from "./get-alert.ts";
import { alertFilter, alertRow, listAlerts, listAlertsInput } from "./list-alerts.ts";
import { addLiveRoutes } from "./live-routes.ts";
import { readAssignees } from "./names.ts";
import { takeStep, takeStepInput } from "./take-step.ts";

const tags = ["alerts"];

export function addAlertRoutes(http: Http, parts: RoomParts): void {
  const { visitors, access } = parts;
  const { contextOf } = visitors;
  addLiveRoutes(http, parts);

  const page = z.object({ rows: z.array(alertRow), next: z.string().optional() });
  const list = { tags, summary: "Alerts, a page", querystring: listAlertsInput, response: { 200: page } };
  http.get("/api/alerts", { schema: list }, async (request) =>
    listAlerts(await contextOf(request), request.query),
  );

  const count = {
    tags,
    summary: "How many alerts each choice of a filter would leave",
    querystring: alertFilter,
    response: { 200: alertCounts },
  };
  http.get("/api/alerts/counts", { schema: count }, async (request) =>
    countAlerts(await contextOf(request), request.query),
  );

  const people = z.array(z.object({ id: z.string(), name: z.string() }));
  const assignees = { tags, summary: "Whom alerts may be assigned to", response: { 200: people } };
  http.get("/api/alerts/assignees", { schema: assignees }, async (request) => {
    const context = await contextOf(request);
    context.require("alerts.list", house);
    return readAssignees(context.db);
  });

  const csv = {
    tags,
    summary: "Alerts as CSV",
    querystring: alertFilter,
    response: { 200: z.string() },
  };
  http.get("/api/alerts/export", { schema: csv }, async (request, reply) => {
    const text = await exportAlerts(await contextOf(request), request.query, languageOf(request));
    reply.header("content-type", "text/csv; charset=utf-8");
    reply.header("content-disposition", 'attachment; filename="alerts.csv"');
    reply.serializer((body: string) => body);
    return text;
  });

  const params = z.object({ id: z.uuid() });
  const one = { tags, summary: "An alert with its evidence", params, response: { 200: alertDetail } };
  http.get("/api/alerts/:id", { schema: one }, async (request) =>
    getAlert(await contextOf(request), request.params.id),
  );

  const again = {
    tags,
    summary: "Work an alert out again, by the version and the records that made it",
    params,
    response: { 202: z.object({ id: z.uuid() }) },
  };
  http.post("/api/alerts/:id/re-runs", { schema: again }, async (request, reply) =>
    reply.code(202).send({ id: await startRerun(parts, await contextOf(request), request.params.id) }),
  );

  const progress = {
    tags,
    summary: "How far working out again has come",
    params,
    response: { 200: rerunProgress },
  };
  http.get("/api/alert-re-runs/:id", { schema: progress }, async (request) =>
    readRerunProgress(await contextOf(request), parts.jobs, request.params.id),
  );

  const state = z.object({
    id: z.uuid(),
    status: z.enum(["open", "in-review", "confirmed", "innocent", "duplicate"]),
    assignee: z.string().nullable(),
    revision: z.int(),
  });
  const act = {
    tags,
    summary: "Take one step on one alert or many: on all, or on none",
    body: takeStepInput,
    response: { 200: z.array(state) },
  };
  http.post("/api/alerts/actions", { schema: act }, async (request) =>
    takeStep(await contextOf(request), access, request.body),
  );
}
