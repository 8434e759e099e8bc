import type { paths } from "../../api/index.ts";

export type LedgerView = paths["/api/ledger"]["get"]["responses"][200]["content"]["application/json"];
export type Fault = LedgerView["faults"][number];
