import type { paths } from "../../api/schema.d.ts";

export type Dashboard = paths["/api/dashboard"]["get"]["responses"]["200"]["content"]["application/json"];
export type SalesBoard = NonNullable<Dashboard["sales"]>;
export type SuspicionBoard = NonNullable<Dashboard["suspicions"]>;
export type SystemBoard = NonNullable<Dashboard["system"]>;
export type Ranked = SuspicionBoard["sellers"][number];
export type Grain = SalesBoard["grain"];

/** What the reader has chosen to look at. */
export interface Choice {
  readonly currency?: string;
  readonly legalEntity?: string;
  readonly grain: Grain;
}
