import { client, type paths } from "../../api/index.ts";

type Chart = paths["/api/org-chart"]["get"]["responses"]["200"]["content"]["application/json"];
export type Employee = Chart["rows"][number];

/** Everybody who reports to the manager directly, page after page. */
export async function loadLevel(managerId: string): Promise<Employee[]> {
  const all: Employee[] = [];
  let after: string | undefined;
  do {
    const query = { managerId, ...(after === undefined ? {} : { after }) };
    const { data, error } = await client.GET("/api/org-chart", { params: { query } });
    if (!data) throw error;
    all.push(...data.rows);
    after = data.next;
  } while (after !== undefined);
  return all;
}
