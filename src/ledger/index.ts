// ledger: the transparency log in the C2SP formats, and this house's own log in it. Invariants: its library (`library.ts`)
// is pure; sealing signs nothing that does not grow from what it signed last. It shows tampering; it does not prevent it.

export type { Anchoring } from "./anchoring/anchoring.ts";
export { type Deployed, deployAnchor } from "./anchoring/deploy-anchor.ts";
export {
  type Anchor,
  anchorFor,
  countAnchors,
  listAnchors,
  pendingAnchor,
} from "./anchoring/read-anchors.ts";
export { type AnchorClaim, type VerifiedAnchor, verifyAnchor } from "./anchoring/verify-anchor.ts";
export { checkHistory } from "./checking/check-history.ts";
export { checkOpenings } from "./checking/check-openings.ts";
export { checkOwnLog } from "./checking/check-own-log.ts";
export { type DoubtInput, doubtInput, doubtLog } from "./checking/doubt-log.ts";
export { type LogSource, openLogSource } from "./checking/log-source.ts";
export { type IntegrityFault, noteWholeAgain, reportFault, settleFault } from "./checking/report-fault.ts";
export { type FaultPlace, LogFault, type VerifiedLog, verifyLog } from "./checking/verify-log.ts";
export type { ErrandView } from "./errands/errand.ts";
export { readTallies, type Tally, type TallyName } from "./errands/tally.ts";
export { ledgerHoldings } from "./holdings.ts";
export {
  type Hold,
  type Holdable,
  keeps,
  type LiftHoldInput,
  liftHoldInput,
  type SetHoldInput,
  setHoldInput,
} from "./holds/hold.ts";
export { holdsInForce, isHeld, listHolds } from "./holds/queries.ts";
export { liftHold, setHold } from "./holds/set-hold.ts";
export * from "./library.ts";
export type { Mirror } from "./mirroring/mirror.ts";
export { type HouseLedger, openerOf, openHouseLedger } from "./open-house-ledger.ts";
export { type Packed, packEvidence } from "./packaging/pack-evidence.ts";
export { type AnchorOf, verifyAnchors } from "./packaging/verify-anchors.ts";
export { type VerifiedPackage, verifyPackage } from "./packaging/verify-package.ts";
export { type StampOf, sealedSince, type Vouched, verifyStamps } from "./packaging/verify-stamps.ts";
export { ledgerPolicies } from "./policies.ts";
export { type Choice, type DraftItem, draftEvent, draftRow, type SealedRow } from "./proving/draft-items.ts";
export {
  type Collected,
  createEvidenceMaker,
  type EvidenceMaker,
  type PackageRequest,
} from "./proving/make-evidence.ts";
export { createTreeProver, type SealedLeaves } from "./proving/sealed-leaves.ts";
export {
  keepCheckpoints,
  listCheckpoints,
  type PastCheckpoint,
  pastRoots,
} from "./publishing/checkpoint-history.ts";
export { addTileRoutes } from "./publishing/tile-routes.ts";
export { type Restarted, restartLedger } from "./restart-ledger.ts";
export { type ChangedKey, changeKey } from "./sealing/change-key.ts";
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
export { verifyTimestamp } from "./stamping/verify-lazily.ts";
export { TimestampError, type TimestampErrorCode } from "./timestamp/timestamp-error.ts";
export type { TimestampTrust, VerifiedTimestamp } from "./timestamp/verify-timestamp.ts";
export { openWitnesses, type Witnesses, type WitnessView } from "./witnessing/ask-witnesses.ts";
export { openWitness, type Witness } from "./witnessing/witness.ts";

import "./tables.ts";
