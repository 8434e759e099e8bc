import type pg from "pg";
import {
  type Checkpoint,
  LedgerError,
  openCheckpoint,
  openDisk,
  openTileFolder,
  parseVerifierKey,
  proveConsistency,
  tileNodes,
  verifyGrowth,
} from "../../ledger/index.ts";
import type { RememberedLog } from "./remembered-log.ts";
import type { CheckpointWatcher } from "./watch-checkpoints.ts";

/** What was acknowledged to somebody, and is therefore to be there for ever. */
export interface Promised {
  /** Batches of imports that had ended. */
  readonly imported: Set<string>;
  /** By `alert/revision`. */
  readonly steps: Map<string, object>;
}

export interface Checker {
  /** After a restart: what was promised since the last check is there, the log only grew, checkpoints are one history. */
  check(client: pg.Client, fresh: Promised): Promise<string[]>;
  /** A file of the log was damaged on purpose: proofs that need it wait until whoever seals has mended it. */
  spoiled(): void;
  /** By now it is mended: no proof waits any longer. */
  mended(): void;
  /** Steps that were found in their table and not yet in the log. */
  waiting(): readonly string[];
  counts(): { readonly checkpoints: number; readonly proofs: number; readonly cosigned: number };
}

export function openChecker(parts: {
  readonly log: RememberedLog;
  readonly watcher: CheckpointWatcher;
  readonly folder: string;
  readonly verifierKeys: readonly string[];
  readonly witnessKey: string;
}): Checker {
  const { log, watcher, folder } = parts;
  const trusted = {
    logs: parts.verifierKeys.map(parseVerifierKey),
    witnesses: [parseVerifierKey(parts.witnessKey)],
  };
  const { read } = openTileFolder(folder, openDisk());
  const unlogged = new Set<string>();
  let newest: Checkpoint | undefined;
  let shown = 0;
  let isSpoiled = false;
  let held: Checkpoint[] = [];
  const counts = { checkpoints: 0, proofs: 0, cosigned: 0 };

  const see = (): string[] => {
    const wrong: string[] = [];
    for (const { note, isPublished } of watcher.take()) {
      try {
        const { checkpoint, cosignatures } = openCheckpoint(note, trusted);
        counts.checkpoints += 1;
        if (cosignatures.length > 0) counts.cosigned += 1;
        if (isPublished && checkpoint.size < shown) wrong.push(`published ${checkpoint.size} after ${shown}`);
        if (isPublished) shown = Math.max(shown, checkpoint.size);
        held.push(checkpoint);
      } catch (error) {
        if (!(error instanceof LedgerError)) throw error;
        wrong.push(`a checkpoint that cannot be opened: ${error.message}`);
      }
    }
    return wrong;
  };
  const prove = async (): Promise<string[]> => {
    const wrong: string[] = [];
    const [largest] = [...held, ...(newest ? [newest] : [])].sort((a, b) => b.size - a.size);
    if (!largest) return wrong;
    for (const older of [...held, ...(newest ? [newest] : [])]) {
      const root = log.rootAt(older.size);
      if (!root?.equals(older.root)) return [`the log does not lead to the checkpoint of ${older.size}`];
      try {
        const nodes = tileNodes(largest.size, read);
        const isEqual = older.size === largest.size;
        verifyGrowth(older, largest, isEqual ? [] : await proveConsistency(older.size, largest.size, nodes));
        counts.proofs += 1;
      } catch (error) {
        if (!(error instanceof LedgerError)) throw error;
        wrong.push(`${older.size} is not followed by ${largest.size}: ${error.message}`);
      }
    }
    if (isSpoiled && wrong.length > 0) return [];
    isSpoiled = false;
    newest = largest;
    held = [];
    return wrong;
  };
  return {
    async check(client, fresh) {
      // In this order: what is signed stood in the log before.
      const unread = see();
      const wrong = [...(await missing(client, fresh)), ...(await log.readOn(client)), ...unread];
      for (const place of fresh.steps.keys()) unlogged.add(place);
      for (const place of unlogged) if (log.holdsStep(place)) unlogged.delete(place);
      return [...wrong, ...(await headIsWrong(client)), ...(await prove())];
    },
    spoiled() {
      isSpoiled = true;
    },
    mended() {
      isSpoiled = false;
    },
    waiting: () => [...unlogged],
    counts: () => counts,
  };
}

async function missing(client: pg.Client, { imported, steps }: Promised): Promise<string[]> {
  const { rows: batches } = await client.query<{ id: string }>(
    "SELECT id::text FROM import_batch WHERE state = 'committed' AND id = ANY ($1::bigint[])",
    [[...imported]],
  );
  const found = new Set(batches.map(({ id }) => id));
  const lost = [...imported].filter((id) => !found.has(id)).map((id) => `batch ${id} is lost`);
  const { rows } = await client.query<{ place: string; step: object }>(
    `SELECT alert || '/' || revision AS place, step FROM alert_step
     WHERE alert || '/' || revision = ANY ($1) AND alert = ANY ($2::uuid[])`,
    [[...steps.keys()], [...new Set([...steps.keys()].map((place) => place.split("/")[0]))]],
  );
  const taken = new Map(rows.map(({ place, step }) => [place, sorted(step)]));
  for (const [place, step] of steps) {
    if (taken.get(place) !== sorted(step)) lost.push(`the step ${place} is lost or is another`);
  }
  return lost;
}

/** JSON columns come back with their keys in another order. */
const sorted = (step: object) => JSON.stringify(Object.entries(step).sort(([a], [b]) => (a < b ? -1 : 1)));

async function headIsWrong(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ size: string; next: string; both: string }>(`
    SELECT h.size, (SELECT coalesce(max(index), -1) + 1 FROM log) AS next,
      (SELECT count(*) FROM outbox o JOIN log l ON l.event_id = o.event_id) AS both FROM log_head h`);
  const [head] = rows;
  const isRight = head && head.size === head.next && head.both === "0";
  return isRight ? [] : [`the head of the log does not fit: ${JSON.stringify(head)}`];
}
