import { hashLeaf } from "../../ledger/index.ts";
import { type RowLeaf, sealRow } from "../../platform/index.ts";
import { type FieldValues, happenedAt, type KindPlan, type OwnRow, referencesOf } from "./record-values.ts";

/** One version of a record, before it is sealed. */
export interface Version {
  readonly record: string;
  readonly version: number;
  readonly source: string;
  readonly key: string;
  readonly occurrence: number;
  readonly observedAt: Date;
  readonly gone: boolean;
  readonly reason?: string | undefined;
  readonly file?: number | undefined;
  readonly sourceRow?: number | undefined;
  readonly digest: string;
  readonly fields: FieldValues;
  readonly own?: OwnRow | undefined;
  /** `fields` and `own` as JSON, where they are there already. */
  readonly fieldsText?: string;
  readonly ownText?: string;
  /** Columns of `own` that hold nothing but fields which are not personal. */
  readonly commonColumns?: ReadonlySet<string> | undefined;
  readonly legalEntity?: string | undefined;
  /** `kind:key` of what custom fields refer to; those of the kind's own fields come by themselves. */
  readonly references?: readonly string[];
}

export interface SealedVersion {
  readonly version: Version;
  readonly happenedAt: string;
  readonly refs: readonly string[];
  readonly salts: Buffer;
  readonly leaf: string;
  readonly leafHash: Uint8Array;
}

/**
 * The leaf commits to everything that the version says. A cell of the source's row lies under the common commitment
 * where it only repeats fields that are not personal, else under its own, for nobody knows what it holds.
 */
export function sealVersion(plan: KindPlan, version: Version): SealedVersion {
  const { common, personal } = partsOf(plan, version);
  const sealed = sealRow({ kind: plan.kind.name, common, personal });
  return {
    version,
    happenedAt: happenedAt(plan, version.fields),
    refs: allReferences(plan, version),
    salts: saltsOf(sealed),
    leaf: sealed.leaf,
    leafHash: hashLeaf(Buffer.from(sealed.leaf)),
  };
}

function allReferences(plan: KindPlan, { fields, references = [] }: Version): string[] {
  const own = referencesOf(plan, fields);
  return references.length === 0 ? own : [...new Set([...own, ...references])];
}

type Values = Record<string, string | boolean>;

function partsOf(plan: KindPlan, version: Version): { common: Record<string, unknown>; personal: Values } {
  const fields: Values = {};
  const own: Values = {};
  const personal: Values = {};
  for (const name in version.fields) {
    const value = version.fields[name];
    if (value === undefined) continue;
    if (plan.personal.has(name)) personal[`fields.${name}`] = value;
    else fields[name] = value;
  }
  for (const column in version.own) {
    const cell = version.own[column];
    if (cell === undefined) continue;
    if (version.commonColumns?.has(column)) own[column] = cell;
    else personal[`own.${column}`] = cell;
  }
  if (version.reason !== undefined) personal.reason = version.reason;
  const { record, source, key, occurrence, observedAt, gone } = version;
  const number = version.version;
  return {
    common: { record, version: number, source, key, occurrence, observedAt, gone, fields, own },
    personal,
  };
}

function saltsOf({ common, personal }: RowLeaf): Buffer {
  const names = Object.keys(personal);
  if (names.length === 0) return common.salt;
  return Buffer.concat([
    common.salt,
    ...names.sort().map((name) => personal[name]?.salt ?? Buffer.alloc(32)),
  ]);
}

/** The columns of `record_version` that a version fills, in the order of `versionLine`. */
export const versionColumns =
  "record, version, batch, kind, source, key, occurrence, observed_at, happened_at, legal_entity, gone, reason, file, source_row, digest, fields, own, refs, salts, leaf";

/** The version as a line of COPY's text format. */
export function versionLine(batch: bigint, kind: string, sealed: SealedVersion): string {
  const { version: v, happenedAt: happened, refs, salts, leaf } = sealed;
  return `${v.record}\t${v.version}\t${batch}\t${kind}\t${copyText(v.source)}\t${copyText(v.key)}\t${v.occurrence}\t${v.observedAt.toISOString()}\t${
    happened
  }\t${orNull(v.legalEntity)}\t${v.gone ? "t" : "f"}\t${orNull(v.reason)}\t${v.file ?? "\\N"}\t${v.sourceRow ?? "\\N"}\t${v.digest}\t${copyText(v.fieldsText ?? JSON.stringify(v.fields))}\t${
    v.own === undefined ? "\\N" : copyText(v.ownText ?? JSON.stringify(v.own))
  }\t${copyText(arrayLiteral(refs))}\t\\\\x${salts.toString("hex")}\t${copyText(leaf)}\n`;
}

const orNull = (text: string | undefined) => (text === undefined ? "\\N" : copyText(text));

/** PostgreSQL, COPY, text format: backslash and what ends a column or a row are written with a backslash. */
function copyText(text: string): string {
  if (!/[\\\t\n\r]/.test(text)) return text;
  return text.replace(/[\\\t\n\r]/g, (mark) => escapes[mark] ?? mark);
}
const escapes: Readonly<Record<string, string>> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" };

function arrayLiteral(texts: readonly string[]): string {
  return `{${texts.map((text) => `"${text.replace(/["\\]/g, "\\$&")}"`).join(",")}}`;
}
