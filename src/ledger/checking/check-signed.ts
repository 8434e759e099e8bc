import type { Bilingual } from "../../platform/index.ts";
import type { Checkpoint } from "../checkpoint/checkpoint.ts";
import { openCheckpoint } from "../checkpoint/open-checkpoint.ts";
import { verifyGrowth } from "../checkpoint/verify-growth.ts";
import { LedgerError } from "../ledger-error.ts";
import { parseNote } from "../note/note.ts";
import { parseVerifierKey } from "../note/verifier.ts";
import { checkpointsKept, type StoredCheckpoint } from "../sealing/checkpoint-store.ts";
import type { Ledger } from "../sealing/open-ledger.ts";
import { tileNodes } from "../tiles/tile-reader.ts";
import { proveConsistency } from "../tree/consistency.ts";
import type { IntegrityFault } from "./report-fault.ts";

type Signed = Pick<Ledger, "signed" | "state" | "tiles" | "verifierKeys">;

/**
 * The checkpoints beside the keys: one unbroken sequence, each signed by us and followed by what is published, the last
 * of them no older than that. It is what keeps a restored or forked database from being signed.
 */
export async function checkSigned(ledger: Signed, published: Checkpoint): Promise<IntegrityFault[]> {
  const { sealed } = ledger.state();
  const stored = await ledger.signed();
  const newest = stored.at(-1);
  const faults: IntegrityFault[] = [];
  const sizes: number[] = [];
  for (const one of stored) {
    const opened = await checkOne(ledger, one, published);
    if (opened === undefined || opened <= (sizes.at(-1) ?? 0)) faults.push(wrong(one.number));
    else sizes.push(opened);
  }
  const expected = Math.min(checkpointsKept, newest?.number ?? 1);
  const isUnbroken = stored.every(({ number }, i) => i === 0 || number === (stored[i - 1]?.number ?? 0) + 1);
  const reaches = (sizes.at(-1) ?? 0) >= Math.max(sealed, published.size);
  if (stored.length < expected || !isUnbroken || (!reaches && faults.length === 0)) faults.push(incomplete);
  return faults;
}

/** Its size, where it is ours and the published one grows from it. */
async function checkOne(
  { tiles, verifierKeys }: Signed,
  { note }: StoredCheckpoint,
  published: Checkpoint,
): Promise<number | undefined> {
  try {
    const { checkpoint, logs } = openCheckpoint(note, { logs: verifierKeys.map(parseVerifierKey) });
    // It was written before any witness had seen it.
    if (parseNote(note).signatures.length !== logs.length) return undefined;
    // Signed and not yet published.
    if (checkpoint.size > published.size) return checkpoint.size;
    const nodes = tileNodes(published.size, tiles.read);
    const isEqual = checkpoint.size === published.size;
    const proof = isEqual ? [] : await proveConsistency(checkpoint.size, published.size, nodes);
    verifyGrowth(checkpoint, published, proof);
    return checkpoint.size;
  } catch (error) {
    if (error instanceof LedgerError) return undefined;
    throw error;
  }
}

const wrong = (number: number): IntegrityFault => ({
  place: `keys:checkpoint/${number}`,
  sentence: {
    zh: `密钥目录中的第 ${number} 个检查点不是本账本签署的，或与已公布的账本不一致。`,
    en: `Checkpoint ${number} in the folder of keys was not signed by this log, or the published log does not grow from it.`,
  },
});

const sentence: Bilingual = {
  zh: "密钥目录中的检查点不完整：有检查点被删除，或被换回较旧的一份。",
  en: "The checkpoints in the folder of keys are not complete: some were taken away, or older ones put in their place.",
};
const incomplete: IntegrityFault = { place: "keys:checkpoints", sentence };
