/**
 * What a table is to the house, declared by the room that owns it: `sealed` rows lie under commitments in the log,
 * `derived` ones can be made again, `private` ones stand here alone, `plain` ones hold no word of or about anybody.
 */
export interface Holding {
  readonly table: string;
  readonly is: "sealed" | "derived" | "private" | "plain";
  /** Text, JSON, arrays of text: columns out of which an erased value is taken wherever it stands. */
  readonly redact?: readonly string[];
  /** Columns that the owning room looks after itself when a person is erased. */
  readonly own?: readonly string[];
  /** Columns of these forms that hold codes, digests and ids alone. */
  readonly codes?: readonly string[];
}

/** Whether a table can hold a value at all: then erasing writes it anew on disk. */
export const holdsValues = ({ is, redact = [], own = [] }: Holding): boolean =>
  is !== "plain" && redact.length + own.length > 0;
