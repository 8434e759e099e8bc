import type { Finding } from "../../detection/index.ts";

/** Findings printed in full; the strongest of the others stand in a table, and all of them in the JSON and the CSV. */
const shownInFull = 60;
const shownInShort = 300;
/** Room for each detector before any gets more, so that one that speaks often does not hide the others. */
const perDetector = 6;

/** The findings printed in full, strongest first: the strongest of each detector, then the strongest of all. */
export function chooseShown(strongestFirst: readonly Finding[], most = shownInFull): Finding[] {
  const taken = new Map<string, number>();
  const chosen = new Set<Finding>();
  for (const finding of strongestFirst) {
    const count = taken.get(finding.detector) ?? 0;
    if (chosen.size === most) break;
    if (count === perDetector) continue;
    taken.set(finding.detector, count + 1);
    chosen.add(finding);
  }
  for (const finding of strongestFirst) {
    if (chosen.size >= most) break;
    chosen.add(finding);
  }
  return strongestFirst.filter((finding) => chosen.has(finding));
}

export interface Shown {
  readonly full: readonly Finding[];
  readonly short: readonly Finding[];
  /** Left to the JSON and the CSV. */
  readonly left: number;
  /** The number under which a finding is printed, by its key. */
  readonly numbers: ReadonlyMap<string, number>;
}

export function shownFindings({ findings }: { readonly findings: readonly Finding[] }): Shown {
  const full = chooseShown(findings);
  const chosen = new Set(full);
  const short = findings.filter((finding) => !chosen.has(finding)).slice(0, shownInShort);
  return {
    full,
    short,
    left: findings.length - full.length - short.length,
    numbers: new Map([...full, ...short].map(({ key }, i) => [key, i + 1])),
  };
}
