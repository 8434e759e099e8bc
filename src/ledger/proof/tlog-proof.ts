// c2sp.org/tlog-proof, "Format": an inclusion proof and its signed checkpoint in one file that needs no network.
import { decodeBase64, encodeBase64 } from "../encoding/base64.ts";
import { concatBytes } from "../encoding/bytes.ts";
import { parseDecimal, requireCount } from "../encoding/decimal.ts";
import { decodeUtf8, encodeUtf8, hasControlCharacters } from "../encoding/text.ts";
import { LedgerError } from "../ledger-error.ts";
import { HASH_BYTES } from "../tree/sha256.ts";

const HEADER = "c2sp.org/tlog-proof@v1";
const MAX_PROOF_BYTES = 2_000_000;
/** A tree of at most 2^64 leaves is at most 64 high. */
const MAX_HASHES = 64;

export interface TlogProof {
  readonly index: number;
  /** From the leaf's sibling up. */
  readonly hashes: readonly Uint8Array[];
  /** The signed checkpoint as it stands in the file, not yet verified. */
  readonly checkpoint: Uint8Array;
  /** Nobody signed it: never to be trusted by itself. */
  readonly extra?: Uint8Array;
}

export function formatTlogProof({ index, hashes, checkpoint, extra }: TlogProof): Uint8Array {
  requireCount(index, "The index");
  if (extra?.length === 0) throw new LedgerError("malformed", "Extra data that is empty is left out.");
  if (hashes.length > MAX_HASHES || hashes.some((hash) => hash.length !== HASH_BYTES)) {
    throw new LedgerError("malformed", "A proof is at most 64 hashes of 32 bytes.");
  }
  const lines = [
    HEADER,
    ...(extra ? [`extra ${encodeBase64(extra)}`] : []),
    `index ${index}`,
    ...hashes.map(encodeBase64),
    "",
  ];
  return concatBytes(encodeUtf8(lines.map((line) => `${line}\n`).join("")), checkpoint);
}

/** Strict: what parses formats to the same bytes again. The checkpoint is only cut out. */
export function parseTlogProof(bytes: Uint8Array): TlogProof {
  if (bytes.length > MAX_PROOF_BYTES)
    throw new LedgerError("too-large", "The proof exceeds 2,000,000 bytes.");
  if (hasControlCharacters(bytes)) throw new LedgerError("malformed", "The proof holds a control character.");
  const text = decodeUtf8(bytes, "The proof");
  const blank = text.indexOf("\n\n");
  if (blank < 0) throw new LedgerError("malformed", "The proof has no blank line before its checkpoint.");
  const lines = text.slice(0, blank).split("\n", MAX_HASHES + 4);
  if (lines.shift() !== HEADER)
    throw new LedgerError("malformed", `The proof does not begin with ${HEADER}.`);
  const extra = lines[0]?.startsWith("extra ") ? parseExtra(lines.shift() ?? "") : undefined;
  const index = parseIndex(lines.shift() ?? "");
  if (lines.length > MAX_HASHES) throw new LedgerError("too-large", "The proof has more than 64 hashes.");
  const checkpoint = encodeUtf8(text.slice(blank + 2));
  return { index, hashes: lines.map(parseHash), checkpoint, ...(extra ? { extra } : {}) };
}

function parseExtra(line: string): Uint8Array {
  const extra = decodeBase64(line.slice("extra ".length), "The extra data");
  if (extra.length === 0) throw new LedgerError("malformed", "Extra data that is empty is left out.");
  return extra;
}

function parseIndex(line: string): number {
  if (!line.startsWith("index ")) throw new LedgerError("malformed", "The proof has no index line.");
  return parseDecimal(line.slice("index ".length), "The index");
}

function parseHash(line: string): Uint8Array {
  const hash = decodeBase64(line, "A hash of the proof");
  if (hash.length !== HASH_BYTES)
    throw new LedgerError("malformed", "A hash of the proof is not 32 bytes long.");
  return hash;
}
