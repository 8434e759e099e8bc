import { z } from "zod";
import { type Http, type Reader, Refusal } from "../../platform/index.ts";
import { mappingSchema } from "../mapping/mapping.ts";
import { sourceResource } from "../record-resources.ts";
import { sourceName } from "../store/import-input.ts";
import { keepMapping, readKeptMapping } from "../store/keep-mapping.ts";
import { compareMappings, mappingChange } from "./compare-mappings.ts";
import type { RouteParts } from "./route-parts.ts";

const tags = ["imports"];
const params = z.object({ name: sourceName });

const versionSchema = z.object({
  version: z.int(),
  savedAt: z.iso.datetime(),
  savedBy: z.object({ id: z.string(), name: z.string().optional() }),
});
const listed = versionSchema.extend({ name: z.string(), tables: z.int() });
const keptSchema = z.object({
  name: z.string(),
  version: z.int(),
  mapping: mappingSchema,
  versions: z.array(versionSchema),
});

/** What the columns of each source's files mean, version by version. */
export function addMappingRoutes(http: Http, { visitors: { contextOf } }: RouteParts): void {
  const list = {
    tags,
    summary: "Kept mappings, the newest version of each",
    response: { 200: z.array(listed) },
  };
  http.get("/api/mappings", { schema: list }, async (request) => {
    const context = await contextOf(request);
    context.require("imports.list", { type: "House", id: "house" });
    return listMappings(context.db);
  });
  const read = {
    tags,
    summary: "A kept mapping: the newest version, or the one asked for",
    params,
    querystring: z.object({ version: z.coerce.number().int().min(1).optional() }),
    response: { 200: keptSchema },
  };
  http.get("/api/mappings/:name", { schema: read }, async (request) => {
    const context = await contextOf(request);
    const { name } = request.params;
    context.require("records.map", sourceResource(name));
    const kept = await requireKept(context.db, name, request.query.version);
    return { ...kept, versions: await versionsOf(context.db, name) };
  });
  const differences = {
    tags,
    summary: "What two versions say differently",
    params,
    querystring: z.object({ from: z.coerce.number().int().min(0), to: z.coerce.number().int().min(1) }),
    response: { 200: z.array(mappingChange) },
  };
  http.get("/api/mappings/:name/differences", { schema: differences }, async (request) => {
    const context = await contextOf(request);
    const { name } = request.params;
    const { from, to } = request.query;
    context.require("records.map", sourceResource(name));
    const after = await requireKept(context.db, name, to);
    const before = from === 0 ? undefined : await requireKept(context.db, name, from);
    return compareMappings(before?.mapping, after.mapping);
  });
  addChangingRoutes(http, contextOf);
}

function addChangingRoutes(http: Http, contextOf: RouteParts["visitors"]["contextOf"]): void {
  const response = { 200: z.object({ name: z.string(), version: z.int() }) };
  const keep = {
    tags,
    summary: "Keep a mapping as the next version",
    params,
    /** `after`: the version that was changed; a later one refuses the save. */
    body: z.strictObject({ mapping: mappingSchema, after: z.int().min(0) }),
    response,
  };
  http.put("/api/mappings/:name", { schema: keep, bodyLimit: 16 * 2 ** 20 }, async (request) => {
    const { name, version } = await keepMapping(await contextOf(request), {
      ...request.params,
      ...request.body,
    });
    return { name, version };
  });
  const restore = {
    tags,
    summary: "Keep an earlier version as the next one",
    params,
    body: z.strictObject({ version: z.int().min(1), after: z.int().min(1) }),
    response,
  };
  http.post("/api/mappings/:name/restore", { schema: restore }, async (request) => {
    const context = await contextOf(request);
    const { name } = request.params;
    context.require("records.map", sourceResource(name));
    const { mapping } = await requireKept(context.db, name, request.body.version);
    const kept = await keepMapping(context, { name, mapping, after: request.body.after });
    return { name: kept.name, version: kept.version };
  });
}

async function requireKept(db: Reader, name: string, version: number | undefined) {
  const kept = await readKeptMapping(db, name, version);
  if (kept) return kept;
  throw new Refusal("not-found", {
    zh: version === undefined ? `没有名为“${name}”的映射。` : `映射“${name}”没有第 ${version} 版。`,
    en:
      version === undefined
        ? `There is no mapping ${name}.`
        : `The mapping ${name} has no version ${version}.`,
  });
}

async function listMappings(db: Reader): Promise<z.infer<typeof listed>[]> {
  const rows = await versionRows(db)
    .distinctOn("mapping.name")
    .orderBy("mapping.name")
    .orderBy("version", "desc")
    .execute();
  return rows.map((row) => ({
    ...versionOf(row),
    name: row.map_name,
    tables: mappingSchema.parse(row.mapping).sources.length,
  }));
}

async function versionsOf(db: Reader, name: string): Promise<z.infer<typeof versionSchema>[]> {
  const rows = await versionRows(db).where("mapping.name", "=", name).orderBy("version", "desc").execute();
  return rows.map(versionOf);
}

function versionRows(db: Reader) {
  return db
    .selectFrom("import_mapping as mapping")
    .leftJoin("auth_user as person", "person.id", "mapping.saved_by")
    .select([
      "mapping.name as map_name",
      "mapping.version",
      "mapping.mapping",
      "mapping.saved_at",
      "mapping.saved_by",
      "person.name as person_name",
    ]);
}

function versionOf(row: {
  version: number;
  saved_at: Date;
  saved_by: string;
  person_name: string | null;
}): z.infer<typeof versionSchema> {
  return {
    version: row.version,
    savedAt: row.saved_at.toISOString(),
    savedBy: { id: row.saved_by, ...(row.person_name === null ? {} : { name: row.person_name }) },
  };
}
