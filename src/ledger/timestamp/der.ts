import * as asn1js from "asn1js";
import { malformed } from "./timestamp-error.ts";

export type Block = asn1js.AsnType;

/** One DER value and nothing after it. */
export function parseDer(bytes: Uint8Array): Block {
  // A copy: what is parsed points into its buffer.
  const { offset, result } = asn1js.fromBER(new Uint8Array(bytes));
  if (offset !== bytes.length || result.error) throw malformed();
  return result;
}

/** The values within a constructed one. */
export function childrenOf(block: Block | undefined): Block[] {
  const value: unknown =
    block?.valueBlock && "value" in block.valueBlock ? block.valueBlock.value : undefined;
  if (!Array.isArray(value)) throw malformed();
  return value;
}

/** The bytes of a value as they stood, its tag and length among them. */
export const bytesOf = (block: Block): Uint8Array => block.valueBeforeDecodeView;

/** The dotted text of an object identifier. */
export function oidOf(block: Block | undefined): string {
  if (block instanceof asn1js.ObjectIdentifier) return block.getValue();
  throw malformed();
}

/** What an octet string holds. */
export function octetsOf(block: Block | undefined): Uint8Array {
  if (block instanceof asn1js.OctetString) return new Uint8Array(block.getValue());
  throw malformed();
}

/** A whole number that is not negative, in hex without leading zeros. */
export function hexOf(integer: asn1js.Integer): string {
  const digits = Array.from(integer.valueBlock.valueHexView, (byte) => byte.toString(16).padStart(2, "0"));
  return digits.join("").replace(/^0+(?=.)/, "");
}

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}
