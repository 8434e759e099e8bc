import type { FastifyReply, FastifyRequest } from "fastify";
import {
  type Actor,
  type Bilingual,
  type ContextMaker,
  createRateLimit,
  type Database,
  Refusal,
} from "../platform/index.ts";
import type { PeopleAccess } from "./access.ts";
import type { Auth } from "./auth.ts";
import { openSession } from "./sessions.ts";
import { headersOf, passCookies } from "./visitors.ts";

const quarter = 15 * 60; // seconds

/** By account against guessing one password, by address against guessing one of everybody. */
export function createLimits() {
  return {
    account: createRateLimit({ attempts: 10, seconds: quarter }),
    address: createRateLimit({ attempts: 100, seconds: quarter }),
  };
}

export interface SignInParts {
  readonly auth: Auth;
  readonly database: Pick<Database, "reader" | "writer">;
  readonly access: PeopleAccess;
  readonly contexts: ContextMaker;
  readonly limits: ReturnType<typeof createLimits>;
}

export type SignInState = "signed-in" | "totp-needed";

/** Password first; where TOTP is on, nobody is in before `signInWithTotp`. */
export async function signIn(
  parts: SignInParts,
  body: { readonly email: string; readonly password: string },
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<SignInState> {
  const { auth, limits } = parts;
  const email = body.email.trim().toLowerCase();
  limits.address.take(request.ip);
  limits.account.take(email);
  const answer = await auth.api.signInEmail({
    body: { email, password: body.password },
    headers: headersOf(request),
    asResponse: true,
  });
  // A disabled account and a wrong address look like a wrong password.
  if (!answer.ok) throw refusalOf(answer, wrongPassword);
  const { token } = (await answer.clone().json()) as { token?: string };
  if (token === undefined) {
    passCookies(answer, request, reply);
    return "totp-needed";
  }
  await enter(parts, token);
  limits.account.forget(email);
  passCookies(answer, request, reply);
  return "signed-in";
}

/**
 * `code` from the authenticator, or a backup code, which works once. The library itself closes a challenge after 5 wrong codes and the account's TOTP for 15 minutes after 10.
 */
export async function signInWithTotp(
  parts: SignInParts,
  { code }: { readonly code: string },
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<SignInState> {
  parts.limits.address.take(request.ip);
  const headers = headersOf(request);
  const call = { body: { code }, headers, asResponse: true } as const;
  const { api } = parts.auth;
  const isBackup = code.includes("-");
  const answer = isBackup ? await api.verifyBackupCode(call) : await api.verifyTOTP(call);
  if (!answer.ok) throw refusalOf(answer, wrongCode);
  const { token } = (await answer.clone().json()) as { token: string };
  await enter(parts, token, isBackup ? undefined : code);
  passCookies(answer, request, reply);
  return "signed-in";
}

/** The event of a new session; whoever calls this sends the cookie after it. */
export async function enter(
  { database, access, contexts }: SignInParts,
  token: string,
  code?: string,
): Promise<void> {
  const session = await database.reader
    .selectFrom("auth_session")
    .select(["id", "user_id"])
    .where("token", "=", token)
    .executeTakeFirstOrThrow();
  await access.refresh();
  const actor: Actor = { kind: "person", id: session.user_id };
  const { id } = session;
  try {
    await openSession(contexts.contextFor(actor), { id, ...(code === undefined ? {} : { code }) });
  } catch (error) {
    // The library has made the session already; nobody may come in by it.
    await database.writer.deleteFrom("auth_session").where("id", "=", id).execute();
    throw error;
  }
}

/** A refusal of better-auth in our words; anything that is not one is a bug. */
export function refusalOf(answer: Response, sentence: Bilingual): Error {
  if (answer.status >= 500) return new Error(`better-auth answered ${answer.status}.`);
  return new Refusal("forbidden", sentence);
}

const wrongPassword: Bilingual = {
  zh: "邮箱或密码不正确。",
  en: "The e-mail address or the password is wrong.",
};
export const wrongCode: Bilingual = {
  zh: "验证码不正确或已过期；多次输错后需重新登录。",
  en: "The code is wrong or too old; after several wrong ones you need to sign in again.",
};
