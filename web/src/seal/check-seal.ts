import {
  type Evidence,
  EvidenceFault,
  LedgerError,
  type ProvedItem,
  parseEvidence,
  parseNote,
  parseVerifierKey,
  type VerifiedEvidence,
  verifyEvidence,
} from "../../../src/ledger/library.ts";
import { apiErrorOf, client } from "../api/index.ts";
import type { Bilingual } from "../ui/index.ts";
import { raiseAlarm, recallLog } from "./memory.ts";
import { HistoryDiffers, type Seen, StrangeKey, seeCheckpoint } from "./see-log.ts";
import { aboutOf, evidencePath, type SealSubject } from "./subject.ts";

export type SealOutcome =
  | HeldSeal
  /** What is stored does not fit what was sealed, or the log is not what it was. */
  | {
      readonly state: "broken";
      readonly finding: Finding;
      readonly sentence: Bilingual;
      readonly detail: string;
    }
  /** Signed, but by a key that this browser does not know. */
  | { readonly state: "strange"; readonly known: readonly string[]; readonly claimed: readonly string[] };

type Finding = "proof" | "history";

export interface HeldSeal {
  readonly state: "holds";
  readonly item: ProvedItem;
  readonly seen: Seen;
  /** Rows of the batch, where it is one, and hashes from the row to its root and from the entry to the log's. */
  readonly rows: number | undefined;
  readonly pathInBatch: number;
  readonly pathInLog: number;
  /** Names that cosigned the checkpoint; their keys are not known here. */
  readonly witnesses: readonly string[];
  /** The evidence, to be kept. */
  readonly file: Uint8Array;
  /** That the proof took, without the way over the network. */
  readonly milliseconds: number;
}

/** Fetches the evidence and derives everything again, here. `entry`: the one that is expected, where that is known.
 * Throws only what leaves the question open. */
export async function checkSeal(subject: SealSubject, entry: number | undefined): Promise<SealOutcome> {
  const answer = await fetch(evidencePath(subject), {
    cache: "no-store",
    headers: { "accept-language": document.documentElement.lang },
  });
  if (!answer.ok) {
    const refusal = apiErrorOf(await answer.json().catch(() => undefined));
    if (refusal.code !== "conflict") throw refusal;
    return tell(subject, {
      state: "broken",
      finding: "proof",
      sentence: unprovable,
      detail: refusal.message,
    });
  }
  const file = new Uint8Array(await answer.arrayBuffer());
  return tell(subject, await judge(subject, entry, file));
}

async function judge(
  subject: SealSubject,
  entry: number | undefined,
  file: Uint8Array,
): Promise<SealOutcome> {
  const begun = performance.now();
  try {
    const evidence = parseEvidence(file);
    const keys = recallLog()?.keys ?? evidence.keys;
    const logs = keys.map((key) => ({ verifier: parseVerifierKey(key) }));
    const verified = verifyEvidence(file, { logs, witnesses: [], groups: [], quorum: "none" });
    const milliseconds = performance.now() - begun;
    const [item] = verified.items;
    const isExpected = entry === undefined || item?.entry.index === entry;
    if (!item || !isExpected || !isOf(item, subject)) {
      return { state: "broken", finding: "proof", sentence: another, detail: "" };
    }
    const note = evidence.checkpoints[0]?.note ?? "";
    const seen = await seeCheckpoint(note, evidence.keys);
    return { state: "holds", ...factsOf(evidence, verified, item), seen, file, milliseconds };
  } catch (error) {
    return outcomeOf(error, file);
  }
}

function factsOf(evidence: Evidence, { checkpoints }: VerifiedEvidence, item: ProvedItem) {
  const { seals, index } = item.entry;
  const rows = item.item === "row" ? Number(seals.versions ?? seals.alerts ?? seals.leaves) : undefined;
  const origin = checkpoints[0]?.origin;
  const note = checkpoints[0]?.note ?? new Uint8Array(0);
  const names = parseNote(note).signatures.map(({ name }) => name);
  return {
    item,
    rows,
    pathInBatch: evidence.trees[0]?.path.length ?? 0,
    pathInLog: evidence.entries[String(index)]?.paths[0]?.path.length ?? 0,
    witnesses: [...new Set(names)].filter((name) => name !== origin),
  };
}

/** Evidence of something else proves nothing of this. */
function isOf(item: ProvedItem, subject: SealSubject): boolean {
  if (subject.kind === "alert-step") {
    return item.item === "event" && item.entry.subject === `alert:${subject.alert}`;
  }
  if (item.item !== "row") return false;
  const { common } = item;
  // What was erased is not said any more; that the row was sealed still is.
  if (!common) return item.erased.includes("common");
  if (common.version !== String(subject.version)) return false;
  return subject.kind === "record"
    ? common.record === subject.record && item.kind === subject.type
    : common.alert === subject.alert;
}

function outcomeOf(error: unknown, file: Uint8Array): SealOutcome {
  if (error instanceof HistoryDiffers) {
    const sentence = histories[error.reason.code] ?? histories["bad-proof"];
    return { state: "broken", finding: "history", sentence, detail: error.reason.message };
  }
  const isStrange =
    error instanceof StrangeKey ||
    (error instanceof LedgerError && ["no-signature", "wrong-origin"].includes(error.code));
  if (isStrange)
    return { state: "strange", known: recallLog()?.keys ?? [], claimed: parseEvidence(file).keys };
  if (!(error instanceof LedgerError)) throw error;
  const sentence = error instanceof EvidenceFault ? error.sentence : unprovable;
  return { state: "broken", finding: "proof", sentence, detail: error.message };
}

/** A broken seal is told at once: here, whatever the server does, and to those who watch over the ledger. */
function tell(subject: SealSubject, outcome: SealOutcome): SealOutcome {
  if (outcome.state === "broken") tellDoubt(outcome.finding, outcome.sentence, aboutOf(subject));
  return outcome;
}

export function tellDoubt(
  finding: Finding,
  sentence: Bilingual,
  about: ReturnType<typeof aboutOf> | { readonly kind: "log" },
): void {
  raiseAlarm(sentence);
  // Who hides a change may refuse this too: that is why it also stands here.
  void client.POST("/api/ledger/doubts", { body: { finding, about } }).catch(() => undefined);
}

const unprovable: Bilingual = {
  zh: "服务器给不出证明：现有内容与封存的不符。",
  en: "The server can give no proof: what is stored does not fit what was sealed.",
};
const another: Bilingual = {
  zh: "服务器给出的是别的内容的证明。",
  en: "The server gave the proof of something else.",
};
export const histories: Readonly<Record<string, Bilingual>> & { readonly "bad-proof": Bilingual } = {
  forked: {
    zh: "账本在同一大小出现了两个根：有人给不同的人看不同的历史。",
    en: "The log has two roots for one size: different people are shown different histories.",
  },
  "rolled-back": {
    zh: "账本比这个浏览器以前看到的更短：有内容被去掉了。",
    en: "The log is shorter than this browser has seen it: something was taken away.",
  },
  "bad-proof": {
    zh: "账本与这个浏览器以前看到的不一致：历史被改写过。",
    en: "The log is not what this browser has seen before: history was rewritten.",
  },
};
