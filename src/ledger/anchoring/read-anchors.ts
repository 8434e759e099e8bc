import type { Reader } from "../../platform/index.ts";

/** An anchor that is deep enough in its chain, and where it is found there. */
export interface Anchor {
  readonly id: bigint;
  readonly origin: string;
  /** Entries under the anchored checkpoint, and its root in hex. */
  readonly size: number;
  readonly root: string;
  readonly chainId: number;
  /** Address, transaction and block in hex with 0x. */
  readonly contract: string;
  readonly transaction: string;
  readonly block: number;
  readonly blockHash: string;
  /** What the chain says the time was. */
  readonly blockTime: Date;
}

const anchors = (db: Reader) =>
  db
    .selectFrom("ledger_anchor")
    .select([
      "id",
      "origin",
      "size",
      "root",
      "chain_id as chainId",
      "contract",
      (eb) => eb.ref("transaction").$notNull().as("transaction"),
      (eb) => eb.ref("block").$notNull().as("block"),
      (eb) => eb.ref("block_hash").$notNull().as("blockHash"),
      (eb) => eb.ref("block_time").$notNull().as("blockTime"),
    ])
    .where("state", "=", "confirmed");

/** Newest first; `before` is the last of the page before. */
export async function listAnchors(
  db: Reader,
  { before, limit }: { readonly before?: bigint | undefined; readonly limit: number },
): Promise<Anchor[]> {
  let query = anchors(db).orderBy("id", "desc").limit(limit);
  if (before !== undefined) query = query.where("id", "<", before);
  return (await query.execute()).map(anchorOf);
}

/** The earliest anchor of a checkpoint with at least so many entries; of the newest anchored log unless one is named. */
export async function anchorFor(
  db: Reader,
  { origin, size }: { readonly origin?: string; readonly size: number },
): Promise<Anchor | undefined> {
  const of = origin ?? (await listAnchors(db, { limit: 1 }))[0]?.origin;
  if (of === undefined) return undefined;
  const row = await anchors(db)
    .where("origin", "=", of)
    .where("size", ">=", BigInt(size))
    .orderBy("block_time")
    .orderBy("id")
    .limit(1)
    .executeTakeFirst();
  return row && anchorOf(row);
}

export async function countAnchors(db: Reader): Promise<number> {
  const counted = db
    .selectFrom("ledger_anchor")
    .select((eb) => eb.fn.countAll<bigint>().as("count"))
    .where("state", "=", "confirmed");
  return Number((await counted.executeTakeFirstOrThrow()).count);
}

/** The one that has been sent and is not yet deep enough. */
export async function pendingAnchor(db: Reader) {
  const row = await db
    .selectFrom("ledger_anchor")
    .select(["size", "begun_at as begunAt", "transaction"])
    .where("state", "=", "pending")
    .executeTakeFirst();
  return row && { ...row, size: Number(row.size) };
}

type Row = Omit<Anchor, "size" | "chainId" | "block"> & {
  readonly size: bigint;
  readonly chainId: bigint;
  readonly block: bigint;
};

const anchorOf = ({ size, chainId, block, ...row }: Row): Anchor => ({
  ...row,
  size: Number(size),
  chainId: Number(chainId),
  block: Number(block),
});
