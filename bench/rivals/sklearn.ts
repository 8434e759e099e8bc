import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { binRows, cutFeatures } from "../../src/detection/learning/bins.ts";
import { type Lesson, logOdds, trainBoosting } from "../../src/detection/learning/boosting.ts";
import { figuresOf } from "../../src/detection/learning/figures.ts";
import { forestScore, growForest } from "../../src/detection/learning/isolation-forest.ts";
import { networkLogOdds } from "../../src/detection/learning/network.ts";
import { trainNetwork } from "../../src/detection/learning/train-network.ts";
import { historiesOf, historyFeatures } from "../../src/detection/transactions/history-features.ts";
import { scoreWithLabels } from "../../src/detection/transactions/score-with-labels.ts";
import { scoreWithoutLabels } from "../../src/detection/transactions/score-without-labels.ts";
import { holdOut, readYardstick, recallAt } from "../rank-parts.ts";

// The own learners beside scikit-learn's (Debian's python3-sklearn) on the very features the ranking has, with the same
// options, on one thread each, one split: `node bench/rivals/sklearn.ts 1`. Below them the whole ranking.
const rival = `
import json, sys, time, numpy as np
import warnings
from sklearn.ensemble import HistGradientBoostingClassifier, IsolationForest
from sklearn.neural_network import MLPClassifier
from sklearn.preprocessing import QuantileTransformer
warnings.filterwarnings("ignore")
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
started = time.time()
missing = np.isnan(X); some = missing[learn].any(0)
scale = QuantileTransformer(n_quantiles=500, output_distribution="normal", subsample=100000, random_state=0)
Z = np.clip(scale.fit_transform(X), -4, 4) / 1.5
Z[missing] = 0
Z = np.column_stack([Z, missing[:, some]]).astype(np.float32)
model = MLPClassifier((48, 24), alpha=0, batch_size=512, learning_rate_init=0.002, max_iter=12, random_state=0)
model.fit(Z[learn], seen[learn] == 1)
# Chances in double precision: many would be one and the same in single.
p = model.predict_proba(Z.astype(np.float64))[:, 1]
p.astype(np.float64).tofile(folder + "/network.f64")
network = time.time() - started
views = [names.index(n) for n in json.load(open(folder + "/views.json")) if n in names]
started = time.time()
V = np.nan_to_num(X[:, views])
forest = IsolationForest(n_estimators=200, max_samples=256, random_state=0).fit(V)
(-forest.score_samples(V)).astype(np.float64).tofile(folder + "/forest.f64")
print(json.dumps({"boosting": boosting, "network": network, "forest": time.time() - started}))
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
const ran = spawnSync("/usr/bin/python3", ["-c", rival, folder], {
  encoding: "utf8",
  env: { ...process.env, OMP_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1" },
});
if (ran.status !== 0) throw new Error(ran.stderr);
const seconds = JSON.parse(ran.stdout.trim().split("\n").at(-1) ?? "{}") as {
  boosting: number;
  network: number;
  forest: number;
};

const scoresOf = (name: string) => new Float64Array(new Uint8Array(readFileSync(join(folder, name))).buffer);

const show = (what: string, scores: Float64Array, took: number) =>
  process.stdout.write(
    `${what.padEnd(40)} ${recallAt(scores, labels, heldOut)
      .map((value) => value.toFixed(3))
      .join("  ")}  ${took.toFixed(1)} s\n`,
  );
const columns = features.map(({ values }) => values);
const names = features.map(({ name }) => name);
const { rows } = transactions;

/** All rows that are not held out, alike; what nobody inspected reads as honest. */
function lessonOfSplit(): Lesson {
  const learn = Int32Array.from(seen.keys()).filter((row) => heldOut[row] === 0);
  return {
    rows: learn,
    labels: Uint8Array.from(learn, (row) => (seen[row] === 1 ? 1 : 0)),
    weights: new Float64Array(learn.length).fill(1),
  };
}

const byRow = (score: (row: number) => number) => Float64Array.from({ length: rows }, (_, row) => score(row));

function ownBoosting(): Float64Array {
  const matrix = { rows, names, columns };
  const data = binRows(matrix, cutFeatures(matrix));
  const options = {
    trees: 150,
    learningRate: 0.1,
    leaves: 15,
    l2: 10,
    minChildWeight: 1e-3,
    featureShare: 1,
  };
  const trees = trainBoosting(data, lessonOfSplit(), { ...options, seed: 1 });
  return byRow((row) => logOdds(trees, data.bins, row * data.features));
}

function ownNetwork(): Float64Array {
  const matrix = { rows, names, columns };
  const data = binRows(matrix, cutFeatures(matrix));
  const options = { hidden: [48, 24], epochs: 12, batch: 512, rate: 0.002, seed: 1 };
  const network = trainNetwork(data, figuresOf(matrix, data), lessonOfSplit(), options);
  return byRow((row) => networkLogOdds(network, data.bins, row * data.features));
}

function ownForest(): Float64Array {
  const wanted = features.filter(({ name }) => views.includes(name));
  const filled = wanted.map(({ values }) => values.map((value) => (Number.isNaN(value) ? 0 : value)));
  const matrix = { rows, names: wanted.map(({ name }) => name), columns: filled };
  const forest = growForest(matrix, { trees: 200, sample: 256, seed: 1 });
  return byRow((row) => forestScore(forest, filled, row));
}

function timed(what: string, score: () => Float64Array): void {
  const before = performance.now();
  const scores = score();
  show(what, scores, (performance.now() - before) / 1000);
}

show("scikit-learn: HistGradientBoosting", scoresOf("boosting.f64"), seconds.boosting);
timed("own boosting", ownBoosting);
show("scikit-learn: MLPClassifier", scoresOf("network.f64"), seconds.network);
timed("own network", ownNetwork);
show("scikit-learn: IsolationForest", scoresOf("forest.f64"), seconds.forest);
timed("own isolation forest", ownForest);
let started = performance.now();
const learned = await scoreWithLabels(transactions, built.features, seen, {
  seed: 1,
  threads: 2,
  withReasons: false,
});
show("the ranking with labels, two threads", learned.scores, (performance.now() - started) / 1000);
started = performance.now();
const { scores } = scoreWithoutLabels(built, transactions.rows, split);
show("the ranking without labels", scores, (performance.now() - started) / 1000);
rmSync(folder, { recursive: true });
