import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The rules of this room, as `people` takes them in. */
export const ledgerPolicies = {
  room: "ledger",
  policies: readFileSync(join(import.meta.dirname, "ledger.cedar"), "utf8"),
  schema: readFileSync(join(import.meta.dirname, "ledger.cedarschema"), "utf8"),
};
