import type { Language } from "../../platform/index.ts";
import { kindNamed } from "../kinds/kinds.ts";
import type { Fields, FromColumn, Mapping } from "./mapping.ts";

/** One line of the table that shows a mapping. */
export interface MappingRow {
  readonly file: string;
  readonly kind: string;
  readonly field: string;
  readonly column: string;
  readonly confidence: number | undefined;
  readonly form: string;
}

const unused = { zh: "（未用，保留在原始行）", en: "(unused, kept with the source row)" };

export function describeMapping(mapping: Mapping, language: Language): MappingRow[] {
  return mapping.sources.flatMap((source) => {
    const file = [source.file ?? "*", source.member].filter(Boolean).join(" › ");
    const rows = (kind: string, fields: Fields, suffix: string) =>
      fieldRows(file, kind, fields, suffix, language);
    const also = (source.alsoKinds ?? []).flatMap(({ kind, fields, when }) => {
      const { column, ...rule } = when;
      return rows(
        kind,
        fields,
        ` · ${column} ${Object.entries(rule)
          .map(([how, what]) => `${how} ${[what].flat().join("|")}`)
          .join()}`,
      );
    });
    const left = (source.unmapped ?? []).map((column) => ({
      file,
      kind: "",
      field: unused[language],
      column,
      confidence: undefined,
      form: "",
    }));
    return [...rows(source.kind, source.fields ?? {}, ""), ...also, ...left];
  });
}

function fieldRows(
  file: string,
  kindName: string,
  fields: Fields,
  suffix: string,
  language: Language,
): MappingRow[] {
  const kind = kindNamed(kindName);
  const title = `${kind?.title[language] ?? kindName}${suffix}`;
  return Object.entries(fields).map(([field, from]) => ({
    file,
    kind: title,
    field: kind?.fields[field]?.[language] ?? field,
    column: "column" in from ? from.column : `= ${from.constant}`,
    confidence: "column" in from ? from.confidence : undefined,
    form: "column" in from ? formText(from) : "",
  }));
}

function formText({ date, zone, decimal, factor, rate, lookup }: FromColumn): string {
  return [
    date,
    zone,
    decimal === undefined ? undefined : `0${decimal}00`,
    factor === undefined ? undefined : `×${factor}`,
    rate === undefined ? undefined : rate === "percent" ? "13 = 13%" : "0.13 = 13%",
    lookup === undefined ? undefined : `→ ${lookup}`,
  ]
    .filter((part) => part !== undefined)
    .join(" ");
}
