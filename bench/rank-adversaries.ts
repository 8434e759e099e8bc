import { randomFrom } from "../src/detection/random.ts";
import { buildFeatures } from "../src/detection/transactions/features/build-features.ts";
import { scoreWithoutLabels } from "../src/detection/transactions/score-without-labels.ts";
import { hasSalesReports, readYardstick } from "./rank-parts.ts";

// What people could do who know the unlabelled ranking, planted in the real sales reports: `node bench/rank-adversaries.ts`.
if (!hasSalesReports) throw new Error("the sales reports are missing; PLUMBLINE_SHARED names their folder");
const { transactions } = await readYardstick();
const { quantity, amount, parties, rows } = transactions;
if (!quantity || !amount || !parties.seller || !parties.product)
  throw new Error("figures or parties missing");
const amounts = amount.slice();
const sellers = parties.seller.codes.slice();
const groups = new Map<string, number[]>();
const random = randomFrom(20_260);
const isFit = (row: number) => (quantity[row] ?? 0) > 0 && (amount[row] ?? 0) > 0;
const rowsOf = (codes: Int32Array, code: number) =>
  Array.from(codes.keys()).filter((row) => codes[row] === code && isFit(row));
const untouched = new Set<number>();

/** Codes with at least `least` usable rows, each given out once. */
function draw(codes: Int32Array, names: number, least: number): number[] {
  for (;;) {
    const code = Math.floor(random() * names);
    const own = rowsOf(codes, code);
    if (own.length < least || own.some((row) => untouched.has(row))) continue;
    for (const row of own) untouched.add(row);
    return own;
  }
}

// One seller falsifies every tenth report, never twice alike, by a modest factor.
for (const factor of [1.3, 1.5, 2, 3]) {
  const planted: number[] = [];
  for (let i = 0; i < 5; i++) {
    const own = draw(parties.seller.codes, parties.seller.names.length, 200);
    planted.push(...own.filter((_, at) => at % 10 === 0));
  }
  for (const row of planted) amounts[row] = (amounts[row] ?? 0) * factor;
  groups.set(`every tenth report of 5 sellers × ${factor}`, planted);
}
// One seller writes so much of a product at three times its price that the median gives way.
for (const share of [0.2, 0.4, 0.6]) {
  const planted: number[] = [];
  const honest: number[] = [];
  for (let i = 0; i < 10; i++) {
    const own = draw(parties.product.codes, parties.product.names.length, 100);
    const seller = sellers[own[0] ?? 0] ?? 0;
    for (const row of own) {
      if (random() >= share) {
        honest.push(row);
        continue;
      }
      planted.push(row);
      sellers[row] = seller;
      amounts[row] = (amounts[row] ?? 0) * 3;
    }
  }
  groups.set(`${share * 100} % of 10 products × 3`, planted);
  groups.set(`the honest rest beside ${share * 100} %`, honest);
}
const changed = {
  ...transactions,
  amount: amounts,
  parties: { ...parties, seller: { ...parties.seller, codes: sellers } },
};
const { scores } = scoreWithoutLabels(buildFeatures(changed), rows, 1);
const order = Array.from(scores.keys()).sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b);
const rank = new Float64Array(rows);
for (const [at, row] of order.entries()) rank[row] = at / rows;
for (const [name, planted] of groups) {
  const within = (share: number) =>
    (planted.filter((row) => (rank[row] ?? 1) < share).length / planted.length).toFixed(2);
  process.stdout.write(
    `${name.padEnd(44)} ${String(planted.length).padStart(5)} rows: first 1 % ${within(0.01)}, first 10 % ${within(0.1)}, first half ${within(0.5)}\n`,
  );
}
