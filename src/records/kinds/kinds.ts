import { activity } from "./activity.ts";
import { approval } from "./approval.ts";
import { change } from "./change.ts";
import { commission } from "./commission.ts";
import { complaint } from "./complaint.ts";
import { contact } from "./contact.ts";
import { contract } from "./contract.ts";
import { creditNote } from "./credit-note.ts";
import { customer } from "./customer.ts";
import type { Field, Kind } from "./define-kind.ts";
import { delivery } from "./delivery.ts";
import { employee } from "./employee.ts";
import { expense } from "./expense.ts";
import { financialStatement } from "./financial-statement.ts";
import { invoice } from "./invoice.ts";
import { invoiceLine } from "./invoice-line.ts";
import { opportunity } from "./opportunity.ts";
import { order } from "./order.ts";
import { orderLine } from "./order-line.ts";
import { payment } from "./payment.ts";
import { priceList } from "./price-list.ts";
import { product } from "./product.ts";
import { quote } from "./quote.ts";
import { receivable } from "./receivable.ts";
import { stock } from "./stock.ts";
import { target } from "./target.ts";

/** Every kind of record, in the order in which pages list them. */
export const kinds = [
  employee,
  customer,
  contact,
  product,
  priceList,
  opportunity,
  activity,
  quote,
  contract,
  order,
  orderLine,
  delivery,
  invoice,
  invoiceLine,
  payment,
  receivable,
  creditNote,
  stock,
  commission,
  expense,
  target,
  approval,
  complaint,
  change,
  financialStatement,
] as const;

type AnyKind = (typeof kinds)[number];
export type KindName = AnyKind["name"];
export type TableName = AnyKind["table"];
/** The columns every table has besides its fields: see tables.ts. */
type OwnColumn = "rid" | "file" | "row";
export type ColumnOf<Table extends TableName> =
  | keyof Extract<AnyKind, { readonly table: Table }>["fields"]
  | OwnColumn;

const byName = new Map<string, Kind>(kinds.map((kind) => [kind.name, kind as Kind]));
const byTable = new Map<string, Kind>(kinds.map((kind) => [kind.table, kind as Kind]));

export function kindNamed(name: string): Kind | undefined {
  return byName.get(name);
}

export function kindOfTable(table: string): Kind | undefined {
  return byTable.get(table);
}

export function fieldsOf(kind: Kind): [string, Field][] {
  return Object.entries(kind.fields);
}
