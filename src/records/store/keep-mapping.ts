import {
  type Context,
  canonicalJson,
  type Event,
  type Reader,
  Refusal,
  type Tx,
} from "../../platform/index.ts";
import { type Mapping, mappingSchema, type SourceMapping } from "../mapping/mapping.ts";
import { sourceResource } from "../record-resources.ts";

/** A mapping as it is kept: what it says now, and which version of it that is. */
export interface KeptMapping {
  readonly name: string;
  readonly version: number;
  readonly mapping: Mapping;
}

/** What is kept under a name: the newest version, or the one asked for. */
export async function readKeptMapping(
  db: Reader,
  name: string,
  version?: number,
): Promise<KeptMapping | undefined> {
  const named = db
    .selectFrom("import_mapping")
    .select(["name", "version", "mapping"])
    .where("name", "=", name);
  const row = await (version === undefined ? named : named.where("version", "=", version))
    .orderBy("version", "desc")
    .limit(1)
    .executeTakeFirst();
  return row && { ...row, mapping: mappingSchema.parse(row.mapping) };
}

/** What is kept under every name now. */
export async function newestMappings(db: Reader): Promise<KeptMapping[]> {
  const rows = await db
    .selectFrom("import_mapping")
    .select(["name", "version", "mapping"])
    .distinctOn("name")
    .orderBy("name")
    .orderBy("version", "desc")
    .execute();
  return rows.map((row) => ({ ...row, mapping: mappingSchema.parse(row.mapping) }));
}

/** Keeps a mapping under a name as its next version; the same again is no new version. */
export function keepMapping(
  context: Context,
  { name, mapping, after }: { readonly name: string; readonly mapping: Mapping; readonly after?: number },
): Promise<KeptMapping> {
  return context.commit(async (tx) => {
    context.require("records.map", sourceResource(name));
    const last = await readKeptMapping(tx, name);
    if (after !== undefined && after !== (last?.version ?? 0))
      throw changedMeanwhile(name, last?.version ?? 0);
    const kept = await writeMapping(tx, context, { name, mapping, last });
    return { result: kept.mapping, event: kept.event ?? keptAlready(kept.mapping) };
  });
}

/** For a transaction of the caller's; no event where nothing changed. */
export async function writeMapping(
  tx: Tx,
  context: Pick<Context, "actor" | "now">,
  { name, mapping, last }: { name: string; mapping: Mapping; last: KeptMapping | undefined },
): Promise<{ mapping: KeptMapping; event?: Event }> {
  if (last && canonicalJson(last.mapping) === canonicalJson(mapping)) return { mapping: last };
  const version = (last?.version ?? 0) + 1;
  await tx
    .insertInto("import_mapping")
    .values({
      name,
      version,
      mapping: JSON.stringify(mapping),
      saved_by: context.actor.id,
      saved_at: context.now,
    })
    .execute();
  const event = {
    type: "mapping.kept",
    subject: subjectOf(name),
    after: { name, version, mapping },
    ...(last ? { before: { name, version: last.version, mapping: last.mapping } } : {}),
    seals: { version },
  };
  return { mapping: { name, version, mapping }, event };
}

/** What was kept, with what the new one says of the same files in its place. */
export function mergeMappings(kept: Mapping | undefined, added: Mapping): Mapping {
  const placeOf = ({ file = "", member = "" }: SourceMapping) => JSON.stringify([file, member]);
  const places = new Set(added.sources.map(placeOf));
  const rest = kept?.sources.filter((source) => !places.has(placeOf(source))) ?? [];
  return { version: 1, sources: [...rest, ...added.sources] };
}

const keptAlready = ({ name, version }: KeptMapping): Event => ({
  type: "mapping.confirmed",
  subject: subjectOf(name),
  seals: { version },
});

/** Source names are identifiers already (see `sourceName`). */
const subjectOf = (name: string) => `mapping:${name}`;

function changedMeanwhile(name: string, version: number): Refusal {
  return new Refusal("conflict", {
    zh: `映射“${name}”已被他人改为第 ${version} 版，请查看后再保存。`,
    en: `The mapping ${name} has meanwhile become version ${version}. Look at it and save again.`,
  });
}
