import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "../../platform/index.ts";
import { type Checkpoint, formatCheckpoint } from "../checkpoint/checkpoint.ts";
import { encodeUtf8 } from "../encoding/text.ts";
import { LedgerError } from "../ledger-error.ts";
import { addSignatures, type NoteSignature, parseSignatureLines } from "../note/note.ts";
import { meetsQuorum, type Policy, type PolicyWitness } from "../policy/policy.ts";
import type { ReadTile } from "../tiles/tile-reader.ts";
import { tileNodes } from "../tiles/tile-reader.ts";
import { proveConsistency } from "../tree/consistency.ts";
import { formatAddCheckpoint } from "./add-checkpoint.ts";

/** What is known of one witness, for the page of the ledger. */
export interface WitnessView {
  readonly name: string;
  readonly url: string | undefined;
  /** The size it cosigned last in this process's life; 0 before. */
  readonly size: number;
  readonly cosignedAt: Date | undefined;
  /** Why the last attempt failed; absent while it works. */
  readonly problem: string | undefined;
  /** Not asked again before then. */
  readonly pausedUntil: Date | undefined;
}

export interface Witnesses {
  /** The note with every cosignature that came before `patience` was over, and whether these meet the quorum. */
  ask(checkpoint: Checkpoint, note: Uint8Array): Promise<{ note: Uint8Array; isMet: boolean }>;
  views(): readonly WitnessView[];
  /** Checkpoints that were published without the quorum, since the start: how often the log did not wait. */
  failedOpen(): number;
}

export interface WitnessOptions {
  readonly policy: Policy;
  readonly readTile: ReadTile;
  readonly log: Logger;
  /** Milliseconds a checkpoint waits for the witnesses that answered in time when last asked. */
  readonly patience: number;
  /** A checkpoint goes out without the quorum: the log did not wait. */
  onFailedOpen?(): void;
}

interface Standing {
  readonly witness: PolicyWitness;
  size: number;
  cosignedAt?: Date;
  problem?: string;
  pausedUntil?: Date;
  failures: number;
  /** A question is under way: the next waits for its answer, since it begins from the size that this one brings. */
  isAsked: boolean;
  /** Its last answer did not come in time: it is still asked, and not waited for until an answer comes in time. */
  isLate: boolean;
}

const longestPause = 300_000;
const answerWithin = 10_000;
const mostAnswerBytes = 64 * 1024;

/**
 * Asks the witnesses of a policy. One that falls silent costs the log its patience once; from then on it is asked
 * beside the publication, which does not wait, until it answers in time again.
 */
export function openWitnesses(options: WitnessOptions): Witnesses {
  const { policy, readTile, log, patience, onFailedOpen } = options;
  let failedOpen = 0;
  const standings: Standing[] = policy.witnesses.map((witness) => ({
    witness,
    size: 0,
    failures: 0,
    isAsked: false,
    isLate: false,
  }));
  const askOne = async (standing: Standing, checkpoint: Checkpoint, note: Uint8Array) => {
    const began = performance.now();
    standing.isAsked = true;
    try {
      const lines = await cosign(standing, checkpoint, note, readTile);
      Object.assign(standing, { size: checkpoint.size, cosignedAt: new Date(), failures: 0 });
      standing.isLate = performance.now() - began > patience;
      delete standing.problem;
      delete standing.pausedUntil;
      return lines;
    } catch (error) {
      standing.failures += 1;
      standing.problem = (error as Error).message;
      const pause = Math.min(longestPause, 1_000 * 2 ** Math.min(standing.failures, 9));
      standing.pausedUntil = new Date(Date.now() + pause);
      log.warn({ witness: standing.witness.name, err: error }, "a witness did not cosign");
      return [];
    } finally {
      standing.isAsked = false;
    }
  };
  const beLate = (standing: Standing) => {
    standing.isLate = true;
    standing.problem = `It did not answer within ${patience} ms.`;
  };
  return {
    async ask(checkpoint, note) {
      const signatures: NoteSignature[] = [];
      const cosigners = new Set<string>();
      const isMet = () => meetsQuorum(policy, cosigners);
      const now = Date.now();
      const asked = standings.filter(
        ({ witness, pausedUntil, isAsked }) =>
          witness.url !== undefined && !isAsked && (pausedUntil?.getTime() ?? 0) <= now,
      );
      const inTime = asked.filter(({ isLate }) => !isLate);
      const answers = new Map(
        asked.map((standing) => [
          standing,
          askOne(standing, checkpoint, note).then((lines) => {
            if (lines.length === 0) return;
            signatures.push(...lines);
            cosigners.add(standing.witness.name);
          }),
        ]),
      );
      const enough = new AbortController();
      const all = Promise.all(inTime.map((standing) => answers.get(standing)));
      await Promise.race([all, sleep(patience, undefined, { signal: enough.signal }).catch(() => undefined)]);
      enough.abort();
      for (const standing of inTime) if (standing.isAsked) beLate(standing);
      // What still comes belongs to a checkpoint that is then out; it shows in `views`.
      const given = [...signatures];
      const met = isMet();
      if (!met) {
        failedOpen += 1;
        onFailedOpen?.();
      }
      return { note: given.length === 0 ? note : addSignatures(note, given), isMet: met };
    },
    views: () =>
      standings.map(({ witness, size, cosignedAt, problem, pausedUntil }) => ({
        name: witness.name,
        url: witness.url,
        size,
        cosignedAt,
        problem,
        pausedUntil,
      })),
    failedOpen: () => failedOpen,
  };
}

/** Asks one witness; where it stands at another size than we believed, once more from there. */
async function cosign(
  standing: Standing,
  checkpoint: Checkpoint,
  note: Uint8Array,
  readTile: ReadTile,
): Promise<NoteSignature[]> {
  let oldSize = Math.min(standing.size, checkpoint.size);
  for (let attempt = 0; attempt < 2; attempt++) {
    const proof =
      oldSize === 0
        ? []
        : await proveConsistency(oldSize, checkpoint.size, tileNodes(checkpoint.size, readTile));
    const answer = await post(standing.witness, formatAddCheckpoint({ oldSize, proof, checkpoint: note }));
    if (answer.status === 200) return verified(standing.witness, checkpoint, answer.body);
    const size = answer.status === 409 ? sizeIn(answer.body) : undefined;
    if (size === undefined || size === oldSize || size > checkpoint.size) {
      throw new Error(`It answered ${answer.status}${size === undefined ? "" : ` at size ${size}`}.`);
    }
    oldSize = size;
  }
  throw new Error("It changes its size faster than it can be asked.");
}

async function post({ url = "" }: PolicyWitness, body: Uint8Array) {
  const answer = await fetch(new URL("add-checkpoint", url.endsWith("/") ? url : `${url}/`), {
    method: "POST",
    body: Buffer.from(body),
    redirect: "error",
    signal: AbortSignal.timeout(answerWithin),
  });
  const length = Number(answer.headers.get("content-length") ?? 0);
  if (length > mostAnswerBytes) throw new Error("Its answer is too long.");
  const bytes = new Uint8Array(await answer.arrayBuffer());
  if (bytes.length > mostAnswerBytes) throw new Error("Its answer is too long.");
  return { status: answer.status, body: bytes };
}

function sizeIn(body: Uint8Array): number | undefined {
  const text = Buffer.from(body).toString("latin1");
  return /^\d{1,15}\n$/.test(text) ? Number(text) : undefined;
}

/** Its own signature lines, which verify; others it may send along are left out. */
function verified({ verifier }: PolicyWitness, checkpoint: Checkpoint, body: Uint8Array): NoteSignature[] {
  const message = encodeUtf8(formatCheckpoint(checkpoint));
  const own = parseSignatureLines(body).filter(
    ({ name, keyId }) => name === verifier.name && keyId === verifier.keyId,
  );
  if (own.length === 0) throw new Error("Its answer holds no signature of its own.");
  for (const { signature } of own) {
    if (!verifier.verify(message, signature)) {
      throw new LedgerError("bad-signature", "Its cosignature does not verify.");
    }
  }
  return own;
}
