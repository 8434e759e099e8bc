import { copyIn, type Warehouse } from "../../platform/index.ts";
import { type ObservedPart, observe } from "./observations.ts";
import { goneDigest, type KindPlan } from "./record-values.ts";
import { type KindCount, type Stage, stageVersions } from "./stage-rows.ts";
import type { Version } from "./version-row.ts";

interface Absent {
  readonly record: string;
  readonly version: number;
  readonly key: string;
  readonly occurrence: number;
  readonly legal_entity: string | null;
}

const chunkSize = 2_048;

/** What the source said before and, declared complete, says no more becomes a tombstone. */
export async function stageTombstones(
  stage: Stage,
  warehouse: Warehouse,
  parts: readonly ObservedPart[],
  { plan, count }: { readonly plan: KindPlan; readonly count: KindCount },
): Promise<void> {
  const { asking, batch, source } = stage;
  const rows = await findAbsent(asking, warehouse, { parts, plan, source, except: batch.id });
  async function* tombstones(): AsyncGenerator<Version[]> {
    for (let from = 0; from < rows.length; from += chunkSize) {
      yield rows.slice(from, from + chunkSize).map(({ record, version, key, occurrence, legal_entity }) => ({
        record,
        version: version + 1,
        source,
        key,
        occurrence,
        observedAt: batch.observedAt,
        gone: true,
        digest: goneDigest,
        fields: {},
        legalEntity: legal_entity ?? undefined,
      }));
    }
  }
  count.gone += await stageVersions(stage, plan, tombstones());
}

/** Records of a kind that the source had, and that none of the rows at hand tells of any more. */
export async function findAbsent(
  asking: Stage["asking"],
  warehouse: Warehouse,
  { parts, plan, source, except = 0n }: AbsentQuestion,
): Promise<Absent[]> {
  await asking.query("CREATE TEMP TABLE IF NOT EXISTS still_there (record uuid NOT NULL)");
  await asking.query("TRUNCATE still_there");
  await copyIn(asking, "COPY still_there FROM STDIN", recordsOf(warehouse, parts, plan, source));
  await asking.query("ANALYZE still_there");
  const { rows } = await asking.query<Absent>(
    `SELECT record, version, key, occurrence, legal_entity FROM (
       SELECT DISTINCT ON (record) * FROM record_version WHERE kind = $1 AND source = $2 AND batch <> $3
       ORDER BY record, version DESC) AS last
     WHERE NOT gone AND erased_at IS NULL AND NOT EXISTS (SELECT FROM still_there s WHERE s.record = last.record)
     ORDER BY key, occurrence`,
    [plan.kind.name, source, except],
  );
  return rows;
}

interface AbsentQuestion {
  readonly parts: readonly ObservedPart[];
  readonly plan: KindPlan;
  readonly source: string;
  /** A batch whose versions do not count: the one that is being staged. */
  readonly except?: bigint;
}

async function* recordsOf(
  warehouse: Warehouse,
  parts: readonly ObservedPart[],
  plan: KindPlan,
  source: string,
): AsyncGenerator<string> {
  for (const part of parts) {
    if (part.plan !== plan) continue;
    for await (const chunk of observe(warehouse, part, { from: part.firstRid, to: part.lastRid }, source)) {
      yield chunk.map(({ record }) => `${record}\n`).join("");
    }
  }
}
