import type { paths } from "../../api/schema.d.ts";

export type View =
  paths["/api/network/{kind}/{id}"]["get"]["responses"]["200"]["content"]["application/json"];
export type Overview = paths["/api/network"]["get"]["responses"]["200"]["content"]["application/json"];
export type Community = Overview["communities"][number];
export type Node = View["nodes"][number];
export type Link = View["links"][number];
export type NodeKind = Node["kind"];
export type Relation = Link["relation"];
