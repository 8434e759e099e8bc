import type { OrgRow, Role } from "../../../people/index.ts";
import { type Reader, sql } from "../../../platform/index.ts";
import { demoSource } from "./demo-job.ts";

interface Employee {
  readonly id: string;
  readonly name: string;
  readonly department: string | undefined;
  readonly managerId: string | undefined;
  readonly hasLeft: boolean;
}

/** Audit stands outside the company's own list of employees, and reports to nobody in it. */
const audit = [
  { id: "SJ0001", name: "沈静", managerId: undefined },
  { id: "SJ0002", name: "何远", managerId: "SJ0001" },
] as const;

export interface DemoStaff {
  readonly chart: readonly OrgRow[];
  /** Who signs in by a role, as an employee; the administrator is none. */
  readonly posts: Readonly<
    Record<Exclude<Role, "administrator">, { readonly id: string; readonly name: string }>
  >;
}

/** The org chart as the imported list of employees tells it, with the people of audit, and one employee a role. */
export async function readDemoStaff(db: Reader): Promise<DemoStaff> {
  const employees = await readEmployees(db);
  const known = new Set(employees.map(({ id }) => id));
  const chart = [...employees, ...audit].map(({ id, managerId }) => ({
    employeeId: id,
    ...(managerId !== undefined && (known.has(managerId) || managerId === audit[0].id) ? { managerId } : {}),
  }));
  const reportsOf = (id: string) =>
    employees.filter(({ managerId, hasLeft }) => managerId === id && !hasLeft);
  const manager = employees.find(({ id, managerId }) => managerId !== undefined && reportsOf(id).length > 0);
  const seller = manager && reportsOf(manager.id)[0];
  const clerk = employees.find(({ department }) => department?.includes("财务"));
  if (!manager || !seller || !clerk)
    throw new Error("The demo company lacks a manager, a seller or a clerk.");
  const [lead, auditor] = audit;
  return { chart, posts: { "lead-auditor": lead, auditor, manager, salesperson: seller, finance: clerk } };
}

async function readEmployees(db: Reader): Promise<Employee[]> {
  const rows = await db
    .selectFrom("record_version")
    .innerJoin("import_batch", "import_batch.id", "record_version.batch")
    .select(sql<Readonly<Record<string, string | undefined>>>`record_version.fields`.as("fields"))
    .where("record_version.kind", "=", "employee")
    .where("import_batch.source", "=", demoSource)
    .where("import_batch.state", "=", "committed")
    .orderBy("record_version.id")
    .execute();
  return rows.flatMap(({ fields }) => {
    const { employee_id: id, name, department, manager_id: managerId, left_on: leftOn } = fields;
    return id && name ? [{ id, name, department, managerId, hasLeft: leftOn !== undefined }] : [];
  });
}
