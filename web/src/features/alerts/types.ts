import type { paths } from "../../api/index.ts";

export type AlertRow =
  paths["/api/alerts"]["get"]["responses"]["200"]["content"]["application/json"]["rows"][number];
export type AlertDetail = paths["/api/alerts/{id}"]["get"]["responses"]["200"]["content"]["application/json"];
export type AlertCounts =
  paths["/api/alerts/counts"]["get"]["responses"]["200"]["content"]["application/json"];
export type AlertStep =
  paths["/api/alerts/actions"]["post"]["requestBody"]["content"]["application/json"]["step"];
export type AlertStatus = AlertRow["status"];
export type Query = NonNullable<paths["/api/alerts"]["get"]["parameters"]["query"]>;
