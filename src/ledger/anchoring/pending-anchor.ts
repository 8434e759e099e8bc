import type { Selectable } from "kysely";
import type { Address, Hex } from "viem";
import type { Context, Database, Reader } from "../../platform/index.ts";
import type { AnchorTable } from "../tables.ts";

/** An anchor under way, with every transaction that was signed for it, the newest first. */
export interface Pending extends Selectable<AnchorTable> {
  readonly sent: readonly { readonly transaction: Hex; readonly raw: Hex; readonly signedAt: Date }[];
}

export async function readPending(db: Reader): Promise<Pending | undefined> {
  const row = await db
    .selectFrom("ledger_anchor")
    .selectAll()
    .where("state", "=", "pending")
    .executeTakeFirst();
  if (!row) return undefined;
  const sent = await db
    .selectFrom("ledger_anchor_sending")
    .selectAll()
    .where("anchor", "=", row.id)
    .orderBy("signed_at", "desc")
    .execute();
  return {
    ...row,
    sent: sent.map(({ transaction, raw, signed_at: signedAt }) => ({
      transaction: transaction as Hex,
      raw: raw as Hex,
      signedAt,
    })),
  };
}

type Signed = { readonly transaction: Hex; readonly raw: Hex };

/** What is about to be sent, made durable first. It is not yet a fact, hence without an event. */
export function keepSigned(
  { writer }: Pick<Database, "writer">,
  anchor: {
    readonly origin: string;
    readonly size: number;
    readonly root: string;
    readonly chainId: number;
    readonly contract: Address;
    readonly sender: Address;
    readonly nonce: number;
  },
  { transaction, raw }: Signed,
): Promise<void> {
  return writer.transaction().execute(async (tx) => {
    const { origin, size, root, chainId, contract, sender, nonce } = anchor;
    const now = new Date();
    const { id } = await tx
      .insertInto("ledger_anchor")
      .values({
        origin,
        size: BigInt(size),
        root,
        chain_id: BigInt(chainId),
        contract,
        sender,
        nonce: BigInt(nonce),
        state: "pending",
        begun_at: now,
      })
      .returning("id")
      .executeTakeFirstOrThrow();
    await tx
      .insertInto("ledger_anchor_sending")
      .values({ transaction, raw, anchor: id, signed_at: now })
      .execute();
  });
}

export async function keepReplacement(
  { writer }: Pick<Database, "writer">,
  { id }: Pick<Pending, "id">,
  { transaction, raw }: Signed,
): Promise<void> {
  const values = { transaction, raw, anchor: id, signed_at: new Date() };
  await writer.insertInto("ledger_anchor_sending").values(values).execute();
}

/** It came to nothing: the contract said no, or another transaction has its nonce. */
export async function giveUp(
  { writer }: Pick<Database, "writer">,
  { id }: Pick<Pending, "id">,
  state: "refused" | "lost",
): Promise<void> {
  await writer
    .updateTable("ledger_anchor")
    .set({ state })
    .where("id", "=", id)
    .where("state", "=", "pending")
    .execute();
}

/** Where a transaction was found. */
export interface Found {
  readonly transaction: Hex;
  readonly block: number;
  readonly blockHash: Hex;
  readonly blockTime: Date;
}

/** It is deep enough in the chain: kept as a fact, with the event that tells of it. */
export function confirmAnchor(context: Context, pending: Pending, found: Found): Promise<void> {
  const { transaction, block, blockHash, blockTime } = found;
  return context.commit(async (tx) => {
    context.require("ledger.anchor", { type: "House", id: "house" });
    await tx
      .updateTable("ledger_anchor")
      .set({
        state: "confirmed",
        transaction,
        block: BigInt(block),
        block_hash: blockHash,
        block_time: blockTime,
        confirmed_at: context.now,
      })
      .where("id", "=", pending.id)
      .where("state", "=", "pending")
      .execute();
    const seals = {
      size: pending.size,
      root: pending.root,
      chain: pending.chain_id,
      // As the chain itself writes an address in 32 bytes.
      contract: pending.contract.slice(2).toLowerCase().padStart(64, "0"),
      transaction: transaction.slice(2),
      block,
      blockHash: blockHash.slice(2),
    };
    return {
      result: undefined,
      event: { type: "ledger.anchored", subject: `checkpoint:${pending.size}`, seals },
    };
  });
}

/** The chain has dropped what was deep enough: told, for it was vouched for. */
export function loseAnchors(
  context: Context,
  { origin, contract, above }: { readonly origin: string; readonly contract: string; readonly above: number },
): Promise<void> {
  return context.commit(async (tx) => {
    context.require("ledger.anchor", { type: "House", id: "house" });
    const lost = await tx
      .updateTable("ledger_anchor")
      .set({ state: "lost" })
      .where("state", "=", "confirmed")
      .where("origin", "=", origin)
      .where("contract", "=", contract)
      .where("size", ">", BigInt(above))
      .returning(["size"])
      .execute();
    const seals = { anchors: lost.length, above };
    return { result: undefined, event: { type: "ledger.anchor-lost", subject: "house:ledger", seals } };
  });
}
