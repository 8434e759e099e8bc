import { z } from "zod";
import { type Detector, type Finding, weightOf } from "../../detection/index.ts";
import { givenObservation } from "../../records/index.ts";

const one = givenObservation.omit({ id: true, gone: true });
const mostAtOnce = 200;

/** A deal as it would be told once it is booked: the order with its lines, a contract, a payment; one or several. */
export const decisionBody = z
  .union([one, z.array(one).min(1).max(mostAtOnce)])
  .transform((given) => (Array.isArray(given) ? given : [given]).map((row) => ({ ...row, gone: false })));

const bilingual = z.object({ zh: z.string(), en: z.string() });

export const decision = z.object({
  id: z.uuid(),
  /** 0–1: what the reasons come to together. */
  risk: z.number(),
  band: z.enum(["low", "medium", "high"]),
  /** What the deal would bring about; the weightiest first. */
  reasons: z.array(
    z.object({
      detector: z.string(),
      title: bilingual,
      sentence: bilingual,
      score: z.number(),
      /** What would lower the risk. */
      remedy: bilingual,
    }),
  ),
  /** Detectors that could judge it: of what they look for there is nothing where they give no reason. */
  judgedBy: z.array(z.string()),
  /** Number of the baseline it was judged by. */
  baseline: z.int(),
  asOf: z.string(),
});
export type Decision = z.infer<typeof decision>;

const medium = 0.3;
const high = 0.6;

/** Reasons that are independent of each other: the risk is that not all of them are innocent. */
export function decide(
  findings: readonly Finding[],
  detectors: readonly Detector[],
  typicalAmounts: ReadonlyMap<string, number>,
): Pick<Decision, "risk" | "band" | "reasons"> {
  const byId = new Map(detectors.map((detector) => [detector.id, detector]));
  const weighed = findings.flatMap((finding) => {
    const detector = byId.get(finding.detector);
    if (!detector || detector.locality.unit === "all" || !detector.locality.beforehand) return [];
    const weight = weightOf(finding, detector, { typicalAmounts });
    const { title, locality } = detector;
    const { sentence, score } = finding;
    return [
      { weight, reason: { detector: detector.id, title, sentence, score, remedy: locality.beforehand } },
    ];
  });
  weighed.sort((a, b) => b.weight - a.weight || (a.reason.detector < b.reason.detector ? -1 : 1));
  const risk = 1 - weighed.reduce((rest, { weight }) => rest * (1 - weight), 1);
  const band = risk >= high ? "high" : risk >= medium ? "medium" : "low";
  // Remedies and titles are the detectors' own constants; the answer holds copies that can be written as JSON.
  return {
    risk,
    band,
    reasons: weighed.map(({ reason }) => structuredClone(reason) as Decision["reasons"][number]),
  };
}
