import type { paths } from "../../api/schema.d.ts";

export type Kind = "seller" | "customer";
export type Party = paths["/api/sellers/{id}"]["get"]["responses"]["200"]["content"]["application/json"];
export type PartyRow =
  paths["/api/sellers"]["get"]["responses"]["200"]["content"]["application/json"]["rows"][number];
export type Figure = NonNullable<Party["figures"]>[number];
export type Sort = NonNullable<NonNullable<paths["/api/sellers"]["get"]["parameters"]["query"]>["sort"]>;
