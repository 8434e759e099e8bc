import type { FastifyReply, FastifyRequest } from "fastify";
import type { Context } from "../platform/index.ts";
import { accountResource, subjectOf } from "./account.ts";
import { getAccount } from "./queries.ts";
import { refusalOf, type SignInParts, wrongCode } from "./sign-in.ts";
import { spendCode } from "./spend-code.ts";
import { headersOf, passCookies } from "./visitors.ts";

export interface TotpOffer {
  /** `otpauth://…`, for the authenticator: shown as a QR code. */
  readonly uri: string;
  /** Each opens once when the telephone is lost. */
  readonly backupCodes: readonly string[];
}

/** Makes a secret, which counts once `verifyTotp` has seen a code of it. */
export async function enableTotp(
  { auth, limits }: SignInParts,
  context: Context,
  { password }: { readonly password: string },
  request: FastifyRequest,
): Promise<TotpOffer> {
  await insist(context);
  // A stolen session must not be the way to guess the password.
  limits.account.take(context.actor.id);
  const headers = headersOf(request);
  const answer = await auth.api.enableTwoFactor({ body: { password }, headers, asResponse: true });
  if (!answer.ok) throw refusalOf(answer, notEnabled);
  limits.account.forget(context.actor.id);
  const { totpURI, backupCodes } = (await answer.json()) as { totpURI: string; backupCodes: string[] };
  return { uri: totpURI, backupCodes };
}

/** The library changes its tables by itself; the event follows, and the answer leaves after it. */
export async function verifyTotp(
  { auth }: SignInParts,
  context: Context,
  { code }: { readonly code: string },
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  await insist(context);
  const answer = await auth.api.verifyTOTP({ body: { code }, headers: headersOf(request), asResponse: true });
  if (!answer.ok) throw refusalOf(answer, wrongCode);
  await context.commit(async (tx) => {
    const account = await getAccount(tx, context.actor.id);
    context.require("totp.enable", accountResource(account));
    await spendCode(tx, account.id, code, context.now);
    return { result: undefined, event: { type: "totp.enabled", subject: subjectOf(account.id) } };
  });
  passCookies(answer, request, reply);
}

async function insist(context: Context): Promise<void> {
  context.require("totp.enable", { type: "Account", id: context.actor.id, roles: [] });
}

const notEnabled = {
  zh: "密码不正确，或已启用动态验证码。",
  en: "The password is wrong, or TOTP is on already.",
};
