import { type Context, Refusal, sql, type Tx } from "../../platform/index.ts";
import type { Kind } from "../kinds/define-kind.ts";
import { planOf } from "./record-values.ts";
import { type SealedVersion, sealVersion, type Version } from "./version-row.ts";

/** What a version by hand counts as. */
export type HandMade = "added" | "changed" | "returned";

export interface WrittenVersion {
  readonly batch: bigint;
  readonly sealed: SealedVersion;
  /** What its event carries in clear: its batch, and the root of a tree of this one leaf. */
  readonly seals: Readonly<Record<string, bigint | number | string>>;
}

/** Writes one version by hand, a batch of its own, in the transaction of the verb that tells of it. */
export async function writeVersion(
  tx: Tx,
  { actor, now }: Pick<Context, "actor" | "now">,
  { kind, version, as }: { readonly kind: Kind; readonly version: Version; readonly as: HandMade },
): Promise<WrittenVersion> {
  const sealed = sealVersion(planOf(kind), version);
  const root = Buffer.from(sealed.leafHash).toString("hex");
  const { id: batch } = await tx
    .insertInto("import_batch")
    .values({
      source: version.source,
      origin: "form",
      state: "committed",
      job: null,
      actor: actor.id,
      mapping_name: null,
      mapping_version: null,
      observed_at: version.observedAt,
      root,
      after_id: 0n,
      last_id: null,
      known_at: null,
      committed_at: now,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  const written = await tx
    .insertInto("record_version")
    .values({
      record: version.record,
      version: version.version,
      batch,
      kind: kind.name,
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
    })
    // The number may be taken by an import that has staged a change of the same record.
    .onConflict((conflict) => conflict.columns(["record", "version"]).doNothing())
    .returning("id")
    .executeTakeFirst();
  if (!written) throw beingImported();
  const count = { added: 0n, changed: 0n, gone: 0n, returned: 0n, [as]: 1n };
  await tx
    .updateTable("import_batch")
    .set({ after_id: sql`${written.id}::bigint - 1`, last_id: written.id })
    .where("id", "=", batch)
    .execute();
  await tx
    .insertInto("import_count")
    .values({
      batch,
      kind: kind.name,
      source: version.source,
      observed: 1n,
      ...count,
      fields: Object.keys(version.fields),
    })
    .execute();
  return { batch, sealed, seals: { batch, versions: 1, root } };
}

function beingImported(): Refusal {
  return new Refusal("conflict", {
    zh: "正在进行的导入也修改了这条记录，请等导入结束后查看再保存。",
    en: "An import under way changes this record too. Wait until it has ended, look, and save again.",
  });
}
