import type { paths } from "../../api/index.ts";

type Get<Path extends keyof paths> = paths[Path] extends {
  get: { responses: { 200: { content: { "application/json": infer Answer } } } };
}
  ? Answer
  : never;

export type RecordView = Get<"/api/records/{kind}/{record}">;
export type ShownValue = RecordView["values"][number];
export type VersionView = RecordView["versions"][number];
export type Change = VersionView["changes"][number];
export type RelatedGroup = RecordView["related"][number];
export type Summary = RelatedGroup["rows"][number];
export type FormView = Get<"/api/forms/{kind}">;
export type FormField = FormView["fields"][number];
export type FieldType = FormField["type"];
export type Section = FormView["sections"][number];

/** Where a record's page is. */
export const recordPath = (kind: string, record: string) => `/records/${kind}/${record}`;
