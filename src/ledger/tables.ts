import type { Generated } from "kysely";
import type { Bilingual } from "../platform/index.ts";

/** Columns as in the migrations `ledger`, `stamps-and-anchors`, `erasure` and `published-checkpoints`. */
declare module "../platform/index.ts" {
  interface Tables {
    integrity_fault: IntegrityFaultTable;
    integrity_check: IntegrityCheckTable;
    ledger_checkpoint: CheckpointTable;
    ledger_stamp: StampTable;
    ledger_anchor: AnchorTable;
    ledger_anchor_sending: AnchorSendingTable;
    ledger_tally: TallyTable;
    hold: HoldTable;
  }
}

interface IntegrityFaultTable {
  id: Generated<bigint>;
  place: string;
  sentence: Bilingual;
  found_at: Date;
  settled_at: Date | null;
  settled_by: string | null;
  settled_because: string | null;
  whole_again_at: Date | null;
}

interface IntegrityCheckTable {
  id: string;
  started_at: Date;
  finished_at: Date | null;
  entries: Generated<bigint>;
  rows: Generated<bigint>;
  faults: Generated<bigint>;
}

interface CheckpointTable {
  origin: string;
  size: bigint;
  root: string;
  note: Buffer;
  published_at: Date;
  is_witnessed: boolean | null;
}

interface StampTable {
  id: Generated<bigint>;
  origin: string;
  size: bigint;
  root: string;
  authority: string;
  signer: string;
  serial: string;
  policy: string;
  stamped_at: Date;
  received_at: Date;
  note: Buffer;
  token: Buffer;
}

export interface AnchorTable {
  id: Generated<bigint>;
  origin: string;
  size: bigint;
  root: string;
  chain_id: bigint;
  contract: string;
  sender: string;
  nonce: bigint;
  state: "pending" | "confirmed" | "refused" | "lost";
  begun_at: Date;
  transaction: string | null;
  block: bigint | null;
  block_hash: string | null;
  block_time: Date | null;
  confirmed_at: Date | null;
}

interface AnchorSendingTable {
  transaction: string;
  anchor: bigint;
  raw: string;
  signed_at: Date;
}

interface TallyTable {
  name: string;
  count: bigint;
  last_at: Date;
}

interface HoldTable {
  id: string;
  everything: boolean;
  targets: string[];
  reference: string | null;
  reason: string;
  set_by: string;
  set_at: Date;
  lifted_by: string | null;
  lifted_at: Date | null;
  lifted_because: string | null;
}
