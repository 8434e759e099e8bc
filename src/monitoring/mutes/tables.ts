import type { Generated } from "kysely";
import type { MuteScope } from "./mute.ts";

/** Columns as in the migration `rules`. */
declare module "../../platform/index.ts" {
  interface Tables {
    mute: MuteTable;
  }
}

interface MuteTable {
  id: string;
  detector: string | null;
  scope: MuteScope;
  scope_id: string | null;
  reason: string;
  /** YYYY-MM-DD. */
  until: string;
  subjects: string[];
  set_by: string;
  set_at: Date;
  ended_by: Generated<string | null>;
  ended_at: Generated<Date | null>;
  ended_because: Generated<string | null>;
}
