import { Worker } from "node:worker_threads";
import type { Explanation, FoldModel, FoldScores, School } from "./learn-fold.ts";

export type Task =
  | { readonly kind: "learn"; readonly fold: number }
  | {
      readonly kind: "explain";
      readonly model: FoldModel;
      readonly rows: Int32Array;
      readonly exact: boolean;
    };
export type Answer = ({ readonly kind: "learn" } & FoldScores) | ({ readonly kind: "explain" } & Explanation);

export interface Workers {
  /** Answers in the order of the tasks, whichever thread did which; `onDone` after each. */
  run(tasks: readonly Task[], onDone?: (done: number) => void): Promise<Answer[]>;
  close(): Promise<void>;
}

/** Threads that share one school. A task is done by one thread alone, so that their number changes no result. */
export function startWorkers(school: School, threads: number, signal?: AbortSignal): Workers {
  const workers = Array.from(
    { length: threads },
    () => new Worker(new URL("./learn.child.ts", import.meta.url), { workerData: school }),
  );
  const close = async () => {
    await Promise.all(workers.map((worker) => worker.terminate()));
  };
  return {
    async run(tasks, onDone) {
      const answers = new Array<Answer>(tasks.length);
      let next = 0;
      let done = 0;
      const work = async (worker: Worker) => {
        while (next < tasks.length) {
          const at = next++;
          answers[at] = await ask(worker, tasks[at] as Task, signal);
          onDone?.(++done);
        }
      };
      await Promise.all(workers.map(work));
      return answers;
    },
    close,
  };
}

function ask(worker: Worker, task: Task, signal: AbortSignal | undefined): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const stop = () => settle(() => reject(signal?.reason));
    const settle = (how: () => void) => {
      worker.off("message", answered);
      worker.off("error", failed);
      signal?.removeEventListener("abort", stop);
      how();
    };
    const answered = (answer: Answer) => settle(() => resolve(answer));
    const failed = (error: unknown) => settle(() => reject(error));
    worker.once("message", answered);
    worker.once("error", failed);
    if (signal?.aborted) return stop();
    signal?.addEventListener("abort", stop, { once: true });
    worker.postMessage(task);
  });
}
