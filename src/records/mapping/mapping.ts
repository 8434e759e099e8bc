import { z } from "zod";
import { fieldsOf, type KindName, kindNamed, kinds } from "../kinds/kinds.ts";
import { dateForms } from "./date-form.ts";

/** Powers of ten, so that amounts stay exact: 分 0.01, 万元 10000, 亿元 100000000. */
const factors = [0.01, 0.1, 1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000] as const;

const dateForm = z
  .string()
  .refine((form) => (dateForms as readonly string[]).includes(form) || form.includes("%"), {
    error: `应为 ${dateForms.join("、")} 之一，或 %d.%m.%Y 这样的格式 | expected ${dateForms.join(", ")} or a pattern such as %d.%m.%Y`,
  });

const form = {
  /** How the column writes dates. */
  date: dateForm.optional(),
  /** Offset of the wall clock that moments in epoch form are turned into. */
  zone: z
    .string()
    .regex(/^[+-]\d{2}:\d{2}$/, { error: "应为 +08:00 这样的时区偏移 | expected an offset such as +08:00" })
    .optional(),
  decimal: z.enum([".", ","]).optional(),
  /** What one unit of the column is worth. */
  factor: z.literal(factors).optional(),
  /** Whether 13 stands for 13 % or for 1300 %. */
  rate: z.enum(["percent", "fraction"]).optional(),
};

const fromColumn = z.strictObject({
  column: z.string(),
  confidence: z.number().min(0).max(1).optional(),
  ...form,
  /** The column holds names; the id of that record is taken where exactly one bears the name. */
  lookup: z.enum(["customer", "employee", "product"]).optional(),
});
const constant = z.strictObject({ constant: z.string() });
const fieldSource = z.union([fromColumn, constant], {
  error: "应为 {column: …} 及其格式，或 {constant: …} | expected {column: …} with a form, or {constant: …}",
});

const when = z.union(
  [
    z.strictObject({ column: z.string(), startsWith: z.string().min(1) }),
    z.strictObject({ column: z.string(), equals: z.union([z.string(), z.array(z.string()).min(1)]) }),
    z.strictObject({ column: z.string(), matches: z.string().min(1) }),
  ],
  {
    error:
      "应为 {column, startsWith}、{column, equals} 或 {column, matches} | expected {column, startsWith}, {column, equals} or {column, matches}",
  },
);

const kindNames = kinds.map(({ name }) => name) as [KindName, ...KindName[]];
const oneOf = (names: readonly string[]) =>
  `应为 ${names.join("、")} 之一 | expected one of ${names.join(", ")}`;
const kindName = z.enum(kindNames, { error: oneOf(kindNames) });
const kindOrNone = z.enum([...kindNames, "none"], { error: oneOf([...kindNames, "none"]) });
const fields = z.record(z.string(), fieldSource);

const sourceMapping = z
  .strictObject({
    /** File name or glob (`orders-*.csv`), matched against the end of the path; sources without it match by header. */
    file: z.string().optional(),
    /** Sheet or archive member, or a glob. */
    member: z.string().optional(),
    /** `none` leaves the table out of the scan. */
    kind: kindOrNone,
    confidence: z.number().min(0).max(1).optional(),
    /** Guessed where absent. */
    fields: fields.optional(),
    /** Rows that are another kind of record: the first rule that holds takes the row. */
    alsoKinds: z.array(z.strictObject({ kind: kindName, when, fields })).optional(),
    /** Columns that mean nothing to the kinds, kept in the source's own row. */
    unmapped: z.array(z.string()).optional(),
    /** Columns that are deliberately not used. */
    ignored: z.array(z.string()).optional(),
  })
  .superRefine((source, context) => {
    knownFields(source.kind, source.fields, ["fields"], context);
    for (const [i, also] of (source.alsoKinds ?? []).entries()) {
      knownFields(also.kind, also.fields, ["alsoKinds", i, "fields"], context);
    }
  });

export const mappingSchema = z.strictObject({ version: z.literal(1), sources: z.array(sourceMapping) });

export type Mapping = z.infer<typeof mappingSchema>;
export type SourceMapping = z.infer<typeof sourceMapping>;
export type FromColumn = z.infer<typeof fromColumn>;
export type When = z.infer<typeof when>;
export type Fields = z.infer<typeof fields>;

function knownFields(
  name: string,
  given: Fields | undefined,
  path: (string | number)[],
  context: z.RefinementCtx,
): void {
  const kind = kindNamed(name);
  if (!kind || !given) return;
  const known = fieldsOf(kind).map(([field]) => field);
  for (const field of Object.keys(given).filter((one) => !known.includes(one))) {
    context.addIssue({
      code: "custom",
      path: [...path, field],
      message: `${kind.name} 没有字段 ${field}，应为 ${known.join("、")} 之一 | ${kind.name} has no field ${field}; expected one of ${known.join(", ")}`,
    });
  }
}
