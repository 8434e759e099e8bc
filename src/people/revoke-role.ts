import { type Context, type Event, Refusal } from "../platform/index.ts";
import { type Account, subjectOf } from "./account.ts";
import { type RoleInput, roleGrant } from "./grant-role.ts";
import { insistOnAnother } from "./independence.ts";
import { getAccount, removeRole } from "./queries.ts";
import { breachesIndependence } from "./role.ts";

export function revokeRole(context: Context, { id, role }: RoleInput): Promise<Account> {
  return context.commit(async (tx) => {
    const before = await getAccount(tx, id);
    context.require("roles.revoke", roleGrant(before, role));
    if (!before.disabledAt) await insistOnAnother(tx, role, id);
    if (!(await removeRole(tx, id, role))) {
      throw new Refusal("conflict", { zh: "该账号没有此角色。", en: "This account does not hold the role." });
    }
    const after = await getAccount(tx, id);
    const subject = subjectOf(id);
    const restored: Event[] =
      breachesIndependence(before.roles) && !breachesIndependence(after.roles)
        ? [{ type: "independence.restored", subject }]
        : [];
    return { result: after, event: [{ type: "role.revoked", subject, before: { role } }, ...restored] };
  });
}
