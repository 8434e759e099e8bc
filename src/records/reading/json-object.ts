import { plainNumber } from "./plain-number.ts";

const deepest = 12;

type Reviver = (this: unknown, key: string, value: unknown, context: { source?: string }) => unknown;
/** ECMAScript 2026 (proposal "JSON.parse source text access"), in Node since version 22. */
const json = JSON as unknown as {
  parse(text: string, reviver?: Reviver): unknown;
  rawJSON(text: string): object;
  isRawJSON(value: unknown): value is { rawJSON: string };
};

/** `undefined` where the text is not one JSON object. Numbers too long for a float keep all their digits. */
export function parseObject(text: string): object | undefined {
  try {
    const hasLongNumber = /\d{16}|\d\.\d{15}/.test(text);
    const value = hasLongNumber ? json.parse(text, keepDigits) : json.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const keepDigits: Reviver = (_key, value, { source }) =>
  typeof value === "number" && source !== undefined && String(value) !== source
    ? json.rawJSON(source)
    : value;

/** Names joined by dots for what is nested; lists as JSON text. Throws `RangeError` for what is nested without end. */
export function* flatten(value: object, prefix = "", depth = 0): Generator<[string, string | null]> {
  for (const [key, item] of Object.entries(value)) {
    const name = prefix === "" ? key : `${prefix}.${key}`;
    if (isPlainObject(item) && depth < deepest && Object.keys(item).length > 0)
      yield* flatten(item, name, depth + 1);
    else yield [name, scalarText(item)];
  }
}

function isPlainObject(item: unknown): item is object {
  return typeof item === "object" && item !== null && !Array.isArray(item) && !json.isRawJSON(item);
}

function scalarText(item: unknown): string | null {
  if (item === null || item === undefined) return null;
  if (typeof item === "string") return item;
  if (typeof item === "number") return plainNumber(item);
  if (typeof item === "boolean") return String(item);
  if (json.isRawJSON(item)) return plainNumber(item.rawJSON);
  return Object.keys(item).length === 0 ? null : JSON.stringify(item);
}
