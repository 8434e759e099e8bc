import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { RoomPolicies } from "../people/index.ts";

export const monitoringPolicies: RoomPolicies = {
  room: "monitoring",
  policies: readFileSync(join(import.meta.dirname, "monitoring.cedar"), "utf8"),
  schema: readFileSync(join(import.meta.dirname, "monitoring.cedarschema"), "utf8"),
};
