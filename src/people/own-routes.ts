import { z } from "zod";
import type { Http } from "../platform/index.ts";
import { accountSchema, house } from "./account.ts";
import { changePassword, changePasswordInput } from "./change-password.ts";
import type { PeopleParts } from "./parts.ts";
import { getAccount } from "./queries.ts";
import { listOwnSessions, revokeSession, sessionSchema } from "./sessions.ts";
import { enableTotp, verifyTotp } from "./totp.ts";

const tags = ["my account"];

/** What everybody who is signed in has of their own. */
export function addOwnRoutes(http: Http, parts: PeopleParts): void {
  const { contextOf, sessionIdOf } = parts.visitors;

  const me = { tags, summary: "My account", response: { 200: accountSchema } };
  http.get("/api/me", { schema: me }, async (request) => {
    const context = await contextOf(request);
    context.require("accounts.read", { type: "Account", id: context.actor.id, roles: [] });
    return getAccount(context.db, context.actor.id);
  });

  const change = {
    tags,
    summary: "Change my password",
    body: changePasswordInput,
    response: { 204: z.null() },
  };
  http.put("/api/me/password", { schema: change }, async (request, reply) => {
    const context = await contextOf(request);
    // A stolen session must not be the way to guess the password.
    if (context.actor.kind === "person") parts.limits.account.take(context.actor.id);
    await changePassword(context, request.body, await sessionIdOf(request));
    return reply.code(204).send(null);
  });

  const policies = z.array(z.object({ id: z.string(), text: z.string() }));
  const rules = { tags, summary: "Who may do what, as it is written", response: { 200: policies } };
  http.get("/api/policies", { schema: rules }, async (request) => {
    (await contextOf(request)).require("policies.read", house);
    return [...parts.access.policies.texts].map(([id, text]) => ({ id, text }));
  });

  const mine = z.array(sessionSchema.extend({ isThisOne: z.boolean() }));
  const list = { tags, summary: "Where I am signed in", response: { 200: mine } };
  http.get("/api/sessions", { schema: list }, async (request) => {
    const sessions = await listOwnSessions(await contextOf(request));
    const current = await sessionIdOf(request);
    return sessions.map((session) => ({ ...session, isThisOne: session.id === current }));
  });
  const params = z.object({ id: z.string().max(100) });
  const revoke = { tags, summary: "End a session", params, response: { 204: z.null() } };
  http.delete("/api/sessions/:id", { schema: revoke }, async (request, reply) => {
    await revokeSession(await contextOf(request), request.params);
    return reply.code(204).send(null);
  });

  const offer = z.object({ uri: z.string(), backupCodes: z.array(z.string()) });
  const enable = {
    tags,
    summary: "Begin to use TOTP",
    body: z.object({ password: z.string().max(1_000) }),
    response: { 200: offer },
  };
  http.post("/api/totp/enable", { schema: enable }, async (request) => {
    const { uri, backupCodes } = await enableTotp(parts, await contextOf(request), request.body, request);
    return { uri, backupCodes: [...backupCodes] };
  });
  const body = z.object({ code: z.string().regex(/^\d{6}$/) });
  const verify = { tags, summary: "Show a first code", body, response: { 204: z.null() } };
  http.post("/api/totp/verify", { schema: verify }, async (request, reply) => {
    await verifyTotp(parts, await contextOf(request), request.body, request, reply);
    return reply.code(204).send(null);
  });
}
