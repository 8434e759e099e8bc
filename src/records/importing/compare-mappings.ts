import { z } from "zod";
import { fieldsOf, kindNamed } from "../kinds/kinds.ts";
import type { FromColumn, Mapping, SourceMapping } from "../mapping/mapping.ts";
import { bilingual } from "./schemas.ts";

/** One thing that two versions of a mapping say differently. */
export const mappingChange = z.object({
  file: z.string(),
  /** Which kind of record the field belongs to; absent where the kind itself or a whole table differs. */
  kind: z.string().optional(),
  field: z.string().optional(),
  title: bilingual,
  before: z.string().optional(),
  after: z.string().optional(),
});
export type MappingChange = z.infer<typeof mappingChange>;

/** In the order of the tables and fields of the later version; what it no longer holds comes last. */
export function compareMappings(before: Mapping | undefined, after: Mapping): MappingChange[] {
  const [old, now] = [linesOf(before), linesOf(after)];
  const keys = [...now.keys(), ...[...old.keys()].filter((key) => !now.has(key))];
  return keys.flatMap((key) => {
    const [was, is] = [old.get(key), now.get(key)];
    const line = is ?? was;
    if (!line || was?.text === is?.text) return [];
    const { text: _, ...place } = line;
    return [{ ...place, ...(was ? { before: was.text } : {}), ...(is ? { after: is.text } : {}) }];
  });
}

type Line = Omit<MappingChange, "before" | "after"> & { readonly text: string };

function linesOf(mapping: Mapping | undefined): Map<string, Line> {
  const lines = (mapping?.sources ?? []).flatMap(linesOfSource);
  return new Map(lines.map((line) => [JSON.stringify([line.file, line.kind, line.field]), line]));
}

function linesOfSource(source: SourceMapping): Line[] {
  const file = [source.file ?? "*", source.member].filter(Boolean).join(" › ");
  const kindLine = {
    file,
    title: { zh: "数据种类", en: "Kind of record" },
    text: source.kind,
  };
  const groups = [{ kind: source.kind, fields: source.fields ?? {} }, ...(source.alsoKinds ?? [])];
  return [
    kindLine,
    ...groups.flatMap(({ kind: name, fields }) => {
      const kind = kindNamed(name);
      const order = kind ? fieldsOf(kind).map(([field]) => field) : [];
      return Object.entries(fields)
        .sort(([a], [b]) => order.indexOf(a) - order.indexOf(b))
        .map(([field, from]) => ({
          file,
          kind: name,
          field,
          title: titleOf(name, field),
          text: "constant" in from ? `= ${from.constant}` : columnText(from),
        }));
    }),
    ...(source.alsoKinds ?? []).map(({ kind, when: { column, ...rule } }) => ({
      file,
      kind,
      title: { zh: "哪些行", en: "Which rows" },
      text: `${column} ${Object.entries(rule)
        .map(([how, what]) => `${how} ${[what].flat().join("|")}`)
        .join()}`,
    })),
  ];
}

function titleOf(kind: string, field: string) {
  const { zh, en } = kindNamed(kind)?.fields[field] ?? { zh: field, en: field };
  return { zh, en };
}

function columnText({ column, date, zone, decimal, factor, rate, lookup }: FromColumn): string {
  const form = [
    date,
    zone,
    decimal === "," ? "0,00" : undefined,
    factor === undefined ? undefined : `×${factor}`,
    rate === undefined ? undefined : rate === "percent" ? "13 = 13%" : "0.13 = 13%",
    lookup === undefined ? undefined : `→ ${lookup}`,
  ].filter((part) => part !== undefined);
  return form.length === 0 ? column : `${column} (${form.join(", ")})`;
}
