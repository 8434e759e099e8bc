import type { Finding } from "../../detection/index.ts";

interface Room {
  /** Findings with chart and evidence. */
  readonly full: number;
  /** The strongest of the others, a line each; all of them are in the JSON and the CSV. */
  readonly short: number;
}

const roomOnPage: Room = { full: 60, short: 300 };
/** What is printed is read from front to back by people with little time. */
export const roomInPrint: Room = { full: 30, short: 100 };

/** Room for each detector before any gets more, so that one that speaks often does not hide the others. */
const perDetector = 6;

/** The findings printed in full, strongest first: the strongest of each detector, then the strongest of all. */
export function chooseShown(strongestFirst: readonly Finding[], most = roomOnPage.full): Finding[] {
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

export function shownFindings(
  { findings }: { readonly findings: readonly Finding[] },
  room = roomOnPage,
): Shown {
  const full = chooseShown(findings, room.full);
  const chosen = new Set(full);
  const short = findings.filter((finding) => !chosen.has(finding)).slice(0, room.short);
  return {
    full,
    short,
    left: findings.length - full.length - short.length,
    numbers: new Map([...full, ...short].map(({ key }, i) => [key, i + 1])),
  };
}
