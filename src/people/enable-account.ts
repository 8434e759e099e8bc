import { type Context, Refusal } from "../platform/index.ts";
import { type Account, accountResource, subjectOf } from "./account.ts";
import { getAccount } from "./queries.ts";

/** For somebody who comes back. Roles, employee and password are those from before; sessions are not. */
export function enableAccount(context: Context, { id }: { readonly id: string }): Promise<Account> {
  return context.commit(async (tx) => {
    const before = await getAccount(tx, id);
    context.require("accounts.enable", accountResource(before));
    if (!before.disabledAt) {
      throw new Refusal("conflict", { zh: "该账号未停用。", en: "This account is not disabled." });
    }
    await tx.updateTable("account").set({ disabled_at: null }).where("id", "=", id).execute();
    const after = await getAccount(tx, id);
    return { result: after, event: { type: "account.enabled", subject: subjectOf(id), before, after } };
  });
}
