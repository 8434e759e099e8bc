import { join } from "node:path";
import { openWarehouse, Refusal, type Warehouse, withTemporaryFolder } from "../../platform/index.ts";
import { guessMapping, placed, readFiles, readMapping } from "../../records/index.ts";
import type { LabelWords } from "./label-words.ts";
import { type RankOptions, rankTransactions, type TransactionRanking } from "./rank-transactions.ts";
import { type ReadTransactions, readTransactions } from "./read-transactions.ts";

export interface RankRequest extends RankOptions {
  readonly paths: readonly string[];
  readonly mapFile?: string;
  /** Column that names every row. */
  readonly id: string;
  readonly labels?: LabelWords;
}

/** Reads, recognises and ranks, in memory and without a server. */
export async function rankFiles(request: RankRequest): Promise<TransactionRanking> {
  const read = await withTemporaryFolder("plumbline-", async (workFolder) => {
    const warehouse = await openWarehouse({ memoryLimit: "2GB", spillDirectory: join(workFolder, "spill") });
    try {
      return await readAll(warehouse, workFolder, request);
    } finally {
      warehouse.close();
    }
  });
  return rankTransactions(read, request);
}

async function readAll(
  warehouse: Warehouse,
  workFolder: string,
  { paths, mapFile, id, labels, signal, onProgress }: RankRequest,
): Promise<ReadTransactions> {
  const given = mapFile === undefined ? undefined : await readMapping(mapFile);
  const read = await readFiles(warehouse, paths, {
    workFolder,
    ...(signal ? { signal } : {}),
    onProgress: ({ path, doneBytes, totalBytes }) =>
      onProgress?.({
        stage: { zh: `读取 ${path}`, en: `reading ${path}` },
        share: doneBytes / Math.max(1, totalBytes),
      }),
  });
  if (read.unusable.length > 0) throw new Refusal("invalid", read.unusable.map(placed));
  onProgress?.({ stage: { zh: "识别各列含义", en: "recognising the columns" } });
  const { mapping, questions } = await guessMapping(warehouse, read.tables, given, mapFile);
  const request = { id, ...(labels ? { labels } : {}) };
  const asked = questions.map(({ message }) => message);
  if (questions.length === read.tables.length && asked.length > 0) throw new Refusal("invalid", asked);
  return readTransactions(warehouse, read.tables, mapping, request);
}
