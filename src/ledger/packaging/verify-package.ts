import { hash } from "node:crypto";
import { unzipSync } from "fflate";
import { type Bilingual, Refusal } from "../../platform/index.ts";
import { equalBytes } from "../encoding/bytes.ts";
import type { VerifiedEvidence } from "../evidence/verified.ts";
import { verifyEvidence } from "../evidence/verify-evidence.ts";
import type { Policy } from "../policy/policy.ts";
import {
  derivedMembers,
  evidenceFile,
  type Members,
  parseSums,
  printFile,
  sumsFile,
} from "./package-members.ts";
import { printEvidence } from "./print-evidence.ts";

/** A member of a package is not what it should be. */
class PackageFault extends Refusal {
  readonly member: string;
  constructor(member: string, sentence: Bilingual) {
    super("conflict", sentence);
    this.member = member;
  }
}

export interface VerifiedPackage {
  readonly evidence: VerifiedEvidence;
  /** Whether the prints were made again from evidence.json and are the same; only the version that made them can say. */
  readonly isPrintCompared: boolean;
}

const mostMembers = 50_000;
const mostBytes = 300_000_000;
const mostZipBytes = 200_000_000;

/** Verifies evidence.json, and that everything else in the package follows from it. */
export async function verifyPackage(
  zip: Uint8Array,
  policy: Policy,
  software: string,
): Promise<VerifiedPackage> {
  const members = openZip(zip);
  const bytes = members.get(evidenceFile);
  if (!bytes) throw lacking(evidenceFile);
  const evidence = verifyEvidence(bytes, policy);
  checkSums(members);
  const derived = derivedMembers(bytes);
  for (const [name, content] of derived) {
    const member = members.get(name);
    if (!member) throw lacking(name);
    if (!equalBytes(member, content)) throw differs(name);
  }
  for (const name of members.keys()) {
    if (/^(proofs|checkpoints|stamps|anchors)\//.test(name) && !derived.has(name)) throw differs(name);
  }
  return { evidence, isPrintCompared: await comparePrints(members, bytes, evidence, software) };
}

/** Bounded: sizes are looked at before anything is unpacked, and nothing grows beyond the size that it states. */
function openZip(zip: Uint8Array): Members {
  if (zip.length > mostZipBytes) throw tooLarge();
  let count = 0;
  let total = 0;
  const names = new Set<string>();
  try {
    const files = unzipSync(zip, {
      filter({ name, originalSize }) {
        total += originalSize;
        if (++count > mostMembers || total > mostBytes) throw tooLarge();
        if (names.has(name)) throw twice(name);
        names.add(name);
        return !name.endsWith("/");
      },
    });
    return new Map(Object.entries(files));
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw notZip();
  }
}

function checkSums(members: Members): void {
  const listed = members.get(sumsFile);
  if (!listed) throw lacking(sumsFile);
  const sums = parseSums(listed);
  if (!sums)
    throw new PackageFault(sumsFile, { zh: "SHA256SUMS 的格式不正确。", en: "SHA256SUMS cannot be read." });
  for (const [name, digest] of sums) {
    const member = members.get(name);
    if (!member) throw lacking(name);
    if (hash("sha256", member, "hex") !== digest) throw changed(name);
  }
  for (const name of members.keys()) if (name !== sumsFile && !sums.has(name)) throw surplus(name);
}

async function comparePrints(
  members: Members,
  bytes: Uint8Array,
  { packaging }: VerifiedEvidence,
  software: string,
): Promise<boolean> {
  for (const language of ["zh", "en"] as const) {
    const print = members.get(printFile[language]);
    if (!print) throw lacking(printFile[language]);
    if (packaging?.statement.software !== software) continue;
    if (!equalBytes(print, await printEvidence(bytes, language))) throw differs(printFile[language]);
  }
  return packaging?.statement.software === software;
}

const tooLarge = () =>
  new Refusal("invalid", {
    zh: "压缩包过大或成员过多，不是准绳制作的证据包。",
    en: "The archive is too large or has too many members: it is no evidence package of Plumbline's.",
  });
const notZip = () =>
  new Refusal("invalid", {
    zh: "压缩包无法打开：文件已损坏或被截断。",
    en: "The archive cannot be opened: it is damaged or was cut off.",
  });
const twice = (name: string) =>
  new PackageFault(name, { zh: `证据包中有两个 ${name}。`, en: `The package holds ${name} twice.` });
const lacking = (name: string) =>
  new PackageFault(name, { zh: `证据包中缺少 ${name}。`, en: `The package lacks ${name}.` });
const changed = (name: string) =>
  new PackageFault(name, {
    zh: `证据包中的 ${name} 与 SHA256SUMS 所列不符，被改动过。`,
    en: `${name} in the package is not what SHA256SUMS lists: it was changed.`,
  });
const surplus = (name: string) =>
  new PackageFault(name, {
    zh: `证据包中的 ${name} 未列入 SHA256SUMS，是后来加入的。`,
    en: `${name} in the package is not listed in SHA256SUMS: it was added later.`,
  });
const differs = (name: string) =>
  new PackageFault(name, {
    zh: `证据包中的 ${name} 与 evidence.json 不符，被替换或改动过；以 evidence.json 为准。`,
    en: `${name} in the package does not follow from evidence.json: it was replaced or changed; evidence.json counts.`,
  });
