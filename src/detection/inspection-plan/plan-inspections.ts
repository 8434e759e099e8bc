import { Refusal } from "../../platform/index.ts";
import { randomFrom } from "../random.ts";

/** What is suspected: how likely it is false, and what is lost if it is. */
export interface Candidate {
  readonly id: string;
  /** 0–1; calibrated where it can be. */
  readonly probability: number;
  /** What stands at risk, in one currency; never negative. */
  readonly amount: number;
}

interface PlannedInspection extends Candidate {
  readonly expectedLoss: number;
}

export interface InspectionPlan {
  /** By falling expected loss. */
  readonly byLoss: readonly PlannedInspection[];
  /** Places of those drawn by lot among all others in the order of their ids, ascending, from 0. */
  readonly lots: readonly number[];
  /** All that is not taken by expected loss: what the lots are drawn from. */
  readonly others: number;
  /** How likely the lot was to draw any one of the others. */
  readonly drawn: number;
}

export interface PlanOptions {
  /** All that may be inspected, the suspects among them. */
  readonly population: number;
  /** Inspections that can be made. */
  readonly capacity: number;
  /** Share of them drawn by lot, 0–1. */
  readonly randomShare: number;
  readonly seed: number;
}

/**
 * The greatest expected losses first; the rest of the capacity is a simple random sample without replacement of all
 * others, suspected or not, so that what nobody suspects is looked at too and missed fraud can be estimated. Where
 * there are fewer suspects than places, the lot has the places left over. The same suspects and seed give the same plan
 * in whatever order they come; the others are never held in memory.
 */
export function planInspections(suspects: readonly Candidate[], options: PlanOptions): InspectionPlan {
  const { population, capacity, randomShare, seed } = checked(options);
  const sorted = suspects
    .map((suspect) => ({ ...suspect, expectedLoss: suspect.probability * suspect.amount }))
    .sort(
      (a, b) => b.expectedLoss - a.expectedLoss || b.probability - a.probability || (a.id < b.id ? -1 : 1),
    );
  const places = Math.min(capacity, population);
  const byLoss = sorted.slice(0, places - Math.min(places, Math.ceil(places * randomShare)));
  const others = population - byLoss.length;
  const lots = drawLots(others, places - byLoss.length, seed);
  return { byLoss, lots, others, drawn: others === 0 ? 0 : lots.length / others };
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

/** Floyd's sample without replacement (Bentley & Floyd 1987): as many draws as wanted, however many there are. */
function drawLots(from: number, wanted: number, seed: number): number[] {
  const random = randomFrom(seed);
  const chosen = new Set<number>();
  for (let last = from - wanted; last < from; last++) {
    const place = Math.floor(random() * (last + 1));
    chosen.add(chosen.has(place) ? last : place);
  }
  return [...chosen].sort((a, b) => a - b);
}
