import { type Labels, unlabelled } from "../../detection/index.ts";
import { type KnownLabels, type LabelCounts, labelsOfDocuments } from "./row-labels.ts";

/** Ten folds, each with something to learn from. */
const learned = 10;
/** As many as `compareModels` asks for before it decides anything. */
const heldOutFalsified = 20;
const heldOutHonest = 10;

export interface Enough {
  readonly learned: LabelCounts;
  readonly heldOut: LabelCounts;
  readonly needs: {
    readonly learned: number;
    readonly heldOutFalsified: number;
    readonly heldOutHonest: number;
  };
  readonly isEnough: boolean;
}

/** What was found lately is held out. */
const heldOutShare = 1 / 3;

interface Documented {
  readonly documents: Int32Array;
}

/**
 * The moment after which what was found is held out: a third of the documents, the newest. Nothing that the model in
 * service has learned is among them, or it would be asked what it was told.
 */
export function cutOffOf(sales: Documented, { labels, at }: KnownLabels, learnedUntil: number): number {
  const since = new Map<number, number>();
  for (const [row, label] of labels.entries()) {
    if (label === unlabelled) continue;
    const key = (sales.documents[row] as number) < 0 ? -1 - row : (sales.documents[row] as number);
    since.set(key, Math.max(since.get(key) ?? -Infinity, at[row] as number));
  }
  const moments = [...since.values()].sort((a, b) => a - b);
  const last = moments[moments.length - Math.floor(moments.length * heldOutShare) - 1] ?? -Infinity;
  return Math.max(last, learnedUntil);
}

/** Rows that were judged after the cut-off, and not before it too. */
export function heldOutRows(now: KnownLabels, then: KnownLabels, cutOff: number): Labels {
  return now.labels.map((label, row) =>
    label !== unlabelled && then.labels[row] === unlabelled && (now.at[row] as number) > cutOff
      ? label
      : unlabelled,
  );
}

export function enoughOf(sales: Documented, then: KnownLabels, heldOut: Labels): Enough {
  const count = (labels: Labels): LabelCounts => {
    const found = [...labelsOfDocuments(sales, labels).values()];
    const falsified = found.filter((label) => label === 1).length;
    return { falsified, honest: found.length - falsified };
  };
  const [taught, kept] = [count(then.labels), count(heldOut)];
  return {
    learned: taught,
    heldOut: kept,
    needs: { learned, heldOutFalsified, heldOutHonest },
    isEnough:
      taught.falsified >= learned &&
      taught.honest >= learned &&
      kept.falsified >= heldOutFalsified &&
      kept.honest >= heldOutHonest,
  };
}
