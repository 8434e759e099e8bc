import { readFile, stat, writeFile } from "node:fs/promises";
import { parseDocument, stringify } from "yaml";
import { type Bilingual, Refusal, schemaProblems, sql, type Warehouse } from "../../platform/index.ts";
import type { RawTable } from "../reading/raw-table.ts";
import { listColumns } from "./list-columns.ts";
import { type Mapping, mappingSchema, type SourceMapping } from "./mapping.ts";

/** A saved mapping, read back, loads the same records. What is still open stands below it, commented out. */
export async function saveMapping(
  mapping: Mapping,
  path: string,
  open: readonly SourceMapping[] = [],
): Promise<void> {
  const head = "# Plumbline: which column means what. Edit it and use it with --map.\n";
  const settled = writeMapping(mapping);
  // What is open goes below `sources:`, which must be no empty list then.
  const text =
    open.length === 0 ? settled : `${settled.replace(/^sources: \[\]$/m, "sources:")}${writeOpen(open)}`;
  await writeFile(path, `${head}${text}`).catch((error: NodeJS.ErrnoException) => {
    throw new Refusal("invalid", {
      zh: `${path}：映射文件无法写入（${error.code}）。`,
      en: `${path}: the mapping cannot be written (${error.code}).`,
    });
  });
}

export function writeMapping(mapping: Mapping): string {
  return stringify(mapping, { lineWidth: 0, aliasDuplicateObjects: false });
}

function writeOpen(open: readonly SourceMapping[]): string {
  const lines = stringify(open, { lineWidth: 0, aliasDuplicateObjects: false, indentSeq: true })
    .trimEnd()
    .split("\n");
  return [
    "",
    "# Not clear yet: correct these, take the # away and put them under sources (kind: none leaves a table out).",
    "# 尚不明确：请改正以下内容，去掉 # 后放到 sources 之下（kind: none 表示不使用该表）。",
    ...lines.map((line) => `#  ${line}`),
    "",
  ].join("\n");
}

const largestMapping = 16 * 2 ** 20;

export async function readMapping(path: string): Promise<Mapping> {
  const unreadable = (reason: string) =>
    new Refusal("not-found", {
      zh: `${path}：映射文件无法读取（${reason}）。`,
      en: `${path}: the mapping cannot be read (${reason}).`,
    });
  const failed = (error: NodeJS.ErrnoException) => {
    throw unreadable(error.code ?? error.message);
  };
  const found = await stat(path).catch(failed);
  if (found.isDirectory()) throw unreadable("EISDIR");
  if (!found.isFile() || found.size > largestMapping) throw unreadable("EFBIG");
  return parseMapping(await readFile(path, "utf8").catch(failed), path);
}

/** Refuses with every problem: the file, where in it, and what was expected. */
export function parseMapping(text: string, path: string): Mapping {
  const value = parseYaml(text, path);
  const parsed = mappingSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new Refusal(
    "invalid",
    schemaProblems(mappingSchema, value).map(({ path: at, message }) => ({
      zh: `${path}：${yamlPath(at, "顶层")}：${message.zh}。`,
      en: `${path}: ${yamlPath(at, "top level")}: ${message.en}.`,
    })),
  );
}

function parseYaml(text: string, path: string): unknown {
  const broken = (error: unknown): Bilingual => {
    const [detail = ""] = (error instanceof Error ? error.message : String(error)).split("\n");
    return {
      zh: `${path}：不是有效的 YAML（${detail.replace(/:$/, "")}）。`,
      en: `${path}: this is no valid YAML (${detail.replace(/:$/, "")}).`,
    };
  };
  const document = parseDocument(text, { prettyErrors: true });
  if (document.errors.length > 0) throw new Refusal("invalid", document.errors.map(broken));
  try {
    return document.toJS();
  } catch (error) {
    // Aliases that multiply without bound, or that name no anchor.
    throw new Refusal("invalid", broken(error));
  }
}

function yamlPath(path: readonly PropertyKey[], top: string): string {
  const steps = path.map((part) => (typeof part === "number" ? `[${part}]` : `.${String(part)}`));
  return steps.join("").replace(/^\./, "") || top;
}

/** By what a mapping knows a table. */
export interface TablePlace {
  readonly path: string;
  readonly member?: string | undefined;
  readonly columns: readonly string[];
}

/** The source of a mapping that speaks of a table: by file and member where named, else by its header. */
export function sourceFor(mapping: Mapping, table: TablePlace): SourceMapping | undefined {
  return (
    mapping.sources.find((source) => source.file !== undefined && isNamed(source, table)) ??
    mapping.sources.find((source) => hasHeader(source, table))
  );
}

function isNamed({ file = "", member }: SourceMapping, table: TablePlace): boolean {
  return endsLike(table.path, file) && (member === undefined || endsLike(table.member ?? "", member));
}

/** Whether the whole path, or its end after a slash, is like the glob. */
function endsLike(path: string, glob: string): boolean {
  const pattern = glob
    .replaceAll("\\", "/")
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replace(/\*+|\?/g, (wild) => (wild === "?" ? "[^/]" : wild === "*" ? "[^/]*" : ".*"));
  return new RegExp(`(^|/)${pattern}$`, "u").test(path.replaceAll("\\", "/"));
}

/** A source names every column of its table, so the set of names is the table's signature. */
function hasHeader(source: SourceMapping, table: TablePlace): boolean {
  const named = namedColumns(source);
  return (
    named.size > 0 &&
    named.size === table.columns.length &&
    table.columns.every((column) => named.has(column))
  );
}

export function namedColumns(source: SourceMapping): Set<string> {
  const fields = [source.fields ?? {}, ...(source.alsoKinds ?? []).map((also) => also.fields)];
  const used = fields.flatMap((of) =>
    Object.values(of).flatMap((from) => ("column" in from ? [from.column] : [])),
  );
  return new Set([
    ...used,
    ...(source.alsoKinds ?? []).map(({ when }) => when.column),
    ...(source.unmapped ?? []),
    ...(source.ignored ?? []),
  ]);
}

/** Refuses a mapping that speaks of columns which a table does not have, or in patterns which cannot be read. */
export async function requireFitting(
  warehouse: Warehouse,
  mapping: Mapping,
  tables: readonly RawTable[],
  path: string,
): Promise<void> {
  const problems = tables.flatMap((table) => absentColumns(mapping, table));
  for (const [i, source] of mapping.sources.entries())
    problems.push(...(await brokenPatterns(warehouse, source, `sources[${i}]`)));
  if (problems.length === 0) return;
  throw new Refusal(
    "invalid",
    problems.map(({ zh, en }) => ({ zh: `${path}：${zh}`, en: `${path}: ${en}` })),
  );
}

function absentColumns(mapping: Mapping, table: RawTable): Bilingual[] {
  const source = sourceFor(mapping, table);
  if (!source) return [];
  const at = `sources[${mapping.sources.indexOf(source)}]`;
  const named = groupsOf(source, at).flatMap(({ fields, where }) =>
    Object.entries(fields).flatMap(([field, from]) =>
      "column" in from ? [{ where: `${where}.${field}.column`, column: from.column }] : [],
    ),
  );
  const rules = (source.alsoKinds ?? []).map(({ when }, i) => ({
    where: `${at}.alsoKinds[${i}].when.column`,
    column: when.column,
  }));
  return [...named, ...rules]
    .filter(({ column }) => !table.columns.includes(column))
    .map(({ where, column }) => ({
      zh: `${where}：${tableName(table)} 没有名为 ${column} 的列；现有列：${listColumns(table.columns).zh}。`,
      en: `${where}: ${tableName(table)} has no column ${column}; expected one of ${listColumns(table.columns).en}.`,
    }));
}

/** Patterns are DuckDB's, so DuckDB says whether it can read them. */
async function brokenPatterns(warehouse: Warehouse, source: SourceMapping, at: string): Promise<Bilingual[]> {
  const dates = groupsOf(source, at).flatMap(({ fields, where }) =>
    Object.entries(fields).flatMap(([field, from]) =>
      "column" in from && from.date?.includes("%")
        ? [{ where: `${where}.${field}.date`, try: sql`SELECT try_strptime('', ${sql.lit(from.date)})` }]
        : [],
    ),
  );
  const rules = (source.alsoKinds ?? []).flatMap(({ when }, i) =>
    "matches" in when
      ? [
          {
            where: `${at}.alsoKinds[${i}].when.matches`,
            try: sql`SELECT regexp_matches('', ${sql.lit(when.matches)})`,
          },
        ]
      : [],
  );
  const broken: Bilingual[] = [];
  for (const pattern of [...dates, ...rules]) {
    await warehouse.run(pattern.try).catch((error: unknown) => {
      const [detail = ""] = String(error instanceof Error ? error.message : error).split("\n");
      broken.push({
        zh: `${pattern.where}：无法识别的格式（${detail}）。`,
        en: `${pattern.where}: the pattern cannot be read (${detail}).`,
      });
    });
  }
  return broken;
}

function groupsOf(source: SourceMapping, at: string) {
  return [
    { fields: source.fields ?? {}, where: `${at}.fields` },
    ...(source.alsoKinds ?? []).map(({ fields }, i) => ({ fields, where: `${at}.alsoKinds[${i}].fields` })),
  ];
}

export function tableName({ path, member }: Omit<TablePlace, "columns">): string {
  return member === undefined ? path : `${path} › ${member}`;
}
