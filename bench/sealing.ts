import { benchCheckpointBatches } from "./sealing/checkpoint-batches.ts";
import { benchLargeLog } from "./sealing/large-log.ts";
import { benchPublication } from "./sealing/publication.ts";
import { benchSealedCommits } from "./sealing/sealed-commits.ts";
import { benchSealedImport } from "./sealing/sealed-import.ts";
import { benchTree } from "./sealing/tree.ts";

/** What sealing costs, how soon it is done, and how fast it is checked. */
export const sealingBenches = [
  benchSealedCommits,
  benchSealedImport,
  benchPublication,
  benchTree,
  benchLargeLog,
  benchCheckpointBatches,
];
