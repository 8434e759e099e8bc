// The transparency log library: what an outside auditor may take alone, and what the pages check proofs with. Invariant:
// bytes in, bytes out, without clock, file or network; it imports itself and, in `tree/sha256.ts` and
// `note/ed25519.ts` alone, node:crypto, for which their twins `*.browser.ts` stand in. It refuses with LedgerError.

export {
  type Checkpoint,
  formatCheckpoint,
  parseCheckpoint,
  signCheckpoint,
} from "./checkpoint/checkpoint.ts";
export {
  type Cosignature,
  type OpenedCheckpoint,
  openCheckpoint,
  type TrustedKeys,
} from "./checkpoint/open-checkpoint.ts";
export { verifyGrowth } from "./checkpoint/verify-growth.ts";
export { type Description, describeItem, type Fact } from "./evidence/describe-item.ts";
export {
  EvidenceFault,
  type EvidenceFaultCode,
  type EvidencePlace,
  wordsOfPlace,
} from "./evidence/evidence-fault.ts";
export {
  type Evidence,
  type EvidenceContent,
  type EvidenceItem,
  type EvidenceStatement,
  evidenceForm,
  formatEvidence,
  type KindLabels,
} from "./evidence/form.ts";
export { keyFingerprint } from "./evidence/key-fingerprint.ts";
export { type EvidenceOpening, formatHex } from "./evidence/opening.ts";
export { parseEvidence } from "./evidence/parse-evidence.ts";
export { shownText } from "./evidence/shown-text.ts";
export type {
  ProvedCheckpoint,
  ProvedEntry,
  ProvedEvent,
  ProvedItem,
  ProvedPackaging,
  ProvedRow,
  VerifiedEvidence,
} from "./evidence/verified.ts";
export { verifyEvidence } from "./evidence/verify-evidence.ts";
export { LedgerError, type LedgerErrorCode } from "./ledger-error.ts";
export { cosignatureTime } from "./note/cosignature.ts";
export { COSIGNATURE, ED25519, type SignatureType } from "./note/key-id.ts";
export {
  addSignatures,
  formatNote,
  formatSignatureLines,
  type Note,
  type NoteSignature,
  parseNote,
  parseSignatureLines,
  signNote,
  signText,
} from "./note/note.ts";
export { type OpenedNote, openNote, type VerifiedSignature } from "./note/open-note.ts";
export {
  cosigner,
  generateSignerKey,
  type NoteSigner,
  noteSigner,
  parseSignerKey,
  type SignerKey,
  verifierOf,
} from "./note/signer.ts";
export { formatVerifierKey, makeVerifier, type NoteVerifier, parseVerifierKey } from "./note/verifier.ts";
export { checkPolicy, type WitnessedCheckpoint } from "./policy/check-policy.ts";
export { parsePolicy } from "./policy/parse-policy.ts";
export {
  meetsQuorum,
  type Policy,
  type PolicyGroup,
  type PolicyLog,
  type PolicyWitness,
} from "./policy/policy.ts";
export { formatTlogProof, parseTlogProof, type TlogProof } from "./proof/tlog-proof.ts";
export { type VerifiedProof, verifyTlogProof } from "./proof/verify-tlog-proof.ts";
export { MAX_ENTRY_BYTES, makeEntryBundle, parseEntryBundle } from "./tiles/entry-bundle.ts";
export { FULL_WIDTH, parseTilePath, type Tile, tilePath, tilesOf, tileWidth } from "./tiles/tile.ts";
export {
  appendLeaves,
  edgeRoot,
  emptyEdge,
  readEdge,
  type TileContents,
  type TileEdge,
} from "./tiles/tile-edge.ts";
export { type ReadTile, tileNodes } from "./tiles/tile-reader.ts";
export { CompactRange } from "./tree/compact-range.ts";
export { type ConsistencyClaim, proveConsistency, verifyConsistency } from "./tree/consistency.ts";
export { emptyRoot, hashLeaf, hashLeaves, hashNode } from "./tree/hash.ts";
export { buildHashTree, type HashTree } from "./tree/hash-tree.ts";
export { type InclusionClaim, proveInclusion, verifyInclusion } from "./tree/inclusion.ts";
export type { NodeId, Range } from "./tree/range.ts";
export type { ReadNodes } from "./tree/read-nodes.ts";
export {
  proveSubtreeConsistency,
  type SubtreeConsistencyClaim,
  type SubtreeInclusionClaim,
  verifySubtreeConsistency,
  verifySubtreeInclusion,
} from "./tree/subtree.ts";
