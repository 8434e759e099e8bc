import type { RecordView } from "./model.ts";

const named = new Set(["customer", "employee", "contact", "product", "opportunity", "contract"]);

/** A customer is known by its name, an order by its number. */
export function isCalledByName({ kind, name }: RecordView): boolean {
  return name !== undefined && named.has(kind);
}

export function titleOf(view: RecordView, kindTitle: string): string {
  return isCalledByName(view) ? (view.name ?? view.key) : `${kindTitle} ${view.key}`;
}
