import { canonicalJson } from "./canonical-json.ts";
import { type Commitment, commitTo } from "./commitment.ts";

/** The form of a sealed row; a change of it is a migration and an event. */
const rowForm = "row/1";

/** A sealed row: its leaf, and what opens it. The leaf goes into a batch's tree, the openings stay with the row. */
export interface RowLeaf {
  /** Canonical JSON of form, kind and commitments: the bytes that the tree hashes. */
  readonly leaf: string;
  /** One commitment to all fields that are not personal, together. */
  readonly common: Commitment;
  /** One to each personal or free-text field, so that each can be erased or disclosed by itself. */
  readonly personal: Readonly<Record<string, Commitment>>;
}

export function sealRow(row: {
  readonly kind: string;
  readonly common: Readonly<Record<string, unknown>>;
  readonly personal: Readonly<Record<string, unknown>>;
}): RowLeaf {
  const common = commitTo(row.common);
  const personal = Object.fromEntries(
    Object.entries(row.personal).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, commitTo(value)] as const],
    ),
  );
  const digests = Object.fromEntries(Object.entries(personal).map(([name, { digest }]) => [name, digest]));
  const leaf = canonicalJson({ form: rowForm, kind: row.kind, common: common.digest, personal: digests });
  return { leaf, common, personal };
}
