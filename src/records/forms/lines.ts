import type { Kind } from "../kinds/define-kind.ts";
import { kindNamed } from "../kinds/kinds.ts";
import type { FieldValues } from "../store/record-values.ts";

/** Documents whose lines are a kind of their own and are entered together with them. */
const lineKinds: Readonly<Record<string, { readonly kind: string; readonly by: string }>> = {
  order: { kind: "order-line", by: "order_id" },
  invoice: { kind: "invoice-line", by: "invoice_id" },
};

export interface LinesOf {
  readonly kind: Kind;
  /** The field of a line that holds its document's key. */
  readonly by: string;
}

export function linesOf(kind: Kind): LinesOf | undefined {
  const lines = lineKinds[kind.name];
  const lineKind = lines && kindNamed(lines.kind);
  return lineKind && { kind: lineKind, by: lines.by };
}

/** What a line has from its document and not of its own. */
const inherited: Readonly<Record<string, readonly string[]>> = {
  customer_id: ["customer_id"],
  customer_name: ["customer_name", "buyer_name"],
  seller_id: ["seller_id"],
  order_id: ["order_id"],
  region: ["region"],
  channel: ["channel"],
  ordered_at: ["ordered_at"],
  invoiced_at: ["invoiced_at"],
  currency: ["currency"],
  legal_entity: ["legal_entity"],
};

/** Names of a line's fields that the form does not ask for: the document has them. */
export function isInherited(lines: LinesOf, field: string): boolean {
  return field === lines.by || field === "line_no" || field === "line_id" || field in inherited;
}

/** A line's fields: what was given, its number, and what it has from its document. */
export function lineFields(lines: LinesOf, document: FieldValues, line: FieldValues, number: number) {
  const key = document[lines.by];
  const given: Record<string, string | boolean> = { line_no: String(number), ...line };
  if (key !== undefined) given[lines.by] = key;
  for (const [name, sources] of Object.entries(inherited)) {
    if (given[name] !== undefined || !lines.kind.fields[name]) continue;
    const value = sources.map((source) => document[source]).find((found) => found !== undefined);
    if (value !== undefined) given[name] = value;
  }
  return given;
}

const sums = ["net", "tax", "gross"] as const;

/** The document's amounts; where one is not given and every line has it, it is their sum. */
export function withSums(document: FieldValues, lines: readonly FieldValues[]): Record<string, string> {
  const added: Record<string, string> = {};
  for (const name of sums) {
    // What is no amount is told elsewhere, and adds up to nothing.
    const amounts = lines.flatMap(({ [name]: amount }) =>
      typeof amount === "string" && /^-?\d+$/.test(amount) ? [amount] : [],
    );
    if (document[name] !== undefined || lines.length === 0 || amounts.length < lines.length) continue;
    added[name] = String(amounts.reduce((sum, amount) => sum + BigInt(amount), 0n));
  }
  return added;
}
