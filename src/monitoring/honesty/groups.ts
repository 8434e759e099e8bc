import { z } from "zod";
import { falseDiscoveryRates, fisherExact } from "../../detection/index.ts";
import { fewestDecided, type Share, share, shareOf } from "./share.ts";

const dimensions = ["department", "region", "channel", "tenure", "manager"] as const;
const dimension = z.enum(dimensions);
type Dimension = z.infer<typeof dimension>;

/** Whether a group is flagged more often than the others, and what inspections say of it. */
export const group = z.object({
  dimension,
  name: z.string(),
  sellers: z.int(),
  /** Sellers among the fifth that leads the ranking. */
  flagged: share,
  /** The same share among all other sellers of the dimension. */
  flaggedElsewhere: share,
  /** Two-sided, by Fisher's exact test against the others; corrected over all groups of all dimensions. */
  qValue: z.number().optional(),
  flags: z.enum(["too-few", "as-others", "more", "less"]),
  precision: share,
  precisionElsewhere: share,
  precisionQValue: z.number().optional(),
  /**
   * Of a group flagged more often: `lower` where its alerts prove true less often than elsewhere, so that inspections do
   * not bear the flags out; `higher` and `as-others` where they do not contradict them.
   */
  inspections: z.enum(["too-few", "as-others", "higher", "lower"]),
});
export type Group = z.infer<typeof group>;

/** A seller with the groups it belongs to and what is known of its alerts. */
export interface GroupedSeller {
  readonly id: string;
  readonly groups: Readonly<Partial<Record<Dimension, string>>>;
  readonly isFlagged: boolean;
  readonly confirmed: number;
  readonly innocent: number;
}

/** Groups smaller than this point at persons and say nothing of a group. */
const fewestSellers = 5;
const significant = 0.05;

interface Compared {
  readonly dimension: Dimension;
  readonly name: string;
  readonly own: readonly GroupedSeller[];
  readonly others: readonly GroupedSeller[];
}

/** All groups of all dimensions, each against everybody else in its dimension; q-values over all of them together. */
export function groupsOf(sellers: readonly GroupedSeller[]): Group[] {
  const told = new Set<string>();
  const compared = dimensions.flatMap((one) => {
    // Where each region is one department, it is one and the same question.
    const partition = partitionAlong(one, sellers);
    if (told.has(partition)) return [];
    told.add(partition);
    return groupsAlong(one, sellers);
  });
  const flags = compared.map(({ own, others }) => comparedShares(flaggedOf(own), flaggedOf(others)));
  const proved = compared.map(({ own, others }) => comparedShares(provedOf(own), provedOf(others)));
  const [flagQ, provedQ] = [qValuesOf(flags), qValuesOf(proved)];
  return compared.map(({ dimension, name, own }, i) => {
    const [flag, truth] = [flags[i], proved[i]];
    if (!flag || !truth) throw new Error("Every group was compared.");
    return {
      dimension,
      name,
      sellers: own.length,
      flagged: flag.own,
      flaggedElsewhere: flag.others,
      ...(flagQ[i] === undefined ? {} : { qValue: flagQ[i] }),
      flags: directionOf(flag, flagQ[i], { up: "more", down: "less" }),
      precision: truth.own,
      precisionElsewhere: truth.others,
      ...(provedQ[i] === undefined ? {} : { precisionQValue: provedQ[i] }),
      inspections: directionOf(truth, provedQ[i], { up: "higher", down: "lower" }),
    };
  });
}

/** Equal for two dimensions that part the sellers alike, whatever the groups are called. */
function partitionAlong(dimension: Dimension, sellers: readonly GroupedSeller[]): string {
  const names = [...new Set(sellers.map(({ groups }) => groups[dimension]))];
  return sellers.map(({ groups }) => names.indexOf(groups[dimension])).join();
}

function groupsAlong(dimension: Dimension, sellers: readonly GroupedSeller[]): Compared[] {
  const known = sellers.filter(({ groups }) => groups[dimension] !== undefined);
  const byName = Map.groupBy(known, ({ groups }) => groups[dimension] ?? "");
  // One group alone has nobody to be compared with.
  if (byName.size < 2) return [];
  return [...byName]
    .map(([name, own]) => ({
      dimension,
      name,
      own,
      others: known.filter(({ groups }) => groups[dimension] !== name),
    }))
    .sort((a, b) => b.own.length - a.own.length || (a.name < b.name ? -1 : 1));
}

const flaggedOf = (sellers: readonly GroupedSeller[]): Share =>
  shareOf(sellers.filter(({ isFlagged }) => isFlagged).length, sellers.length, fewestSellers);

function provedOf(sellers: readonly GroupedSeller[]): Share {
  const confirmed = sellers.reduce((sum, seller) => sum + seller.confirmed, 0);
  const innocent = sellers.reduce((sum, seller) => sum + seller.innocent, 0);
  return shareOf(confirmed, confirmed + innocent, fewestDecided);
}

interface ComparedShares {
  readonly own: Share;
  readonly others: Share;
  /** Absent where either side has too few. */
  readonly pValue: number | undefined;
}

function comparedShares(own: Share, others: Share): ComparedShares {
  const isEnough = own.share !== undefined && others.share !== undefined;
  const counted = ({ hits, trials }: Share) => ({ k: hits, n: trials });
  return { own, others, pValue: isEnough ? fisherExact(counted(own), counted(others)) : undefined };
}

/** Benjamini–Hochberg over those that were tested; those that were not have none. */
function qValuesOf(compared: readonly ComparedShares[]): (number | undefined)[] {
  const tested = compared.flatMap(({ pValue }) => pValue ?? []);
  const q = falseDiscoveryRates(tested, tested.length);
  let next = 0;
  return compared.map(({ pValue }) => (pValue === undefined ? undefined : q[next++]));
}

function directionOf<Up extends string, Down extends string>(
  { own, others }: ComparedShares,
  qValue: number | undefined,
  { up, down }: { readonly up: Up; readonly down: Down },
): Up | Down | "too-few" | "as-others" {
  if (qValue === undefined || own.share === undefined || others.share === undefined) return "too-few";
  if (qValue > significant) return "as-others";
  return own.share > others.share ? up : down;
}
