import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { RoomParts, RoomPolicies } from "../../people/index.ts";
import type { Actor } from "../../platform/index.ts";
import type { OperationsSettings } from "./operations-settings.ts";

export const systemPolicies: RoomPolicies = {
  room: "system",
  policies: readFileSync(join(import.meta.dirname, "system.cedar"), "utf8"),
  schema: readFileSync(join(import.meta.dirname, "system.cedarschema"), "utf8"),
};

/** What running the house needs to know. */
export interface OperationsParts extends Pick<RoomParts, "database" | "data"> {
  readonly settings: OperationsSettings;
  /** Whether the database is the embedded one. */
  readonly isEmbedded: boolean;
}

export const house = { type: "House", id: "house" };

/** On whose behalf the house looks after itself. */
export const caretaker: Actor = { kind: "system", id: "system:operations" };
