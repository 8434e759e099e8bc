import { z } from "zod";
import type { RoomParts } from "../../people/index.ts";
import type { Http } from "../../platform/index.ts";
import { alertRow, listAlerts, listAlertsInput } from "./list-alerts.ts";
import { takeStep, takeStepInput } from "./take-step.ts";

const tags = ["alerts"];

export function addAlertRoutes(http: Http, { visitors, access }: RoomParts): void {
  const { contextOf } = visitors;

  const page = z.object({ rows: z.array(alertRow), next: z.string().optional() });
  const list = { tags, summary: "Alerts, a page", querystring: listAlertsInput, response: { 200: page } };
  http.get("/api/alerts", { schema: list }, async (request) =>
    listAlerts(await contextOf(request), request.query),
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
