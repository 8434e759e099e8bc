import { readTable } from "./read-table.ts";

const headings = {
  name: ["姓名", "名字", "员工姓名", "name", "full name"],
  email: ["邮箱", "电子邮箱", "邮件", "电子邮件", "email", "e-mail", "mail"],
  employeeId: [
    "员工编号",
    "员工号",
    "工号",
    "员工id",
    "编号",
    "employee id",
    "employeeid",
    "employee",
    "employee number",
  ],
  managerId: [
    "上级编号",
    "上级工号",
    "上级",
    "直属上级",
    "经理编号",
    "主管编号",
    "manager id",
    "managerid",
    "manager",
    "reports to",
  ],
} as const;

type Field = keyof typeof headings;
type ReadRow = Partial<Record<Field, string>>;

export interface ReadRows {
  readonly rows: readonly ReadRow[];
  /** Columns that are needed and were not found in the first line. */
  readonly missing: readonly Field[];
}

/** Rows by the headings of the first line, whichever language and order they stand in. Empty cells are left out. */
export function readPeople(text: string, needed: readonly Field[], optional: readonly Field[]): ReadRows {
  const [first = [], ...rest] = readTable(text);
  const plain = first.map((heading) => heading.toLowerCase().replace(/[\s_]+/g, " "));
  const columns = new Map<Field, number>();
  for (const field of [...needed, ...optional]) {
    const known: readonly string[] = headings[field];
    const column = plain.findIndex(
      (heading) => known.includes(heading) || known.includes(heading.replaceAll(" ", "")),
    );
    if (column !== -1) columns.set(field, column);
  }
  const rows = rest.map((cells): ReadRow => {
    const found = [...columns].map(([field, column]) => [field, cells[column] ?? ""] as const);
    return Object.fromEntries(found.filter(([, value]) => value !== ""));
  });
  return { rows, missing: needed.filter((field) => !columns.has(field)) };
}
