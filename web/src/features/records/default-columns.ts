import type { FieldView, KindView } from "./types.ts";

const most = 8;
/** What people look for first, after the key, the time and the amount. */
const wanted = [
  "name",
  "customer_name",
  "buyer_name",
  "payer_name",
  "customer_id",
  "seller_id",
  "owner_id",
  "employee_id",
  "product_name",
  "product_id",
  "quantity",
  "unit_price",
  "status",
  "type",
  "region",
  "category",
  "department",
];

/** The columns that suit a kind where nobody has chosen: key, time, who, amount, state. */
export function defaultColumns({ fields, key, time, amount }: KindView): string[] {
  const isThere = (name: string | undefined): name is string =>
    fields.some((field) => field.name === name && (field.isFilled || key.includes(field.name)));
  const first = [...key, time].filter(isThere);
  const named = wanted.filter(isThere).filter((name) => !first.includes(name));
  const last = [amount].filter(isThere);
  const others = fields.filter(
    ({ name, isFilled, type }) =>
      isFilled && type !== "currency" && ![...first, ...named, ...last].includes(name),
  );
  const room = most - first.length - last.length;
  const middle = [...named, ...others.map(({ name }) => name)].slice(0, Math.max(0, room));
  return [...first, ...middle, ...last];
}

export function shownFields(kind: KindView, columns: readonly string[]): FieldView[] {
  const names = columns.length > 0 ? columns : defaultColumns(kind);
  return names.flatMap((name) => kind.fields.find((field) => field.name === name) ?? []);
}
