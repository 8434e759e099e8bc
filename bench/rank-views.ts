import { buildFeatures } from "../src/detection/transactions/features/build-features.ts";
import { scoreByViews } from "../src/detection/transactions/score-without-labels.ts";
import { plantErrors, plantedKinds } from "./planted-errors.ts";
import { hasSalesReports, readYardstick } from "./rank-parts.ts";

// Which views the unlabelled ranking should take, chosen by planted errors and by no label: `node bench/rank-views.ts`.
const ofPrice = ["price.residual", "price.z"];
const ofFigures = ["quantity", "amount"].flatMap((measure) => [`${measure}.residual`, `${measure}.z`]);
const sets: Readonly<Record<string, readonly string[]>> = {
  "price residual and z": ofPrice,
  "… and loneliness": [...ofPrice, "price.loneliness"],
  "… and off the seller's usual": [...ofPrice, "price.loneliness", "seller.price-off-usual"],
  "… and quantity and amount": [...ofPrice, "price.loneliness", "seller.price-off-usual", ...ofFigures],
  "price residual and z, quantity and amount": [...ofPrice, ...ofFigures],
  "quantity and amount alone": ofFigures,
};
const seeds = [1, 2, 3];
const each = 250;
const shares = [0.1, 0.01, 0.005];

if (!hasSalesReports) throw new Error("the sales reports are missing; PLUMBLINE_SHARED names their folder");
const { transactions } = await readYardstick();
const found = new Map<string, number[][]>();
for (const seed of seeds) {
  const planted = plantErrors(transactions, each, seed);
  const { features } = buildFeatures(planted.transactions);
  for (const [name, views] of Object.entries(sets)) {
    const chosen = features.filter((feature) => views.includes(feature.name));
    const { scores } = scoreByViews(chosen, transactions.rows, seed);
    const order = Int32Array.from(scores.keys()).sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b);
    const recalls = shares.flatMap((share) => recallOfPlanted(order, planted.kinds, share));
    found.set(name, [...(found.get(name) ?? []), recalls]);
  }
}

/** Of all that was planted, then of every kind, the share among the first rows. */
function recallOfPlanted(order: Int32Array, kinds: Int8Array, share: number): number[] {
  const first = order.subarray(0, Math.floor(order.length * share));
  const all = Int32Array.from(kinds.keys());
  return [-1, ...plantedKinds.keys()].map((kind) => {
    const isOf = (row: number) => (kind === -1 ? (kinds[row] ?? -1) >= 0 : kinds[row] === kind);
    return first.filter(isOf).length / all.filter(isOf).length;
  });
}

const columns = ["all", ...plantedKinds];
for (const [at, share] of shares.entries()) {
  process.stdout.write(
    `\nrecall at ${share * 100} %: ${columns.join(", ")} (mean of ${seeds.length} seeds)\n`,
  );
  for (const [name, runs] of found) {
    const means = columns.map((_, i) => {
      const values = runs.map((recalls) => recalls[at * columns.length + i] ?? Number.NaN);
      return values.reduce((sum, value) => sum + value, 0) / values.length;
    });
    const range = runs.map((recalls) => recalls[at * columns.length] ?? Number.NaN);
    process.stdout.write(
      `${name.padEnd(44)} ${means.map((value) => value.toFixed(3)).join("  ")}  (${Math.min(...range).toFixed(3)}–${Math.max(...range).toFixed(3)})\n`,
    );
  }
}
