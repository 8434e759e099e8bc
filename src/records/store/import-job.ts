import { type Database, defineJob } from "../../platform/index.ts";
import { type ImportCheckpoint, importCheckpoint, importFiles, importInput } from "./import-files.ts";

/** Import as a job: `jobs.start(importJob(database), { paths, source, … }, actor)`. */
export function importJob(database: Database) {
  return defineJob({
    name: "records.import",
    input: importInput,
    checkpoint: importCheckpoint,
    retries: 2,
    async run(run) {
      await importFiles(database, run.input, {
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
