import { type Actor, type Reader, sql } from "../../platform/index.ts";
import type { Kind } from "../kinds/define-kind.ts";
import { type FieldValues, type OwnRow, planOf } from "../store/record-values.ts";
import { customPlace, type Form } from "./form.ts";
import type { Summary } from "./schemas.ts";
import { isShownTo, summaryColumns } from "./standing-sql.ts";
import { type SummaryRow, summaryOf } from "./summary.ts";

/** Documents that an approval or a change may be about. */
const documents = [
  "order",
  "contract",
  "quote",
  "invoice",
  "opportunity",
  "customer",
  "credit-note",
  "payment",
];

interface Asked {
  readonly place: string;
  readonly kind: string;
  readonly key: string;
}

/** The records that a record's fields refer to and that the person may read, by the place of the field. */
export async function readReferredTo(
  db: Reader,
  actor: Actor,
  { kind, form, fields, own }: { kind: Kind; form: Form; fields: FieldValues; own: OwnRow | undefined },
): Promise<Map<string, Summary>> {
  const asked = askedOf(kind, form, fields, own);
  if (asked.length === 0) return new Map();
  const names = sql`unnest(${asked.map((one) => one.place)}::text[], ${asked.map((one) => one.kind)}::text[],
    ${asked.map((one) => one.key)}::text[])`;
  type Row = SummaryRow & { readonly place: string };
  const found = sql<Row>`(SELECT DISTINCT ON (asked.place) asked.place, ${summaryColumns}
    FROM ${names} AS asked(place, kind, key)
    JOIN record_version v ON v.kind = asked.kind AND v.key = asked.key
    WHERE ${isShownTo(actor, "v")} ORDER BY asked.place, v.occurrence, v.id)`;
  const rows = await db.selectFrom(found.as("found")).selectAll().execute();
  return new Map(rows.map((row) => [row.place, summaryOf(row)]));
}

function askedOf(kind: Kind, form: Form, fields: FieldValues, own: OwnRow | undefined): Asked[] {
  const asked: Asked[] = [];
  const ask = (place: string, to: string, key: string | boolean | undefined) => {
    if (typeof key === "string") asked.push({ place, kind: to, key });
  };
  for (const { field, prefix } of planOf(kind).references) ask(field, prefix.slice(0, -1), fields[field]);
  for (const { name, type, refers } of form.fields) {
    if (type === "reference" && refers !== undefined) ask(customPlace(name), refers, own?.[name]);
  }
  if (kind.fields.subject_id) for (const to of documents) ask("subject_id", to, fields.subject_id);
  return asked;
}
