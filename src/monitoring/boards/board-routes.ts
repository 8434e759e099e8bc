import { z } from "zod";
import type { RoomParts } from "../../people/index.ts";
import type { Http } from "../../platform/index.ts";
import { house } from "../house.ts";
import { currentRun } from "./current-run.ts";
import { getParty, partyView } from "./get-party.ts";
import { listParties, partiesInput, partyPage } from "./list-parties.ts";
import { ranked, readRanked } from "./ranked.ts";
import { dashboard, readDashboard } from "./read-dashboard.ts";
import { salesInput } from "./sales-board.ts";

const tags = ["boards"];

/** The first page, sellers, customers, and the riskiest deals. */
export function addBoardRoutes(http: Http, parts: RoomParts): void {
  const { contextOf } = parts.visitors;

  const first = { tags, summary: "The first page", querystring: salesInput, response: { 200: dashboard } };
  http.get("/api/dashboard", { schema: first }, async (request) =>
    readDashboard(parts, await contextOf(request), request.query),
  );

  const params = z.object({ id: z.string().max(300) });
  for (const [kind, path, several, one] of [
    ["seller", "sellers", "Sellers and their figures", "A seller"],
    ["customer", "customers", "Customers and their figures", "A customer"],
  ] as const) {
    const list = { tags, summary: several, querystring: partiesInput, response: { 200: partyPage } };
    http.get(`/api/${path}`, { schema: list }, async (request) =>
      listParties(parts, await contextOf(request), kind, request.query),
    );
    const read = { tags, summary: one, params, response: { 200: partyView } };
    http.get(`/api/${path}/:id`, { schema: read }, async (request) =>
      getParty(parts, await contextOf(request), kind, request.params.id),
    );
  }

  const deals = {
    tags,
    summary: "The riskiest deals",
    querystring: z.object({ limit: z.coerce.number().int().min(1).max(200).default(50) }),
    response: { 200: z.object({ rows: z.array(ranked) }) },
  };
  http.get("/api/deals/riskiest", { schema: deals }, async (request) => {
    const context = await contextOf(request);
    context.require("alerts.list", house);
    const { reader } = parts.database;
    const run = await currentRun(reader);
    const list = { actor: context.actor, run: run?.id ?? "", list: "transactions" } as const;
    const rows = run ? await readRanked(reader, list, { most: request.query.limit }) : [];
    return context.disclose({ type: "deals.listed", subject: "board:deals" }, async () => {
      context.require("alerts.list", house);
      return { rows };
    });
  });
}
