import { z } from "zod";

const bilingual = z.object({ zh: z.string(), en: z.string() });
const party = z.object({ id: z.string(), name: z.string().optional() });

/** One record that shows a finding: by its identity in the store, and the version that was looked at. */
const evidenceRef = z.object({
  record: z.guid(),
  version: z.int(),
  kind: z.string(),
  key: z.string(),
});
export type EvidenceRef = z.infer<typeof evidenceRef>;

/** A finding as `alert_version` keeps it: everything it says, in terms that outlive the run. */
export const alertFinding = z.object({
  key: z.string(),
  detector: z.string(),
  scheme: z.string(),
  /** 1 low, 2 medium, 3 high. */
  severity: z.int(),
  subject: party.extend({ kind: z.string() }),
  seller: party.optional(),
  customer: party.optional(),
  score: z.number(),
  /** v of docs/scoring.md. */
  weight: z.number(),
  pValue: z.number().optional(),
  qValue: z.number().optional(),
  /** Minor units. */
  amount: z.string(),
  currency: z.string(),
  sentence: bilingual,
  facts: z.record(z.string(), z.unknown()),
  /** The most telling first, at most 200 of `evidenceTotal`. */
  evidence: z.array(evidenceRef),
  evidenceTotal: z.int(),
  legalEntities: z.array(z.string()),
  params: z.record(z.string(), z.unknown()),
  /** Number of the version of the rule; 0 as the detector ships, absent where it was not yet told. */
  rule: z.int().optional(),
});
export type AlertFinding = z.infer<typeof alertFinding>;
