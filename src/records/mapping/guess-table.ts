import type { Kind } from "../kinds/define-kind.ts";
import { fieldsOf, kinds } from "../kinds/kinds.ts";
import type { RawTable } from "../reading/raw-table.ts";
import { bestAssignment } from "./assignment.ts";
import { contentFit } from "./content-fit.ts";
import { fileFit, headerFits, tellingness } from "./header-fit.ts";
import { type HeaderName, headerName } from "./header-name.ts";
import type { ColumnProfile } from "./profile.ts";
import { type Overlaps, referredKind } from "./references.ts";

export interface ProfiledTable {
  readonly table: RawTable;
  readonly profiles: readonly ColumnProfile[];
  readonly headers: readonly HeaderName[];
  readonly overlaps: Overlaps;
}

export interface GuessedField {
  readonly column: number;
  readonly confidence: number;
}

export interface GuessedTable {
  readonly kind: Kind;
  readonly fields: ReadonlyMap<string, GuessedField>;
  readonly confidence: number;
  /** Groups of `needs` of which no field was found. */
  readonly unmet: readonly (readonly string[])[];
}

/** Below it a field is left unmapped. */
const fieldThreshold = 0.5;
/** Below it a table's kind is asked for. */
export const kindThreshold = 0.45;

export function profiled(table: RawTable, profiles: readonly ColumnProfile[]): ProfiledTable {
  return { table, profiles, headers: table.columns.map(headerName), overlaps: new Map() };
}

/** What the table would be as each kind, the likeliest first. */
export function rankKinds(input: ProfiledTable): (Omit<GuessedTable, "confidence"> & { score: number })[] {
  const telling = input.headers.map(tellingness);
  return kinds
    .map((kind) => ({ ...guessFields(input, kind as Kind), kind: kind as Kind }))
    .map((guess) => ({ ...guess, score: kindScore(input, guess, telling) }))
    .sort((a, b) => b.score - a.score);
}

/** The likeliest kind with its fields; `undefined` where no kind has any field in the table. */
export function guessTable(input: ProfiledTable): GuessedTable | undefined {
  const [best, second] = rankKinds(input);
  if (!best || best.score === 0) return undefined;
  const filled = input.profiles.filter(({ values }) => values > 0).length || input.profiles.length;
  const explained = Math.min(
    1,
    [...best.fields.values()].reduce((sum, { confidence }) => sum + confidence, 0) / filled,
  );
  const margin = (best.score - (second?.score ?? 0)) / best.score;
  // One column that could stand in many tables tells nothing, unless the file's name does.
  const isThin = best.fields.size < 2 && nameFit(input.table, best.kind) === 0;
  const confidence =
    best.unmet.length > 0 ? 0.2 : isThin ? 0.3 : Math.min(1, 0.25 + 0.5 * explained + margin);
  return {
    kind: best.kind,
    fields: best.fields,
    unmet: best.unmet,
    confidence: Math.round(confidence * 100) / 100,
  };
}

/** The best assignment of columns to one kind's fields. */
export function guessFields(input: ProfiledTable, kind: Kind): Pick<GuessedTable, "fields" | "unmet"> {
  const fields = fieldsOf(kind);
  const worth = input.profiles.map((profile, column) => {
    const fits = columnFits(input, profile, column, kind);
    return fields.map(([field]) => {
      const fit = fits.get(field) ?? 0;
      return fit >= fieldThreshold ? fit : 0;
    });
  });
  const found = new Map<string, GuessedField>();
  for (const [column, at] of bestAssignment(worth).entries()) {
    const field = at === undefined ? undefined : fields[at]?.[0];
    if (field === undefined || at === undefined) continue;
    found.set(field, { column, confidence: Math.round((worth[column]?.[at] ?? 0) * 100) / 100 });
  }
  return { fields: found, unmet: kind.needs.filter((group) => !group.some((field) => found.has(field))) };
}

function columnFits(
  input: ProfiledTable,
  profile: ColumnProfile,
  column: number,
  kind: Kind,
): Map<string, number> {
  const header = input.headers[column];
  const fits = new Map(header ? headerFits(header, kind) : []);
  preferIdOrName(fits, profile, header, kind);
  preferReferences(fits, input, column, kind);
  for (const [field, fit] of fits) {
    const declared = kind.fields[field];
    if (declared) fits.set(field, Math.min(1, fit * contentFit(profile, declared)));
  }
  return fits;
}

const idAndName = [
  ["customer_id", "customer_name"],
  ["customer_id", "buyer_name"],
  ["product_id", "product_name"],
] as const;

/** 客户 or `product` may head codes or names: the values tell, unless the header says which. */
function preferIdOrName(
  fits: Map<string, number>,
  profile: ColumnProfile,
  header: HeaderName | undefined,
  kind: Kind,
): void {
  for (const [id, name] of idAndName) {
    if (!(id in kind.fields && name in kind.fields) || profile.values === 0) continue;
    const best = Math.max(fits.get(id) ?? 0, fits.get(name) ?? 0);
    if (best === 0 || header === undefined || saysWhich(header)) continue;
    const isName =
      profile.wordy > 0.5 && (profile.averageLength > 3 || /\p{Script=Han}/u.test(profile.examples.join("")));
    fits.set(isName ? name : id, best);
    fits.set(isName ? id : name, 0.6 * best);
  }
}

const saysWhich = ({ words, standard }: HeaderName) =>
  words.includes("id") || words.includes("name") || /(编号|名称)$/.test(standard);

/** Values that occur among the ids of another table refer to it, whatever the header says. */
function preferReferences(
  fits: Map<string, number>,
  { overlaps, profiles }: ProfiledTable,
  column: number,
  kind: Kind,
): void {
  for (const { kind: master, ids, names } of overlaps.get(column) ?? []) {
    if (master === kind.name) continue;
    const references = Object.keys(kind.fields).filter((field) => referredKind(field) === master);
    const nameField = `${master}_name`;
    const best = Math.max(0, ...[...references, nameField].map((field) => fits.get(field) ?? 0));
    if (ids >= 0.5 && ids >= names) {
      for (const field of references.filter((field) => fits.has(field) || references.length === 1)) {
        fits.set(
          field,
          Math.max(fits.get(field) ?? 0, best, isDistinctive(profiles[column]) && ids >= 0.9 ? 0.6 : 0),
        );
      }
      fits.set(nameField, 0.4 * (fits.get(nameField) ?? 0));
    } else if (names >= 0.5 && nameField in kind.fields && best > 0) {
      fits.set(nameField, best);
      for (const field of references) fits.set(field, 0.6 * (fits.get(field) ?? 0));
    }
  }
}

/** Small numbers occur among the ids of many tables by chance. */
const isDistinctive = (profile: ColumnProfile | undefined) =>
  profile !== undefined && profile.distinct >= 10 && profile.averageLength >= 4;

function kindScore(
  { table, profiles }: ProfiledTable,
  { kind, fields, unmet }: Pick<GuessedTable, "kind" | "fields" | "unmet">,
  telling: readonly number[],
): number {
  let score = 0;
  for (const { column, confidence } of fields.values())
    score += confidence * (0.25 + 0.75 * (telling[column] ?? 0));
  const [ownKey] = kind.key;
  const own = ownKey === undefined ? undefined : fields.get(ownKey);
  // A record of its own has its own number, which does not repeat much.
  if (own && kind.key.length === 1) score += (profiles[own.column]?.unique ?? 1) >= 0.5 ? 0.6 : -0.6;
  score += 1.5 * nameFit(table, kind);
  return Math.max(0, score) * 0.4 ** unmet.length;
}

const nameFit = ({ path, member }: RawTable, kind: Kind) =>
  Math.max(fileFit(member ?? "", kind), fileFit(path.split(/[/\\]/).at(-1) ?? "", kind));
