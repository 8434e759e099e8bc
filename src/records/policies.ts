import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { RoomPolicies } from "../people/index.ts";

export const recordsPolicies: RoomPolicies = {
  room: "records",
  policies: readFileSync(join(import.meta.dirname, "records.cedar"), "utf8"),
  schema: readFileSync(join(import.meta.dirname, "records.cedarschema"), "utf8"),
};
