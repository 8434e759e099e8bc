import { type Labels, positive, type RankedUnit } from "../../detection/index.ts";
import type { Bilingual } from "../../platform/index.ts";

interface Like {
  readonly unit: number;
  readonly words: Bilingual;
}

/**
 * The seller or customer most like a given one about whom nothing stands out: of the half that is least suspect, without
 * a transaction that was found falsified, nearest in how many transactions there are and how much they come to.
 */
export function likeUnits(
  units: readonly RankedUnit[],
  codes: Int32Array,
  labels: Labels,
  amounts: Float64Array | undefined,
): (unit: RankedUnit) => Like | undefined {
  const falsified = new Set<number>();
  const totals = new Map<number, number>();
  for (const [row, code] of codes.entries()) {
    if (labels[row] === positive) falsified.add(code);
    const amount = amounts?.[row] ?? 0;
    if (!Number.isNaN(amount)) totals.set(code, (totals.get(code) ?? 0) + amount);
  }
  const calm = units.slice(Math.ceil(units.length / 2)).filter(({ unit }) => !falsified.has(unit));
  const size = ({ unit, rows }: RankedUnit): [number, number] => [
    Math.log(rows),
    Math.log(Math.max(1, totals.get(unit) ?? 0)),
  ];
  const sizes = calm.map(size);
  return (unit) => {
    const own = size(unit);
    let best: RankedUnit | undefined;
    let least = Infinity;
    for (const [i, other] of sizes.entries()) {
      const distance = Math.abs(own[0] - other[0]) + Math.abs(own[1] - other[1]);
      if (distance < least && calm[i]?.unit !== unit.unit) [best, least] = [calm[i], distance];
    }
    return best && { unit: best.unit, words: wordsOf(best) };
  };
}

function wordsOf({ rows, leading }: RankedUnit): Bilingual {
  const share = `${(100 * leading.share).toPrecision(2)} %`;
  return {
    zh: `共 ${rows} 笔交易，其中 ${leading.rows} 笔排在全部交易的前 ${share}，与随机相当`,
    en: `${rows} transactions, ${leading.rows} of them among the first ${share} of all, as by chance`,
  };
}
