import type { Generated } from "kysely";

/** Columns as in the migrations `honesty` and `inspections-by-ranking`. JSON columns are written as text and read as values. */
declare module "../../platform/index.ts" {
  interface Tables {
    run_profile: { run: string; profile: unknown; problem: unknown };
    inspection_list: InspectionListTable;
    inspection_frame: InspectionFrameTable;
    inspection_item: InspectionItemTable;
    inspection_outcome: InspectionOutcomeTable;
  }
}

interface InspectionListTable {
  id: string;
  run: string;
  unit: "seller" | "document" | "alert";
  capacity: number;
  random_share: number;
  seed: bigint;
  currency: string | null;
  fitted_to: number;
  ranking: Generated<string | null>;
  frame_digest: string;
  drawn_by: string;
  drawn_at: Date;
}

interface InspectionFrameTable {
  list: string;
  number: number;
  subjects: string[];
  suspected: boolean;
  population: number;
}

interface InspectionItemTable {
  list: string;
  number: number;
  why: "expected-loss" | "unusual" | "random";
  kind: string;
  item: string;
  name: string | null;
  record: string | null;
  suspected: boolean;
  rank: number | null;
  score: number;
  chance: number | null;
  amount: bigint | null;
  subjects: string[];
  reasons: Generated<unknown>;
}

interface InspectionOutcomeTable {
  list: string;
  number: number;
  revision: number;
  outcome: "falsified" | "honest" | "untold";
  reason: string;
  judged_by: string;
  judged_at: Date;
}
