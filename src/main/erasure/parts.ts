import { readFileSync } from "node:fs";
import { join } from "node:path";
import { deskHoldings } from "../../desk/index.ts";
import { ledgerHoldings } from "../../ledger/index.ts";
import { monitoringHoldings } from "../../monitoring/index.ts";
import { peopleHoldings, type RoomParts, type RoomPolicies } from "../../people/index.ts";
import { type Actor, type Holding, holdsValues, platformHoldings } from "../../platform/index.ts";
import { recordsHoldings } from "../../records/index.ts";
import type { OperationsSettings } from "../system/operations-settings.ts";

export const erasurePolicies: RoomPolicies = {
  room: "erasure",
  policies: readFileSync(join(import.meta.dirname, "erasure.cedar"), "utf8"),
  schema: readFileSync(join(import.meta.dirname, "erasure.cedarschema"), "utf8"),
};

/** What erasing needs to know beside the rooms. */
export interface ErasureParts extends Pick<RoomParts, "database" | "data"> {
  /** The folder of keys, where the list of what was erased outlives every restore; absent where there is none. */
  readonly keys: string | undefined;
  readonly settings: OperationsSettings;
  readonly isEmbedded: boolean;
}

/** Every table of the house, by the room that owns it. */
export const holdings: readonly Holding[] = [
  ...platformHoldings,
  ...ledgerHoldings,
  ...peopleHoldings,
  ...deskHoldings,
  ...recordsHoldings,
  ...monitoringHoldings,
  { table: "backup", is: "plain" },
];

export const tablesWithValues: readonly string[] = holdings.filter(holdsValues).map(({ table }) => table);

export const house = { type: "House", id: "house" };

/** On whose behalf the house carries out what two people have decided. */
export const eraser: Actor = { kind: "system", id: "system:erasure" };

export function erasureResource(id: string, askedBy?: string, subjects: readonly string[] = []) {
  return { type: "Erasure", id, askedBy, subjects };
}
