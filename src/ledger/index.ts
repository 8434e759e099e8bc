// ledger: the transparency log in the C2SP formats, and this house's own log in it. Invariants: its library (checkpoint,
// evidence, note, policy, proof, tiles, tree) is bytes in, bytes out, without clock, file or network, imports only node:crypto and
// itself, and refuses with LedgerError alone; sealing signs nothing that does not grow from what it signed last.
// It shows tampering; it does not prevent it.

export type { Anchoring } from "./anchoring/anchoring.ts";
export {
  type Anchor,
  anchorFor,
  countAnchors,
  listAnchors,
  pendingAnchor,
} from "./anchoring/read-anchors.ts";
export { checkOwnLog } from "./checking/check-own-log.ts";
export { type LogSource, openLogSource } from "./checking/log-source.ts";
export { type IntegrityFault, reportFault, settleFault } from "./checking/report-fault.ts";
export { type FaultPlace, LogFault, type VerifiedLog, verifyLog } from "./checking/verify-log.ts";
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
export type { ErrandView } from "./errands/errand.ts";
export { readTallies, type Tally, type TallyName } from "./errands/tally.ts";
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
export type { EvidenceOpening } from "./evidence/opening.ts";
export { parseEvidence } from "./evidence/parse-evidence.ts";
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
export type { Mirror } from "./mirroring/mirror.ts";
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
export { type HouseLedger, openerOf, openHouseLedger } from "./open-house-ledger.ts";
export { type Packed, packEvidence } from "./packaging/pack-evidence.ts";
export { type VerifiedPackage, verifyPackage } from "./packaging/verify-package.ts";
export { type StampOf, sealedSince, verifyStamps } from "./packaging/verify-stamps.ts";
export { ledgerPolicies } from "./policies.ts";
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
export { type Choice, type DraftItem, draftEvent, draftRow, type SealedRow } from "./proving/draft-items.ts";
export {
  type Collected,
  createEvidenceMaker,
  type EvidenceMaker,
  type PackageRequest,
} from "./proving/make-evidence.ts";
export { createTreeProver, type SealedLeaves } from "./proving/sealed-leaves.ts";
export { addTileRoutes } from "./publishing/tile-routes.ts";
export { type Restarted, restartLedger } from "./restart-ledger.ts";
export { type Disk, openDisk } from "./sealing/disk.ts";
export { type KeyOpener, type KeyRing, openKeyRing, type RingKey } from "./sealing/key-ring.ts";
export { type Ledger, type LedgerOptions, openLedger, openStore } from "./sealing/open-ledger.ts";
export type { Published } from "./sealing/publisher.ts";
export { readVerifierKeys } from "./sealing/read-verifier-keys.ts";
export type { SealingFault, SealingState } from "./sealing/sealer.ts";
export { openTileFolder, type TileFolder } from "./sealing/tile-folder.ts";
export { type LedgerSettings, ledgerSettings } from "./settings.ts";
export {
  countStamps,
  lastStamp,
  listStamps,
  readStamp,
  type Stamp,
  type StampBytes,
  stampFor,
} from "./stamping/read-stamps.ts";
export type { Stamping } from "./stamping/stamping.ts";
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
export { openWitnesses, type Witnesses, type WitnessView } from "./witnessing/ask-witnesses.ts";
export { openWitness, type Witness } from "./witnessing/witness.ts";

import "./tables.ts";
