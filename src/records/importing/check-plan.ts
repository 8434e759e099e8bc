import { z } from "zod";
import type { Bilingual } from "../../platform/index.ts";
import type { Kind } from "../kinds/define-kind.ts";
import { kindNamed } from "../kinds/kinds.ts";
import type { Fields, SourceMapping } from "../mapping/mapping.ts";
import { sourceFor, type TablePlace, tableName } from "../mapping/mapping-file.ts";
import type { Preview, PreviewTable } from "./preview.ts";
import { bilingual, type Plan } from "./schemas.ts";

/** What stands in the way of an import: of which table, and of which field where it is about one. */
export const problemSchema = z.object({
  /** Place among the preview's tables; absent where all are concerned. */
  table: z.int().optional(),
  field: z.string().optional(),
  message: bilingual,
});
export type PlanProblem = z.infer<typeof problemSchema>;

/** Everything that is wrong with a plan for these files, in sentences; nothing where it may be imported. */
export function checkPlan(preview: Preview, plan: Plan): PlanProblem[] {
  const problems = preview.tables.flatMap((table, i) =>
    tableProblems(table, sourceFor(plan.mapping, placeOf(table))).map((problem) => ({
      table: i,
      ...problem,
    })),
  );
  const isUsed = preview.tables.some(
    (table) => (sourceFor(plan.mapping, placeOf(table))?.kind ?? "none") !== "none",
  );
  return isUsed ? problems : [...problems, { message: nothingUsed }];
}

/** A mapping finds its tables by place and columns, which a preview knows as well as the table itself. */
const placeOf = ({ path, member, columns }: PreviewTable): TablePlace => ({
  path,
  member,
  columns: columns.map(({ name }) => name),
});

function tableProblems(table: PreviewTable, source: SourceMapping | undefined): Omit<PlanProblem, "table">[] {
  if (!source) return [{ message: unsettled(tableName(table)) }];
  const kind = kindNamed(source.kind);
  if (!kind) return [];
  const also = (source.alsoKinds ?? []).flatMap(({ kind: name, fields }) => {
    const other = kindNamed(name);
    return other ? groupProblems(table, other, fields) : [];
  });
  return [...groupProblems(table, kind, source.fields ?? {}), ...also];
}

function groupProblems(table: PreviewTable, kind: Kind, fields: Fields): Omit<PlanProblem, "table">[] {
  const names = new Set(table.columns.map(({ name }) => name));
  const absent = Object.entries(fields).flatMap(([field, from]) =>
    "column" in from && !names.has(from.column)
      ? [{ field, message: noSuchColumn(table, kind, field, from.column) }]
      : [],
  );
  const unmet = kind.needs
    .filter((group) => !group.some((field) => field in fields))
    .map((group) => ({ ...(group[0] ? { field: group[0] } : {}), message: lacks(table, kind, group) }));
  return [...absent, ...unmet];
}

function lacks(table: PreviewTable, kind: Kind, group: readonly string[]): Bilingual {
  const named = (language: "zh" | "en") => group.map((field) => kind.fields[field]?.[language] ?? field);
  return {
    zh: `${tableName(table)}：作为${kind.title.zh}导入，必须指定${named("zh")
      .map((name) => `“${name}”`)
      .join("或")}是哪一列。`,
    en: `${tableName(table)}: to be imported as ${kind.title.en}, it needs a column for ${named("en").join(" or ")}.`,
  };
}

function noSuchColumn(table: PreviewTable, kind: Kind, field: string, column: string): Bilingual {
  const title = kind.fields[field] ?? { zh: field, en: field };
  return {
    zh: `${tableName(table)}：没有名为“${column}”的列，无法用作“${title.zh}”。`,
    en: `${tableName(table)}: there is no column ${column} to serve as ${title.en}.`,
  };
}

const unsettled = (table: string): Bilingual => ({
  zh: `${table}：请选择它是哪类数据，或选择不导入。`,
  en: `${table}: choose what it holds, or leave it out.`,
});

const nothingUsed: Bilingual = {
  zh: "所有表都选择了不导入，没有可导入的内容。",
  en: "Every table is left out; there is nothing to import.",
};
