import { type Context, Refusal } from "../platform/index.ts";
import { type Account, accountResource, subjectOf } from "./account.ts";
import { endSessions, getAccount } from "./queries.ts";

/** For somebody who has lost both the telephone and the backup codes: the password alone opens again. */
export function resetTotp(context: Context, { id }: { readonly id: string }): Promise<Account> {
  return context.commit(async (tx) => {
    const before = await getAccount(tx, id);
    context.require("totp.reset", accountResource(before));
    if (!before.hasTotp) {
      throw new Refusal("conflict", {
        zh: "该账号未启用动态验证码。",
        en: "This account does not use TOTP.",
      });
    }
    await tx.deleteFrom("auth_two_factor").where("user_id", "=", id).execute();
    await tx.updateTable("auth_user").set({ two_factor_enabled: false }).where("id", "=", id).execute();
    await endSessions(tx, id);
    return { result: await getAccount(tx, id), event: { type: "totp.reset", subject: subjectOf(id) } };
  });
}
