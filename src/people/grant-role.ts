import { z } from "zod";
import { type Context, Refusal } from "../platform/index.ts";
import { type Account, subjectOf } from "./account.ts";
import type { Resource } from "./entities.ts";
import { isPillar, restoreIndependence } from "./independence.ts";
import { addRole, getAccount } from "./queries.ts";
import { roleSchema } from "./role.ts";

export const roleInput = z.object({ id: z.string(), role: roleSchema });
export type RoleInput = z.infer<typeof roleInput>;

export function grantRole(context: Context, { id, role }: RoleInput): Promise<Account> {
  return context.commit(async (tx) => {
    const before = await getAccount(tx, id);
    context.require("roles.grant", roleGrant(before, role));
    if (before.disabledAt) {
      throw new Refusal("conflict", { zh: "该账号已停用。", en: "This account is disabled." });
    }
    // Who held the role until now may lose it by this: the new holder must be able to come in.
    if (isPillar(role) && !before.hasSignIn) {
      throw new Refusal("conflict", {
        zh: "对方接受邀请后才能授予此角色。",
        en: "This role can be granted once the person has accepted the invitation.",
      });
    }
    if (!(await addRole(tx, id, role, context.now))) {
      throw new Refusal("conflict", { zh: "该账号已有此角色。", en: "This account holds the role already." });
    }
    const restored = await restoreIndependence(tx, role, id);
    const granted = { type: "role.granted", subject: subjectOf(id), after: { role } };
    return { result: await getAccount(tx, id), event: [granted, ...restored] };
  });
}

/** For `require`. */
export function roleGrant({ id, roles }: Account, role: RoleInput["role"]): Resource {
  return { type: "RoleGrant", id: `${id}:${role}`, account: id, role, held: roles };
}
