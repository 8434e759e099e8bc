import { z } from "zod";
import type { Bilingual } from "../platform/index.ts";

export const roleSchema = z.enum([
  "administrator",
  "lead-auditor",
  "auditor",
  "manager",
  "salesperson",
  "finance",
]);

export type Role = z.infer<typeof roleSchema>;

export const roleNames: Readonly<Record<Role, Bilingual>> = {
  administrator: { zh: "系统管理员", en: "administrator" },
  "lead-auditor": { zh: "审计负责人", en: "lead auditor" },
  auditor: { zh: "审计员", en: "auditor" },
  manager: { zh: "经理", en: "manager" },
  salesperson: { zh: "销售人员", en: "salesperson" },
  finance: { zh: "财务", en: "finance" },
};

/** Who runs the system must not be who judges suspicions: together they are a breach of independence. */
export function breachesIndependence(roles: readonly Role[]): boolean {
  return roles.includes("administrator") && (roles.includes("lead-auditor") || roles.includes("auditor"));
}
