import type { Role } from "../../api/index.ts";

export const roles: readonly Role[] = [
  "administrator",
  "lead-auditor",
  "auditor",
  "finance",
  "manager",
  "salesperson",
];
const audit: readonly Role[] = ["lead-auditor", "auditor"];

export const isOfAudit = (held: readonly Role[]): boolean => held.some((role) => audit.includes(role));

/** Who keeps an account or grants a role: for those of audit the lead auditor, for all others the administrator. */
export function keepsIt(mine: readonly Role[], others: readonly Role[]): boolean {
  return mine.includes(isOfAudit(others) ? "lead-auditor" : "administrator");
}
