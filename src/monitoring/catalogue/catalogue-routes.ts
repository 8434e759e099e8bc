import { z } from "zod";
import type { RoomParts } from "../../people/index.ts";
import type { Http } from "../../platform/index.ts";
import { house } from "../house.ts";
import { catalogue, detectorView, readCatalogue, readDetector } from "./read-catalogue.ts";
import { switchDetector, switchDetectorInput } from "./switch-detector.ts";

const tags = ["detectors"];
const params = z.object({ id: z.string().max(100) });

/** What each detector looks for, how, and by which parameters. */
export function addCatalogueRoutes(http: Http, { database, visitors }: RoomParts): void {
  const { contextOf } = visitors;

  const list = { tags, summary: "All detectors", response: { 200: catalogue } };
  http.get("/api/detectors", { schema: list }, async (request) => {
    const context = await contextOf(request);
    context.require("detection.read", house);
    return readCatalogue(database.reader, context.actor);
  });

  const one = { tags, summary: "A detector", params, response: { 200: detectorView } };
  http.get("/api/detectors/:id", { schema: one }, async (request) => {
    const context = await contextOf(request);
    context.require("detection.read", house);
    return readDetector(database.reader, context.actor, request.params.id);
  });

  const change = {
    tags,
    summary: "Switch a detector off or on",
    params,
    body: switchDetectorInput,
    response: { 200: z.object({ revision: z.int() }) },
  };
  http.put("/api/detectors/:id/switch", { schema: change }, async (request) =>
    switchDetector(await contextOf(request), request.params.id, request.body),
  );
}
