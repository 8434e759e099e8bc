import { readFile } from "node:fs/promises";
import {
  type AnchorOf,
  EvidenceFault,
  type Policy,
  type StampOf,
  sealedSince,
  type VerifiedEvidence,
  type Vouched,
  verifyAnchors,
  verifyEvidence,
  verifyPackage,
  verifyStamps,
} from "../ledger/index.ts";
import { type Bilingual, type Language, Refusal } from "../platform/index.ts";
import { software } from "./version.ts";

export interface EvidenceQuestion {
  readonly path: string;
  readonly policy: Policy;
  /** File of certificates, PEM, that time stamps must lead to. */
  readonly authority: string | undefined;
  /** Address of a node of an EVM chain; nothing is asked of any unless it is given. */
  readonly rpc: string | undefined;
  readonly language: Language;
}

/** Whether a file is an evidence package or evidence.json, by its first bytes. */
export function evidenceKind(bytes: Uint8Array): "package" | "evidence" | undefined {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return "package";
  return bytes[0] === 0x7b ? "evidence" : undefined;
}

/** Says what the evidence proves, item by item, or in one sentence what is wrong with it and where. */
export async function verifyEvidenceFile(bytes: Uint8Array, question: EvidenceQuestion): Promise<void> {
  const { path, authority, rpc, language } = question;
  const { evidence, isPrintCompared } = await verified(bytes, question);
  const stamps = authority === undefined ? [] : await verifyStamps(evidence, await readAuthority(authority));
  const anchors = rpc === undefined ? [] : await verifyAnchors(evidence, rpc);
  const lines = [
    ...headLines(evidence),
    ...itemLines(evidence, [...stamps, ...anchors]),
    ...stampLines(evidence, stamps, authority),
    ...anchorLines(evidence, anchors, rpc),
  ];
  if (isPrintCompared !== undefined) lines.push(isPrintCompared ? printsFollow : printsNotCompared);
  process.stdout.write(`${[holds(path), ...lines].map((line) => line[language]).join("\n")}\n`);
}

async function verified(bytes: Uint8Array, { path, policy }: EvidenceQuestion) {
  try {
    if (evidenceKind(bytes) === "package") return await verifyPackage(bytes, policy, software);
    return { evidence: verifyEvidence(bytes, policy), isPrintCompared: undefined };
  } catch (error) {
    if (!(error instanceof EvidenceFault)) throw error;
    const { zh, en } = error.sentence;
    const part = error.place.part ?? "";
    const byte =
      error.place.byte === undefined
        ? { zh: "", en: "" }
        : { zh: `第 ${error.place.byte} 字节`, en: `byte ${error.place.byte}` };
    const where = {
      zh: [part, byte.zh].filter(Boolean).join("，"),
      en: [part, byte.en].filter(Boolean).join(", "),
    };
    throw new Refusal("conflict", {
      zh: `${path} 中的证据不成立：${zh}${where.zh === "" ? "" : `（位置：${where.zh}）`}`,
      en: `The evidence in ${path} does not hold. ${en}${where.en === "" ? "" : ` (At: ${where.en})`}`,
    });
  }
}

const holds = (path: string): Bilingual => ({
  zh: `${path} 中的证据成立：披露的内容与封存时一致。`,
  en: `The evidence in ${path} holds: what is disclosed is what was sealed.`,
});

function headLines({ checkpoints, packaging }: VerifiedEvidence): Bilingual[] {
  const logs = checkpoints.flatMap(({ origin, size, isSigned, witnesses }) =>
    isSigned ? [{ origin, size, witnesses }] : [],
  );
  return [
    ...logs.map(({ origin, size, witnesses }) => {
      const names = witnesses.map(({ name, at }) => `${name} (${momentOf(at)})`);
      return {
        zh: `账本 ${origin}，检查点含 ${size} 条；信任文件中的见证方联署：${names.join("、") || "无"}。`,
        en: `Log ${origin}, checkpoint of ${size} entries; cosigned by witnesses of the trust file: ${names.join(", ") || "none"}.`,
      };
    }),
    ...(packaging
      ? [
          {
            zh: `由 ${packaging.statement.operator} 于 ${packaging.statement.packagedAt} 用 ${packaging.statement.software} 提取，封存于第 ${packaging.entry.index} 条。`,
            en: `Extracted by ${packaging.statement.operator} at ${packaging.statement.packagedAt} with ${packaging.statement.software}, sealed by entry ${packaging.entry.index}.`,
          },
        ]
      : []),
  ];
}

function itemLines(evidence: VerifiedEvidence, vouched: readonly Vouched[]): Bilingual[] {
  const since = sealedSince(evidence, vouched);
  return evidence.items.map((item, i) => {
    const { entry, withheld, erased } = item;
    const what = item.item === "row" ? item.kind : entry.type;
    const moment = since[i];
    const by = moment
      ? { zh: `最迟于 ${momentOf(moment)} 已封存`, en: `sealed at ${momentOf(moment)} at the latest` }
      : { zh: `账本自述封存于 ${entry.time}`, en: `sealed at ${entry.time} by the log's own word` };
    const hidden = {
      zh: `${withheld.length > 0 ? `，${withheld.length} 项未披露` : ""}${erased.length > 0 ? `，${erased.length} 项已删除` : ""}`,
      en: `${withheld.length > 0 ? `, ${withheld.length} not disclosed` : ""}${erased.length > 0 ? `, ${erased.length} erased` : ""}`,
    };
    return {
      zh: `  ${i + 1}. ${what}：第 ${entry.index} 条（${entry.type}），${by.zh}${hidden.zh}。`,
      en: `  ${i + 1}. ${what}: entry ${entry.index} (${entry.type}), ${by.en}${hidden.en}.`,
    };
  });
}

function stampLines(
  { checkpoints }: VerifiedEvidence,
  stamps: readonly StampOf[],
  authority: string | undefined,
): Bilingual[] {
  const carried = checkpoints.reduce((sum, checkpoint) => sum + checkpoint.stamps.length, 0);
  if (authority === undefined) return carried === 0 ? [] : [stampsNotVerified(carried)];
  return stamps.map(({ signer, time, checkpoint }) => ({
    zh: `时间戳成立：${signer} 于 ${momentOf(time)} 对第 ${checkpoint + 1} 个检查点签发。`,
    en: `The time stamp holds: ${signer} gave it at ${momentOf(time)} for checkpoint ${checkpoint + 1}.`,
  }));
}

const stampsNotVerified = (carried: number): Bilingual => ({
  zh: `含 ${carried} 个时间戳，未核验：请用 --authority CA.pem 给出所信任的时间戳机构证书。`,
  en: `It holds ${carried} time stamps that were not verified: name the authority's certificates by --authority CA.pem.`,
});

function anchorLines(
  { checkpoints }: VerifiedEvidence,
  anchors: readonly AnchorOf[],
  rpc: string | undefined,
): Bilingual[] {
  const carried = checkpoints.reduce((sum, checkpoint) => sum + checkpoint.anchors.length, 0);
  if (rpc === undefined) return carried === 0 ? [] : [anchorsNotVerified(carried)];
  return anchors.map(({ chainId, contract, block, blockTime, checkpoint }) => ({
    zh: `链上存证成立：链 ${chainId} 合约 ${contract} 在区块 ${block}（${momentOf(blockTime)}）写有第 ${checkpoint + 1} 个检查点的根。请从别处核实该合约属于出具方。`,
    en: `The anchor holds: contract ${contract} of chain ${chainId} has the root of checkpoint ${checkpoint + 1} in block ${block} (${momentOf(blockTime)}). Make sure elsewhere that the contract is theirs.`,
  }));
}

const anchorsNotVerified = (carried: number): Bilingual => ({
  zh: `含 ${carried} 处链上存证，未核验：请用 --rpc 给出区块链节点的网址。`,
  en: `It holds ${carried} anchors that were not verified: name a node of the chain by --rpc URL.`,
});

const printsFollow: Bilingual = {
  zh: "中英文 PDF 与各证明文件均由 evidence.json 重新生成并逐字节比对一致。",
  en: "Both PDFs and every proof file were made again from evidence.json and are the same byte for byte.",
};
const printsNotCompared: Bilingual = {
  zh: "各证明文件与 evidence.json 一致；PDF 由软件的另一版本生成，只核对了 SHA256SUMS，请以 evidence.json 为准。",
  en: "The proof files follow from evidence.json. The PDFs were made by another version of the software and were compared with SHA256SUMS alone; evidence.json counts.",
};

const momentOf = (at: Date) => `${at.toISOString().slice(0, 19).replace("T", " ")} UTC`;

async function readAuthority(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Refusal("invalid", {
      zh: `无法读取 ${path}（${code}）。`,
      en: `${path} cannot be read (${code}).`,
    });
  }
}
