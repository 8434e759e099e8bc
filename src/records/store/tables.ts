import type { Generated } from "kysely";

/** Columns as in the migration `records`. */
declare module "../../platform/index.ts" {
  interface Tables {
    import_batch: ImportBatchTable;
    import_count: ImportCountTable;
    import_mapping: ImportMappingTable;
    record_version: RecordVersionTable;
  }
}

interface ImportBatchTable {
  id: Generated<bigint>;
  source: string;
  origin: "import" | "form";
  state: Generated<"staging" | "committed" | "failed">;
  job: string | null;
  actor: string;
  complete: Generated<boolean>;
  fingerprint: Generated<string>;
  files: Generated<unknown>;
  mapping_name: string | null;
  mapping_version: number | null;
  notes: Generated<unknown>;
  refused: Generated<unknown>;
  refused_total: Generated<bigint>;
  observed_at: Date;
  root: string | null;
  after_id: bigint;
  last_id: bigint | null;
  known_at: bigint | null;
  committed_at: Date | null;
}

interface ImportCountTable {
  batch: bigint;
  kind: string;
  source: string;
  observed: bigint;
  added: bigint;
  changed: bigint;
  gone: bigint;
  returned: bigint;
  fields: string[];
}

interface ImportMappingTable {
  name: string;
  version: number;
  mapping: unknown;
  saved_by: string;
  saved_at: Date;
}

interface RecordVersionTable {
  id: Generated<bigint>;
  record: string;
  version: number;
  batch: bigint;
  kind: string;
  source: string;
  key: string;
  occurrence: number;
  observed_at: Date;
  happened_at: string;
  legal_entity: string | null;
  gone: boolean;
  reason: string | null;
  file: number | null;
  source_row: bigint | null;
  digest: string;
  fields: unknown;
  own: unknown;
  refs: string[];
  salts: Buffer;
  leaf: string;
}
