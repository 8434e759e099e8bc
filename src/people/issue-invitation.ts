import type { Context } from "../platform/index.ts";
import { accountResource, subjectOf } from "./account.ts";
import { issueLink } from "./one-time-link.ts";
import { getAccount } from "./queries.ts";

/** A new link by which the person chooses a password, also after forgetting the old one. Gives its token. */
export function issueInvitation(context: Context, { id }: { readonly id: string }): Promise<string> {
  return context.commit(async (tx) => {
    const account = await getAccount(tx, id);
    context.require("accounts.invite", accountResource(account));
    const token = await issueLink(tx, id, context.now);
    return { result: token, event: { type: "invitation.issued", subject: subjectOf(id) } };
  });
}
