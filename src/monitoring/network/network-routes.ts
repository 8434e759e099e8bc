import { z } from "zod";
import type { RoomParts } from "../../people/index.ts";
import type { Http } from "../../platform/index.ts";
import { communityView, networkOverview, networkView } from "./network-view.ts";
import { readCommunity, readOverview } from "./read-communities.ts";
import { networkInput, networkPlace, readNetwork } from "./read-network.ts";

const tags = ["network"];

/** Who is tied to whom, for auditors. */
export function addNetworkRoutes(http: Http, parts: RoomParts): void {
  const { contextOf } = parts.visitors;

  const overview = { tags, summary: "Extent and communities", response: { 200: networkOverview } };
  http.get("/api/network", { schema: overview }, async (request) =>
    readOverview(parts, await contextOf(request)),
  );

  const community = {
    tags,
    summary: "A community and what ties it together",
    params: z.object({ id: z.coerce.number().int().min(0).max(2_147_483_647) }),
    querystring: networkInput.pick({ trade: true }),
    response: { 200: communityView },
  };
  http.get("/api/network/communities/:id", { schema: community }, async (request) =>
    readCommunity(parts, await contextOf(request), { ...request.params, ...request.query }),
  );

  const neighbours = {
    tags,
    summary: "Whom and what a node is tied to",
    params: networkPlace,
    querystring: networkInput,
    response: { 200: networkView },
  };
  http.get("/api/network/:kind/:id", { schema: neighbours }, async (request) =>
    readNetwork(parts, await contextOf(request), request.params, request.query),
  );
}
