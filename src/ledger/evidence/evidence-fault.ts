import { LedgerError, type LedgerErrorCode } from "../ledger-error.ts";

/** Where in the evidence something is wrong, as exactly as it is known. */
export interface EvidencePlace {
  /** Number of the item, from 0. */
  readonly item?: number;
  /** Path in the file: `content.items.3.personal.fields.phone`. */
  readonly part?: string;
  /** Offset of the first byte that is wrong. */
  readonly byte?: number;
}

interface Sentence {
  readonly zh: string;
  readonly en: string;
}

/**
 * What is wrong with a piece of evidence, in one sentence, and where. Beyond the codes of the library:
 * `bad-opening`: a disclosed value is not the one that was committed to;
 * `bad-statement`: the packaging statement is not the one that was sealed.
 */
export class EvidenceFault extends LedgerError {
  readonly fault: EvidenceFaultCode;
  readonly place: EvidencePlace;
  readonly sentence: Sentence;
  constructor(fault: EvidenceFaultCode, place: EvidencePlace, sentence: Sentence) {
    super(fault === "bad-opening" || fault === "bad-statement" ? "bad-proof" : fault, sentence.en);
    this.name = "EvidenceFault";
    this.fault = fault;
    this.place = place;
    this.sentence = sentence;
  }
}

export type EvidenceFaultCode = LedgerErrorCode | "bad-opening" | "bad-statement";

/** Where a place is, in words that stand before or after a sentence. */
export function wordsOfPlace({ item, part, byte }: EvidencePlace): Sentence {
  const zh = [
    item === undefined ? [] : [`第 ${item + 1} 项`],
    part === undefined ? [] : [`位置 ${part}`],
    byte === undefined ? [] : [`第 ${byte} 字节`],
  ].flat();
  const en = [
    item === undefined ? [] : [`item ${item + 1}`],
    part === undefined ? [] : [`at ${part}`],
    byte === undefined ? [] : [`byte ${byte}`],
  ].flat();
  return { zh: zh.join("，"), en: en.join(", ") };
}

/** Does the work, and gives an error of the library below it the place where it arose. */
export function at<Result>(place: EvidencePlace, what: Sentence, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof LedgerError) || error instanceof EvidenceFault) throw error;
    throw new EvidenceFault(error.code, place, {
      zh: `${what.zh}：${reasons[error.code]}。`,
      en: `${what.en}: ${error.message}`,
    });
  }
}

const reasons: Readonly<Record<LedgerErrorCode, string>> = {
  malformed: "格式不正确",
  "too-large": "超出允许的大小",
  unsupported: "密钥或签名的类型不受支持",
  "out-of-range": "序号超出范围",
  "bad-proof": "证明路径与根不符，内容或路径被改动过",
  "missing-node": "缺少所需的散列值",
  "bad-signature": "签名与内容不符，被改动过",
  "no-signature": "不是由所信任的密钥签署的",
  "ambiguous-key": "两个已知密钥同名且编号相同",
  "wrong-origin": "属于另一个账本",
  "rolled-back": "账本比以前更短",
  forked: "同一大小出现了两个根",
  "quorum-not-met": "见证方的联署不足",
};
