import type { Bilingual } from "../../platform/index.ts";

/**
 * - `malformed`: the bytes are no answer of an authority and no token.
 * - `refused`: the authority did not grant the request.
 * - `wrong-imprint`, `wrong-nonce`, `wrong-policy`: the token is for other bytes, another request, another policy.
 * - `bad-signature`: the token was changed, or was not signed by the certificate it names.
 * - `not-for-stamping`: the certificate may not sign time stamps (RFC 3161, 2.3).
 * - `unknown-authority`: no chain leads to the certificates that are trusted.
 * - `expired`: a certificate of the chain was not valid at the time in the token.
 * - `implausible-time`: the time in the token cannot be.
 * - `unsupported`: an algorithm that is not verified here.
 */
export type TimestampErrorCode =
  | "malformed"
  | "refused"
  | "wrong-imprint"
  | "wrong-nonce"
  | "wrong-policy"
  | "bad-signature"
  | "not-for-stamping"
  | "unknown-authority"
  | "expired"
  | "implausible-time"
  | "unsupported";

/** The only error of this folder. The codes are stable. */
export class TimestampError extends Error {
  readonly code: TimestampErrorCode;
  readonly sentence: Bilingual;
  constructor(code: TimestampErrorCode, sentence: Bilingual) {
    super(sentence.en);
    this.name = "TimestampError";
    this.code = code;
    this.sentence = sentence;
  }
}

export const malformed = () =>
  new TimestampError("malformed", {
    zh: "这不是有效的 RFC 3161 时间戳应答，或已损坏。",
    en: "This is no RFC 3161 time stamp, or it is damaged.",
  });

export const changed = () =>
  new TimestampError("bad-signature", {
    zh: "时间戳的签名无效：内容被改动过，或签名者不是其所载证书的持有者。",
    en: "The signature of the time stamp does not verify: it was changed, or signed by somebody other than its certificate says.",
  });
