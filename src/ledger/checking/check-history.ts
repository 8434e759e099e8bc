import type { Ledger } from "../sealing/open-ledger.ts";
import { tileNodes } from "../tiles/tile-reader.ts";
import { hashRanges } from "../tree/read-nodes.ts";
import type { IntegrityFault } from "./report-fault.ts";

/**
 * That every checkpoint which was ever published is a beginning of the log as it stands: what somebody was shown then
 * is in it now.
 */
export async function checkHistory(
  ledger: Pick<Ledger, "tiles" | "published">,
  past: readonly { readonly size: number; readonly root: string }[],
  signal: AbortSignal,
): Promise<readonly IntegrityFault[]> {
  const size = ledger.published()?.checkpoint.size ?? 0;
  const faults: IntegrityFault[] = [];
  for (const checkpoint of past) {
    signal.throwIfAborted();
    if (checkpoint.size > size) {
      faults.push(longer(checkpoint.size, size));
      continue;
    }
    const range = { start: 0, end: checkpoint.size };
    // A tile that is missing or damaged is told of by the check of the files.
    const root = await hashRanges([range], tileNodes(size, ledger.tiles.read)).catch(() => undefined);
    if (root?.[0] && Buffer.from(root[0]).toString("hex") !== checkpoint.root)
      faults.push(differs(checkpoint.size));
  }
  return faults;
}

const longer = (was: number, is: number): IntegrityFault => ({
  place: `checkpoint:${was}`,
  sentence: {
    zh: `曾公布过含 ${was} 条的检查点，现在的账本只有 ${is} 条：账本变短了。`,
    en: `A checkpoint over ${was} entries was published, and the log now has ${is}: it has become shorter.`,
  },
});

const differs = (size: number): IntegrityFault => ({
  place: `checkpoint:${size}`,
  sentence: {
    zh: `曾公布的含 ${size} 条的检查点与现在账本的前 ${size} 条不符：历史被改写过，或检查点的记录被改动过。`,
    en: `The checkpoint over ${size} entries that was published is not what the first ${size} entries lead to: history was rewritten, or the list of checkpoints was changed.`,
  },
});
