import { createHash } from "node:crypto";
import type { Context } from "../../platform/index.ts";
import type { Published } from "../sealing/publisher.ts";
import type { VerifiedTimestamp } from "../timestamp/verify-timestamp.ts";
import type { Stamp } from "./read-stamps.ts";

/** A verified token with what it is over. */
export interface NewStamp {
  readonly authority: string;
  readonly published: Pick<Published, "checkpoint" | "note">;
  readonly token: Uint8Array;
  readonly verified: VerifiedTimestamp;
}

/** Keeps a verified time stamp, with the event that tells of it. */
export function keepStamp(
  context: Context,
  { authority, published: { checkpoint, note }, token, verified }: NewStamp,
): Promise<Stamp> {
  const { origin, size } = checkpoint;
  const root = Buffer.from(checkpoint.root).toString("hex");
  const { signer, serial, policy, time } = verified;
  return context.commit(async (tx) => {
    context.require("ledger.stamp", { type: "House", id: "house" });
    const { id } = await tx
      .insertInto("ledger_stamp")
      .values({
        origin,
        size: BigInt(size),
        root,
        authority,
        signer,
        serial,
        policy,
        stamped_at: time,
        received_at: context.now,
        note: Buffer.from(note),
        token: Buffer.from(token),
      })
      .returning("id")
      .executeTakeFirstOrThrow();
    const seals = { size, root, checkpoint: sha256(note), token: sha256(token), at: time.getTime() };
    return {
      result: { id, origin, size, root, authority, signer, serial, policy, stampedAt: time },
      event: { type: "ledger.stamped", subject: `checkpoint:${size}`, seals },
    };
  });
}

const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
