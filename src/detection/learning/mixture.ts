import { type BoostedTrees, logOdds } from "./boosting.ts";
import { addNetworkContributions, type Network, networkLogOdds } from "./network.ts";
import { addContributions, addPathContributions } from "./tree-contributions.ts";

/**
 * Trees and a network that judge together: the log-odds are the mean of theirs. Where there was too little to teach a
 * network, and in models of before, trees judge alone.
 */
export interface Mixture {
  readonly trees: BoostedTrees;
  readonly network?: Network;
}

const half = 0.5;

/** Log-odds of a row whose bins begin at `offset`. */
export function mixedLogOdds({ trees, network }: Mixture, bins: Uint8Array, offset: number): number {
  const byTrees = logOdds(trees, bins, offset);
  return network ? half * (byTrees + networkLogOdds(network, bins, offset)) : byTrees;
}

/** Adds to `into`, by feature, how a row came to its log-odds; `exact` for the trees by Shapley values, else along their paths. */
export function addMixedContributions(
  { trees, network }: Mixture,
  bins: Uint8Array,
  offset: number,
  { into, exact }: { readonly into: Float64Array; readonly exact: boolean },
): void {
  const add = exact ? addContributions : addPathContributions;
  if (network === undefined) {
    add(trees, bins, offset, into);
    return;
  }
  const byTrees = new Float64Array(into.length);
  add(trees, bins, offset, byTrees);
  for (let f = 0; f < into.length; f++) into[f] = (into[f] as number) + half * (byTrees[f] as number);
  addNetworkContributions(network, bins, offset, { into, share: half });
}
