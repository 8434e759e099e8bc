import { parentPort, workerData } from "node:worker_threads";
import { explainFold, learnFold, type School } from "./learn-fold.ts";
import type { Answer, Task } from "./workers.ts";

// One thread that learns folds and explains rows as it is asked; what all folds share came with its start.
const school = workerData as School;

parentPort?.on("message", (task: Task) => {
  const answer: Answer =
    task.kind === "learn"
      ? { kind: "learn", ...learnFold(school, task.fold) }
      : { kind: "explain", ...explainFold(school, task.model, task.rows, task.exact) };
  parentPort?.postMessage(answer);
});
