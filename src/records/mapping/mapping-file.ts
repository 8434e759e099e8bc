import { readFile, writeFile } from "node:fs/promises";
import { parseDocument, stringify } from "yaml";
import { type Bilingual, Refusal } from "../../platform/index.ts";
import type { RawTable } from "../reading/raw-table.ts";
import { type Mapping, mappingSchema, type SourceMapping } from "./mapping.ts";

/** A saved mapping, read back, loads the same records. */
export async function saveMapping(mapping: Mapping, path: string): Promise<void> {
  await writeFile(
    path,
    `# Plumbline: which column means what. Edit it and use it with --map.\n${writeMapping(mapping)}`,
  );
}

export function writeMapping(mapping: Mapping): string {
  return stringify(mapping, { lineWidth: 0, aliasDuplicateObjects: false });
}

export async function readMapping(path: string): Promise<Mapping> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Refusal("not-found", {
      zh: `${path}：映射文件无法读取${code === "ENOENT" ? "，没有这个文件" : `（${code}）`}。`,
      en: `${path}: the mapping cannot be read (${code}).`,
    });
  }
  return parseMapping(text, path);
}

/** Refuses with every problem: the file, where in it, and what was expected. */
export function parseMapping(text: string, path: string): Mapping {
  const document = parseDocument(text, { prettyErrors: true });
  const broken = document.errors.map((error) => `${path}: ${error.message.split("\n")[0]}`);
  if (broken.length > 0) throw new Refusal("invalid", broken.map(inMapping));
  const parsed = mappingSchema.safeParse(document.toJS());
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `${path}: ${yamlPath(issue.path)}: ${issue.message}`);
  throw new Refusal("invalid", problems.map(inMapping));
}

/** What the YAML and the schema say is English; in Chinese it is said at least what it is about. */
const inMapping = (problem: string): Bilingual => ({ zh: `映射文件有误：${problem}`, en: problem });

function yamlPath(path: readonly PropertyKey[]): string {
  return (
    path
      .map((part) => (typeof part === "number" ? `[${part}]` : `.${String(part)}`))
      .join("")
      .replace(/^\./, "") || "(top)"
  );
}

/** The source of a mapping that speaks of a table: by file and member where named, else by its header. */
export function sourceFor(mapping: Mapping, table: RawTable): SourceMapping | undefined {
  return (
    mapping.sources.find((source) => source.file !== undefined && isNamed(source, table)) ??
    mapping.sources.find((source) => hasHeader(source, table))
  );
}

function isNamed({ file = "", member }: SourceMapping, table: RawTable): boolean {
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
function hasHeader(source: SourceMapping, table: RawTable): boolean {
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

/** Refuses a mapping that speaks of columns which a table does not have. */
export function requireColumns(mapping: Mapping, table: RawTable, path = "mapping"): void {
  const source = sourceFor(mapping, table);
  if (!source) return;
  const at = `sources[${mapping.sources.indexOf(source)}]`;
  const groups = [
    { fields: source.fields ?? {}, where: `${at}.fields` },
    ...(source.alsoKinds ?? []).map(({ fields }, i) => ({ fields, where: `${at}.alsoKinds[${i}].fields` })),
  ];
  const problems = groups.flatMap(({ fields, where }) =>
    Object.entries(fields).flatMap(([field, from]) =>
      "column" in from && !table.columns.includes(from.column)
        ? [lacking(`${where}.${field}.column`, table, from.column)]
        : [],
    ),
  );
  for (const [i, { when }] of (source.alsoKinds ?? []).entries()) {
    if (!table.columns.includes(when.column)) {
      problems.push(lacking(`${at}.alsoKinds[${i}].when.column`, table, when.column));
    }
  }
  if (problems.length > 0) {
    throw new Refusal(
      "invalid",
      problems.map(({ zh, en }) => ({
        zh: `${path}：${zh}；现有列：${table.columns.join("、")}`,
        en: `${path}: ${en}; expected one of ${table.columns.join(", ")}`,
      })),
    );
  }
}

const lacking = (where: string, table: RawTable, column: string): Bilingual => ({
  zh: `${where}：${tableName(table)} 没有“${column}”这一列`,
  en: `${where}: ${tableName(table)} has no column ${column}`,
});

export function tableName({ path, member }: Pick<RawTable, "path" | "member">): string {
  return member === undefined ? path : `${path} › ${member}`;
}
