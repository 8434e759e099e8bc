/** Stands where an erased value stood. */
export const erasedMark = "［已删除 erased］";

/** What is to be found and taken out of texts. */
export interface ErasedValues {
  /** Those that point to one person by themselves: a telephone, an address, a long name. */
  readonly distinctive: readonly string[];
  /** Short names and the like, which others may bear too. */
  readonly ambiguous: readonly string[];
}

/** Sorts values by whether they could be anybody's. What is too short to be looked for is left out. */
export function erasedValues(values: Iterable<string>): ErasedValues {
  const all = [...new Set([...values].map((value) => value.trim()))].filter(isLookedFor);
  const distinctive = all.filter(isDistinctive);
  return { distinctive, ambiguous: all.filter((value) => !distinctive.includes(value)) };
}

function isLookedFor(value: string): boolean {
  return value.length >= 2 && (!/^[\d.,-]+$/.test(value) || /\d{5}/.test(value));
}

function isDistinctive(value: string): boolean {
  return /\d{5}|@/.test(value) || value.length >= 6;
}

/** Takes every one of the values out of a text, whatever its case. */
export function redactText(text: string, values: readonly string[]): string {
  let redacted = text;
  for (const pattern of patternsOf(values)) redacted = redacted.replace(pattern, () => erasedMark);
  return redacted;
}

/** Longest first, so that no part of one is left where another was taken. */
function patternsOf(values: readonly string[]): RegExp[] {
  const longestFirst = [...values].sort((a, b) => b.length - a.length);
  return longestFirst.map((value) => new RegExp(value.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&"), "giu"));
}

/** The same in everything that a JSON value holds, names of members included. */
export function redactJson(value: unknown, values: readonly string[]): unknown {
  if (typeof value === "string") return redactText(value, values);
  if (Array.isArray(value)) return value.map((item) => redactJson(item, values));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [redactText(name, values), redactJson(item, values)]),
  );
}

/** Whether any of the values stands in a text. */
export function holdsAny(text: string, values: readonly string[]): boolean {
  return patternsOf(values).some((pattern) => text.search(pattern) >= 0);
}
