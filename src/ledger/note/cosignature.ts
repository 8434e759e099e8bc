// c2sp.org/tlog-cosignature, "Format" and "Ed25519 signed message". The signature is u64be(time) ‖ Ed25519 over
//   cosignature/v1\n
//   time <time>\n
//   <text of the checkpoint>
import { concatBytes } from "../encoding/bytes.ts";
import { requireCount } from "../encoding/decimal.ts";
import { encodeUtf8 } from "../encoding/text.ts";
import { LedgerError } from "../ledger-error.ts";
import { ED25519_SIGNATURE_BYTES, type Ed25519Verify } from "./ed25519.ts";

const TIME_BYTES = 8;

function message(text: Uint8Array, time: number): Uint8Array {
  return concatBytes(encodeUtf8(`cosignature/v1\ntime ${time}\n`), text);
}

export function makeCosignature(
  sign: (message: Uint8Array) => Uint8Array,
  text: Uint8Array,
  time: number,
): Uint8Array {
  requireCount(time, "The time of a cosignature");
  const encoded = new Uint8Array(TIME_BYTES);
  new DataView(encoded.buffer).setBigUint64(0, BigInt(time));
  return concatBytes(encoded, sign(message(text, time)));
}

/** Seconds since 1970. Refused beyond 2^53 - 1, although the format goes to 2^63 - 1. */
export function cosignatureTime(signature: Uint8Array): number {
  if (signature.length !== TIME_BYTES + ED25519_SIGNATURE_BYTES) {
    throw new LedgerError("malformed", "A cosignature is not 72 bytes long.");
  }
  const view = new DataView(signature.buffer, signature.byteOffset, TIME_BYTES);
  const time = Number(view.getBigUint64(0));
  if (!Number.isSafeInteger(time))
    throw new LedgerError("too-large", "A cosignature's time exceeds 2^53 - 1.");
  return time;
}

export function verifyCosignature(verify: Ed25519Verify): Ed25519Verify {
  return (text, signature) => {
    if (signature.length !== TIME_BYTES + ED25519_SIGNATURE_BYTES) return false;
    return verify(message(text, cosignatureTime(signature)), signature.subarray(TIME_BYTES));
  };
}
