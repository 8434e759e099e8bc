// What the page takes of the log's library: the code that checks evidence on the command line too.
export { describeItem } from "../../src/ledger/evidence/describe-item.ts";
export { EvidenceFault } from "../../src/ledger/evidence/evidence-fault.ts";
export type { Evidence } from "../../src/ledger/evidence/form.ts";
export { keyFingerprint } from "../../src/ledger/evidence/key-fingerprint.ts";
export { formatHex } from "../../src/ledger/evidence/opening.ts";
export { parseEvidence } from "../../src/ledger/evidence/parse-evidence.ts";
export { shownText } from "../../src/ledger/evidence/shown-text.ts";
export type { ProvedItem, VerifiedEvidence } from "../../src/ledger/evidence/verified.ts";
export { verifyEvidence } from "../../src/ledger/evidence/verify-evidence.ts";
export { LedgerError } from "../../src/ledger/ledger-error.ts";
export { parsePolicy } from "../../src/ledger/policy/parse-policy.ts";
export type { Policy } from "../../src/ledger/policy/policy.ts";
