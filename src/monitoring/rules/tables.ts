import type { Generated } from "kysely";
import type { RuleState, RuleStep } from "./rule-version.ts";

/** Columns as in the migration `rules`. JSON columns are written as text and read as values. */
declare module "../../platform/index.ts" {
  interface Tables {
    rule_version: RuleVersionTable;
    rule_step: RuleStepTable;
    rule_trial: RuleTrialTable;
    rule_finding: RuleFindingTable;
  }
}

interface RuleVersionTable {
  detector: string;
  number: number;
  state: RuleState;
  revision: number;
  params: unknown;
  declaration: Generated<unknown>;
  author: string;
  reviewer: Generated<string | null>;
  created_at: Date;
  changed_at: Date;
}

interface RuleStepTable {
  detector: string;
  number: number;
  revision: number;
  step: RuleStep;
  reason: string | null;
  actor: string;
  at: Date;
}

interface RuleTrialTable {
  id: string;
  detector: string;
  number: number;
  revision: number;
  against: unknown;
  days: string[];
  done: Generated<unknown>;
  minutes_per_alert: number;
  asked_by: string;
  started_at: Date;
  finished_at: Generated<Date | null>;
}

export type Side = "gained" | "lost" | "kept";

interface RuleFindingTable {
  id: Generated<bigint>;
  detector: string;
  number: number;
  trial: string | null;
  run: string | null;
  day: string;
  side: Side;
  key: string;
  finding: unknown;
  subjects: string[];
  confirmed: Generated<string[]>;
  innocent: Generated<string[]>;
}
