import type { Resource } from "../people/index.ts";

/** What `context.require` is asked about; the types stand in `records.cedarschema`. */

export interface RecordFacts {
  readonly record: string;
  readonly kind: string;
  readonly key: string;
  /** `kind:key` of what its fields refer to. */
  readonly refs: readonly string[];
}

export function recordResource({ record, ...facts }: RecordFacts): Resource {
  return { type: "Record", id: record, kind: facts.kind, subjects: subjectsOf(facts) };
}

/** The employees whom a record names, and the one whom it describes, by employee id. */
export function subjectsOf({ kind, key, refs }: Omit<RecordFacts, "record">): string[] {
  const named = refs.filter((ref) => ref.startsWith(prefix)).map((ref) => ref.slice(prefix.length));
  return [...new Set(kind === "employee" ? [...named, key] : named)];
}

const prefix = "employee:";

export function kindResource(kind: string): Resource {
  return { type: "RecordKind", id: kind, kind };
}

export function formResource(kind: string): Resource {
  return { type: "RecordForm", id: kind };
}

export function sourceResource(source: string): Resource {
  return { type: "ImportSource", id: source, name: source };
}

export function uploadResource(id: string): Resource {
  return { type: "Upload", id };
}

export function importResource(id: bigint | string): Resource {
  return { type: "Import", id: String(id) };
}
