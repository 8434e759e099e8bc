import { nameOf, readPem } from "./certificate.ts";
import { insistOnChain, insistOnStamper } from "./chain.ts";
import { hexOf, octetsOf, sameBytes } from "./der.ts";
import { readAnswer, type Token } from "./read-answer.ts";
import { malformed, TimestampError } from "./timestamp-error.ts";
import { digest, findSigner, hashName, insistOnSignature } from "./verify-signature.ts";

export interface TimestampTrust {
  /** Certificates in PEM, to one of which the authority's must lead. */
  readonly authorities: string;
  /** What the request held, big-endian; not looked at unless given. */
  readonly nonce?: Uint8Array | undefined;
  readonly policy?: string | undefined;
  /** Between which the time in the token is plausible. */
  readonly notBefore?: Date | undefined;
  readonly notAfter?: Date | undefined;
}

export interface VerifiedTimestamp {
  readonly time: Date;
  /** By how much it may be off; absent where the authority does not say. */
  readonly accuracyMilliseconds: number | undefined;
  /** The authority's number for it, in hex. */
  readonly serial: string;
  readonly policy: string;
  /** Name in the authority's certificate. */
  readonly signer: string;
}

/**
 * What a time stamp (RFC 3161) says about these bytes: an authority that leads to the trusted certificates saw their hash
 * at the time. `token` is the authority's whole answer, or the token in it. Runs on WebCrypto alone, so in a page too.
 */
export async function verifyTimestamp(
  token: Uint8Array,
  bytes: Uint8Array,
  trust: TimestampTrust,
): Promise<VerifiedTimestamp> {
  const trusted = readPem(trust.authorities);
  const read = readAnswer(token);
  try {
    await insistOnContent(read, bytes, trust);
    const cert = findSigner(read, [...read.certificates, ...trusted]);
    await insistOnSignature(read, cert);
    insistOnStamper(cert);
    const time = read.info.genTime;
    await insistOnChain(cert, { trusted, others: read.certificates, time });
    return {
      time,
      accuracyMilliseconds: accuracyOf(read),
      serial: hexOf(read.info.serialNumber),
      policy: read.info.policy,
      signer: nameOf(cert),
    };
  } catch (error) {
    // The parsers underneath have errors of their own for what is damaged.
    throw error instanceof TimestampError ? error : malformed();
  }
}

async function insistOnContent({ info }: Token, bytes: Uint8Array, trust: TimestampTrust): Promise<void> {
  const { hashAlgorithm, hashedMessage } = info.messageImprint;
  const name = hashName(hashAlgorithm.algorithmId);
  if (name === "SHA-1" || !sameBytes(octetsOf(hashedMessage), await digest(name, bytes))) throw otherBytes();
  if (trust.nonce && (!info.nonce || hexOf(info.nonce) !== hexOfBytes(trust.nonce))) throw otherRequest();
  if (trust.policy !== undefined && info.policy !== trust.policy) throw otherPolicy(info.policy);
  const { genTime } = info;
  if (Number.isNaN(genTime.getTime())) throw malformed();
  if ((trust.notBefore && genTime < trust.notBefore) || (trust.notAfter && genTime > trust.notAfter)) {
    throw implausible(genTime);
  }
}

const hexOfBytes = (bytes: Uint8Array) =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0"))
    .join("")
    .replace(/^0+(?=.)/, "");

function accuracyOf({ info }: Token): number | undefined {
  const { seconds, millis, micros } = info.accuracy ?? {};
  if (seconds === undefined && millis === undefined && micros === undefined) return undefined;
  return (seconds ?? 0) * 1_000 + (millis ?? 0) + (micros ?? 0) / 1_000;
}

const otherBytes = () =>
  new TimestampError("wrong-imprint", {
    zh: "这个时间戳不是为这些内容签发的：散列值不同。",
    en: "The time stamp is for other bytes: their hash differs.",
  });

const otherRequest = () =>
  new TimestampError("wrong-nonce", {
    zh: "时间戳机构的应答不属于本次请求（随机数不同）：可能是旧应答被重放。",
    en: "The answer of the authority does not belong to this request (the nonce differs); it may be an old one played again.",
  });

const otherPolicy = (policy: string) =>
  new TimestampError("wrong-policy", {
    zh: `时间戳是按另一策略（${policy}）签发的。`,
    en: `The time stamp was given under another policy (${policy}).`,
  });

const implausible = (time: Date) =>
  new TimestampError("implausible-time", {
    zh: `时间戳所载时间 ${time.toISOString()} 不合理：与请求时刻相差过大。`,
    en: `The time in the stamp, ${time.toISOString()}, cannot be: it is too far from the time of the request.`,
  });
