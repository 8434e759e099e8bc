import type { Generated } from "kysely";
import type { Bilingual } from "../platform/index.ts";

/** Columns as in the migrations `ledger` and `erasure`. */
declare module "../platform/index.ts" {
  interface Tables {
    integrity_fault: IntegrityFaultTable;
    integrity_check: IntegrityCheckTable;
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
}

interface IntegrityCheckTable {
  id: string;
  started_at: Date;
  finished_at: Date | null;
  entries: Generated<bigint>;
  rows: Generated<bigint>;
  faults: Generated<bigint>;
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
