import { z } from "zod";
import type { ErasedValues } from "../../platform/index.ts";
import { erasedValues } from "../../platform/index.ts";
import type { Kind } from "../kinds/define-kind.ts";
import { kindNamed } from "../kinds/kinds.ts";

/** `fields.phone`, `own.手机` or `reason`: a value as the leaf names it, also where it lies under the common commitment. */
const part = z.string().regex(/^(fields|own)\..{1,500}$|^reason$/su);

export const chosenRecord = z.object({
  record: z.guid(),
  /** Absent: all of it, what names the record included. */
  parts: z.array(part).min(1).max(500).optional(),
});
export type ChosenRecord = z.infer<typeof chosenRecord>;

/** What a request is about: ids and names of fields, no value. */
export const erasureChoice = z.object({
  records: z.array(chosenRecord).max(2_000).default([]),
  /** Whether names that others may bear are taken out of notes, reasons and views too. */
  mentions: z.boolean().default(true),
});
export type ErasureChoice = z.infer<typeof erasureChoice>;

/** Kinds whose `name` is a person's, where the record is one. */
const personKinds: ReadonlySet<string> = new Set(["customer", "contact", "employee"]);

interface Valued {
  readonly kind: string;
  readonly fields: Readonly<Record<string, string | boolean>>;
  readonly own: Readonly<Record<string, string>> | null;
}

/** Whether a part of a record tells who the person is, so that it is looked for elsewhere even where it is short. */
function isName(kind: Kind | undefined, name: string): boolean {
  const field = kind?.fields[name];
  return (
    field?.type === "name" &&
    (field.personal === true || (name === "name" && personKinds.has(kind?.name ?? "")))
  );
}

/** What the chosen parts of these versions say, as values to be found elsewhere. */
export function valuesOf(rows: readonly Valued[], { parts }: Pick<ChosenRecord, "parts">): ErasedValues {
  const distinctive: string[] = [];
  const ambiguous: string[] = [];
  const chosen = parts && new Set(parts);
  for (const { kind: kindName, fields, own } of rows) {
    const kind = kindNamed(kindName);
    for (const [name, value] of Object.entries(fields)) {
      if (typeof value !== "string") continue;
      const isPersonal = kind?.fields[name]?.personal === true || isName(kind, name);
      if (chosen ? !chosen.has(`fields.${name}`) : !isPersonal) continue;
      const found = erasedValues([value]);
      distinctive.push(...found.distinctive);
      if (isName(kind, name)) ambiguous.push(...found.ambiguous);
    }
    // Of all of a record only what its fields call personal is looked for: a cell may hold anything.
    if (!chosen) continue;
    for (const [name, value] of Object.entries(own ?? {})) {
      if (chosen.has(`own.${name}`)) distinctive.push(...erasedValues([value]).distinctive);
    }
  }
  return { distinctive: [...new Set(distinctive)], ambiguous: [...new Set(ambiguous)] };
}

export function joinValues(all: readonly ErasedValues[]): ErasedValues {
  return {
    distinctive: [...new Set(all.flatMap(({ distinctive }) => distinctive))],
    ambiguous: [...new Set(all.flatMap(({ ambiguous }) => ambiguous))],
  };
}
