import type { Reader } from "../../platform/index.ts";

/** A time stamp that is kept, without its bytes. */
export interface Stamp {
  readonly id: bigint;
  readonly origin: string;
  /** Entries under the stamped checkpoint, and its root in hex. */
  readonly size: number;
  readonly root: string;
  /** Address of the authority, and the name in its certificate. */
  readonly authority: string;
  readonly signer: string;
  /** In hex. */
  readonly serial: string;
  readonly policy: string;
  /** What the authority says the time was. */
  readonly stampedAt: Date;
}

/** What the token is over, and the authority's whole answer. */
export interface StampBytes {
  readonly note: Uint8Array;
  readonly token: Uint8Array;
}

const columns = [
  "id",
  "origin",
  "size",
  "root",
  "authority",
  "signer",
  "serial",
  "policy",
  "stamped_at as stampedAt",
] as const;

/** Newest first; `before` is the last of the page before. */
export async function listStamps(
  db: Reader,
  { before, limit }: { readonly before?: bigint | undefined; readonly limit: number },
): Promise<Stamp[]> {
  let query = db.selectFrom("ledger_stamp").select(columns).orderBy("id", "desc").limit(limit);
  if (before !== undefined) query = query.where("id", "<", before);
  return (await query.execute()).map(stampOf);
}

export async function readStamp(db: Reader, id: bigint): Promise<(Stamp & StampBytes) | undefined> {
  const query = db
    .selectFrom("ledger_stamp")
    .select([...columns, "note", "token"])
    .where("id", "=", id);
  const row = await query.executeTakeFirst();
  return row && { ...stampOf(row), note: row.note, token: row.token };
}

/**
 * The earliest stamp of a checkpoint with at least so many entries: from its time on they were all there. For the entry
 * at `leaf` in the tree that is `size = leaf + 1`.
 */
export async function stampFor(
  db: Reader,
  { origin, size }: { readonly origin: string; readonly size: number },
): Promise<Stamp | undefined> {
  const row = await db
    .selectFrom("ledger_stamp")
    .select(columns)
    .where("origin", "=", origin)
    .where("size", ">=", BigInt(size))
    .orderBy("stamped_at")
    .orderBy("id")
    .limit(1)
    .executeTakeFirst();
  return row && stampOf(row);
}

/** The newest by this authority. */
export async function lastStamp(db: Reader, authority: string): Promise<Stamp | undefined> {
  const query = db.selectFrom("ledger_stamp").select(columns).where("authority", "=", authority);
  const row = await query.orderBy("id", "desc").limit(1).executeTakeFirst();
  return row && stampOf(row);
}

export async function countStamps(db: Reader): Promise<number> {
  const counted = db.selectFrom("ledger_stamp").select((eb) => eb.fn.countAll<bigint>().as("count"));
  return Number((await counted.executeTakeFirstOrThrow()).count);
}

const stampOf = (row: Omit<Stamp, "size"> & { readonly size: bigint }): Stamp => {
  const { id, origin, root, authority, signer, serial, policy, stampedAt } = row;
  return { id, origin, size: Number(row.size), root, authority, signer, serial, policy, stampedAt };
};
