import type { Generated } from "kysely";

/** Columns as in the migration `erasure`. JSON columns are written as text and read as values. */
declare module "../../platform/index.ts" {
  interface Tables {
    erasure: ErasureTable;
    erased_commitment: { erasure: string; number: number; place: string; leaf: string };
  }
}

export type ErasureState = "asked" | "refused" | "approved" | "erased" | "operator" | "done";

interface ErasureTable {
  id: string;
  cause: "person" | "retention";
  state: ErasureState;
  reference: string | null;
  choice: Generated<unknown>;
  counts: Generated<unknown>;
  held: Generated<unknown>;
  asked_by: string;
  asked_at: Date;
  decided_by: string | null;
  decided_at: Date | null;
  root: string | null;
  erased_at: Date | null;
  listed_at: Date | null;
  remaining: Generated<unknown>;
  done_at: Date | null;
  done_by: string | null;
}
