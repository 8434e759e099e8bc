import { z } from "zod";
import type { RoomParts } from "../../people/index.ts";
import type { Http } from "../../platform/index.ts";
import { deleteView } from "./delete-view.ts";
import { readViews } from "./queries.ts";
import { renameView, renameViewInput } from "./rename-view.ts";
import { resaveView, resaveViewInput, saveView, saveViewInput } from "./save-view.ts";
import { shareView, shareViewInput } from "./share-view.ts";
import { viewOf, viewSchema } from "./view.ts";

const tags = ["views"];
const params = z.object({ id: z.uuid() });
const one = { 200: viewSchema };

export function addViewRoutes(http: Http, { visitors }: Pick<RoomParts, "visitors">): void {
  const { contextOf } = visitors;

  const list = {
    tags,
    summary: "My saved views and the shared ones",
    querystring: z.object({ kind: z.string().max(60).optional() }),
    response: { 200: z.array(viewSchema) },
  };
  http.get("/api/views", { schema: list }, async (request) => {
    const context = await contextOf(request);
    context.require("views.list", { type: "House", id: "house" });
    const rows = await readViews(context.db, context.actor.id, request.query.kind);
    return rows.map((row) => viewOf(row, context.actor.id));
  });

  const save = { tags, summary: "Save a view", body: saveViewInput, response: { 201: viewSchema } };
  http.post("/api/views", { schema: save }, async (request, reply) =>
    reply.code(201).send(await saveView(await contextOf(request), request.body)),
  );
  const again = {
    tags,
    summary: "Save a view again",
    params,
    body: resaveViewInput.omit({ id: true }),
    response: one,
  };
  http.put("/api/views/:id", { schema: again }, async (request) =>
    resaveView(await contextOf(request), { ...request.body, ...request.params }),
  );
  const rename = {
    tags,
    summary: "Rename a view",
    params,
    body: renameViewInput.omit({ id: true }),
    response: one,
  };
  http.put("/api/views/:id/name", { schema: rename }, async (request) =>
    renameView(await contextOf(request), { ...request.body, ...request.params }),
  );
  const share = {
    tags,
    summary: "Show a view to all, or to myself alone",
    params,
    body: shareViewInput.omit({ id: true }),
    response: one,
  };
  http.put("/api/views/:id/sharing", { schema: share }, async (request) =>
    shareView(await contextOf(request), { ...request.body, ...request.params }),
  );
  const remove = { tags, summary: "Delete a view", params, response: { 204: z.null() } };
  http.delete("/api/views/:id", { schema: remove }, async (request, reply) => {
    await deleteView(await contextOf(request), request.params);
    return reply.code(204).send(null);
  });
}
