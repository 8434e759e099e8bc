import type { Bilingual } from "../../platform/index.ts";

/**
 * What a column holds, and thereby its DuckDB type:
 * id, name, text → VARCHAR; time → TIMESTAMP (midnight where the source has a date only); date → DATE;
 * money → BIGINT minor units of the row's `currency`; price → DECIMAL(18,6) major units; quantity → DECIMAL(18,4);
 * number → DOUBLE; integer → BIGINT; rate → DOUBLE (0.13 for 13 %); flag → BOOLEAN; currency → VARCHAR (ISO 4217, `XXX` unknown).
 */
export type FieldType =
  | "id"
  | "name"
  | "text"
  | "time"
  | "date"
  | "money"
  | "price"
  | "quantity"
  | "number"
  | "integer"
  | "rate"
  | "flag"
  | "currency";

export interface Field {
  readonly type: FieldType;
  readonly zh: string;
  readonly en: string;
  /** Header names that mean this field: abbreviations, English and Chinese synonyms, Zoho and 纷享销客 field names. */
  readonly also: readonly string[];
  /** Names a natural person, or is a means of reaching one. */
  readonly personal?: true;
}

export interface Kind<
  Name extends string = string,
  Table extends string = string,
  Fields extends string = string,
> {
  readonly name: Name;
  readonly table: Table;
  readonly title: Bilingual;
  /** File and sheet names that suggest this kind. */
  readonly also: readonly string[];
  /** The business key; a repeated key is a repeated record, told apart by its occurrence number. */
  readonly key: readonly Fields[];
  /** A file is refused as this kind unless each of these groups has at least one mapped field. */
  readonly needs: readonly (readonly Fields[])[];
  readonly fields: Readonly<Record<Fields, Field>>;
}

export function defineKind<
  const Name extends string,
  const Table extends string,
  const Fields extends string,
>(
  kind: Omit<Kind<Name, Table, Fields>, "key" | "needs"> & {
    readonly key: readonly NoInfer<Fields>[];
    readonly needs: readonly (readonly NoInfer<Fields>[])[];
  },
): Kind<Name, Table, Fields> {
  return kind;
}

const field =
  (type: FieldType, personal?: true) =>
  (zh: string, en: string, ...also: string[]): Field => ({
    type,
    zh,
    en,
    also,
    ...(personal ? { personal } : {}),
  });

export const id = field("id");
export const name = field("name");
export const personName = field("name", true);
export const text = field("text");
export const personText = field("text", true);
export const time = field("time");
export const date = field("date");
export const money = field("money");
export const price = field("price");
export const quantity = field("quantity");
export const number = field("number");
export const integer = field("integer");
export const rate = field("rate");
export const currency = () =>
  field("currency")(
    "币种",
    "Currency",
    "货币",
    "币别",
    "货币代码",
    "currency code",
    "curr",
    "ccy",
    "waers",
    "mc_currency",
  );
export const legalEntity = () =>
  id(
    "法人主体",
    "Legal entity",
    "公司代码",
    "所属公司",
    "核算主体",
    "账套",
    "company code",
    "entity",
    "bukrs",
    "company",
  );
