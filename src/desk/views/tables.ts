import type { Generated } from "kysely";

/** Columns as in the migration `desk`. */
declare module "../../platform/index.ts" {
  interface Tables {
    saved_view: {
      id: string;
      owner: string;
      name: string;
      kind: string;
      definition: unknown;
      is_shared: Generated<boolean>;
      version: Generated<number>;
      saved_at: Date;
    };
  }
}
