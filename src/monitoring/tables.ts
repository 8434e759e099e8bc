import type { Generated } from "kysely";

/** Columns as in the migrations `alerts`, `live` and `inspections-by-ranking`. JSON columns are written as text and read as values. */
declare module "../platform/index.ts" {
  interface Tables {
    detection_run: DetectionRunTable;
    detection_setting: DetectionSettingTable;
    alert_version: AlertVersionTable;
    alert_chart: { alert: string; run: string; chart: unknown };
    risk_rank: RiskRankTable;
    alert: AlertTable;
    alert_step: AlertStepTable;
    detection_baseline: DetectionBaselineTable;
    baseline_relation: { run: string; detector: string; name: string; content: Buffer };
    live_state: {
      one: Generated<boolean>;
      judged_at: Date | null;
      customers: number | null;
      milliseconds: number | null;
      failed: Generated<string[]>;
      failed_at: Date | null;
      left_out: Generated<bigint>;
    };
    live_queue: { index: bigint; batch: bigint; accepted_at: Date };
  }
}

interface DetectionRunTable {
  id: string;
  state: Generated<"gathering" | "reading" | "committed" | "cancelled">;
  cause: "import" | "schedule" | "person" | "live";
  asked_by: string;
  started_at: Date;
  finished_at: Date | null;
  version: string | null;
  as_of: string | null;
  params: unknown;
  detectors: unknown;
  findings: bigint | null;
  raised: bigint | null;
  updated: bigint | null;
  ceased: bigint | null;
  tests: bigint | null;
  false_discovery_rate: number | null;
  expected_false_alarms: number | null;
  findings_tested: bigint | null;
  findings_by_rule: bigint | null;
  amounts: unknown;
  commitment: string | null;
  known_at: bigint | null;
  data_index: bigint | null;
  fiscal_year_start: number | null;
  rules: unknown;
  shadows: unknown;
  baseline: bigint | null;
  cancelled_by: Generated<string | null>;
  cancelled_at: Generated<Date | null>;
}

interface DetectionBaselineTable {
  run: string;
  number: bigint | null;
  shape: unknown;
  typical_amounts: unknown;
  most_p: number;
  digest: string;
}

interface DetectionSettingTable {
  one: Generated<boolean>;
  revision: Generated<number>;
  false_discovery_rate: Generated<number>;
  minutes_per_alert: Generated<number>;
}

export type Change = "raised" | "updated" | "ceased";

interface AlertVersionTable {
  id: Generated<bigint>;
  alert: string;
  key: string;
  version: number;
  run: string;
  change: Change;
  digest: string;
  finding: unknown;
  subjects: string[];
  terms: string;
  salts: Buffer;
  leaf: string;
}

interface RiskRankTable {
  run: string;
  list: "sellers" | "customers" | "transactions";
  rank: number;
  subject_kind: string;
  subject_id: string;
  name: string | null;
  score: number;
  amounts: unknown;
  reasons: unknown;
  findings: number;
  subjects: string[];
}

export type AlertStatus = "open" | "in-review" | "confirmed" | "innocent" | "duplicate";

interface AlertTable {
  id: string;
  key: string;
  version: number;
  run: string;
  detector: string;
  scheme: string;
  severity: number;
  score: number;
  weight: number;
  p_value: number | null;
  q_value: number | null;
  amount: bigint;
  currency: string;
  subject_kind: string;
  subject_id: string;
  subject_name: string | null;
  seller: string | null;
  seller_name: string | null;
  customer: string | null;
  customer_name: string | null;
  legal_entities: string[];
  sentence_zh: string;
  sentence_en: string;
  evidence_total: number;
  records: string[];
  subjects: string[];
  terms: string;
  found: boolean;
  first_seen: Date;
  changed_at: Date;
  status: Generated<AlertStatus>;
  reason: string | null;
  duplicate_of: string | null;
  assignee: string | null;
  revision: Generated<number>;
  state_revision: Generated<number>;
  decided_version: number | null;
  worked_at: Date | null;
  notes: Generated<number>;
  last_index: bigint | null;
}

interface AlertStepTable {
  alert: string;
  revision: number;
  step: unknown;
  actor: string;
  at: Date;
  known_at: bigint | null;
}
