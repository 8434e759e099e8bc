import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { RoomPolicies } from "../people/index.ts";

export const deskPolicies: RoomPolicies = {
  room: "desk",
  policies: readFileSync(join(import.meta.dirname, "desk.cedar"), "utf8"),
  schema: readFileSync(join(import.meta.dirname, "desk.cedarschema"), "utf8"),
};
