import { z } from "zod";
import type { AlertFinding } from "../runs/alert-finding.ts";

export const muteScopes = ["all", "seller", "customer", "product", "legal-entity", "org-unit"] as const;
export const muteScope = z.enum(muteScopes);
export type MuteScope = z.infer<typeof muteScope>;

/** Days that a mute lasts at most. */
export const longestMute = 366;

/** A mute that holds today, as it is compared with findings. */
export interface MuteInForce {
  readonly id: string;
  /** Absent: every detector. */
  readonly detector: string | null;
  readonly scope: MuteScope;
  readonly scopeId: string | null;
  /** Of an org unit: whoever stands above it and everyone below. */
  readonly members: readonly string[];
}

type Mutable = Pick<AlertFinding, "detector" | "subject" | "seller" | "customer" | "legalEntities">;

/** Whether a mute covers a finding. `muted-sql.ts` says the same of a row of the table of alerts. */
export function covers({ detector, scope, scopeId, members }: MuteInForce, finding: Mutable): boolean {
  if (detector !== null && detector !== finding.detector) return false;
  const { subject, seller, customer, legalEntities } = finding;
  const is = (kind: string, id: string | undefined) =>
    id === scopeId || (subject.kind === kind && subject.id === scopeId);
  switch (scope) {
    case "all":
      return true;
    case "seller":
      return is("seller", seller?.id);
    case "customer":
      return is("customer", customer?.id);
    case "product":
      return subject.kind === "product" && subject.id === scopeId;
    case "legal-entity":
      // A finding over several entities concerns the others too.
      return legalEntities.length === 1 && legalEntities[0] === scopeId;
    case "org-unit":
      return members.includes(subject.kind === "seller" ? subject.id : (seller?.id ?? ""));
  }
}
