import { z } from "zod";
import type { Resource } from "../../people/index.ts";
import { Refusal } from "../../platform/index.ts";

const line = z.string().max(300);

/** What is looked at, as the address of a list says it; the room that lists the kind judges whether it makes sense. */
export const viewDefinition = z.object({
  search: line.optional(),
  filters: z.array(z.object({ field: line, op: line, value: line.default("") })).max(20),
  source: line.optional(),
  entity: line.optional(),
  gone: z.enum(["without", "with", "only"]).default("without"),
  columns: z.array(line).max(80),
  sort: line,
  descending: z.boolean(),
});

export const viewName = z.string().trim().min(1).max(60);

export const viewSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  kind: z.string(),
  definition: viewDefinition,
  isShared: z.boolean(),
  isMine: z.boolean(),
  version: z.int(),
  savedAt: z.iso.datetime(),
});
export type View = z.output<typeof viewSchema>;

export interface ViewRow {
  readonly id: string;
  readonly owner: string;
  readonly name: string;
  readonly kind: string;
  readonly definition: unknown;
  readonly is_shared: boolean;
  readonly version: number;
  readonly saved_at: Date;
}

export function viewResource({
  id,
  owner,
  is_shared,
}: Pick<ViewRow, "id" | "owner" | "is_shared">): Resource {
  return { type: "View", id, owner, isShared: is_shared };
}

export const subjectOf = (id: string) => `view:${id}`;

export function viewOf(row: ViewRow, account: string): View {
  return {
    id: row.id,
    name: row.name,
    kind: row.kind,
    definition: viewDefinition.parse(row.definition),
    isShared: row.is_shared,
    isMine: row.owner === account,
    version: row.version,
    savedAt: row.saved_at.toISOString(),
  };
}

export const noSuchView = () =>
  new Refusal("not-found", { zh: "没有这个视图。", en: "There is no such view." });

export const nameTaken = (name: string) =>
  new Refusal("conflict", {
    zh: `您已有名为“${name}”的视图，请换一个名称。`,
    en: `You have a view called ${name} already; choose another name.`,
  });
