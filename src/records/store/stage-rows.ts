import type pg from "pg";
import { CompactRange } from "../../ledger/index.ts";
import { copyIn, copyOut, type Database } from "../../platform/index.ts";
import { erasedDigest } from "../erasing/erasable-row.ts";
import type { Batch } from "./batch.ts";
import { type CustomColumns, customColumnsOf, keptValues, referencesIn, withKept } from "./custom-columns.ts";
import { isKnownKind, type LastVersion, lastVersions } from "./last-versions.ts";
import type { Observation } from "./observations.ts";
import type { KindPlan, OwnRow } from "./record-values.ts";
import { type SealedVersion, sealVersion, type Version, versionColumns, versionLine } from "./version-row.ts";

/** What came of the observations of one kind. */
export interface KindCount {
  observed: number;
  added: number;
  changed: number;
  gone: number;
  returned: number;
  fields: string[];
}

export const noCount = (): KindCount => ({
  observed: 0,
  added: 0,
  changed: 0,
  gone: 0,
  returned: 0,
  fields: [],
});

/** Counts an observation by what was known before; whether it says anything new. */
export function countOne(count: KindCount, before: LastVersion | undefined, digest: string): boolean {
  count.observed += 1;
  if (before?.digest === digest || before?.digest === erasedDigest) return false;
  if (!before) count.added += 1;
  else if (before.gone) count.returned += 1;
  else count.changed += 1;
  return true;
}

/** Stages versions into one batch. Two sessions: COPY occupies one while the other is asked what is there. */
export interface Stage {
  readonly batch: Batch;
  readonly source: string;
  readonly copying: pg.Client;
  readonly asking: pg.Client;
  /** The leaves of all that is staged. */
  readonly leaves: CompactRange;
  /** The id of the last version staged. */
  lastId: bigint;
}

/** Goes on where the batch stands: its leaves are read back. */
export async function openStage(
  database: Database,
  parts: Pick<Stage, "batch" | "source" | "asking"> & { readonly lastId: bigint },
  onBroken: () => void,
): Promise<Stage> {
  const copying = await database.session(onBroken);
  // Whatever is committed later on another session makes this durable too.
  await copying.query("SET synchronous_commit = off");
  const leaves = new CompactRange();
  let rest = "";
  await copyOut(
    parts.asking,
    `COPY (SELECT encode(sha256('\\x00'::bytea || convert_to(leaf, 'UTF8')), 'hex') FROM record_version
      WHERE id > ${parts.batch.afterId} AND batch = ${parts.batch.id} ORDER BY id) TO STDOUT`,
    (chunk) => {
      const lines = (rest + chunk.toString("latin1")).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) leaves.append(Buffer.from(line, "hex"));
    },
  );
  return { ...parts, copying, leaves };
}

/** A correction by hand took a version number between our look and our writing: look again. */
const attempts = 5;

/** The file that observations come from. */
export interface Place {
  readonly file: number;
  readonly columns: readonly string[];
  readonly commonColumns: ReadonlySet<string>;
}

/** Compares the observations with what is known and stages what differs, all or nothing. */
export async function stageObservations(
  stage: Stage,
  plan: KindPlan,
  place: Place,
  observations: () => AsyncIterable<readonly Observation[]>,
  count: KindCount,
): Promise<void> {
  const isKnown = await isKnownKind(stage.asking, stage.source, plan.kind.name);
  const custom = await customColumnsOf(stage.asking, plan.kind.name, place.columns);
  const hasCustom = custom.kept.length > 0 || custom.references.length > 0;
  for (let attempt = 1; ; attempt++) {
    const counted = noCount();
    const fields = new Set(count.fields);
    async function* versions(): AsyncGenerator<Version[]> {
      for await (const chunk of observations()) {
        const records = chunk.map(({ record }) => record);
        const last = isKnown ? await lastVersions(stage.asking, records) : new Map<string, LastVersion>();
        const changed = chunk.filter((observation) => {
          if (!countOne(counted, last.get(observation.record), observation.digest)) return false;
          for (const name in observation.fields) fields.add(name);
          return true;
        });
        const known = changed.flatMap(({ record }) => (last.has(record) ? [record] : []));
        const kept = await keptValues(stage.asking, known, custom.kept);
        yield changed.map((observation) => {
          const { record } = observation;
          const version = versionOf(stage, observation, last.get(record), place);
          return hasCustom ? withCustom(version, custom, kept.get(record)) : version;
        });
      }
    }
    try {
      await stageVersions(stage, plan, versions());
      count.observed += counted.observed;
      count.added += counted.added;
      count.changed += counted.changed;
      count.returned += counted.returned;
      count.fields = [...fields];
      return;
    } catch (error) {
      if (attempt >= attempts || (error as { code?: unknown }).code !== "23505") throw error;
    }
  }
}

function versionOf(
  { source, batch }: Stage,
  { sourceRow, ...observation }: Observation,
  before: LastVersion | undefined,
  { file, commonColumns }: Place,
): Version {
  const entity = observation.fields.legal_entity;
  return {
    ...observation,
    version: (before?.version ?? 0) + 1,
    source,
    observedAt: batch.observedAt,
    gone: false,
    file,
    sourceRow,
    commonColumns,
    legalEntity: typeof entity === "string" ? entity : undefined,
  };
}

/** With what people entered by hand in columns that the file does not have; the digest stays that of the file. */
function withCustom(
  { ownText, ...version }: Version,
  custom: CustomColumns,
  kept: OwnRow | undefined,
): Version {
  const own = kept ? withKept(version.own ?? {}, kept) : version.own;
  const references = custom.references.length > 0 ? referencesIn(custom, own ?? {}) : [];
  if (!kept) return { ...version, ...(ownText === undefined ? {} : { ownText }), references };
  return { ...version, own, references };
}

/** One COPY, all or nothing; the leaves count once it has succeeded. */
export async function stageVersions(
  stage: Stage,
  plan: KindPlan,
  versions: AsyncIterable<readonly Version[]>,
): Promise<number> {
  const hashes: Uint8Array[] = [];
  const { id } = stage.batch;
  const kind = plan.kind.name;
  const line = (sealed: SealedVersion) => {
    hashes.push(sealed.leafHash);
    return versionLine(id, kind, sealed);
  };
  async function* lines(): AsyncGenerator<string> {
    for await (const chunk of versions) {
      if (chunk.length > 0) yield chunk.map((version) => line(sealVersion(plan, version))).join("");
    }
  }
  await copyIn(stage.copying, `COPY record_version (${versionColumns}) FROM STDIN`, lines());
  if (hashes.length === 0) return 0;
  for (const hash of hashes) stage.leaves.append(hash);
  const { rows } = await stage.copying.query<{ id: bigint }>(
    "SELECT id FROM record_version WHERE batch = $1 ORDER BY id DESC LIMIT 1",
    [id],
  );
  stage.lastId = rows[0]?.id ?? stage.lastId;
  return hashes.length;
}
