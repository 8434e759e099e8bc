import { type Bilingual, type Context, Refusal } from "../../platform/index.ts";
import type { Mapping } from "../mapping/mapping.ts";
import { sourceResource } from "../record-resources.ts";
import type { Batch } from "./batch.ts";
import { finishRun } from "./import-run.ts";
import { mergeMappings, readKeptMapping, writeMapping } from "./keep-mapping.ts";
import type { KindCount } from "./stage-rows.ts";

export interface StagedBatch {
  readonly batch: Batch;
  readonly source: string;
  readonly complete: boolean;
  readonly counts: ReadonlyMap<string, KindCount>;
  readonly mapping: Mapping;
  readonly root: string;
  /** How many versions it adds. */
  readonly versions: number;
  readonly lastId: bigint;
  /** The run that it ends, and what is said of it. */
  readonly run: string;
  readonly refusedTotal: number;
  readonly sentence: Bilingual;
}

/** Makes everything that the batch staged visible, in one transaction with the event that seals it. */
export function commitBatch(context: Context, staged: StagedBatch): Promise<void> {
  const { batch, source, complete, counts, mapping, root, versions, lastId } = staged;
  return context.commit(async (tx) => {
    context.require("records.import", sourceResource(source));
    const kept = await readKeptMapping(tx, source);
    const written = await writeMapping(tx, context, {
      name: source,
      mapping: mergeMappings(kept?.mapping, mapping),
      last: kept,
    });
    const changed = await tx
      .updateTable("import_batch")
      .set({
        state: "committed",
        root,
        last_id: lastId,
        mapping_name: source,
        mapping_version: written.mapping.version,
        committed_at: context.now,
      })
      .where("id", "=", batch.id)
      .where("state", "=", "staging")
      .returning(["files"])
      .executeTakeFirst();
    if (!changed) throw noLongerStaged();
    const rows = [...counts].map(([kind, count]) => ({ batch: batch.id, kind, source, ...count }));
    await finishRun(tx, staged.run, {
      batch: batch.id,
      words: staged.sentence,
      refusedTotal: staged.refusedTotal,
      now: context.now,
    });
    if (rows.length > 0) await tx.insertInto("import_count").values(rows.map(asRow)).execute();
    const imported = {
      type: "records.imported",
      subject: `batch:${batch.id}`,
      after: {
        source,
        complete,
        files: changed.files,
        mapping: written.mapping.version,
        counts: Object.fromEntries(counts),
      },
      // In clear, so that the batch's versions can be checked against the log by whoever has them.
      seals: { batch: batch.id, versions, root },
    };
    return { result: undefined, event: written.event ? [written.event, imported] : imported };
  });
}

function asRow(row: { batch: bigint; kind: string; source: string } & KindCount) {
  const { observed, added, changed, gone, returned, ...rest } = row;
  const [a, b, c, d, e] = [observed, added, changed, gone, returned].map(BigInt);
  return { ...rest, observed: a ?? 0n, added: b ?? 0n, changed: c ?? 0n, gone: d ?? 0n, returned: e ?? 0n };
}

function noLongerStaged(): Refusal {
  return new Refusal("conflict", {
    zh: "这次导入已被取消或由另一次导入取代，没有写入任何记录。",
    en: "This import was cancelled or replaced by another; no record was written.",
  });
}
