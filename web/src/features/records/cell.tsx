import { Money, Nothing, useWords } from "../../ui/index.ts";
import { Highlight } from "./highlight.tsx";
import type { FieldView, RecordRow } from "./types.ts";

const words = { zh: { yes: "是", no: "否" }, en: { yes: "yes", no: "no" } };

interface CellProps {
  readonly field: FieldView;
  readonly row: RecordRow;
  /** To be marked. */
  readonly hits: readonly string[];
}

const figures = new Set<FieldView["type"]>(["price", "quantity", "number", "integer", "rate"]);
export const isRight = ({ type }: FieldView) => type === "money" || figures.has(type);

/** One value of a record, as a list shows it. */
export function Cell({ field, row, hits }: CellProps) {
  const { yes, no } = useWords(words);
  const value = row.fields[field.name];
  if (value === undefined || value === "") return <Nothing />;
  if (typeof value === "boolean") return value ? yes : no;
  if (field.type === "money") {
    const { currency } = row.fields;
    return <Money minor={value} currency={typeof currency === "string" ? currency : "XXX"} />;
  }
  if (field.type === "time" || field.type === "date")
    return <span className="figures">{shortTime(value)}</span>;
  if (figures.has(field.type)) return <span className="figures">{grouped(value)}</span>;
  if (field.type === "currency" && value === "XXX") return <Nothing />;
  return <Highlight text={value} words={hits} />;
}

/** Midnight stands where the source gives a day only. */
function shortTime(value: string): string {
  return value.endsWith(" 00:00:00") ? value.slice(0, 10) : value.slice(0, 16);
}

/** A decimal as it is, grouped by thousands. */
function grouped(value: string): string {
  const [whole = "", fraction] = value.split(".");
  const shown = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return fraction === undefined ? shown : `${shown}.${fraction}`;
}
