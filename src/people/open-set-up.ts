import type { Context } from "../platform/index.ts";
import { house } from "./account.ts";
import { issueLink } from "./one-time-link.ts";
import { hasAccounts } from "./queries.ts";

/**
 * At each start as long as nobody has an account: a new token for the set-up link, which the server prints
 * once. The one before stops working. Undefined where the house has been set up.
 */
export function openSetUp(context: Context): Promise<string | undefined> {
  return hasAccounts(context.db).then((done) => (done ? undefined : issue(context)));
}

function issue(context: Context): Promise<string> {
  return context.commit(async (tx) => {
    context.require("set-up.open", house);
    const token = await issueLink(tx, null, context.now);
    return { result: token, event: { type: "set-up.opened", subject: "house" } };
  });
}
