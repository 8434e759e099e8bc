import type { paths } from "../../api/index.ts";

type Answer<Path extends keyof paths> = paths[Path] extends {
  get: { responses: { 200: { content: { "application/json": infer Body } } } };
}
  ? Body
  : never;

export type Upload = Answer<"/api/uploads/{id}">;
export type Preview = NonNullable<NonNullable<Upload["preview"]>["result"]>;
export type PreviewTable = Preview["tables"][number];
export type PreviewColumn = PreviewTable["columns"][number];
export type Job = NonNullable<Upload["preview"]>["job"];
export type Plan = NonNullable<Upload["plan"]>;
export type Source = Plan["mapping"]["sources"][number];
export type DryRun = NonNullable<NonNullable<Upload["dryRun"]>["result"]>;
export type Kind = Answer<"/api/import-kinds">[number];
export type ImportRow = Answer<"/api/imports">["rows"][number];
export type ImportDetail = Answer<"/api/imports/{id}">;
export type Count = ImportRow["counts"][number];
export type Reason = ImportDetail["reasons"][number];
export type MappingChange = Answer<"/api/mappings/{name}/differences">[number];
