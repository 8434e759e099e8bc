import type * as asn1js from "asn1js";
import { getCrypto, IssuerAndSerialNumber, id_eContentType_TSTInfo } from "pkijs";
import { type Cert, insistOnHash, subjectKeyOf } from "./certificate.ts";
import { type Block, childrenOf, octetsOf, oidOf, sameBytes } from "./der.ts";
import type { Token } from "./read-answer.ts";
import { changed, malformed, TimestampError } from "./timestamp-error.ts";

const attributes = {
  contentType: "1.2.840.113549.1.9.3",
  messageDigest: "1.2.840.113549.1.9.4",
  /** RFC 2634, 5.4 (SHA-1) and RFC 5035, 5.4. */
  signingCertificate: "1.2.840.113549.1.9.16.2.12",
  signingCertificateV2: "1.2.840.113549.1.9.16.2.47",
} as const;

const rsaEncryption = "1.2.840.113549.1.1.1";

const hashes: Readonly<Record<string, string>> = {
  "1.3.14.3.2.26": "SHA-1",
  "2.16.840.1.101.3.4.2.1": "SHA-256",
  "2.16.840.1.101.3.4.2.2": "SHA-384",
  "2.16.840.1.101.3.4.2.3": "SHA-512",
};

/** The name WebCrypto has for a hash. */
export function hashName(oid: string): string {
  const name = hashes[oid];
  if (name) return name;
  throw new TimestampError("unsupported", {
    zh: `不支持的散列算法（${oid}）。`,
    en: `The hash algorithm ${oid} is not supported.`,
  });
}

export async function digest(name: string, bytes: Uint8Array): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest(name, new Uint8Array(bytes)));
}

/** Whose signature the token says it is: out of the certificates at hand. */
export function findSigner({ signer }: Token, at: readonly Cert[]): Cert {
  const { sid } = signer;
  const isSigner =
    sid instanceof IssuerAndSerialNumber
      ? ({ parsed }: Cert) =>
          parsed.serialNumber.isEqual(sid.serialNumber) && parsed.issuer.isEqual(sid.issuer)
      : (cert: Cert) => sameBytes(subjectKeyOf(cert) ?? new Uint8Array(0), keyIdentifierOf(sid));
  const found = at.find(isSigner);
  if (found) return found;
  throw new TimestampError("unknown-authority", {
    zh: "时间戳中没有签名者的证书，受信任的证书中也没有。",
    en: "Neither the time stamp nor the trusted certificates hold the certificate of its signer.",
  });
}

/** [0] IMPLICIT OCTET STRING: primitive, so that the library hands over the bare block. */
function keyIdentifierOf(sid: Block): Uint8Array {
  return "valueHexView" in sid.valueBlock ? new Uint8Array(sid.valueBlock.valueHexView) : new Uint8Array(0);
}

/** The signature over the signed attributes, and that these are about this token and this certificate. RFC 5652, 5.4. */
export async function insistOnSignature({ signer, content }: Token, cert: Cert): Promise<void> {
  const { signedAttrs, digestAlgorithm, signatureAlgorithm, signature } = signer;
  if (!signedAttrs) throw malformed();
  const digestName = hashName(digestAlgorithm.algorithmId);
  insistOnHash(digestName);
  const attribute = (oid: string): Block | undefined => {
    const found = signedAttrs.attributes.filter(({ type }) => type === oid);
    if (found.length > 1 || found[0]?.values.length === 0) throw malformed();
    return found[0]?.values[0];
  };
  if (oidOf(attribute(attributes.contentType)) !== id_eContentType_TSTInfo) throw malformed();
  const said = octetsOf(attribute(attributes.messageDigest));
  if (!sameBytes(said, await digest(digestName, content))) throw changed();
  const engine = getCrypto(true);
  // PKCS #1 keys name their hash apart; elsewhere it is part of the signature's algorithm.
  const isBare = signatureAlgorithm.algorithmId === rsaEncryption;
  if (!isBare) insistOnHash(engine.getHashAlgorithm(signatureAlgorithm));
  const holds = await engine
    .verifyWithPublicKey(
      new Uint8Array(signedAttrs.encodedValue),
      signature as asn1js.OctetString,
      cert.parsed.subjectPublicKeyInfo,
      signatureAlgorithm,
      ...(isBare ? [digestName] : []),
    )
    .catch(() => false);
  if (!holds) throw changed();
  await insistOnCertificate(cert, attribute);
}

/** ESSCertID: the very certificate is named in what is signed, so that no other with the same key takes its place. */
async function insistOnCertificate(cert: Cert, attribute: (oid: string) => Block | undefined): Promise<void> {
  const named = [
    { value: attribute(attributes.signingCertificateV2), isFirst: false },
    { value: attribute(attributes.signingCertificate), isFirst: true },
  ].filter(({ value }) => value !== undefined);
  if (named.length === 0) throw malformed();
  for (const { value, isFirst } of named) {
    const [certs] = childrenOf(value);
    const parts = childrenOf(childrenOf(certs)[0]);
    // Version 2 leaves the algorithm out where it is SHA-256.
    const hasAlgorithm = !isFirst && parts[0]?.idBlock.tagNumber === 16;
    const algorithm = hasAlgorithm ? hashName(oidOf(childrenOf(parts[0])[0])) : isFirst ? "SHA-1" : "SHA-256";
    const hash = octetsOf(parts[hasAlgorithm ? 1 : 0]);
    if (!sameBytes(hash, await digest(algorithm, cert.der))) throw changed();
  }
}
