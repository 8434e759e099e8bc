import { z } from "zod";
import { ownDeclaration } from "../../detection/index.ts";
import type { Bilingual } from "../../platform/index.ts";

const params = z.record(z.string(), z.unknown());

/** One version of what a detector goes by. */
export const ruleRequest = z.object({
  detector: z.string(),
  number: z.int(),
  params,
  /** Of a detector that was written in the product. */
  declaration: ownDeclaration.optional(),
});
export type RuleRequest = z.infer<typeof ruleRequest>;

/** The versions in force, by detector; those that go as they ship are not in it. */
export const rulesInForce = z.record(z.string(), ruleRequest);
export type RulesInForce = z.infer<typeof rulesInForce>;

/** What a run is told when it begins; crosses into another process as JSON. */
export const detectionRequest = z.object({
  run: z.uuid(),
  /** YYYY-MM-DD in the business time zone. */
  today: z.string(),
  /** The month with which the company's fiscal year begins. */
  fiscalYearStart: z.int().min(1).max(12),
  falseDiscoveryRate: z.number(),
  /** Index of the log up to which records are looked at; all of them where it is absent. */
  dataIndex: z.int().optional(),
  rules: rulesInForce,
  /** Versions that run along and alert nobody. */
  shadows: z.array(ruleRequest),
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
  /** What each version in shadow would have changed. */
  shadows: z.array(
    z.object({
      detector: z.string(),
      number: z.int(),
      found: z.int(),
      gained: z.int(),
      lost: z.int(),
      /** Why it found nothing where it did not run. */
      failed: z.object({ zh: z.string(), en: z.string() }).optional(),
    }),
  ),
});
export type DetectionResult = z.infer<typeof detectionResult>;

/** How far a run has come, 0–100, and what it is doing. */
export type Progress = (percent: number, words: Bilingual) => void;
