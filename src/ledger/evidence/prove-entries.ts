import { parseCheckpoint } from "../checkpoint/checkpoint.ts";
import { openCheckpoint } from "../checkpoint/open-checkpoint.ts";
import { decodeBase64 } from "../encoding/base64.ts";
import { encodeUtf8 } from "../encoding/text.ts";
import { LedgerError } from "../ledger-error.ts";
import { openNote } from "../note/open-note.ts";
import { parseVerifierKey } from "../note/verifier.ts";
import { meetsQuorum, type Policy } from "../policy/policy.ts";
import { hashLeaf } from "../tree/hash.ts";
import { verifyInclusion } from "../tree/inclusion.ts";
import { parseCanonical } from "./canonical.ts";
import { at, EvidenceFault } from "./evidence-fault.ts";
import type { Evidence, EvidenceCheckpoint, EvidenceEntry } from "./form.ts";
import { anyMembers, countOf, members, misshapen, textOf } from "./shape.ts";
import type { ProvedCheckpoint, ProvedEntry } from "./verified.ts";

/** Every checkpoint bears the signature of a log of the policy; a quorum may be missing, which is noted. */
export function openCheckpoints(evidence: Evidence, policy: Policy): ProvedCheckpoint[] {
  const opened = evidence.checkpoints.map((checkpoint, i) => openOne(checkpoint, i, policy));
  evidence.keys.forEach((key, i) => {
    const place = { part: `keys.${i}` };
    const verifier = at(place, claimedKey, () => parseVerifierKey(key));
    const signed = opened.some(
      ({ note, isSigned }) =>
        isSigned && at(place, claimedKey, () => openNote(note, [verifier])).verified.length > 0,
    );
    if (!signed) {
      throw new EvidenceFault("no-signature", place, {
        zh: `所附的第 ${i + 1} 个密钥没有签署任何检查点，密钥被改动过。`,
        en: `Key ${i + 1} that the file names signed none of its checkpoints: it was changed.`,
      });
    }
  });
  return opened;
}

const claimedKey = { zh: "所附的密钥不可用", en: "A key that the file names cannot be used" };

function openOne(given: EvidenceCheckpoint, i: number, policy: Policy): ProvedCheckpoint {
  const { note, stamps = [], anchors = [] } = given;
  const place = { part: `checkpoints.${i}.note` };
  const what = { zh: `第 ${i + 1} 个检查点不成立`, en: `Checkpoint ${i + 1} does not hold` };
  const bytes = at(place, what, () => encodeUtf8(note));
  const carried = {
    note: bytes,
    stamps: stamps.map((stamp, n) => decodeBase64(stamp, `checkpoints.${i}.stamps.${n}`)),
    anchors,
  };
  const opened = at(place, what, () => openSigned(bytes, given, policy));
  if ("isSigned" in opened) return { ...opened, ...carried };
  const { checkpoint, cosignatures } = opened;
  const witnesses = policy.witnesses.flatMap(({ name, verifier }) =>
    cosignatures
      .filter((cosignature) => cosignature.verifier === verifier)
      .map(({ time }) => ({ name, at: new Date(time * 1_000) })),
  );
  const isAccepted = meetsQuorum(
    policy,
    witnesses.map(({ name }) => name),
  );
  return { ...checkpoint, isSigned: true, isAccepted, witnesses, ...carried };
}

function openSigned(bytes: Uint8Array, given: EvidenceCheckpoint, policy: Policy) {
  const { note, stamps = [], anchors = [] } = given;
  const end = note.indexOf("\n\n");
  if (end < 0) return openHead(note, anchors.length > 0, policy);
  try {
    return openCheckpoint(bytes, {
      logs: policy.logs.map(({ verifier }) => verifier),
      witnesses: policy.witnesses.map(({ verifier }) => verifier),
    });
  } catch (error) {
    const isUnknown = error instanceof LedgerError && error.code === "no-signature";
    if (!isUnknown || stamps.length + anchors.length === 0) throw error;
    return openHead(note.slice(0, end + 1), true, policy);
  }
}

/**
 * A checkpoint that none of the policy's keys signed is of use where a stamp or an anchor vouches for it: the key of an
 * earlier time, or a root that was written into a chain. By itself it proves nothing.
 */
function openHead(text: string, isVouchedFor: boolean, policy: Policy) {
  const { origin, size, root } = parseCheckpoint(text);
  if (!isVouchedFor) throw new LedgerError("no-signature", "The log did not sign the checkpoint.");
  if (!policy.logs.some(({ verifier }) => verifier.name === origin)) {
    throw new LedgerError("wrong-origin", `The checkpoint is of ${origin}.`);
  }
  return { origin, size, root, isSigned: false as const, isAccepted: false, witnesses: [] };
}

/** Every path of every entry leads to its checkpoint; one of the checkpoints is accepted. */
export function proveEntries(
  evidence: Evidence,
  checkpoints: readonly ProvedCheckpoint[],
): Map<string, ProvedEntry> {
  const proved = new Map<string, ProvedEntry>();
  const used = new Set<number>();
  for (const [number, entry] of Object.entries(evidence.entries)) {
    const under = entry.paths.map((_, n) => underCheckpoint(entry, number, n, checkpoints));
    for (const one of under) used.add(one);
    if (!under.some((one) => checkpoints[one]?.isAccepted)) throw tooFewWitnesses(number);
    proved.set(number, entryOf(entry, number, under, checkpoints));
  }
  checkpoints.forEach((_, i) => {
    if (!used.has(i))
      throw misshapen(`checkpoints.${i}`, { zh: "没有条目用到它", en: "no entry leads to it" });
  });
  return proved;
}

function underCheckpoint(
  { text, paths }: EvidenceEntry,
  number: string,
  n: number,
  checkpoints: readonly ProvedCheckpoint[],
): number {
  const part = `entries.${number}.paths.${n}`;
  const { checkpoint = "", index = "", path = [] } = paths[n] ?? {};
  const under = checkpoints[Number(checkpoint)];
  if (!under)
    throw misshapen(`${part}.checkpoint`, { zh: "没有这个检查点", en: "there is no such checkpoint" });
  const what = {
    zh: `日志第 ${number} 条不在第 ${Number(checkpoint) + 1} 个检查点之下`,
    en: `Entry ${number} of the log is not under checkpoint ${Number(checkpoint) + 1}`,
  };
  at({ part }, what, () =>
    verifyInclusion({
      index: Number(index),
      size: under.size,
      leafHash: hashLeaf(encodeUtf8(text)),
      proof: path.map((hash) => decodeBase64(hash, part)),
      root: under.root,
    }),
  );
  return Number(checkpoint);
}

const entryMembers = ["form", "id", "index", "time", "type", "actor", "subject"] as const;

function entryOf(
  { text }: EvidenceEntry,
  number: string,
  under: readonly number[],
  checkpoints: readonly ProvedCheckpoint[],
): ProvedEntry {
  const path = `entries.${number}.text`;
  const given = members({ value: parseCanonical(text, path), path }, entryMembers, [
    "before",
    "after",
    "seals",
  ]);
  if (textOf(given.form) !== "entry/1")
    throw misshapen(path, { zh: "条目的格式未知", en: "its form is unknown" });
  if (String(countOf(given.index)) !== number) {
    throw misshapen(path, { zh: "条目自述的序号不同", en: "the entry says that its number is another" });
  }
  const seals = given.seals ? [...anyMembers(given.seals)] : [];
  const times = under.flatMap(
    (i) => checkpoints[i]?.witnesses.map(({ at: moment }) => moment.getTime()) ?? [],
  );
  return {
    index: Number(number),
    time: textOf(given.time),
    type: textOf(given.type),
    actor: textOf(given.actor),
    subject: textOf(given.subject),
    seals: Object.fromEntries(seals.map(([name, seal]) => [name, textOf(seal)])),
    checkpoints: under,
    ...(times.length > 0 ? { witnessedAt: new Date(Math.min(...times)) } : {}),
  };
}

function tooFewWitnesses(number: string): EvidenceFault {
  return new EvidenceFault(
    "quorum-not-met",
    { part: `entries.${number}` },
    {
      zh: `日志第 ${number} 条所在的检查点没有达到信任文件要求的见证方联署。`,
      en: `Entry ${number} of the log is under no checkpoint that enough witnesses of the trust file cosigned.`,
    },
  );
}
