import { createHash } from "node:crypto";
import { join } from "node:path";
import { type Checkpoint, formatCheckpoint } from "../checkpoint/checkpoint.ts";
import { openCheckpoint } from "../checkpoint/open-checkpoint.ts";
import { verifyGrowth } from "../checkpoint/verify-growth.ts";
import { LedgerError } from "../ledger-error.ts";
import { formatSignatureLines, parseNote, signText } from "../note/note.ts";
import { cosigner, type SignerKey } from "../note/signer.ts";
import type { NoteVerifier } from "../note/verifier.ts";
import { type Disk, openDisk } from "../sealing/disk.ts";
import { parseAddCheckpoint } from "./add-checkpoint.ts";

interface Answer {
  readonly status: 200 | 400 | 403 | 404 | 409 | 422;
  readonly type: "text/plain; charset=utf-8" | "text/x.tlog.size";
  readonly body: string;
}

/**
 * A witness: it remembers the newest checkpoint it has seen of each log, and cosigns only what grows from there.
 * Check and keeping are one step: of two requests at once for a log the second sees what the first has kept.
 */
export interface Witness {
  addCheckpoint(body: Uint8Array): Promise<Answer>;
  /** The newest cosigned checkpoints. */
  seen(): Promise<readonly Checkpoint[]>;
}

export function openWitness(options: {
  readonly folder: string;
  readonly key: SignerKey;
  readonly logs: readonly NoteVerifier[];
  readonly disk?: Disk;
  /** Seconds since 1970. */
  now?(): number;
}): Witness {
  const { folder, key, logs, disk = openDisk(), now = () => Math.floor(Date.now() / 1_000) } = options;
  const queues = new Map<string, Promise<unknown>>();
  const pathOf = (origin: string) =>
    join(folder, `${createHash("sha256").update(origin).digest("hex")}.checkpoint`);
  const last = async (origin: string): Promise<Checkpoint | undefined> => {
    const note = await disk.read(pathOf(origin));
    return note && openCheckpoint(note, { logs }).checkpoint;
  };
  const follow = async (origin: string, body: Uint8Array): Promise<Answer> => {
    const { oldSize, proof, checkpoint: note } = parseAddCheckpoint(body);
    const { checkpoint } = openCheckpoint(note, { logs: logs.filter(({ name }) => name === origin) });
    const seen = await last(origin);
    if (oldSize > checkpoint.size) return refuse(400, "The old size is larger than the checkpoint's.");
    if (oldSize !== (seen?.size ?? 0)) return stale(seen?.size ?? 0);
    if (seen) verifyGrowth(seen, checkpoint, proof);
    else if (proof.length > 0) return refuse(422, "From size 0 there is nothing to prove.");
    await disk.write([{ path: pathOf(origin), bytes: note }]);
    const lines = formatSignatureLines(signText(formatCheckpoint(checkpoint), [cosigner(key, now())]));
    return { status: 200, type: "text/plain; charset=utf-8", body: Buffer.from(lines).toString("utf8") };
  };
  return {
    async addCheckpoint(body) {
      let origin: string;
      try {
        origin = parseNote(parseAddCheckpoint(body).checkpoint).text.split("\n")[0] ?? "";
      } catch (error) {
        return answerTo(error);
      }
      if (!logs.some(({ name }) => name === origin)) return refuse(404, "This log is not known here.");
      const before = (queues.get(origin) ?? Promise.resolve()).catch(() => undefined);
      const turn = before.then(() => follow(origin, body)).catch(answerTo);
      queues.set(origin, turn);
      return turn;
    },
    async seen() {
      const names = [...new Set(logs.map(({ name }) => name))];
      const found = await Promise.all(names.map(last));
      return found.filter((checkpoint) => checkpoint !== undefined);
    },
  };
}

function answerTo(error: unknown): Answer {
  if (!(error instanceof LedgerError)) throw error;
  if (["no-signature", "bad-signature", "wrong-origin"].includes(error.code))
    return refuse(403, error.message);
  if (["bad-proof", "forked", "rolled-back"].includes(error.code)) return refuse(422, error.message);
  return refuse(400, error.message);
}

const refuse = (status: Answer["status"], sentence: string): Answer => ({
  status,
  type: "text/plain; charset=utf-8",
  body: `${sentence}\n`,
});

const stale = (size: number): Answer => ({ status: 409, type: "text/x.tlog.size", body: `${size}\n` });
