import * as asn1js from "asn1js";

const sha256 = "2.16.840.1.101.3.4.2.1";

/** A TimeStampReq in DER: the SHA-256 of the bytes, a nonce, and the wish for the authority's certificate. RFC 3161, 2.4.1. */
export function makeTimestampQuery(query: {
  readonly sha256: Uint8Array;
  /** Big-endian, as DER writes a positive INTEGER; authorities refuse one with a needless first byte. See {@link newNonce}. */
  readonly nonce: Uint8Array;
  readonly policy?: string | undefined;
}): Uint8Array {
  const algorithm = new asn1js.Sequence({
    value: [new asn1js.ObjectIdentifier({ value: sha256 }), new asn1js.Null()],
  });
  const imprint = new asn1js.Sequence({
    value: [algorithm, new asn1js.OctetString({ valueHex: new Uint8Array(query.sha256) })],
  });
  const value: asn1js.AsnType[] = [new asn1js.Integer({ value: 1 }), imprint];
  if (query.policy !== undefined) value.push(new asn1js.ObjectIdentifier({ value: query.policy }));
  value.push(
    new asn1js.Integer({ valueHex: new Uint8Array(query.nonce) }),
    new asn1js.Boolean({ value: true }),
  );
  return new Uint8Array(new asn1js.Sequence({ value }).toBER());
}

/** 16 bytes whose highest bit is clear and whose first is not zero: as DER writes an INTEGER. */
export function newNonce(): Uint8Array {
  const nonce = crypto.getRandomValues(new Uint8Array(16));
  nonce[0] = ((nonce[0] ?? 0) & 0x3f) | 0x40;
  return nonce;
}
