import type { Generated } from "kysely";
import type { Bilingual } from "../platform/index.ts";

/** Columns as in the migration `ledger`. */
declare module "../platform/index.ts" {
  interface Tables {
    integrity_fault: IntegrityFaultTable;
    integrity_check: IntegrityCheckTable;
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
