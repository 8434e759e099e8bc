import type { paths } from "../../api/index.ts";

export type KindView = paths["/api/kinds"]["get"]["responses"]["200"]["content"]["application/json"][number];
export type FieldView = KindView["fields"][number];
export type RecordPage =
  paths["/api/records/{kind}"]["get"]["responses"]["200"]["content"]["application/json"];
export type RecordRow = RecordPage["rows"][number];
export type Total = NonNullable<RecordPage["total"]>;
export type SavedView = paths["/api/views"]["get"]["responses"]["200"]["content"]["application/json"][number];

export type FilterOp = "is" | "contains" | "from" | "to" | "empty" | "filled";

export interface FilterChoice {
  readonly field: string;
  readonly op: FilterOp;
  /** As the server takes it: money in minor units. */
  readonly value: string;
}

/** What is looked at; the address of the page says it. */
export interface Choice {
  readonly search: string;
  readonly filters: readonly FilterChoice[];
  readonly gone: "without" | "with" | "only";
  /** Empty: those that suit the kind. */
  readonly columns: readonly string[];
  readonly sort: string;
  readonly isDescending: boolean;
  /** The saved view that it came from. */
  readonly view: string | undefined;
}
