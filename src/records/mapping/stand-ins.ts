import type { Bilingual } from "../../platform/index.ts";
import type { Kind } from "../kinds/define-kind.ts";
import type { Fields } from "./mapping.ts";

/** Where a source has no column for what the first field says, the second is the nearest it knows. */
const standIns: readonly { readonly kind: string; readonly field: string; readonly by: string }[] = [
  { kind: "order", field: "seller_id", by: "created_by" },
  { kind: "order", field: "ordered_at", by: "created_at" },
  { kind: "invoice", field: "invoiced_at", by: "created_at" },
];

/** The stand-in has half the confidence of its column. */
export function addStandIns(
  kind: Kind,
  fields: Fields,
  table: string,
): { fields: Fields; notes: Bilingual[] } {
  const added: Fields = {};
  const notes: Bilingual[] = [];
  for (const { field, by } of standIns.filter((standIn) => standIn.kind === kind.name)) {
    const from = fields[by];
    const [wanted, given] = [kind.fields[field], kind.fields[by]];
    if (fields[field] || !from || !("column" in from) || !wanted || !given) continue;
    added[field] = { ...from, confidence: Math.round((from.confidence ?? 1) * 50) / 100 };
    notes.push({
      zh: `${table}：没有“${wanted.zh}”列，以${given.zh}（${from.column}）代替。`,
      en: `${table}: there is no column for ${wanted.en}; ${given.en} (${from.column}) stands in for it.`,
    });
  }
  return { fields: { ...fields, ...added }, notes };
}
