import { z } from "zod";
import { type Context, type Reader, Refusal } from "../platform/index.ts";
import { accountResource, subjectOf } from "./account.ts";
import type { Resource } from "./entities.ts";
import { endSessions, getAccount } from "./queries.ts";
import { spendCode } from "./spend-code.ts";

export const sessionSchema = z.object({
  id: z.string(),
  createdAt: z.date(),
  expiresAt: z.date(),
  address: z.string().nullable(),
  browser: z.string().nullable(),
});
export type Session = z.infer<typeof sessionSchema>;

/** One's own, newest first. */
export async function listOwnSessions(context: Context): Promise<Session[]> {
  context.require("sessions.list", { type: "Account", id: context.actor.id, roles: [] });
  const rows = await sessionRows(context.db)
    .where("user_id", "=", context.actor.id)
    .where("expires_at", ">", context.now)
    .orderBy("created_at", "desc")
    .execute();
  return rows.map((row) => ({
    id: row.id,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    address: row.ip_address || null,
    browser: row.user_agent || null,
  }));
}

/** Tells that somebody has come in; their cookie leaves after that. `code`: of the authenticator, good for once. */
export function openSession(
  context: Context,
  { id, code }: { readonly id: string; readonly code?: string },
): Promise<void> {
  return context.commit(async (tx) => {
    context.require("sessions.open", accountResource(await getAccount(tx, context.actor.id)));
    if (code !== undefined && !(await spendCode(tx, context.actor.id, code, context.now))) {
      throw new Refusal("forbidden", codeSpent);
    }
    return { result: undefined, event: { type: "session.opened", subject: `session:${id}` } };
  });
}

export function revokeSession(context: Context, { id }: { readonly id: string }): Promise<void> {
  return context.commit(async (tx) => {
    const session = await sessionRows(tx).where("id", "=", id).executeTakeFirst();
    // To somebody else the session of a third person is not there.
    if (!session) throw new Refusal("not-found", noSuchSession);
    const { roles } = await getAccount(tx, session.user_id);
    const resource: Resource = { type: "Session", id, account: session.user_id, roles };
    context.require("sessions.revoke", resource);
    await tx.deleteFrom("auth_session").where("id", "=", id).execute();
    return { result: undefined, event: { type: "session.revoked", subject: `session:${id}` } };
  });
}

/** Signs somebody out everywhere. Gives the number of sessions ended. */
export function revokeSessions(
  context: Context,
  { accountId }: { readonly accountId: string },
): Promise<number> {
  return context.commit(async (tx) => {
    context.require("sessions.revoke", accountResource(await getAccount(tx, accountId)));
    const ended = await endSessions(tx, accountId);
    const subject = subjectOf(accountId);
    return { result: ended, event: { type: "sessions.revoked", subject, seals: { sessions: ended } } };
  });
}

function sessionRows(db: Reader) {
  return db
    .selectFrom("auth_session")
    .select(["id", "user_id", "created_at", "expires_at", "ip_address", "user_agent"]);
}

const codeSpent = {
  zh: "这个验证码已经用过，请等待下一个。",
  en: "This code has been used already; wait for the next one.",
};
const noSuchSession = { zh: "没有这个会话。", en: "There is no such session." };
