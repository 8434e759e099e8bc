import { z } from "zod";
import { type Context, Refusal } from "../platform/index.ts";
import { type Account, subjectOf } from "./account.ts";
import { findLink, withdrawLink } from "./one-time-link.ts";
import { makePassword } from "./password.ts";
import { getAccount, setPassword } from "./queries.ts";

export const acceptInvitationInput = z.object({
  token: z.string().max(200),
  password: z.string().max(1_000),
});
export type AcceptInvitationInput = z.infer<typeof acceptInvitationInput>;

/** Whoever holds the link chooses the account's password. Works once; TOTP, where it is on, stays on. */
export async function acceptInvitation(context: Context, input: AcceptInvitationInput): Promise<Account> {
  const invited = await findInvited(context, context.db, input.token);
  const hash = await makePassword(input.password, invited);
  return context.commit(async (tx) => {
    const { id } = await findInvited(context, tx, input.token);
    await setPassword(tx, id, hash, context.now);
    await withdrawLink(tx, id);
    return {
      result: await getAccount(tx, id),
      event: { type: "invitation.accepted", subject: subjectOf(id) },
    };
  });
}

async function findInvited(context: Context, db: Context["db"], token: string): Promise<Account> {
  const link = await findLink(db, token, context.now);
  const account = link?.accountId ? await getAccount(db, link.accountId) : undefined;
  if (!account || account.disabledAt) {
    throw new Refusal("forbidden", {
      zh: "邀请链接无效、已使用或已过期。",
      en: "The invitation link is wrong, has been used or is too old.",
    });
  }
  context.require("invitations.accept", { type: "Invitation", id: account.id, isOpen: true });
  return account;
}
