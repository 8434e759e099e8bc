import { hash } from "node:crypto";
import type { Kind } from "../kinds/define-kind.ts";
import { fieldsOf } from "../kinds/kinds.ts";
import { referredKind } from "../mapping/references.ts";

/**
 * A record's typed fields as they are stored: money in minor units, moments as `YYYY-MM-DD HH:MM:SS`, and every
 * number as its exact decimal text. Absent where the source says nothing.
 */
export type FieldValues = Readonly<Record<string, string | boolean>>;

/** The source's own row: its cells by column name; empty ones are absent. */
export type OwnRow = Readonly<Record<string, string>>;

/** What tells one record from all others. */
export interface Identity {
  readonly source: string;
  readonly kind: string;
  /** The business key, part by part; `undefined` where the source leaves one empty. */
  readonly parts: readonly (string | undefined)[];
  /** Which one of the records that share the key, from 1. */
  readonly occurrence: number;
}

/** 128 bits of SHA-256 in the form of a UUID: two sources' rows cannot be made to fall together on purpose. */
export function recordId({ source, kind, parts, occurrence }: Identity): string {
  return digestOf([source, kind, parts.map((part) => part ?? null), occurrence]);
}

/** Of everything that an observation says; equal where nothing changed. Keys stand in a settled order. */
export function contentDigest(fields: FieldValues, own: OwnRow | undefined): string {
  return digestOfText(`[${JSON.stringify(fields)},${JSON.stringify(own ?? null)}]`);
}

/** The digest, and the texts that it was made from. */
export function contentOf(
  fields: FieldValues,
  own: OwnRow,
): { readonly digest: string; readonly fieldsText: string; readonly ownText: string } {
  const fieldsText = JSON.stringify(fields);
  const ownText = JSON.stringify(own);
  return { digest: digestOfText(`[${fieldsText},${ownText}]`), fieldsText, ownText };
}

/** Of a tombstone: no content has it. */
export const goneDigest = "00000000-0000-0000-0000-000000000000";

const digestOf = (value: unknown) => digestOfText(JSON.stringify(value));

function digestOfText(text: string): string {
  const hex = hash("sha256", text, "hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}

/** The fields whose values make up a record's identity: the business key, else its own number. */
export function identityOf(kind: Kind, fields: FieldValues): (string | undefined)[] | undefined {
  const parts = kind.key.map((name) => textOf(fields[name]));
  if (parts.some((part) => part !== undefined)) return parts;
  const own = textOf(fields[ownNumber(kind) ?? ""]);
  return own === undefined ? undefined : [own];
}

/** The first field is the record's own number where its name ends in `_id` and the key does not hold it. */
export function ownNumber(kind: Kind): string | undefined {
  const [first] = Object.keys(kind.fields);
  return first?.endsWith("_id") && !kind.key.includes(first) ? first : undefined;
}

const textOf = (value: string | boolean | undefined) => (value === undefined ? undefined : String(value));

/** What a kind's rows are asked again and again. */
export interface KindPlan {
  readonly kind: Kind;
  readonly times: readonly string[];
  readonly references: readonly { readonly field: string; readonly prefix: string }[];
  /** Fields with a commitment of their own: they name a person, or are free text. */
  readonly personal: ReadonlySet<string>;
}

const plans = new Map<string, KindPlan>();

export function planOf(kind: Kind): KindPlan {
  const known = plans.get(kind.name);
  if (known) return known;
  const fields = fieldsOf(kind);
  const plan: KindPlan = {
    kind,
    times: [
      ...fields.filter(([, { type }]) => type === "time").map(([name]) => name),
      ...fields.filter(([, { type }]) => type === "date").map(([name]) => name),
    ],
    references: fields.flatMap(([field]) => {
      const target = referredKind(field);
      // A record's own key is no reference to itself.
      const isOwnKey = target === kind.name && kind.key.includes(field);
      return target === undefined || isOwnKey ? [] : [{ field, prefix: `${target}:` }];
    }),
    personal: new Set(
      fields.filter(([, field]) => field.personal || field.type === "text").map(([name]) => name),
    ),
  };
  plans.set(kind.name, plan);
  return plan;
}

/** The first moment that the record tells of itself; before all others where it tells none. */
export function happenedAt({ times }: KindPlan, fields: FieldValues): string {
  for (const name of times) {
    const value = fields[name];
    if (typeof value === "string") return value;
  }
  return "-infinity";
}

/** `kind:key` of the records that the fields refer to, each once. */
export function referencesOf({ references }: KindPlan, fields: FieldValues): string[] {
  const found: string[] = [];
  for (const { field, prefix } of references) {
    const value = fields[field];
    if (typeof value !== "string" || value === "") continue;
    const reference = prefix + value;
    if (!found.includes(reference)) found.push(reference);
  }
  return found;
}
