/** Who or what transactions are grouped by. */
const partyKinds = ["product", "seller", "customer", "channel"] as const;
export type PartyKind = (typeof partyKinds)[number];

export interface Party {
  /** By row; −1 where the row names none. Rows of one code name the same. */
  readonly codes: Int32Array;
  /** By code. */
  readonly names: readonly string[];
}

/** What is known of transactions, column by column; NaN where a row has no value. What no file has is absent. */
export interface Transactions {
  readonly rows: number;
  readonly parties: Partial<Readonly<Record<PartyKind, Party>>>;
  readonly quantity?: Float64Array;
  /** Major units of the row's currency. */
  readonly amount?: Float64Array;
  /** As the source states it; where it does not, amount ÷ quantity is used. */
  readonly unitPrice?: Float64Array;
  readonly listPrice?: Float64Array;
  readonly cost?: Float64Array;
  /** Milliseconds of the source's wall clock since 1970. */
  readonly time?: Float64Array;
  /** Whether times tell the hour, not only the day. */
  readonly hasHours?: boolean;
  /** Code of the currency; amounts of two currencies are never compared. */
  readonly currency?: Int32Array;
  /** ISO code by code of currency. */
  readonly currencies?: readonly string[];
}

/** What inspections said: 1 falsified, 0 honest, −1 not inspected. */
export type Labels = Int8Array;
export const positive = 1;
export const negative = 0;
export const unlabelled = -1;
