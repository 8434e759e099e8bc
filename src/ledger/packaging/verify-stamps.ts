import type { Bilingual } from "../../platform/index.ts";
import { Refusal } from "../../platform/index.ts";
import type { VerifiedEvidence } from "../evidence/verified.ts";
import { verifyTimestamp } from "../stamping/verify-lazily.ts";
import { TimestampError } from "../timestamp/timestamp-error.ts";
import type { VerifiedTimestamp } from "../timestamp/verify-timestamp.ts";

export interface StampOf extends VerifiedTimestamp {
  /** Number of the checkpoint, from 0. */
  readonly checkpoint: number;
  readonly at: Date;
}

/** Verifies every time stamp of the evidence against the authorities that the verifier trusts (PEM). */
export async function verifyStamps(
  { checkpoints }: VerifiedEvidence,
  authorities: string,
): Promise<StampOf[]> {
  const verified: StampOf[] = [];
  for (const [checkpoint, { note, stamps }] of checkpoints.entries()) {
    for (const [n, token] of stamps.entries()) {
      try {
        const stamp = await verifyTimestamp(token, note, { authorities });
        verified.push({ checkpoint, at: stamp.time, ...stamp });
      } catch (error) {
        if (!(error instanceof TimestampError)) throw error;
        throw badStamp(checkpoint, n, error.sentence);
      }
    }
  }
  return verified;
}

const badStamp = (checkpoint: number, n: number, why: Bilingual) =>
  new Refusal("conflict", {
    zh: `第 ${checkpoint + 1} 个检查点的第 ${n + 1} 个时间戳不成立：${why.zh}`,
    en: `Time stamp ${n + 1} of checkpoint ${checkpoint + 1} does not hold: ${why.en}`,
  });

/** A moment from which a checkpoint was there, by the word of somebody outside that was verified. */
export interface Vouched {
  readonly checkpoint: number;
  readonly at: Date;
}

/** The earliest moment from which each item is shown to have been there: by witnesses, stamps and anchors. */
export function sealedSince(
  { items, checkpoints }: VerifiedEvidence,
  vouched: readonly Vouched[],
): (Date | undefined)[] {
  return items.map(({ entry }) => {
    const times = entry.checkpoints.flatMap((i) => [
      ...(checkpoints[i]?.witnesses ?? []),
      ...vouched.filter(({ checkpoint }) => checkpoint === i),
    ]);
    return times.length === 0 ? undefined : new Date(Math.min(...times.map(({ at }) => at.getTime())));
  });
}
