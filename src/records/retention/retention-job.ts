import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { defineJob, Refusal } from "../../platform/index.ts";
import { type Erased, eraseExpired } from "./erase-expired.ts";
import { keptSince } from "./preview-retention.ts";

const recordsAtOnce = 500;
const whileImporting = 5_000; // milliseconds

/**
 * Erases what is past its retention, a few hundred records a transaction. A run that was killed has left whole
 * transactions; the next one goes on with what is left.
 */
export const retentionJob = defineJob({
  name: "records.retention",
  input: z.object({}),
  checkpoint: z.object({ records: z.int() }),
  async run({ checkpoint, context, signal, progress, save }) {
    let records = checkpoint?.records ?? 0;
    const { db, now } = context();
    const kinds = await keptSince(db, now);
    for (const [i, kept] of kinds.entries()) {
      for (;;) {
        signal.throwIfAborted();
        const erased = await eraseOrWait({ ...kept, limit: recordsAtOnce });
        if (!erased) break;
        records += erased.records;
        await save({ records });
        await progress((100 * i) / kinds.length, words(records));
      }
    }
    await progress(100, words(records));

    async function eraseOrWait(batch: Parameters<typeof eraseExpired>[1]): Promise<Erased | undefined> {
      for (;;) {
        try {
          return await eraseExpired(context(), batch);
        } catch (error) {
          if (!(error instanceof Refusal) || error.code !== "conflict") throw error;
          await sleep(whileImporting, undefined, { signal });
        }
      }
    }
  },
});

const words = (records: number) => ({
  zh: `已清除 ${records} 条到期记录`,
  en: `${records} expired records erased`,
});
