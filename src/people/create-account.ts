import { randomUUID } from "node:crypto";
import type { Context } from "../platform/index.ts";
import { type Account, house, type NewAccount, subjectOf } from "./account.ts";
import { issueLink } from "./one-time-link.ts";
import { getAccount, insertAccount } from "./queries.ts";

export interface Invited {
  readonly account: Account;
  /** For the invitation link, which the administrator hands over; shown once, stored nowhere. */
  readonly token: string;
}

/** An account without roles and without a password: the person chooses one by the link. */
export function createAccount(context: Context, input: NewAccount): Promise<Invited> {
  return context.commit(async (tx) => {
    context.require("accounts.create", house);
    const id = randomUUID();
    await insertAccount(tx, id, input, context.now);
    const token = await issueLink(tx, id, context.now);
    return {
      result: { account: await getAccount(tx, id), token },
      event: { type: "account.created", subject: subjectOf(id), after: input },
    };
  });
}
