import type { paths } from "../../api/index.ts";

type Screen = paths["/api/statements"]["get"]["responses"]["200"]["content"]["application/json"];
export type Company = Screen["companies"][number];
export type Year = Company["years"][number];
