import { CompactRange, hashLeaf } from "../../ledger/index.ts";
import { canonicalJson, sql, type Tx } from "../../platform/index.ts";

/** A place that lost commitments, as a leaf of its act's tree. */
export interface ErasedLeaf {
  /** `record:` or `alert:` with the id of the version, or `entry:` with the event and its side. */
  readonly place: string;
  /** Canonical JSON: that of the version itself where all of it is erased. */
  readonly leaf: string;
}

/**
 * The leaf of a place that lost some of its commitments: the digests that nothing opens any more, and those that take
 * their places over what is left.
 */
export function erasedLeaf(
  place: string,
  erased: Readonly<Record<string, string>>,
  resealed: Readonly<Record<string, string>> = {},
): ErasedLeaf {
  return { place, leaf: canonicalJson({ form: "erased/1", place, erased, resealed }) };
}

/** For the rest of the transaction what only grows lets go of values, by this act alone. */
export async function beginAct(tx: Tx, id: string): Promise<void> {
  await sql`SELECT set_config('plumbline.erasing', ${id}, true)`.execute(tx);
}

const atOnce = 2_000;

/** Writes down what the act has destroyed: the root that its event seals, in hex. */
export async function endAct(tx: Tx, id: string, leaves: readonly ErasedLeaf[], now: Date): Promise<string> {
  const tree = new CompactRange();
  for (const { leaf } of leaves) tree.append(hashLeaf(Buffer.from(leaf)));
  for (let i = 0; i < leaves.length; i += atOnce) {
    const some = leaves.slice(i, i + atOnce);
    await tx
      .insertInto("erased_commitment")
      .values(some.map((one, j) => ({ erasure: id, number: i + j, ...one })))
      .execute();
  }
  const root = Buffer.from(tree.root()).toString("hex");
  await tx
    .updateTable("erasure")
    .set({ root, erased_at: now, state: "erased" })
    .where("id", "=", id)
    .execute();
  await sql`SELECT set_config('plumbline.erasing', '', true)`.execute(tx);
  return root;
}
