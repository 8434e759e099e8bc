import type { paths } from "../../api/index.ts";

type RankingPage = paths["/api/ranking"]["get"]["responses"]["200"]["content"]["application/json"];
export type Line = RankingPage["rows"][number];
export type Unit = NonNullable<NonNullable<paths["/api/ranking"]["get"]["parameters"]["query"]>["unit"]>;
export type Models = paths["/api/ranking/models"]["get"]["responses"]["200"]["content"]["application/json"];
export type Model = Models["models"][number];
export type Job = Models["jobs"][number];
