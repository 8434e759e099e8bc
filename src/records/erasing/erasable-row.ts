import { randomBytes } from "node:crypto";
import { z } from "zod";
import { canonicalJson, commitTo, holdsAny } from "../../platform/index.ts";
import { type ErasedLeaf, erasedLeaf } from "./act.ts";

/** A version as it stands in the table, with what its commitments are at present. */
export interface ErasableRow {
  readonly id: bigint;
  readonly record: string;
  readonly version: number;
  readonly kind: string;
  readonly source: string;
  readonly key: string;
  readonly occurrence: number;
  readonly observed_at: Date;
  readonly gone: boolean;
  readonly legal_entity: string | null;
  readonly reason: string | null;
  readonly fields: Readonly<Record<string, string | boolean>>;
  readonly own: Readonly<Record<string, string>> | null;
  readonly refs: readonly string[];
  readonly salts: Buffer;
  readonly leaf: string;
}

/** What a version says under its common commitment, in the order of `sealVersion`. */
export function commonOf(
  { record, version, source, key, occurrence, observed_at: observedAt, gone, fields, own }: ErasableRow,
  isPersonal: (name: string) => boolean,
): string {
  const common = (values: Readonly<Record<string, string | boolean>>, prefix: string) =>
    Object.fromEntries(Object.entries(values).filter(([name]) => !isPersonal(`${prefix}.${name}`)));
  return canonicalJson({
    record,
    version,
    source,
    key,
    occurrence,
    observedAt,
    gone,
    fields: common(fields, "fields"),
    own: common(own ?? {}, "own"),
  });
}

const digest = z.string().regex(/^[0-9a-f]{64}$/);
const leafSchema = z.object({ common: digest, personal: z.record(z.string(), digest) });
export type VersionLeaf = z.infer<typeof leafSchema>;

export function parseVersionLeaf(text: string): VersionLeaf | undefined {
  try {
    return leafSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

export interface PartlyErased {
  readonly row: ErasableRow;
  readonly erased: ErasedLeaf;
}

const noSalt = Buffer.alloc(32);

/**
 * The version without the chosen parts, and without whatever under a commitment of its own holds any of the values.
 * Where a part lies under the common commitment, that is destroyed and what is left gets a new one. `undefined` where
 * nothing of it is concerned. `common` is the digest that the common commitment has at present.
 */
export function withoutParts(
  row: ErasableRow,
  {
    parts,
    values,
    common,
  }: {
    readonly parts: ReadonlySet<string>;
    readonly values: readonly string[];
    readonly common?: string | undefined;
  },
): PartlyErased | undefined {
  const leaf = parseVersionLeaf(row.leaf);
  if (!leaf) throw new Error(`The leaf of version ${row.id} cannot be read.`);
  const isPersonal = (name: string) => name in leaf.personal;
  const all = new Map<string, string | boolean>([
    ...Object.entries(row.fields).map(([name, value]) => [`fields.${name}`, value] as const),
    ...Object.entries(row.own ?? {}).map(([name, value]) => [`own.${name}`, value] as const),
    ...(row.reason === null ? [] : [["reason", row.reason] as const]),
  ]);
  const isCell = (name: string) => name.startsWith("own.");
  const goes = new Set(
    [...all].flatMap(([name, value]) => {
      const holds = typeof value === "string" && values.length > 0 && holdsAny(value, values);
      // A cell that only repeats a field goes with it.
      return parts.has(name) || (holds && (isPersonal(name) || isCell(name))) ? [name] : [];
    }),
  );
  if (goes.size === 0) return undefined;
  const names = Object.keys(leaf.personal).sort();
  const salts = Buffer.from(row.salts);
  const erased: Record<string, string> = {};
  names.forEach((name, i) => {
    if (!goes.has(name)) return;
    noSalt.copy(salts, 32 * (i + 1));
    erased[name] = leaf.personal[name] ?? "";
  });
  const keep = <Value>(values: Readonly<Record<string, Value>>, prefix: string): Record<string, Value> =>
    Object.fromEntries(Object.entries(values).filter(([name]) => !goes.has(`${prefix}.${name}`)));
  const gone = [...goes].map((name) => all.get(name)).filter((value) => typeof value === "string");
  const left: ErasableRow = {
    ...row,
    fields: keep(row.fields, "fields"),
    own: row.own === null ? null : keep(row.own, "own"),
    reason: goes.has("reason") ? null : row.reason,
    refs: row.refs.filter((ref) => !gone.includes(ref.slice(ref.indexOf(":") + 1))),
    legal_entity: goes.has("fields.legal_entity") ? null : row.legal_entity,
    salts,
  };
  const resealed: Record<string, string> = {};
  if ([...goes].some((name) => !isPersonal(name))) {
    const anew = commitTo(JSON.parse(commonOf(left, isPersonal)));
    anew.salt.copy(salts, 0);
    erased.common = common ?? leaf.common;
    resealed.common = anew.digest;
  }
  return { row: left, erased: erasedLeaf(`record:${row.id}`, erased, resealed) };
}

/** A digest that no content has: what it was could be tried out by whoever knows the rest of the row. */
export function forgottenDigest(): string {
  const hex = randomBytes(16).toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** Of a record that was erased on request: imports leave it alone, whatever the source says of it. */
export const erasedDigest = "ffffffff-ffff-ffff-ffff-ffffffffffff";
