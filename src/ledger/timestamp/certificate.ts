import { AuthorityKeyIdentifier, BasicConstraints, Certificate, type Extension, getCrypto } from "pkijs";
import { bytesOf, childrenOf, octetsOf, oidOf, parseDer, sameBytes } from "./der.ts";
import { malformed, TimestampError } from "./timestamp-error.ts";

/** A certificate with the very bytes it came in. */
export interface Cert {
  readonly der: Uint8Array;
  readonly parsed: Certificate;
}

export const oids = {
  subjectKeyIdentifier: "2.5.29.14",
  keyUsage: "2.5.29.15",
  subjectAltName: "2.5.29.17",
  basicConstraints: "2.5.29.19",
  certificatePolicies: "2.5.29.32",
  authorityKeyIdentifier: "2.5.29.35",
  extendedKeyUsage: "2.5.29.37",
  timeStamping: "1.3.6.1.5.5.7.3.8",
} as const;

export function readCertificate(der: Uint8Array): Cert {
  try {
    return { der, parsed: new Certificate({ schema: parseDer(der) }) };
  } catch {
    throw malformed();
  }
}

/** Every certificate in PEM. */
export function readPem(text: string): Cert[] {
  const blocks = text.matchAll(/-----BEGIN CERTIFICATE-----([\sA-Za-z0-9+/=]+)-----END CERTIFICATE-----/g);
  const found = [...blocks].map(([, base64 = ""]) => readCertificate(fromBase64(base64.replace(/\s/g, ""))));
  if (found.length > 0) return found;
  throw new TimestampError("unknown-authority", {
    zh: "受信任证书的文件中没有 PEM 格式的证书。",
    en: "The file of trusted certificates holds none in PEM.",
  });
}

function fromBase64(text: string): Uint8Array {
  try {
    return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  } catch {
    throw malformed();
  }
}

export function extensionOf({ parsed }: Cert, oid: string): Extension | undefined {
  return parsed.extensions?.find(({ extnID }) => extnID === oid);
}

/** The value within an extension, parsed here: the library leaves what it does not know. */
function extensionValue(extension: Extension) {
  return parseDer(new Uint8Array(extension.extnValue.getValue()));
}

export function subjectKeyOf(cert: Cert): Uint8Array | undefined {
  const extension = extensionOf(cert, oids.subjectKeyIdentifier);
  return extension && octetsOf(extensionValue(extension));
}

/** Whether the named bit of the key usage is set; where nothing is said, all are. RFC 5280, 4.2.1.3. */
export function mayUseKey(cert: Cert, ...bits: readonly number[]): boolean {
  const extension = extensionOf(cert, oids.keyUsage);
  if (!extension) return true;
  // BIT STRING: tag, length, unused bits, then the bits from the highest on.
  const [first = 0, second = 0] = bytesOf(extensionValue(extension)).subarray(3);
  const word = first * 256 + second;
  return bits.some((bit) => (word & (0x8000 >> bit)) !== 0);
}

/** `undefined` where it is no authority's; else how many authorities may follow below it. */
export function mayIssue(cert: Cert): { readonly atMost: number } | undefined {
  const extension = extensionOf(cert, oids.basicConstraints);
  if (!extension || !mayUseKey(cert, 5)) return undefined;
  const { cA, pathLenConstraint } = new BasicConstraints({ schema: extensionValue(extension) });
  if (!cA) return undefined;
  return { atMost: typeof pathLenConstraint === "number" ? pathLenConstraint : Number.POSITIVE_INFINITY };
}

/** Whether the names, and the key's identifiers where both give one, allow that `issuer` signed `cert`. */
export function mayBeIssuer(issuer: Cert, cert: Cert): boolean {
  if (!cert.parsed.issuer.isEqual(issuer.parsed.subject)) return false;
  const extension = extensionOf(cert, oids.authorityKeyIdentifier);
  const wanted = extension && new AuthorityKeyIdentifier({ schema: extensionValue(extension) }).keyIdentifier;
  const own = subjectKeyOf(issuer);
  return !wanted || !own || sameBytes(wanted.valueBlock.valueHexView, own);
}

export async function isSignedBy(cert: Cert, issuer: Cert): Promise<boolean> {
  const { tbsView, signatureValue, signatureAlgorithm, signature } = cert.parsed;
  // RFC 5280, 4.1.1.2: the algorithm outside is the one that is signed.
  if (signature.algorithmId !== signatureAlgorithm.algorithmId) return false;
  insistOnHash(getCrypto(true).getHashAlgorithm(signatureAlgorithm));
  return getCrypto(true).verifyWithPublicKey(
    new Uint8Array(tbsView),
    signatureValue,
    issuer.parsed.subjectPublicKeyInfo,
    signatureAlgorithm,
  );
}

/** SHA-1 and MD5 can be made to collide: nothing that they sign is believed. */
export function insistOnHash(name: string): void {
  if (["SHA-256", "SHA-384", "SHA-512"].includes(name.toUpperCase())) return;
  throw new TimestampError("unsupported", {
    zh: `不接受签名算法（${name || "未知"}）；需要 SHA-256、SHA-384 或 SHA-512。`,
    en: `Signatures with ${name || "an unknown algorithm"} are not accepted; SHA-256, SHA-384 or SHA-512 is needed.`,
  });
}

/** The subject as people read it: its common name, or else all of it. */
export function nameOf({ parsed }: Cert): string {
  const parts = parsed.subject.typesAndValues.map(({ type, value }) => ({
    type,
    text: String(value.valueBlock.value),
  }));
  return (
    parts.find(({ type }) => type === "2.5.4.3")?.text ?? parts.map(({ text }) => text).join(", ")
  ).slice(0, 200);
}

/** The purposes in an extended key usage. */
export const purposesOf = (extension: Extension): string[] =>
  childrenOf(extensionValue(extension)).map(oidOf);
