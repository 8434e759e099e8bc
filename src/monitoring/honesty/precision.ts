import { z } from "zod";
import { type JudgedAlert, tallyOf } from "./judged.ts";
import { share, shareOf } from "./share.ts";

/** How often alerts of a sort proved true, among those that were decided. */
export const precision = z.object({
  key: z.string(),
  undecided: z.int(),
  precision: share,
});
export type Precision = z.infer<typeof precision>;

/** By detector or by scheme; those with the most decided first. */
export function precisionBy(alerts: readonly JudgedAlert[], key: "detector" | "scheme"): Precision[] {
  return [...Map.groupBy(alerts, (alert) => alert[key])]
    .map(([name, own]) => precisionOf(name, own))
    .sort(
      (a, b) =>
        b.precision.trials - a.precision.trials || b.undecided - a.undecided || (a.key < b.key ? -1 : 1),
    );
}

function precisionOf(key: string, alerts: readonly JudgedAlert[]): Precision {
  const { confirmed, innocent, undecided } = tallyOf(alerts);
  return { key, undecided, precision: shareOf(confirmed, confirmed + innocent) };
}

const bands = [10, 50, 100, 500, 1_000];

/** Among the first 10, 50, 100 … by weight of what is still found: does what stands on top prove true more often? */
export function precisionByRank(alerts: readonly JudgedAlert[]): Precision[] {
  const ranked = alerts
    .filter(({ found }) => found)
    .sort((a, b) => b.weight - a.weight || (a.id < b.id ? -1 : 1));
  const reached = bands.filter((band) => band < ranked.length);
  const told = reached.map((band) => precisionOf(String(band), ranked.slice(0, band)));
  return ranked.length === 0 ? [] : [...told, precisionOf("all", ranked)];
}

/**
 * What false discovery control promises, held against what people found: of alerts kept with a q-value, at most this
 * share was to be false.
 */
export function falseAmongTested(alerts: readonly JudgedAlert[]) {
  const { confirmed, innocent, undecided } = tallyOf(alerts.filter(({ qValue }) => qValue !== undefined));
  return { undecided, falseShare: shareOf(innocent, confirmed + innocent) };
}
