import type { Kind, Plan, Preview, PreviewColumn, PreviewTable, Source } from "./types.ts";

// What a person decides about the files, as a value: each change makes a new plan. Sources stand in the order of the tables.

export type FieldSource = NonNullable<Source["fields"]>[string];
export type FromColumn = Extract<FieldSource, { column: string }>;
type FieldKind = Kind["fields"][number];

export function planOf(preview: Preview, source: string): Plan {
  return {
    source,
    complete: false,
    mapping: { version: 1, sources: preview.tables.map((table) => table.source) },
  };
}

export const isFromColumn = (from: FieldSource): from is FromColumn => "column" in from;

/** Fields that a column gives, in the order in which they were mapped. */
export function fieldsOfColumn(source: Source, column: string): string[] {
  return Object.entries(source.fields ?? {}).flatMap(([field, from]) =>
    isFromColumn(from) && from.column === column ? [field] : [],
  );
}

export function changeSource(plan: Plan, at: number, change: (source: Source) => Source): Plan {
  const sources = plan.mapping.sources.map((source, i) => (i === at ? change(source) : source));
  return { ...plan, mapping: { version: 1, sources } };
}

/** As another kind: what was recognised for it, or nothing yet. `none` leaves the table out. */
export function asKind(
  table: PreviewTable,
  source: Source,
  kind: Source["kind"],
  kinds: readonly Kind[],
): Source {
  const { file, member } = table.source;
  const place = { ...(file === undefined ? {} : { file }), ...(member === undefined ? {} : { member }) };
  if (kind === "none") return { ...place, kind };
  if (table.source.kind === kind) return table.source;
  if (source.kind === kind) return source;
  const declared = kinds.find(({ name }) => name === kind)?.fields ?? [];
  const found = table.candidates.find((candidate) => candidate.kind === kind)?.fields ?? [];
  const fields = Object.fromEntries(
    found.flatMap(({ field, column: at, confidence }) => {
      const column = table.columns[at];
      const one = declared.find(({ name }) => name === field);
      return column && one ? [[field, { column: column.name, confidence, ...formFor(column, one) }]] : [];
    }),
  );
  return withUnmapped(table, { ...place, kind, fields });
}

/** A column gives these fields and no others; a field has one column, so it leaves the one it had. */
export function withFields(
  table: PreviewTable,
  source: Source,
  column: PreviewColumn,
  names: readonly string[],
  kinds: readonly Kind[],
): Source {
  const declared = kinds.find(({ name }) => name === source.kind)?.fields ?? [];
  const kept = Object.entries(source.fields ?? {}).filter(
    ([field, from]) => !names.includes(field) && !(isFromColumn(from) && from.column === column.name),
  );
  const given = names.map((field): [string, FieldSource] => {
    const before = source.fields?.[field];
    if (before && isFromColumn(before) && before.column === column.name) return [field, before];
    const one = declared.find(({ name }) => name === field);
    return [field, { column: column.name, ...(one ? formFor(column, one) : {}) }];
  });
  return withUnmapped(table, { ...source, fields: Object.fromEntries([...kept, ...given]) });
}

export function withForm(source: Source, field: string, form: Partial<FromColumn>): Source {
  const from = source.fields?.[field];
  if (!from || !isFromColumn(from)) return source;
  const next = Object.fromEntries(
    Object.entries({ ...from, ...form }).filter(([, value]) => value !== undefined),
  ) as FromColumn;
  return { ...source, fields: { ...source.fields, [field]: next } };
}

/** Says of all rows of the table, whichever kind they are, that a field has this value; `undefined` takes it back. */
export function withConstant(
  source: Source,
  field: string,
  constant: string | undefined,
  kinds: readonly Kind[],
): Source {
  const change = (kind: string, fields: Source["fields"] = {}) => {
    const { [field]: before, ...rest } = fields;
    const knows = kinds.find(({ name }) => name === kind)?.fields.some(({ name }) => name === field);
    // A column that says it for its rows goes before what is said of all.
    if (!knows || (before && isFromColumn(before))) return fields;
    return constant === undefined ? rest : { ...rest, [field]: { constant } };
  };
  const also = source.alsoKinds?.map((rule) => ({ ...rule, fields: change(rule.kind, rule.fields) }));
  return { ...source, fields: change(source.kind, source.fields), ...(also ? { alsoKinds: also } : {}) };
}

export function withoutRule(source: Source, at: number): Source {
  const rules = (source.alsoKinds ?? []).filter((_, i) => i !== at);
  const { alsoKinds: _, ...rest } = source;
  return rules.length === 0 ? rest : { ...rest, alsoKinds: rules };
}

/** Columns that mean nothing are named too: by all its columns a file is known again. */
function withUnmapped(table: PreviewTable, source: Source): Source {
  const used = new Set([
    ...Object.values(source.fields ?? {}).flatMap((from) => (isFromColumn(from) ? [from.column] : [])),
    ...(source.alsoKinds ?? []).flatMap(({ when, fields }) => [
      when.column,
      ...Object.values(fields).flatMap((from) => (isFromColumn(from) ? [from.column] : [])),
    ]),
    ...(source.ignored ?? []),
  ]);
  const unmapped = table.columns.map(({ name }) => name).filter((name) => !used.has(name));
  const { unmapped: _, ...rest } = source;
  return unmapped.length === 0 ? rest : { ...rest, unmapped };
}

/** How the column's values would be read as the field. */
function formFor(column: PreviewColumn, { type }: FieldKind): Partial<FromColumn> {
  switch (type) {
    case "time":
    case "date":
      return column.forms.time as Partial<FromColumn>;
    case "money":
    case "price":
      return column.forms.money as Partial<FromColumn>;
    case "quantity":
    case "number":
    case "integer":
      return column.forms.number as Partial<FromColumn>;
    case "rate":
      return column.forms.rate as Partial<FromColumn>;
    default:
      return {};
  }
}

/** Groups of fields of which the table gives none yet, though its kind needs one. */
export function unmetNeeds(source: Source, kinds: readonly Kind[]): string[][] {
  const needs = kinds.find(({ name }) => name === source.kind)?.needs ?? [];
  return needs.filter((group) => !group.some((field) => field in (source.fields ?? {})));
}

/** Amounts that nothing tells the currency of. */
export function lacksCurrency(table: PreviewTable, source: Source, kinds: readonly Kind[]): boolean {
  const fields = kinds.find(({ name }) => name === source.kind)?.fields ?? [];
  const hasCurrency = fields.some(({ name }) => name === "currency");
  const amounts = fields.filter(
    ({ name, type }) => ["money", "price"].includes(type) && name in (source.fields ?? {}),
  );
  if (!hasCurrency || amounts.length === 0 || "currency" in (source.fields ?? {})) return false;
  return table.currency !== "marks";
}

/** How sure a table is: what a person looks at first. */
export type Certainty = "left-out" | "open" | "doubtful" | "sure";

export function certaintyOf(table: PreviewTable, source: Source, kinds: readonly Kind[]): Certainty {
  if (source.kind === "none") return "left-out";
  if (unmetNeeds(source, kinds).length > 0) return "open";
  if (source.kind !== table.source.kind || table.isKept) return "sure";
  return table.confidence >= 0.7 ? "sure" : "doubtful";
}
