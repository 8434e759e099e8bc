import { hash } from "node:crypto";
import { decodeBase64 } from "../encoding/base64.ts";
import type { Evidence } from "../evidence/form.ts";
import { parseEvidence } from "../evidence/parse-evidence.ts";
import { formatTlogProof } from "../proof/tlog-proof.ts";

/** Files of a package by their names. */
export type Members = ReadonlyMap<string, Uint8Array>;

export const evidenceFile = "evidence.json";
export const sumsFile = "SHA256SUMS";
export const printFile = { zh: "evidence.zh.pdf", en: "evidence.en.pdf" } as const;

/** What stands in evidence.json once more, in the files that other programs read: proofs, checkpoints, stamps. */
export function derivedMembers(bytes: Uint8Array): Map<string, Uint8Array> {
  const evidence = parseEvidence(bytes);
  const members = new Map<string, Uint8Array>();
  evidence.checkpoints.forEach(({ note, stamps = [], anchors = [] }, i) => {
    members.set(`checkpoints/${i + 1}.txt`, Buffer.from(note));
    stamps.forEach((stamp, n) => {
      members.set(`stamps/checkpoint-${i + 1}.${n + 1}.tsr`, decodeBase64(stamp, "A time stamp"));
    });
    anchors.forEach((anchor, n) => {
      members.set(
        `anchors/checkpoint-${i + 1}.${n + 1}.json`,
        Buffer.from(`${JSON.stringify(anchor, undefined, 2)}\n`),
      );
    });
  });
  for (const number of Object.keys(evidence.entries)) addProofs(members, evidence, number);
  return members;
}

function addProofs(
  members: Map<string, Uint8Array>,
  { entries, checkpoints }: Evidence,
  number: string,
): void {
  const { text = "", paths = [] } = entries[number] ?? {};
  for (const { checkpoint, index, path } of paths) {
    const proof = formatTlogProof({
      index: Number(index),
      hashes: path.map((one) => decodeBase64(one, "A hash")),
      checkpoint: Buffer.from(checkpoints[Number(checkpoint)]?.note ?? ""),
      extra: Buffer.from(text),
    });
    members.set(`proofs/entry-${number}.checkpoint-${Number(checkpoint) + 1}.tlog-proof`, proof);
  }
}

/** As sha256sum writes it, and checks it with -c. */
export function formatSums(members: Members): Uint8Array {
  const lines = [...members].map(([name, bytes]) => `${hash("sha256", bytes, "hex")}  ${name}\n`);
  return Buffer.from(lines.join(""));
}

/** Hashes by file; `undefined` where a line is none. */
export function parseSums(bytes: Uint8Array): Map<string, string> | undefined {
  const lines = Buffer.from(bytes).toString("utf8").split("\n");
  if (lines.pop() !== "") return undefined;
  const sums = new Map<string, string>();
  for (const line of lines) {
    const [, digest, name] = /^([0-9a-f]{64}) {2}(.+)$/.exec(line) ?? [];
    if (digest === undefined || name === undefined || sums.has(name)) return undefined;
    sums.set(name, digest);
  }
  return sums;
}
