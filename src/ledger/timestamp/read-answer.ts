import * as asn1js from "asn1js";
import {
  ContentInfo,
  id_ContentType_SignedData,
  id_eContentType_TSTInfo,
  SignedData,
  type SignerInfo,
  TSTInfo,
} from "pkijs";
import { type Cert, readCertificate } from "./certificate.ts";
import { type Block, bytesOf, childrenOf, octetsOf, parseDer } from "./der.ts";
import { malformed, TimestampError } from "./timestamp-error.ts";

/** A token taken apart; nothing in it has been verified. */
export interface Token {
  readonly info: TSTInfo;
  /** The bytes that `info` was read from, whose digest is signed. */
  readonly content: Uint8Array;
  readonly signer: SignerInfo;
  readonly certificates: readonly Cert[];
}

/** Longer than any honest answer. */
const mostBytes = 64 * 1024;

/** Reads a TimeStampResp, or the token alone. RFC 3161, 2.4.2. */
export function readAnswer(bytes: Uint8Array): Token {
  if (bytes.length > mostBytes) throw malformed();
  try {
    const answer = parseDer(bytes);
    const [first, second] = childrenOf(answer);
    // A token begins with an object identifier, an answer with its status.
    if (first instanceof asn1js.ObjectIdentifier) return readToken(answer);
    insistOnGrant(first);
    if (!second) throw malformed();
    return readToken(second);
  } catch (error) {
    throw error instanceof TimestampError ? error : malformed();
  }
}

/** PKIStatusInfo: 0 granted, 1 granted with modifications; everything else is a refusal. */
function insistOnGrant(block: Block | undefined): void {
  const [status, ...more] = childrenOf(block);
  if (!(status instanceof asn1js.Integer)) throw malformed();
  const code = status.valueBlock.valueDec;
  if (code === 0 || code === 1) return;
  const words = more.find((one) => one instanceof asn1js.Sequence);
  const said = words ? childrenOf(words).map((one) => ("getValue" in one ? String(one.getValue()) : "")) : [];
  const failure = more.find((one) => one instanceof asn1js.BitString);
  const why = [...said, failure ? failureOf(failure) : ""].filter(Boolean).join("; ").slice(0, 300);
  throw new TimestampError("refused", {
    zh: `时间戳机构拒绝了请求（状态 ${code}${why ? `：${why}` : ""}）。`,
    en: `The authority refused the request (status ${code}${why ? `: ${why}` : ""}).`,
  });
}

const failures: Readonly<Record<number, string>> = {
  0: "badAlg",
  2: "badRequest",
  5: "badDataFormat",
  14: "timeNotAvailable",
  15: "unacceptedPolicy",
  16: "unacceptedExtension",
  17: "addInfoNotAvailable",
  25: "systemFailure",
};

function failureOf(bits: Block): string {
  const octets = bytesOf(bits).subarray(3);
  const names = Object.entries(failures).filter(([bit]) => {
    const at = Number(bit);
    return ((octets[at >> 3] ?? 0) & (0x80 >> (at & 7))) !== 0;
  });
  return names.map(([, name]) => name).join(", ");
}

function readToken(block: Block): Token {
  const info = new ContentInfo({ schema: block });
  if (info.contentType !== id_ContentType_SignedData) throw malformed();
  const signed = new SignedData({ schema: info.content });
  const { eContentType, eContent } = signed.encapContentInfo;
  const [signer, ...more] = signed.signerInfos;
  // RFC 3161, 2.4.2: a token has the authority's signature and no other.
  if (eContentType !== id_eContentType_TSTInfo || !signer || more.length > 0) throw malformed();
  const content = octetsOf(eContent);
  return {
    info: new TSTInfo({ schema: parseDer(content) }),
    content,
    signer,
    certificates: certificatesIn(childrenOf(block)[1]),
  };
}

/** RFC 5652, 5.1: `certificates [0] IMPLICIT`; of the choices only plain certificates, which are sequences. */
function certificatesIn(explicit: Block | undefined): Cert[] {
  const [signedData] = childrenOf(explicit);
  const set = childrenOf(signedData).find(({ idBlock }) => idBlock.tagClass === 3 && idBlock.tagNumber === 0);
  if (!set) return [];
  const plain = childrenOf(set).filter((one) => one instanceof asn1js.Sequence);
  return plain.slice(0, 32).map((one) => readCertificate(new Uint8Array(bytesOf(one))));
}
