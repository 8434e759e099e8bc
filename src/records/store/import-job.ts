import { type Database, defineJob } from "../../platform/index.ts";
import { importFiles } from "./import-files.ts";
import { type ImportCheckpoint, type ImportRun, importCheckpoint, importInput } from "./import-input.ts";

/** Import as a job: `jobs.start(importJob(database), { paths, source, … }, actor)`. */
export function importJob(database: Database, size: Pick<ImportRun, "rowsAtOnce"> = {}) {
  return defineJob({
    name: "records.import",
    input: importInput,
    checkpoint: importCheckpoint,
    retries: 2,
    async run(run) {
      await importFiles(database, run.input, {
        ...size,
        id: run.id,
        checkpoint: run.checkpoint,
        signal: run.signal,
        context: run.context,
        progress: run.progress,
        save: (checkpoint: ImportCheckpoint) => run.save(checkpoint),
      });
    },
  });
}
