import { CompactRange } from "../../ledger/index.ts";
import { type Context, Refusal, sql, type Tx } from "../../platform/index.ts";
import type { Kind } from "../kinds/define-kind.ts";
import { planOf } from "./record-values.ts";
import { type SealedVersion, sealVersion, type Version } from "./version-row.ts";

/** What a version by hand counts as. */
type HandMade = "added" | "changed" | "returned";

export interface HandVersion {
  readonly kind: Kind;
  readonly version: Version;
  readonly as: HandMade;
}

export interface WrittenVersions {
  readonly batch: bigint;
  /** In the order given. */
  readonly sealed: readonly SealedVersion[];
  /** What their event carries in clear: the batch, how many, and the root of the tree of their leaves. */
  readonly seals: Readonly<Record<string, bigint | number | string>>;
}

/** Writes versions by hand, together a batch of their own, in the transaction of the verb that tells of them. */
export async function writeVersions(
  tx: Tx,
  { actor, now }: Pick<Context, "actor" | "now">,
  given: readonly [HandVersion, ...HandVersion[]],
): Promise<WrittenVersions> {
  const sealed = given.map(({ kind, version }) => sealVersion(planOf(kind), version));
  const leaves = new CompactRange();
  for (const { leafHash } of sealed) leaves.append(leafHash);
  const root = Buffer.from(leaves.root()).toString("hex");
  const [{ version: first }] = given;
  const { id: batch } = await tx
    .insertInto("import_batch")
    .values({
      source: first.source,
      origin: "form",
      state: "committed",
      job: null,
      actor: actor.id,
      mapping_name: null,
      mapping_version: null,
      observed_at: first.observedAt,
      root,
      after_id: 0n,
      last_id: null,
      known_at: null,
      committed_at: now,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  const rows = sealed.map((one, i) => versionRow(batch, given[i], one));
  const written = await tx
    .insertInto("record_version")
    .values(rows)
    // The number may be taken by an import that has staged a change of the same record.
    .onConflict((conflict) => conflict.columns(["record", "version"]).doNothing())
    .returning("id")
    .execute();
  if (written.length < given.length) throw beingImported();
  const ids = written.map(({ id }) => id).sort((a, b) => (a < b ? -1 : 1));
  await tx
    .updateTable("import_batch")
    .set({ after_id: sql`${ids[0]}::bigint - 1`, last_id: ids.at(-1) ?? null })
    .where("id", "=", batch)
    .execute();
  await tx.insertInto("import_count").values(countRows(batch, given)).execute();
  return { batch, sealed, seals: { batch, versions: given.length, root } };
}

function versionRow(batch: bigint, given: HandVersion | undefined, { version, ...sealed }: SealedVersion) {
  if (!given) throw new Error("A sealed version that nobody gave.");
  return {
    record: version.record,
    version: version.version,
    batch,
    kind: given.kind.name,
    source: version.source,
    key: version.key,
    occurrence: version.occurrence,
    observed_at: version.observedAt,
    happened_at: sealed.happenedAt,
    legal_entity: version.legalEntity ?? null,
    gone: version.gone,
    reason: version.reason ?? null,
    file: null,
    source_row: null,
    digest: version.digest,
    fields: JSON.stringify(version.fields),
    own: version.own === undefined ? null : JSON.stringify(version.own),
    refs: [...sealed.refs],
    salts: sealed.salts,
    leaf: sealed.leaf,
  };
}

function countRows(batch: bigint, given: readonly HandVersion[]) {
  return [...Map.groupBy(given, ({ kind }) => kind.name)].map(([kind, versions]) => {
    const count = (as: HandMade) => BigInt(versions.filter((one) => one.as === as).length);
    return {
      batch,
      kind,
      source: versions[0]?.version.source ?? "",
      observed: BigInt(versions.length),
      added: count("added"),
      changed: count("changed"),
      returned: count("returned"),
      gone: 0n,
      fields: [...new Set(versions.flatMap(({ version }) => Object.keys(version.fields)))],
    };
  });
}

function beingImported(): Refusal {
  return new Refusal("conflict", {
    zh: "正在进行的导入也修改了这条记录，请等导入结束后查看再保存。",
    en: "An import under way changes this record too. Wait until it has ended, look, and save again.",
  });
}
