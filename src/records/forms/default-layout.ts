import type { Bilingual } from "../../platform/index.ts";
import type { Field, Kind } from "../kinds/define-kind.ts";
import { fieldsOf } from "../kinds/kinds.ts";
import { referredKind } from "../mapping/references.ts";
import type { Form } from "./form.ts";

type Part = "base" | "party" | "amount" | "time" | "text";

const titles: Record<Part, Bilingual> = {
  base: { zh: "基本信息", en: "Basics" },
  party: { zh: "往来与归属", en: "Parties" },
  amount: { zh: "金额与条件", en: "Amounts and terms" },
  time: { zh: "日期", en: "Dates" },
  text: { zh: "说明", en: "Notes" },
};

/** What a system writes by itself: not asked of people who enter records by hand, shown where a record has it. */
const traces = new Set([
  "created_at",
  "created_by",
  "changed_at",
  "changed_by",
  "device_id",
  "device_risk",
  "photo_hash",
  "distance",
  "longitude",
  "latitude",
]);
const longTexts = new Set(["notes", "terms", "description", "content", "reason", "comment"]);
const partyNames =
  /^(customer|buyer|receiver|contact|ship_to|payer|bank|tax_number|phone|email|website|address)/;

/** A form for a kind that nobody has laid out yet. */
export function defaultForm(kind: Kind): Form {
  const parts = new Map<Part, string[]>();
  const needed = new Set(kind.needs.flat());
  const hidden = fieldsOf(kind).flatMap(([name]) => (traces.has(name) && !needed.has(name) ? [name] : []));
  for (const [name, field] of fieldsOf(kind)) {
    if (hidden.includes(name)) continue;
    const part = partOf(kind, name, field);
    parts.set(part, [...(parts.get(part) ?? []), name]);
  }
  const sections = (Object.keys(titles) as Part[]).flatMap((part) => {
    const fields = parts.get(part);
    return fields ? [{ title: titles[part], columns: part === "text" ? 1 : 2, fields }] : [];
  });
  return { fields: [], sections, hidden };
}

function partOf(kind: Kind, name: string, { type }: Field): Part {
  if (longTexts.has(name)) return "text";
  if (kind.key.includes(name) || (name === "name" && type === "name")) return "base";
  if (["money", "price", "quantity", "rate", "currency"].includes(type)) return "amount";
  if (name.startsWith("payment_terms") || name === "credit_limit") return "amount";
  if (type === "time" || type === "date" || name === "period") return "time";
  if (referredKind(name) !== undefined || partyNames.test(name) || name === "legal_entity") return "party";
  return "base";
}

/** Every field is somewhere: what the layout does not name, because it came later, follows at the end. */
export function completeSections(kind: Kind, form: Form): Form["sections"] {
  const placed = new Set([...form.sections.flatMap(({ fields }) => fields), ...form.hidden]);
  const known = new Set([...Object.keys(kind.fields), ...form.fields.map(({ name }) => `own.${name}`)]);
  const sections = form.sections
    .map((section) => ({
      ...section,
      fields: section.fields.filter((name) => known.has(name) && !form.hidden.includes(name)),
    }))
    .filter(({ fields }) => fields.length > 0);
  const rest = [...known].filter((name) => !placed.has(name));
  if (rest.length === 0) return sections;
  return [...sections, { title: { zh: "其他", en: "Other" }, columns: 2, fields: rest }];
}
