import { createHash } from "node:crypto";
import type pg from "pg";
import { CompactRange } from "../../ledger/index.ts";
import { type Context, sql, type Tx } from "../../platform/index.ts";
import { erasedDigest } from "../erasing/erasable-row.ts";
import { sourceResource } from "../record-resources.ts";
import { customColumnsOf, keptValues, referencesIn, withKept } from "../store/custom-columns.ts";
import { type LastVersion, lastVersions } from "../store/last-versions.ts";
import { planOf } from "../store/record-values.ts";
import { type SealedVersion, sealVersion, type Version } from "../store/version-row.ts";
import type { Observed } from "./read-observation.ts";

/** `repeated`: a message of that id had come before; what it says is not looked at again. */
type OutcomeKind = "added" | "changed" | "unchanged" | "gone" | "returned" | "repeated";

interface Outcome {
  readonly outcome: OutcomeKind;
  readonly record: string;
  readonly kind: string;
  readonly key: string;
  /** That the record has by now; absent of a message that is repeated. */
  readonly version?: number;
}

export interface Written {
  readonly outcomes: readonly Outcome[];
  /** Absent where nothing was new. */
  readonly batch: bigint | undefined;
}

/** An import under way, or another writer, took a version's number between the look and the writing. */
export class TakenMeanwhile extends Error {}

/** Compares with what is known and writes what differs, as a batch of its own: one transaction, one event. */
export async function writeObserved(
  context: Context,
  asking: pg.Client,
  source: string,
  observed: readonly Observed[],
): Promise<Written> {
  const messages = observed.map(({ id }) => (id === undefined ? undefined : messageId(source, id)));
  const seen = await seenBefore(asking, messages);
  const fresh: Observed[] = [];
  const ids = new Set<string>();
  const isRepeated = observed.map((one, i) => {
    const id = messages[i];
    if (id !== undefined && (seen.has(id) || ids.has(id))) return true;
    if (id !== undefined) ids.add(id);
    fresh.push(one);
    return false;
  });
  const { versions, outcomes } = await compare(asking, source, fresh, context.now);
  const batch =
    versions.length === 0 && ids.size === 0
      ? undefined
      : await write(context, { source, versions, outcomes, ids: [...ids] });
  let next = 0;
  const all = observed.map((one, i): Outcome => {
    const told = isRepeated[i] ? undefined : outcomes[next++];
    return told ?? { outcome: "repeated", record: one.record, kind: one.kind.name, key: one.key };
  });
  return { outcomes: all, batch };
}

interface NewVersion {
  readonly of: Observed;
  readonly sealed: SealedVersion;
}

async function compare(asking: pg.Client, source: string, observed: readonly Observed[], now: Date) {
  const last = await lastVersions(asking, [...new Set(observed.map(({ record }) => record))]);
  const own = await ownRows(asking, observed, last);
  const versions: NewVersion[] = [];
  const outcomes = observed.map((one): Outcome => {
    const { record, key } = one;
    const before = last.get(record);
    const outcome = outcomeOf(one, before);
    const isNew = outcome !== "unchanged";
    const version = (before?.version ?? 0) + (isNew ? 1 : 0);
    if (isNew) {
      versions.push({ of: one, sealed: sealVersion(planOf(one.kind), versionOf(one)) });
      // Of two messages in one batch the later follows upon the earlier.
      last.set(record, { version, digest: one.digest, gone: one.gone });
    }
    return { outcome, record, kind: one.kind.name, key, version };

    function versionOf({ kind: _, id: __, ...said }: Observed): Version {
      const entity = said.fields.legal_entity;
      const legalEntity = typeof entity === "string" ? entity : undefined;
      return { ...said, ...own.get(one), version, source, observedAt: now, legalEntity };
    }
  });
  return { versions, outcomes };
}

function outcomeOf({ gone, digest }: Observed, before: LastVersion | undefined): OutcomeKind {
  if (gone) return before && !before.gone ? "gone" : "unchanged";
  if (!before) return "added";
  if (before.digest === digest || before.digest === erasedDigest) return "unchanged";
  return before.gone ? "returned" : "changed";
}

/** What people entered by hand in custom fields that the source says nothing of stays; and what such fields refer to. */
async function ownRows(
  asking: pg.Client,
  observed: readonly Observed[],
  last: ReadonlyMap<string, LastVersion>,
): Promise<Map<Observed, Pick<Version, "own" | "references">>> {
  const rows = new Map<Observed, Pick<Version, "own" | "references">>();
  for (const [kind, ones] of Map.groupBy(observed, (one) => one.kind.name)) {
    const custom = await customColumnsOf(asking, kind, []);
    if (custom.kept.length === 0) continue;
    const known = ones.flatMap(({ record }) => (last.has(record) ? [record] : []));
    const kept = await keptValues(asking, known, custom.kept);
    for (const one of ones) {
      const before = one.gone ? undefined : kept.get(one.record);
      const own = before ? withKept(before, one.own ?? {}) : one.own;
      rows.set(one, { own, references: referencesIn(custom, own ?? {}) });
    }
  }
  return rows;
}

interface ToWrite {
  readonly source: string;
  readonly versions: readonly NewVersion[];
  readonly outcomes: readonly Outcome[];
  readonly ids: readonly string[];
}

function write(context: Context, { source, versions, outcomes, ids }: ToWrite): Promise<bigint> {
  const { actor, now } = context;
  const leaves = new CompactRange();
  for (const { sealed } of versions) leaves.append(sealed.leafHash);
  const root = Buffer.from(leaves.root()).toString("hex");
  return context.commit(async (tx) => {
    context.require("records.observe", sourceResource(source));
    const { id: batch } = await tx
      .insertInto("import_batch")
      .values({
        source,
        origin: "api",
        state: "committed",
        job: null,
        actor: actor.id,
        mapping_name: null,
        mapping_version: null,
        observed_at: now,
        root,
        after_id: 0n,
        last_id: null,
        known_at: null,
        committed_at: now,
      })
      .returning("id")
      .executeTakeFirstOrThrow();
    await insertVersions(tx, batch, versions);
    await insertSeen(tx, batch, ids, now);
    const counts = countsOf(versions, outcomes);
    if (counts.length > 0) {
      await tx
        .insertInto("import_count")
        .values(counts.map((count) => ({ batch, source, ...count })))
        .execute();
    }
    return {
      result: batch,
      event: {
        type: "records.observed",
        subject: `batch:${batch}`,
        after: { source, counts: Object.fromEntries(counts.map(({ kind, ...count }) => [kind, count])) },
        seals: { batch, versions: versions.length, root },
      },
    };
  });
}

/** One statement for all; the order of the ids is that of the leaves. */
async function insertVersions(tx: Tx, batch: bigint, versions: readonly NewVersion[]): Promise<void> {
  if (versions.length === 0) return;
  const rows = JSON.stringify(versions.map(({ of, sealed }) => rowOf(of.kind.name, sealed)));
  const { rows: ids } = await sql<{ first: bigint; last: bigint; written: bigint }>`
    WITH written AS (
      INSERT INTO record_version (record, version, batch, kind, source, key, occurrence, observed_at, happened_at,
        legal_entity, gone, digest, fields, own, refs, salts, leaf)
      SELECT record, version, ${batch}, kind, source, key, occurrence, observed_at, happened_at,
        legal_entity, gone, digest, fields, own, refs, decode(salts, 'hex'), leaf
      FROM ROWS FROM (jsonb_to_recordset(${rows}::jsonb) AS (record uuid, version integer, kind text, source text,
        key text, occurrence integer, observed_at timestamptz, happened_at timestamp, legal_entity text, gone boolean,
        digest uuid, fields jsonb, own jsonb, refs text[], salts text, leaf text)) WITH ORDINALITY
      ORDER BY ordinality
      ON CONFLICT (record, version) DO NOTHING
      RETURNING id)
    SELECT min(id) AS first, max(id) AS last, count(*) AS written FROM written`.execute(tx);
  const [found] = ids;
  if (!found || Number(found.written) < versions.length) throw new TakenMeanwhile();
  await tx
    .updateTable("import_batch")
    .set({ after_id: found.first - 1n, last_id: found.last })
    .where("id", "=", batch)
    .execute();
}

function rowOf(kind: string, { version, happenedAt, refs, salts, leaf }: SealedVersion) {
  return {
    record: version.record,
    version: version.version,
    kind,
    source: version.source,
    key: version.key,
    occurrence: version.occurrence,
    observed_at: version.observedAt.toISOString(),
    happened_at: happenedAt,
    legal_entity: version.legalEntity ?? null,
    gone: version.gone,
    digest: version.digest,
    fields: version.fields,
    own: version.own ?? null,
    refs,
    salts: salts.toString("hex"),
    leaf,
  };
}

async function insertSeen(tx: Tx, batch: bigint, ids: readonly string[], now: Date): Promise<void> {
  if (ids.length === 0) return;
  const { numAffectedRows = 0n } = await sql`
    INSERT INTO observation_seen (id, batch, seen_at) SELECT id, ${batch}, ${now} FROM unnest(${ids}::uuid[]) AS id
    ON CONFLICT DO NOTHING`.execute(tx);
  if (Number(numAffectedRows) < ids.length) throw new TakenMeanwhile();
}

function countsOf(versions: readonly NewVersion[], outcomes: readonly Outcome[]) {
  const fields = Map.groupBy(versions, ({ of }) => of.kind.name);
  return [...Map.groupBy(outcomes, ({ kind }) => kind)].map(([kind, ones]) => {
    const count = (outcome: OutcomeKind) => BigInt(ones.filter((one) => one.outcome === outcome).length);
    return {
      kind,
      observed: BigInt(ones.length),
      added: count("added"),
      changed: count("changed"),
      gone: count("gone"),
      returned: count("returned"),
      fields: [...new Set((fields.get(kind) ?? []).flatMap(({ of }) => Object.keys(of.fields)))],
    };
  });
}

/** 128 bits of SHA-256 in the form of a UUID. */
function messageId(source: string, id: string): string {
  const hex = createHash("sha256")
    .update(JSON.stringify([source, id]))
    .digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}

async function seenBefore(asking: pg.Client, ids: readonly (string | undefined)[]): Promise<Set<string>> {
  const named = ids.filter((id) => id !== undefined);
  if (named.length === 0) return new Set();
  const { rows } = await asking.query<{ id: string }>({
    name: "observations-seen",
    text: "SELECT id FROM observation_seen WHERE id = ANY ($1::uuid[])",
    values: [named],
  });
  return new Set(rows.map(({ id }) => id));
}
