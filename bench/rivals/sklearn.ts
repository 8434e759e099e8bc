import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { historiesOf, historyFeatures } from "../../src/detection/transactions/history-features.ts";
import { scoreWithLabels } from "../../src/detection/transactions/score-with-labels.ts";
import { scoreWithoutLabels } from "../../src/detection/transactions/score-without-labels.ts";
import { holdOut, readYardstick, recallAt } from "../rank-parts.ts";

// scikit-learn (Debian's python3-sklearn) on the very features the ranking has, one split: `node bench/rivals/sklearn.ts 1`.
const rival = `
import json, sys, time, numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier, IsolationForest
folder = sys.argv[1]
names = json.load(open(folder + "/names.json"))
X = np.column_stack([np.fromfile(f"{folder}/{i}.f32", np.float32) for i in range(len(names))])
seen = np.fromfile(folder + "/seen.i8", np.int8); held = np.fromfile(folder + "/held-out.u8", np.uint8) == 1
learn = ~held; weight = np.ones(len(seen))
started = time.time()
model = HistGradientBoostingClassifier(max_iter=150, learning_rate=0.1, max_leaf_nodes=15, l2_regularization=10,
    min_samples_leaf=20, early_stopping=False, random_state=0)
model.fit(X[learn], seen[learn] == 1)
model.decision_function(X).astype(np.float64).tofile(folder + "/boosting.f64")
boosting = time.time() - started
views = [names.index(n) for n in json.load(open(folder + "/views.json")) if n in names]
started = time.time()
V = np.nan_to_num(X[:, views])
forest = IsolationForest(n_estimators=200, max_samples=256, random_state=0).fit(V)
(-forest.score_samples(V)).astype(np.float64).tofile(folder + "/forest.f64")
print(json.dumps({"boosting": boosting, "forest": time.time() - started}))
`;

const split = Number(process.argv[2] ?? 1);
const folder = mkdtempSync(join(tmpdir(), "plumbline-rival-"));
const { transactions, labels, built } = await readYardstick();
const { heldOut, seen } = holdOut(labels, split);
const histories = historyFeatures(historiesOf(transactions, seen, 10), { folds: 10, without: -1 });
const features = [...built.features, ...histories];
for (const [i, { values }] of features.entries()) writeFileSync(join(folder, `${i}.f32`), values);
writeFileSync(join(folder, "seen.i8"), seen);
writeFileSync(join(folder, "held-out.u8"), heldOut);
writeFileSync(join(folder, "names.json"), JSON.stringify(features.map(({ name }) => name)));
const views = [
  "price.residual",
  "price.z",
  "price.loneliness",
  "seller.price-off-usual",
  "customer.price-off-usual",
];
writeFileSync(join(folder, "views.json"), JSON.stringify(views));
const ran = spawnSync("/usr/bin/python3", ["-c", rival, folder], { encoding: "utf8" });
if (ran.status !== 0) throw new Error(ran.stderr);
const seconds = JSON.parse(ran.stdout.trim().split("\n").at(-1) ?? "{}") as {
  boosting: number;
  forest: number;
};

const scoresOf = (name: string) => new Float64Array(new Uint8Array(readFileSync(join(folder, name))).buffer);

const show = (what: string, scores: Float64Array, took: number) =>
  process.stdout.write(
    `${what.padEnd(40)} ${recallAt(scores, labels, heldOut)
      .map((value) => value.toFixed(3))
      .join("  ")}  ${took.toFixed(1)} s\n`,
  );
show("HistGradientBoostingClassifier", scoresOf("boosting.f64"), seconds.boosting);
show("IsolationForest", scoresOf("forest.f64"), seconds.forest);
let started = performance.now();
const learned = await scoreWithLabels(transactions, built.features, seen, {
  seed: 1,
  threads: 2,
  withReasons: false,
});
show("ours, with labels (ten folds)", learned.scores, (performance.now() - started) / 1000);
started = performance.now();
const { scores } = scoreWithoutLabels(built, transactions.rows, split);
show("ours, without labels", scores, (performance.now() - started) / 1000);
rmSync(folder, { recursive: true });
