import { Refusal } from "../../platform/index.ts";
import { type VerifiedAnchor, verifyAnchor } from "../anchoring/verify-anchor.ts";
import { formatHex } from "../evidence/opening.ts";
import type { ProvedCheckpoint, VerifiedEvidence } from "../evidence/verified.ts";

export interface AnchorOf extends VerifiedAnchor {
  /** Number of the checkpoint, from 0. */
  readonly checkpoint: number;
  readonly at: Date;
  readonly chainId: number;
  /** Which contract is the company's, the reader has to know from elsewhere. */
  readonly contract: string;
}

/** Asks a node of the verifier's choice about every anchor of the evidence. Nothing is asked of anybody else. */
export async function verifyAnchors({ checkpoints }: VerifiedEvidence, url: string): Promise<AnchorOf[]> {
  const verified: AnchorOf[] = [];
  for (const [i, checkpoint] of checkpoints.entries()) {
    for (const anchor of checkpoint.anchors) verified.push(await verifyOne(checkpoint, i, anchor, url));
  }
  return verified;
}

async function verifyOne(
  { origin, size, root }: ProvedCheckpoint,
  checkpoint: number,
  { chainId: number = "", contract = "", transaction = "" }: Readonly<Record<string, string>>,
  url: string,
): Promise<AnchorOf> {
  const chainId = Number(number);
  const isWhole = /^[1-9]\d{0,15}$/.test(number) && /^0x[0-9a-fA-F]{40}$/.test(contract);
  if (!isWhole || !/^0x[0-9a-fA-F]{64}$/.test(transaction)) throw malformedAnchor(checkpoint);
  const claim = { origin, size, root: formatHex(root), chainId, contract, transaction };
  const anchor = await verifyAnchor(claim, url);
  return { checkpoint, at: anchor.blockTime, chainId, contract, ...anchor };
}

const malformedAnchor = (checkpoint: number) =>
  new Refusal("conflict", {
    zh: `第 ${checkpoint + 1} 个检查点的链上存证写法不正确，无法查验。`,
    en: `The anchor of checkpoint ${checkpoint + 1} is malformed and cannot be looked up.`,
  });
