import type { Generated } from "kysely";
import type { JobState } from "../../platform/index.ts";

/** Columns as in the migrations `records` and `import-wizard`. */
declare module "../../platform/index.ts" {
  interface Tables {
    import_batch: ImportBatchTable;
    import_count: ImportCountTable;
    import_mapping: ImportMappingTable;
    import_run: ImportRunTable;
    record_version: RecordVersionTable;
    record_expiry: RecordExpiryTable;
    observation_seen: { id: string; batch: bigint; seen_at: Date };
    refused_row: RefusedRowTable;
    upload: UploadTable;
    upload_file: UploadFileTable;
  }
}

interface ImportBatchTable {
  id: Generated<bigint>;
  source: string;
  origin: "import" | "form" | "api";
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
  erased_at: Generated<Date | null>;
}

interface RecordExpiryTable {
  id: Generated<bigint>;
  kind: string;
  records: bigint;
  gone: bigint;
  versions: bigint;
  root: string;
  before: string;
  erased_at: Date;
}

interface ImportRunTable {
  id: string;
  by_job: boolean;
  upload: string | null;
  source: string;
  complete: boolean;
  actor: string;
  state: JobState;
  words: unknown;
  batch: bigint | null;
  refused_total: Generated<bigint>;
  asked_at: Date;
  ended_at: Date | null;
}

interface RefusedRowTable {
  run: string;
  number: number;
  path: string;
  member: string | null;
  row: bigint | null;
  column: string | null;
  value: string | null;
  expected: unknown;
}

interface UploadTable {
  id: string;
  folder: string | null;
  state: "receiving" | "ready" | "removed";
  actor: string;
  created_at: Date;
  touched_at: Date;
  plan: unknown;
  preview_job: string | null;
  preview: unknown;
  dry_run_job: string | null;
  dry_run: unknown;
}

interface UploadFileTable {
  upload: string;
  number: number;
  path: string;
  bytes: bigint;
}
