import type { Bilingual } from "../../platform/index.ts";
import { kindNamed } from "../kinds/kinds.ts";
import type { Fields, FromColumn, Mapping } from "./mapping.ts";

/** One column of a source and what it was taken for. */
export interface MappingRow {
  readonly file: string;
  /** Kind and field by their names in files and JSON; empty for a column that is kept with the source row only. */
  readonly kind: string;
  readonly field: string;
  readonly kindTitle: Bilingual;
  readonly fieldTitle: Bilingual;
  readonly column: string;
  /** 0–1 where it was guessed. */
  readonly confidence?: number;
  /** How numbers, dates or names are written, where it is not the plain form. */
  readonly form?: string;
  /** Which rows of the source are of this kind, where not all are: `InvoiceNo startsWith C`. */
  readonly when?: string;
}

const unused = { zh: "未用，保留在原始行", en: "unused, kept with the source row" };

export function describeMapping(mapping: Mapping): MappingRow[] {
  return mapping.sources.flatMap((source) => {
    const file = [source.file ?? "*", source.member].filter(Boolean).join(" › ");
    const also = (source.alsoKinds ?? []).flatMap(({ kind, fields, when }) => {
      const { column, ...rule } = when;
      const told = Object.entries(rule).map(([how, what]) => `${column} ${how} ${[what].flat().join("|")}`);
      return fieldRows(file, kind, fields).map((row) => ({ ...row, when: told.join() }));
    });
    const left = (source.unmapped ?? []).map((column) => ({
      file,
      kind: "",
      field: "",
      kindTitle: unused,
      fieldTitle: unused,
      column,
    }));
    return [...fieldRows(file, source.kind, source.fields ?? {}), ...also, ...left];
  });
}

function fieldRows(file: string, kindName: string, fields: Fields): MappingRow[] {
  const kind = kindNamed(kindName);
  return Object.entries(fields).map(([field, from]) => {
    const { zh, en } = kind?.fields[field] ?? { zh: field, en: field };
    const common = {
      file,
      kind: kindName,
      field,
      kindTitle: kind?.title ?? { zh: kindName, en: kindName },
      fieldTitle: { zh, en },
    };
    if (!("column" in from)) return { ...common, column: `= ${from.constant}` };
    const form = formText(from);
    const { column, confidence } = from;
    return {
      ...common,
      column,
      ...(confidence === undefined ? {} : { confidence }),
      ...(form === "" ? {} : { form }),
    };
  });
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
