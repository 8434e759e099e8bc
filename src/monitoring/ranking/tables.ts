import type { Generated } from "kysely";

/** Columns as in the migration `ranking`. JSON columns are written as text and read as values. */
declare module "../../platform/index.ts" {
  interface Tables {
    ranking_model: RankingModelTable;
    ranking_service: RankingServiceTable;
    ranking: RankingTable;
    ranking_row: RankingRowTable;
  }
}

interface RankingModelTable {
  number: number;
  job: string;
  content: string | null;
  salt: Buffer;
  digest: string;
  trained_by: string;
  trained_at: Date;
  cause: "schedule" | "person";
  known_at: Date;
  data_index: bigint;
  log_index: bigint;
  labels: unknown;
  contest: unknown;
  calibration: unknown;
}

interface RankingServiceTable {
  revision: number;
  model: number;
  step: "took-over" | "put-back";
  reason: Generated<string | null>;
  actor: string;
  at: Date;
}

interface RankingTable {
  id: string;
  model: number;
  cause: "run" | "model" | "person";
  scored_by: string;
  scored_at: Date;
  data_index: bigint | null;
  as_of: string;
  transactions: number;
  left_out: bigint;
  deals: number;
  customers: number;
  sellers: number;
  digest: string;
  kept: string;
  salt: Buffer;
}

interface RankingRowTable {
  ranking: string;
  unit: "transaction" | "deal" | "customer" | "seller";
  rank: number;
  kind: string;
  id: string;
  record: string | null;
  name: string | null;
  score: number;
  chance: number | null;
  outcome: "falsified" | "honest" | null;
  told: unknown;
  subjects: string[];
}
