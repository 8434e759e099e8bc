import type { Chart, ChartRow } from "../../../detection/index.ts";
import type { Bilingual } from "../../../platform/index.ts";
import { quantity } from "../figures.ts";
import { chartWords } from "../words/chart-words.ts";

type Documents = Extract<Chart, { kind: "documents" }>;
type Row = ChartRow<"documents">;
type Field = "id" | "at" | "party" | "quantity" | "amount";

export interface DocumentColumn {
  readonly field: Field;
  readonly title: Bilingual;
  readonly isNumber: boolean;
  readonly write: (row: Row) => string;
}

const text = (field: "id" | "at" | "party"): DocumentColumn => ({
  field,
  title: chartWords.columns[field],
  isNumber: false,
  write: (row) => row[field] ?? "—",
});
const number = (field: "quantity" | "amount"): DocumentColumn => ({
  field,
  title: chartWords.columns[field],
  isNumber: true,
  write: (row) => (row[field] === undefined ? "—" : quantity(row[field])),
});

/** The columns that any document fills. */
export function columnsOf({ rows }: Documents): DocumentColumn[] {
  const all = [text("id"), text("at"), text("party"), number("quantity"), number("amount")];
  return all.filter(({ field }) => rows.some((row) => row[field] !== undefined));
}

/**
 * Whether party, quantity or amount of a marked document differ from the first marked one that states them. Lines are
 * parts of a document and name products, so it is their sum that is compared, and no party.
 */
export function isMismatch({ rows }: Documents, row: Row, field: Field): boolean {
  if (field === "id" || field === "at" || !row.suspect || row[field] === undefined) return false;
  const isLine = ({ document }: Row) => document.endsWith("-line");
  if (field === "party" && isLine(row)) return false;
  const first = rows.find(
    (other) => other.suspect && other[field] !== undefined && (field !== "party" || !isLine(other)),
  );
  if (first === undefined) return false;
  if (field === "party") return row.party !== first.party;
  const whole = (one: Row) =>
    isLine(one)
      ? rows.reduce((sum, other) => sum + (other.document === one.document ? (other[field] ?? 0) : 0), 0)
      : (one[field] ?? 0);
  return Math.abs(whole(row) - whole(first)) > 0.005 * Math.abs(whole(first));
}

const documents: Record<string, Bilingual> = {
  contract: { zh: "合同", en: "Contract" },
  quote: { zh: "报价", en: "Quote" },
  order: { zh: "订单", en: "Order" },
  "order-line": { zh: "订单行", en: "Order line" },
  delivery: { zh: "发货", en: "Delivery" },
  invoice: { zh: "发票", en: "Invoice" },
  "invoice-line": { zh: "发票行", en: "Invoice line" },
  payment: { zh: "回款", en: "Payment" },
  receivable: { zh: "应收", en: "Receivable" },
  "credit-note": { zh: "红字发票", en: "Credit note" },
  return: { zh: "退货", en: "Return" },
};

/** A kind of document in words; one that is not known stands as it is. */
export const documentName = (document: string): Bilingual =>
  documents[document] ?? { zh: document, en: document };

/** The label of an event: a document's name in front of it is put in both languages, the rest is data. */
export function eventLabel(label: string): Bilingual {
  const [word = "", ...rest] = label.split(" ");
  const name = documentName(word);
  if (name.zh === word || rest.length === 0) return { zh: label, en: label };
  return { zh: `${name.zh} ${rest.join(" ")}`, en: `${name.en} ${rest.join(" ")}` };
}
