import { z } from "zod";
import type { Bilingual } from "../platform/index.ts";
import type { Resource } from "./entities.ts";
import { type Role, roleSchema } from "./role.ts";

/** Somebody who may sign in. The id is nobody's name: it stands in the log. */
export const accountSchema = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  employeeId: z.string().nullable(),
  roles: z.array(roleSchema),
  /** Has a password or came in by OIDC. */
  hasSignIn: z.boolean(),
  hasTotp: z.boolean(),
  createdAt: z.date(),
  disabledAt: z.date().nullable(),
});

export type Account = z.infer<typeof accountSchema>;

const line = z.string().trim().min(1).max(200);
export const employeeId = line;
/** As it is stored: e-mail addresses are compared in small letters. */
const email = z.string().trim().toLowerCase().pipe(z.email().max(254));

/** Who somebody is, as an administrator or the first person states it. */
export const newAccount = z.object({ name: line, email, employeeId: employeeId.optional() });
export type NewAccount = z.infer<typeof newAccount>;

/** For `require`. */
export function accountResource({ id, employeeId: employee, roles }: AccountFacts): Resource {
  return { type: "Account", id, employee: employee ?? undefined, roles };
}

type AccountFacts = Pick<Account, "id" | "employeeId" | "roles">;

export const house: Resource = { type: "House", id: "house" };

/** As an event's subject. */
export const subjectOf = (accountId: string): string => `account:${accountId}`;

/** The person's own statement of the roles, in the order in which roles are listed. */
export function sortRoles(roles: readonly Role[]): Role[] {
  return roleSchema.options.filter((role) => roles.includes(role));
}

export const noSuchAccount: Bilingual = { zh: "没有这个账号。", en: "There is no such account." };
