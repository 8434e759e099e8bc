import type { Generated } from "kysely";

/** Columns as in the migration `rules`. JSON columns are written as text and read as values. */
declare module "../../platform/index.ts" {
  interface Tables {
    alert_rerun: AlertRerunTable;
  }
}

interface AlertRerunTable {
  id: string;
  alert: string;
  version: number;
  result: Generated<unknown>;
  asked_by: string;
  asked_at: Date;
  finished_at: Generated<Date | null>;
}
