import { sql, type Warehouse } from "../../platform/index.ts";
import type { FieldType } from "../kinds/define-kind.ts";
import { type KindName, kindNamed } from "../kinds/kinds.ts";
import { formOf } from "../mapping/column-form.ts";
import { explainField } from "../mapping/explain-field.ts";
import { type ProfiledTable, rankKinds } from "../mapping/guess-table.ts";
import type { SourceMapping } from "../mapping/mapping.ts";
import type { Question } from "../mapping/questions.ts";
import type { Candidate, PreviewColumn, PreviewTable } from "./preview.ts";

const samplesShown = 5;
const sampleLength = 120;

interface Understood {
  readonly source: SourceMapping;
  readonly isKept: boolean;
  readonly question: Question | undefined;
}

/** What a person sees of a table before it is imported. */
export async function previewTable(
  warehouse: Warehouse,
  input: ProfiledTable,
  { source, isKept, question }: Understood,
): Promise<PreviewTable> {
  const { table } = input;
  const { path, member, format, encoding, delimiter, rows, refused, bytes } = table;
  const samples = await readSamples(warehouse, input);
  return {
    path,
    ...(member === undefined ? {} : { member }),
    format,
    ...(encoding === undefined ? {} : { encoding }),
    ...(delimiter === undefined ? {} : { delimiter }),
    rows,
    refused,
    bytes,
    columns: table.columns.map((name, i) => previewColumn(input, name, i, samples[i] ?? [])),
    source,
    confidence: isKept ? 1 : (source.confidence ?? 0),
    isKept,
    ...(question ? { question: question.message } : {}),
    candidates: candidatesOf(input),
    currency: currencyOf(input, source),
    doubleHeader: hasDoubleHeader(input, samples),
  };
}

/** Of each column its first cells, from the same rows. */
async function readSamples(warehouse: Warehouse, { table }: ProfiledTable): Promise<string[][]> {
  const cells = table.columns.map((_, i) => sql`left(${sql.ref(`c${i}`)}, ${sql.lit(sampleLength)})`);
  const columns = table.columns.map((): string[] => []);
  const query = sql`SELECT ${sql.join(cells)} FROM ${sql.ref(table.name)} LIMIT ${sql.lit(samplesShown)}`;
  for await (const chunk of warehouse.columns(query)) {
    for (const [i, values] of chunk.columns.entries()) {
      columns[i]?.push(...values.map((value) => (typeof value === "string" ? value : "")));
    }
  }
  return columns;
}

const classes = { time: "time", money: "money", number: "quantity", rate: "rate" } as const satisfies Record<
  string,
  FieldType
>;

function previewColumn(
  { profiles, headers }: ProfiledTable,
  name: string,
  index: number,
  samples: readonly string[],
): PreviewColumn {
  const profile = profiles[index];
  const as = (type: FieldType) =>
    profile ? formOf(profile, headers[index], { type, zh: "", en: "", also: [] }) : {};
  // Where the first rows are empty there, values from further down tell more.
  const isBare = samples.every((sample) => sample === "");
  return {
    name,
    samples: isBare ? (profile?.examples ?? []).map((text) => text.slice(0, sampleLength)) : [...samples],
    empty: profile?.empty ?? 0,
    forms: {
      time: as(classes.time),
      money: as(classes.money),
      number: as(classes.number),
      rate: as(classes.rate),
    },
  };
}

function candidatesOf(input: ProfiledTable): Candidate[] {
  if (input.profiles.length === 0) return [];
  return rankKinds(input)
    .filter(({ fields }) => fields.size > 0)
    .map(({ kind, fields }) => ({
      kind: kind.name as KindName,
      fields: [...fields].map(([field, { column, confidence }]) => ({
        field,
        column,
        confidence,
        why: explainField(input, { kind, field, column }),
      })),
    }));
}

/** Amounts whose currency neither a column nor a sign tells are in none until a person says which. */
function currencyOf({ table, profiles }: ProfiledTable, source: SourceMapping): PreviewTable["currency"] {
  const kind = kindNamed(source.kind);
  const fields = source.fields ?? {};
  if (!kind || !("currency" in kind.fields)) return "none";
  if (fields.currency) return "column" in fields.currency ? "column" : "header";
  const amounts = Object.entries(fields).flatMap(([field, from]) => {
    const type = kind.fields[field]?.type;
    return "column" in from && (type === "money" || type === "price") ? [from.column] : [];
  });
  if (amounts.length === 0) return "none";
  const isMarked = amounts.some(
    (column) => (profiles[table.columns.indexOf(column)]?.currencies.length ?? 0) > 0,
  );
  return isMarked ? "marks" : "open";
}

/** Two rows of headings: where nearly all values are numbers or dates, the first one is a word. */
function hasDoubleHeader({ profiles }: ProfiledTable, samples: readonly (readonly string[])[]): boolean {
  const measured = profiles.filter(
    ({ numbers, dates, numericDates, values }) =>
      values >= 3 && numbers + dates + numericDates >= 0.5 && numbers < 1 && dates < 1,
  );
  const words = measured.filter(({ index }) => {
    const [first = "", second = ""] = samples[index] ?? [];
    return /\p{L}/u.test(first) && !/\d/.test(first) && /\d/.test(second);
  });
  return words.length >= 2;
}
