import { setTimeout as sleep } from "node:timers/promises";
import {
  type Actor,
  type Bilingual,
  createLogger,
  type Database,
  openJobs,
  Refusal,
} from "../platform/index.ts";
import { dryRun, type ImportInput, importFiles, importJob, type RefusedRow } from "../records/index.ts";
import type { ImportOutcome } from "./import-outcome.ts";
import type { Beside } from "./workbench/open-beside.ts";

interface Way {
  readonly signal: AbortSignal;
  progress(percent: number, words: Bilingual): Promise<void>;
}

/** Whoever may start it holds the data folder. */
const commandLine: Actor = { kind: "system", id: "system:command-line" };

const contextOf = (beside: Beside) => () => beside.contexts.contextFor(commandLine);

export function dryRunHere(beside: Beside, input: ImportInput, way: Way): Promise<ImportOutcome> {
  return dryRun(beside.database, input, { ...way, context: contextOf(beside) });
}

/** By the server where one runs, so that its pages show it and it goes on after a kill; else here. */
export async function importAnywhere(beside: Beside, input: ImportInput, way: Way): Promise<ImportOutcome> {
  if (await beside.database.isServed()) return importByServer(beside, input, way);
  const result = await importFiles(beside.database, input, { ...way, context: contextOf(beside) });
  if (!result) throw new Error("An import without a job cannot have been done before.");
  // With its index the import can be asked for by what was known when.
  await beside.events.settled();
  return result;
}

const lookEvery = 300; // milliseconds

async function importByServer(beside: Beside, input: ImportInput, way: Way): Promise<ImportOutcome> {
  const { database, contexts } = beside;
  const job = importJob(database);
  const log = createLogger({ level: "error", destination: process.stderr });
  const jobs = await openJobs({ database, contexts, definitions: [job], log, work: false });
  try {
    const id = await jobs.start(job, input, commandLine);
    let isAsked = false;
    for (;;) {
      const view = await jobs.read(id);
      if (view?.state === "done") return await readOutcome(database, id);
      if (view?.state === "cancelled") throw new Error("The import was cancelled.");
      if (view?.state === "failed") throw new Refusal("invalid", view.words ?? unknownFailure);
      if (way.signal.aborted && !isAsked) isAsked = await jobs.cancel(id);
      const words = (await database.isServed()) ? (view?.words ?? waiting) : serverGone;
      await way.progress(view?.percent ?? 0, words);
      await sleep(lookEvery);
    }
  } finally {
    await jobs.close();
  }
}

/** As the server wrote it down. */
async function readOutcome({ reader }: Database, job: string): Promise<ImportOutcome> {
  const row = await reader
    .selectFrom("import_run")
    .innerJoin("import_batch", "import_batch.id", "import_run.batch")
    .select(["import_run.words", "import_run.refused_total", "import_batch.notes", "import_batch.refused"])
    .where("import_run.id", "=", job)
    .executeTakeFirstOrThrow();
  return {
    sentence: row.words as Bilingual,
    notes: row.notes as Bilingual[],
    refused: row.refused as RefusedRow[],
    refusedTotal: Number(row.refused_total),
  };
}

const waiting: Bilingual = { zh: "已交给服务器，等待开始", en: "handed to the server, waiting for its turn" };
const serverGone: Bilingual = {
  zh: "服务器已停止；重新启动后会继续导入（按 Ctrl-C 取消）",
  en: "the server has stopped; started again it goes on with the import (Ctrl-C cancels)",
};
const unknownFailure: Bilingual = {
  zh: "导入失败，详情见服务器日志。",
  en: "The import failed; the server's log has the details.",
};
