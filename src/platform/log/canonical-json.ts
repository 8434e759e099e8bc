/**
 * RFC 8785 (JSON Canonicalization Scheme) with numbers as strings: every number and bigint is written as the
 * text of its decimal form, so that no reader's floating point stands between a value and its commitment.
 * A Date is its ISO 8601 text; a key whose value is undefined is absent. What JSON cannot hold (NaN, a
 * function, undefined in a list, half a surrogate pair) is an error.
 */
export function canonicalJson(value: unknown): string {
  switch (typeof value) {
    case "string":
      return canonicalText(value);
    case "boolean":
      return value ? "true" : "false";
    case "bigint":
      return `"${value}"`;
    case "number":
      if (!Number.isFinite(value)) throw new TypeError(`${value} has no canonical JSON.`);
      // RFC 8785 §3.2.2.3 is ECMAScript's Number::toString; it writes -0 as 0.
      return `"${value}"`;
    case "object":
      return value === null ? "null" : canonicalObject(value);
    default:
      throw new TypeError(`A value of type ${typeof value} has no canonical JSON.`);
  }
}

function canonicalText(text: string): string {
  // RFC 8785 §3.2.2.2: a lone surrogate must stop the process.
  if (!text.isWellFormed()) throw new TypeError("Half a surrogate pair has no canonical JSON.");
  return JSON.stringify(text);
}

function canonicalObject(value: object): string {
  if (value instanceof Date) return canonicalText(value.toISOString());
  if (Array.isArray(value)) return `[${Array.from(value, canonicalJson).join(",")}]`;
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    throw new TypeError(`${value.constructor?.name ?? "An object"} has no canonical JSON.`);
  }
  // §3.2.3: keys in the order of their UTF-16 code units, which is the order of sort().
  let members = "";
  for (const key of Object.keys(value).sort()) {
    const member = (value as Record<string, unknown>)[key];
    if (member === undefined) continue;
    members += `${members === "" ? "" : ","}${canonicalText(key)}:${canonicalJson(member)}`;
  }
  return `{${members}}`;
}
