import { type Bilingual, Refusal, type Warehouse } from "../../platform/index.ts";
import type { Kind } from "../kinds/define-kind.ts";
import { type KindName, kindNamed } from "../kinds/kinds.ts";
import type { RawTable } from "../reading/raw-table.ts";
import { formOf, noteForm } from "./column-form.ts";
import {
  type GuessedField,
  type GuessedTable,
  guessFields,
  guessTable,
  kindThreshold,
  type ProfiledTable,
  profiled,
} from "./guess-table.ts";
import type { Fields, Mapping, SourceMapping } from "./mapping.ts";
import { namedColumns, requireFitting, sourceFor, tableName } from "./mapping-file.ts";
import { profileTable } from "./profile.ts";
import { askForKind, askForNeeds, type Question } from "./questions.ts";
import {
  findOverlaps,
  type LookupKind,
  lookupKinds,
  type Master,
  type Overlaps,
  referredKind,
} from "./references.ts";
import { guessRouting } from "./routing.ts";
import { addStandIns } from "./stand-ins.ts";

export interface GuessedMapping {
  readonly mapping: Mapping;
  /** What cannot be guessed and must be said in a mapping. */
  readonly questions: readonly Question[];
  readonly notes: readonly Bilingual[];
  /** What the tables' columns look like and refer to, in the order of the tables. */
  readonly profiles: readonly ProfiledTable[];
}

/** What every table is and what its columns mean; what `given` says is taken as it stands, and only the rest is guessed. */
export async function guessMapping(
  warehouse: Warehouse,
  tables: readonly RawTable[],
  given: Mapping = { version: 1, sources: [] },
  /** How the person calls what was given. */
  givenAs = "mapping",
): Promise<GuessedMapping> {
  await requireFitting(warehouse, given, tables, givenAs);
  const inputs: ProfiledTable[] = [];
  for (const table of tables) {
    const source = sourceFor(given, table);
    const settled = source !== undefined && (source.kind === "none" || source.fields !== undefined);
    // A settled table is still read by others' references.
    inputs.push(profiled(table, settled && tables.length === 1 ? [] : await profileTable(warehouse, table)));
  }
  const first = inputs.map((input) => guessAs(input, sourceFor(given, input.table)));
  const masters = inputs.flatMap((input, i) => masterOf(input, first[i]));
  const overlaps = await findOverlaps(warehouse, inputs, masters);
  const full = inputs.map((bare) => ({ ...bare, overlaps: overlaps.get(bare.table) ?? new Map() }));
  const sources: SourceMapping[] = [];
  const questions: Question[] = [];
  const notes: Bilingual[] = noteUnused(given, tables, givenAs);
  for (const input of full) {
    const { table } = input;
    const source = sourceFor(given, table);
    if (source && (source.kind === "none" || source.fields)) {
      sources.push({ ...source, ...placeInMapping(table, tables) });
      continue;
    }
    const guess = guessAs(input, source);
    const written = guess && (await writeSource(warehouse, input, guess, tables));
    const draft = written?.source ?? {
      ...placeInMapping(table, tables),
      kind: "none",
      unmapped: [...table.columns],
    };
    const asked = questionsOf(input, guess, source, draft);
    questions.push(...asked);
    if (!written || asked.length > 0) continue;
    sources.push(written.source);
    notes.push(...written.notes);
  }
  return { mapping: { version: 1, sources }, questions, notes, profiles: full };
}

/** A slip in a file name would otherwise go unseen; where nothing fits, the mapping is another's. */
function noteUnused(given: Mapping, tables: readonly RawTable[], givenAs: string): Bilingual[] {
  const used = new Set(tables.map((table) => sourceFor(given, table)));
  const unused = given.sources.filter((source) => !used.has(source));
  const notes = unused.map(({ file = "*", kind }) => ({
    zh: `${givenAs}：其中的 ${file}（${kind}）没有对应的输入文件。`,
    en: `${givenAs}: it speaks of ${file} (${kind}), which is not among the files given.`,
  }));
  if (unused.length > 0 && unused.length === given.sources.length) throw new Refusal("invalid", notes);
  return notes;
}

function guessAs(input: ProfiledTable, source: SourceMapping | undefined): GuessedTable | undefined {
  const kind = source && kindNamed(source.kind);
  if (!kind) return source?.kind === "none" ? undefined : guessTable(input);
  return {
    kind,
    ...(source.fields ? settledFields(input, kind, source.fields) : guessFields(input, kind)),
    confidence: 1,
  };
}

function settledFields(
  { table }: ProfiledTable,
  kind: Kind,
  fields: Fields,
): Pick<GuessedTable, "fields" | "unmet"> {
  const found = new Map<string, GuessedField>();
  for (const [field, from] of Object.entries(fields)) {
    if ("column" in from) found.set(field, { column: table.columns.indexOf(from.column), confidence: 1 });
  }
  return { fields: found, unmet: kind.needs.filter((group) => !group.some((field) => field in fields)) };
}

function questionsOf(
  input: ProfiledTable,
  guess: GuessedTable | undefined,
  source: SourceMapping | undefined,
  draft: SourceMapping,
): Question[] {
  const { table } = input;
  if (table.rows === 0 && !source) return [];
  if (!guess || (!source && guess.confidence < kindThreshold && guess.unmet.length === 0))
    return [askForKind(table, guess?.kind, draft)];
  if (guess.unmet.length === 0) return [];
  return guess.fields.size < 2 && !source
    ? [askForKind(table, guess.kind, draft)]
    : [askForNeeds(table, guess.kind, guess.unmet, draft)];
}

/** A table of records that others refer to, once it has its own id. */
function masterOf({ table }: ProfiledTable, guess: GuessedTable | undefined): Master[] {
  const [key] = guess?.kind.key ?? [];
  const id = key === undefined ? undefined : guess?.fields.get(key);
  if (!guess || !id || guess.kind.key.length !== 1 || guess.confidence < kindThreshold) return [];
  const name = guess.fields.get("name");
  return [
    {
      kind: guess.kind.name as KindName,
      table,
      idColumn: id.column,
      ...(name ? { nameColumn: name.column } : {}),
    },
  ];
}

async function writeSource(
  warehouse: Warehouse,
  input: ProfiledTable,
  guess: GuessedTable,
  tables: readonly RawTable[],
): Promise<{ source: SourceMapping; notes: Bilingual[] }> {
  const { table } = input;
  const name = tableName(table);
  const notes: Bilingual[] = [];
  const direct: Fields = {};
  for (const [field, { column, confidence }] of guess.fields) {
    const [profile, declared, header] = [
      input.profiles[column],
      guess.kind.fields[field],
      table.columns[column],
    ];
    if (!profile || !declared || header === undefined) continue;
    const form = formOf(profile, input.headers[column], declared);
    notes.push(...noteForm(name, profile, declared, form));
    direct[field] = { column: header, confidence, ...form, ...lookupOf(field, column, input.overlaps) };
  }
  const fields = withHeaderCurrency(withNamedIds(direct, input, guess), input, guess);
  const stood = addStandIns(guess.kind, fields, name);
  const also = await guessRouting(warehouse, input, guess, stood.fields);
  if (also) notes.push(routingNote(name, also.when));
  const source: SourceMapping = {
    ...placeInMapping(table, tables),
    kind: guess.kind.name as KindName,
    confidence: guess.confidence,
    fields: stood.fields,
    ...(also ? { alsoKinds: [also] } : {}),
  };
  const used = namedColumns(source);
  const unmapped = table.columns.filter((column) => !used.has(column));
  return {
    source: unmapped.length === 0 ? source : { ...source, unmapped },
    notes: [...notes, ...stood.notes],
  };
}

/** Values that are names of customers where an id is meant are looked up. */
function lookupOf(field: string, column: number, overlaps: Overlaps): { lookup?: LookupKind } {
  const kind = lookupKinds.find((lookup) => lookup === referredKind(field));
  const overlap = overlaps.get(column)?.find((found) => found.kind === kind);
  return kind && overlap && overlap.names >= 0.5 && overlap.names > overlap.ids ? { lookup: kind } : {};
}

/** Where a table only names its customers or products, the names lead to the ids of those that are known. */
function withNamedIds(
  fields: Fields,
  { overlaps }: ProfiledTable,
  { kind, fields: guessed }: GuessedTable,
): Fields {
  const added: Fields = {};
  for (const master of ["customer", "product"] as const) {
    const [id, name] = [`${master}_id`, `${master}_name`];
    const named = guessed.get(name);
    const source = fields[name];
    if (!(id in kind.fields) || fields[id] || !named || !source || !("column" in source)) continue;
    const overlap = overlaps.get(named.column)?.find((found) => found.kind === master);
    if (overlap && overlap.names >= 0.5)
      added[id] = { column: source.column, confidence: named.confidence, lookup: master };
  }
  return { ...fields, ...added };
}

/** 金额（万美元）names the currency of a table that has no column for it. */
function withHeaderCurrency(
  fields: Fields,
  { headers }: ProfiledTable,
  { kind, fields: guessed }: GuessedTable,
): Fields {
  if (fields.currency || !("currency" in kind.fields)) return fields;
  const named = [...guessed].flatMap(([field, { column }]) => {
    const type = kind.fields[field]?.type;
    return type === "money" || type === "price" ? (headers[column]?.unit?.currency ?? []) : [];
  });
  const [only] = new Set(named);
  return only === undefined || new Set(named).size > 1 ? fields : { ...fields, currency: { constant: only } };
}

/** The shortest name that no other table of the run bears. */
function placeInMapping(
  table: RawTable,
  tables: readonly RawTable[],
): Pick<SourceMapping, "file" | "member"> {
  const base = table.path.split(/[/\\]/).at(-1) ?? table.path;
  const alike = tables.filter(
    ({ path, member }) => member === table.member && path.split(/[/\\]/).at(-1) === base,
  );
  return {
    file: alike.length > 1 ? table.path : base,
    ...(table.member === undefined ? {} : { member: table.member }),
  };
}

function routingNote(
  table: string,
  when: NonNullable<SourceMapping["alsoKinds"]>[number]["when"],
): Bilingual {
  const rule =
    "startsWith" in when
      ? { zh: `以 ${when.startsWith} 开头`, en: `starts with ${when.startsWith}` }
      : "equals" in when
        ? { zh: `为 ${[when.equals].flat().join("、")}`, en: `is ${[when.equals].flat().join(" or ")}` }
        : { zh: `符合 ${when.matches}`, en: `matches ${when.matches}` };
  return {
    zh: `${table}：${when.column} ${rule.zh}的行按退货与贷项处理，不计为负的销售。`,
    en: `${table}: rows whose ${when.column} ${rule.en} are taken as credit notes, not as negative sales.`,
  };
}
