import { z } from "zod";
import type { Http } from "../platform/index.ts";
import { house } from "./account.ts";
import { apiKeySchema } from "./api-key.ts";
import { issueKey, issueKeyInput } from "./issue-key.ts";
import { listKeys } from "./list-keys.ts";
import type { PeopleParts } from "./parts.ts";
import { revokeKey } from "./revoke-key.ts";

const tags = ["keys"];

/** Keys by which programs come in. */
export function addKeyRoutes(http: Http, { visitors }: Pick<PeopleParts, "visitors">): void {
  const list = { tags, summary: "Keys of programs", response: { 200: z.array(apiKeySchema) } };
  http.get("/api/keys", { schema: list }, async (request) => {
    const context = await visitors.contextOf(request);
    context.require("keys.list", house);
    return listKeys(context.db);
  });
  const issue = {
    tags,
    summary: "Issue a key; its secret is shown once",
    body: issueKeyInput,
    response: { 201: z.object({ key: apiKeySchema, secret: z.string() }) },
  };
  http.post("/api/keys", { schema: issue }, async (request, reply) =>
    reply.code(201).send(await issueKey(await visitors.contextOf(request), request.body)),
  );
  const revoke = {
    tags,
    summary: "Revoke a key",
    params: z.object({ id: z.uuid() }),
    response: { 200: apiKeySchema },
  };
  http.post("/api/keys/:id/revoke", { schema: revoke }, async (request) =>
    revokeKey(await visitors.contextOf(request), request.params),
  );
}
