import { Refusal } from "../../platform/index.ts";
import { randomFrom } from "../random.ts";

/** What may be inspected: how likely it is false, and what is lost if it is. */
export interface Candidate {
  readonly id: string;
  /** Calibrated, 0–1. */
  readonly probability: number;
  /** What stands at risk, in one currency; never negative. */
  readonly amount: number;
}

interface PlannedInspection {
  readonly id: string;
  /** Why it is on the list: what it is expected to save, or the lot. */
  readonly why: "expected-loss" | "random";
  readonly expectedLoss: number;
  /** How likely the lot was to draw it; 1 for what is inspected by expected loss. */
  readonly drawn: number;
}

export interface InspectionPlan {
  readonly seed: number;
  readonly inspections: readonly PlannedInspection[];
  /** Candidates that nobody would have looked at but for the lot. */
  readonly unsuspected: number;
}

export interface PlanOptions {
  /** Inspections that can be made. */
  readonly capacity: number;
  /** Share of them drawn by lot, 0–1. */
  readonly randomShare: number;
  readonly seed: number;
}

/**
 * The greatest expected losses first; the rest of the capacity is a simple random sample without replacement of all
 * others, so that what nobody suspects is looked at too and missed fraud can be estimated. The same candidates and seed give the
 * same plan in whatever order they come.
 */
export function planInspections(candidates: readonly Candidate[], options: PlanOptions): InspectionPlan {
  const { capacity, randomShare, seed } = checked(options);
  const sorted = candidates
    .map((candidate) => ({ ...candidate, expectedLoss: candidate.probability * candidate.amount }))
    .sort(
      (a, b) => b.expectedLoss - a.expectedLoss || b.probability - a.probability || (a.id < b.id ? -1 : 1),
    );
  const places = Math.min(capacity, sorted.length);
  const byLot = Math.min(places, Math.ceil(places * randomShare));
  const chosen = sorted.slice(0, places - byLot);
  const others = sorted.slice(places - byLot).sort((a, b) => (a.id < b.id ? -1 : 1));
  const drawn = drawLots(others, byLot, seed);
  return {
    seed,
    unsuspected: others.length,
    inspections: [
      ...chosen.map(({ id, expectedLoss }) => ({
        id,
        why: "expected-loss" as const,
        expectedLoss,
        drawn: 1,
      })),
      ...drawn.map(({ id, expectedLoss }) => ({
        id,
        why: "random" as const,
        expectedLoss,
        drawn: byLot / others.length,
      })),
    ],
  };
}

function checked(options: PlanOptions): PlanOptions {
  const { capacity, randomShare } = options;
  if (!Number.isSafeInteger(capacity) || capacity < 1)
    throw new Refusal("invalid", {
      zh: `可检查的数量应为不小于 1 的整数，而不是 ${capacity}。`,
      en: `The number of inspections takes a whole number of at least 1, not ${capacity}.`,
    });
  if (!(randomShare >= 0 && randomShare <= 1))
    throw new Refusal("invalid", {
      zh: `随机抽查的比例应在 0 与 1 之间，而不是 ${randomShare}。`,
      en: `The random share takes a number from 0 to 1, not ${randomShare}.`,
    });
  return options;
}

/** The first places of a seeded shuffle (Fisher–Yates). */
function drawLots<Item>(from: readonly Item[], wanted: number, seed: number): Item[] {
  const random = randomFrom(seed);
  const pool = [...from];
  for (let i = 0; i < wanted; i++) {
    const j = i + Math.floor(random() * (pool.length - i));
    const [a, b] = [pool[i] as Item, pool[j] as Item];
    pool[i] = b;
    pool[j] = a;
  }
  return pool.slice(0, wanted);
}
