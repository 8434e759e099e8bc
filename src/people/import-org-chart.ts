import { z } from "zod";
import { type Bilingual, type Context, Refusal } from "../platform/index.ts";
import { employeeId, house } from "./account.ts";

const orgRow = z.object({
  employeeId,
  /** Left out at the top. */
  managerId: employeeId.optional(),
});
export type OrgRow = z.infer<typeof orgRow>;

export const importOrgChartInput = z.object({ rows: z.array(orgRow).min(1).max(200_000) });

/** Puts the rows in the place of the whole chart. Gives the number of employees. */
export function importOrgChart(
  context: Context,
  { rows }: { readonly rows: readonly OrgRow[] },
): Promise<number> {
  return context.commit(async (tx) => {
    context.require("org-chart.import", house);
    const problems = orgChartProblems(rows);
    if (problems.length > 0) throw new Refusal("invalid", problems);
    const before = await tx.selectFrom("org_employee").select(["id", "manager_id"]).orderBy("id").execute();
    await tx.deleteFrom("org_employee").execute();
    const after = rows.map((row) => ({ id: row.employeeId, manager_id: row.managerId ?? null }));
    for (let i = 0; i < after.length; i += 5_000) {
      await tx
        .insertInto("org_employee")
        .values(after.slice(i, i + 5_000))
        .execute();
    }
    const seals = { rows: rows.length };
    return {
      result: rows.length,
      event: { type: "org-chart.imported", subject: "org-chart", before, after, seals },
    };
  });
}

/** Employees named twice, managers who are not in the rows, and circles; rows are counted from 1. */
export function orgChartProblems(rows: readonly OrgRow[]): Bilingual[] {
  const problems: Bilingual[] = [];
  const rowOf = new Map<string, number>();
  rows.forEach(({ employeeId: id }, i) => {
    const earlier = rowOf.get(id);
    if (earlier === undefined) rowOf.set(id, i);
    else {
      problems.push({
        zh: `第 ${i + 1} 行：员工 ${id} 已在第 ${earlier + 1} 行出现。`,
        en: `Row ${i + 1}: employee ${id} is in row ${earlier + 1} already.`,
      });
    }
  });
  rows.forEach(({ employeeId: id, managerId }, i) => {
    if (managerId === undefined || rowOf.has(managerId)) return;
    problems.push({
      zh: `第 ${i + 1} 行：员工 ${id} 的上级 ${managerId} 不在组织架构中。`,
      en: `Row ${i + 1}: ${managerId}, the manager of ${id}, is not in the chart.`,
    });
  });
  return problems.length > 0 ? problems : circles(rows);
}

/** One problem a circle: everyone in it would be above and below themselves. */
function circles(rows: readonly OrgRow[]): Bilingual[] {
  const managerOf = new Map(rows.map((row) => [row.employeeId, row.managerId]));
  const settled = new Set<string>();
  const problems: Bilingual[] = [];
  for (const { employeeId: start } of rows) {
    const path = new Set<string>();
    let id: string | undefined = start;
    while (id !== undefined && !settled.has(id) && !path.has(id)) {
      path.add(id);
      id = managerOf.get(id);
    }
    if (id !== undefined && path.has(id)) {
      const walked = [...path];
      const circle = [...walked.slice(walked.indexOf(id)), id].join(" → ");
      problems.push({ zh: `上下级成环：${circle}。`, en: `The chart goes in a circle: ${circle}.` });
    }
    for (const one of path) settled.add(one);
  }
  return problems;
}
