import type { Reader } from "../../platform/index.ts";
import { anchorFor } from "../anchoring/read-anchors.ts";
import { type Checkpoint, formatCheckpoint } from "../checkpoint/checkpoint.ts";
import { encodeBase64 } from "../encoding/base64.ts";
import type { EvidenceCheckpoint } from "../evidence/form.ts";
import { parseHex } from "../evidence/opening.ts";
import { readStamp, stampFor } from "../stamping/read-stamps.ts";

/** A checkpoint that somebody outside vouches for, and what it says there. */
export interface OutsideHead {
  readonly checkpoint: Checkpoint;
  readonly note: Uint8Array;
  readonly carried: Omit<EvidenceCheckpoint, "note">;
}

/** For a leaf of the log: the earliest stamped and the earliest anchored checkpoint that it lies under. */
export async function outsideHeads(
  db: Reader,
  origin: string,
  leaf: number,
): Promise<Map<string, OutsideHead>> {
  const heads = new Map<string, OutsideHead>();
  const asked = { origin, size: leaf + 1 };
  const found = await stampFor(db, asked);
  const stamp = found && (await readStamp(db, found.id));
  if (stamp) {
    heads.set(`stamp ${stamp.id}`, {
      checkpoint: { origin, size: stamp.size, root: parseHex(stamp.root, "A root") },
      note: stamp.note,
      carried: { stamps: [encodeBase64(stamp.token)] },
    });
  }
  const anchor = await anchorFor(db, asked);
  if (anchor) {
    const checkpoint = { origin, size: anchor.size, root: parseHex(anchor.root, "A root") };
    const { chainId, contract, transaction, block, blockHash, blockTime } = anchor;
    const told = { contract, transaction, blockHash, chainId: String(chainId), block: String(block) };
    heads.set(`anchor ${anchor.id}`, {
      checkpoint,
      note: Buffer.from(formatCheckpoint(checkpoint)),
      carried: { anchors: [{ ...told, blockTime: blockTime.toISOString() }] },
    });
  }
  return heads;
}
