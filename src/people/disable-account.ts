import { type Context, Refusal } from "../platform/index.ts";
import { type Account, accountResource, subjectOf } from "./account.ts";
import { insistOnAnother } from "./independence.ts";
import { withdrawLink } from "./one-time-link.ts";
import { endSessions, getAccount } from "./queries.ts";

/** Signs the person out everywhere and for good. What the account did stays told. */
export function disableAccount(context: Context, { id }: { readonly id: string }): Promise<Account> {
  return context.commit(async (tx) => {
    const before = await getAccount(tx, id);
    context.require("accounts.disable", accountResource(before));
    if (before.disabledAt) {
      throw new Refusal("conflict", { zh: "该账号已停用。", en: "This account is already disabled." });
    }
    for (const role of before.roles) await insistOnAnother(tx, role, id);
    await tx.updateTable("account").set({ disabled_at: context.now }).where("id", "=", id).execute();
    await endSessions(tx, id);
    await withdrawLink(tx, id);
    const after = await getAccount(tx, id);
    return { result: after, event: { type: "account.disabled", subject: subjectOf(id), before, after } };
  });
}
