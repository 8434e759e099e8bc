import { z } from "zod";
import type { Bilingual } from "../../platform/index.ts";

/** What a run is told when it begins; crosses into another process as JSON. */
export const detectionRequest = z.object({
  run: z.uuid(),
  /** YYYY-MM-DD in the business time zone. */
  today: z.string(),
  /** The month with which the company's fiscal year begins. */
  fiscalYearStart: z.int().min(1).max(12),
  falseDiscoveryRate: z.number(),
  params: z.record(z.string(), z.record(z.string(), z.unknown())),
  /** Detectors that are switched off. */
  off: z.array(z.string()),
  /** Pictures drawn at most, and milliseconds spent on them. */
  charts: z.object({ most: z.int(), within: z.int() }),
});
export type DetectionRequest = z.infer<typeof detectionRequest>;

const counted = z.object({ alerts: z.int(), root: z.string() });

/** What a run has staged; its findings lie in the database, unseen until the run is committed. */
export const detectionResult = z.object({
  asOf: z.string(),
  detectors: z.array(z.record(z.string(), z.unknown())),
  findings: z.int(),
  /** Merkle roots over the leaves of the versions of each change, in the order of their ids. */
  raised: counted,
  updated: counted,
  ceased: counted,
  tests: z.int(),
  expectedFalseAlarms: z.number(),
  findingsTested: z.int(),
  findingsByRule: z.int(),
  amounts: z.array(z.object({ currency: z.string(), amount: z.string() })),
  commitment: z.string(),
  /** SHA-256 over the baseline that the run made. */
  baselineDigest: z.string(),
});
export type DetectionResult = z.infer<typeof detectionResult>;

/** How far a run has come, 0–100, and what it is doing. */
export type Progress = (percent: number, words: Bilingual) => void;
