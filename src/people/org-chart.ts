import { sql } from "kysely";
import { z } from "zod";
import { type Context, Refusal } from "../platform/index.ts";
import { employeeId, house } from "./account.ts";

const pageSize = 200;

export const readOrgChartInput = z.object({
  /** Whose direct reports; left out: whoever reports to nobody. */
  managerId: employeeId.optional(),
  /** Finds employees by the beginning of their id, wherever they stand. */
  search: z.string().trim().min(1).max(200).optional(),
  /** The last id of the page before. */
  after: employeeId.optional(),
});
export type ReadOrgChartInput = z.infer<typeof readOrgChartInput>;

export const orgChartSchema = z.object({
  rows: z.array(
    z.object({
      employeeId: z.string(),
      managerId: z.string().nullable(),
      /** How many report to the employee directly. */
      reports: z.int(),
      account: z.object({ id: z.string(), name: z.string() }).nullable(),
    }),
  ),
  /** What to send as `after` for the next page. */
  next: z.string().optional(),
  /** Of the whole chart. */
  employees: z.int(),
});
export type OrgChart = z.infer<typeof orgChartSchema>;

/** One level of the chart, or what a search finds in it, by id. */
export async function readOrgChart(context: Context, input: ReadOrgChartInput): Promise<OrgChart> {
  context.require("org-chart.read", house);
  const { managerId, search, after } = input;
  if (managerId !== undefined && search !== undefined) {
    throw new Refusal("invalid", {
      zh: "按上级查看与搜索不能同时使用。",
      en: "Either the reports of a manager or a search, not both.",
    });
  }
  let query = context.db
    .selectFrom("org_employee")
    .leftJoin("account", "account.employee_id", "org_employee.id")
    .leftJoin("auth_user", "auth_user.id", "account.id")
    .select(["org_employee.id", "org_employee.manager_id", "account.id as account_id", "auth_user.name"])
    .select(
      sql<number>`(SELECT count(*)::int FROM org_employee AS below WHERE below.manager_id = org_employee.id)`.as(
        "reports",
      ),
    );
  if (search !== undefined) query = query.where(sql<boolean>`starts_with(org_employee.id, ${search})`);
  else
    query = query.where("org_employee.manager_id", managerId === undefined ? "is" : "=", managerId ?? null);
  if (after !== undefined) query = query.where("org_employee.id", ">", after);
  const found = await query
    .orderBy("org_employee.id")
    .limit(pageSize + 1)
    .execute();
  const { employees } = await context.db
    .selectFrom("org_employee")
    .select(sql<number>`count(*)::int`.as("employees"))
    .executeTakeFirstOrThrow();
  const rows = found.slice(0, pageSize).map((row) => ({
    employeeId: row.id,
    managerId: row.manager_id,
    reports: row.reports,
    account: row.account_id === null ? null : { id: row.account_id, name: row.name ?? "" },
  }));
  const last = rows.at(-1)?.employeeId;
  return { rows, employees, ...(found.length > pageSize && last !== undefined ? { next: last } : {}) };
}
