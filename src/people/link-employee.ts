import { z } from "zod";
import type { Context } from "../platform/index.ts";
import { type Account, accountResource, employeeId, subjectOf } from "./account.ts";
import { getAccount, setEmployee } from "./queries.ts";

export const linkEmployeeInput = z.object({ id: z.string(), employeeId: employeeId.nullable() });
export type LinkEmployeeInput = z.infer<typeof linkEmployeeInput>;

/** Says which employee of the sources the account is; null takes the link away. */
export function linkEmployee(context: Context, input: LinkEmployeeInput): Promise<Account> {
  return context.commit(async (tx) => {
    const before = await getAccount(tx, input.id);
    context.require("accounts.link", accountResource(before));
    await setEmployee(tx, input.id, input.employeeId);
    const after = await getAccount(tx, input.id);
    const subject = subjectOf(input.id);
    return { result: after, event: { type: "account.linked", subject, before, after } };
  });
}
