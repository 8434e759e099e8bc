import { type Bilingual, sql, type Warehouse } from "../../platform/index.ts";
import type { Kind } from "../kinds/define-kind.ts";
import { fieldsOf } from "../kinds/kinds.ts";
import { tableName } from "../mapping/mapping-file.ts";
import type { Part } from "./part.ts";

/** What a person should know about what was loaded: dates that lie in the future, business keys that repeat. */
export async function noteLoaded(
  warehouse: Warehouse,
  part: Part,
  today: string | undefined,
): Promise<Bilingual[]> {
  return [...(await noteFuture(warehouse, part, today)), ...(await noteRepeats(warehouse, part))];
}

/** Only what is said to have happened: due dates and the like lie ahead by nature. */
async function noteFuture(
  warehouse: Warehouse,
  { table, kind, fields }: Part,
  today = new Date().toISOString().slice(0, 10),
): Promise<Bilingual[]> {
  const times = fieldsOf(kind).filter(([name, { type }]) => type === "time" && fields[name] !== undefined);
  if (times.length === 0) return [];
  const counts = times.map(
    ([name]) => sql`count_if(${sql.ref(name)} >= CAST(${today} AS DATE) + 1) AS ${sql.ref(name)}`,
  );
  const found = await warehouse.first<Record<string, number>>(
    sql`SELECT ${sql.join(counts)} FROM ${sql.ref(kind.table)} WHERE file = ${sql.lit(table.file)}`,
  );
  return times.flatMap(([name, field]) => {
    const n = found?.[name] ?? 0;
    if (n === 0) return [];
    return [
      {
        zh: `${tableName(table)}：${n} 行的${field.zh}晚于 ${today}，照样保留。`,
        en: `${tableName(table)}: ${field.en} lies after ${today} in ${n} rows; they are kept.`,
      },
    ];
  });
}

async function noteRepeats(warehouse: Warehouse, { table, kind, fields }: Part): Promise<Bilingual[]> {
  const key = kind.key.filter((name) => fields[name] !== undefined);
  // Without its own number a line's key is not complete, and repeats of a part of it mean nothing.
  if (key.length === 0 || key.length < Math.min(2, kind.key.length)) return [];
  const columns = sql.join(key.map((name) => sql.ref(name)));
  const counted = await warehouse.first<{ n: number }>(sql`
    SELECT count(*) - count(DISTINCT hash(${columns})) AS n FROM ${sql.ref(kind.table)} WHERE file = ${sql.lit(table.file)} AND ${sql.ref(key[0] ?? "")} IS NOT NULL`);
  const n = counted?.n ?? 0;
  if (n === 0) return [];
  const zh = key.map((name) => kind.fields[name]?.zh ?? name).join("＋");
  const en = key.map((name) => kind.fields[name]?.en ?? name).join(" + ");
  return [
    {
      zh: `${tableName(table)}：${n} 行的业务主键（${zh}）与前面的行相同，全部保留。`,
      en: `${tableName(table)}: ${n} ${n === 1 ? "row repeats" : "rows repeat"} the business key (${en}) of an earlier row; all are kept.`,
    },
  ];
}

/** Records that stand in more than one file of a kind: two exports that overlap count their sales twice. */
export async function noteOverlaps(warehouse: Warehouse, parts: readonly Part[]): Promise<Bilingual[]> {
  const notes: Bilingual[] = [];
  for (const [kind, of] of Map.groupBy(parts, (part) => part.kind)) {
    const key = kind.key.filter((name) => of.every(({ fields }) => fields[name] !== undefined));
    if (of.length < 2 || key.length < kind.key.length || key.length === 0) continue;
    const columns = sql.join(key.map((name) => sql.ref(name)));
    const counted = await warehouse.first<{ n: number }>(sql`
      SELECT count(*) AS n FROM (SELECT min(file) AS first, max(file) AS last FROM ${sql.ref(kind.table)}
        WHERE ${sql.ref(key[0] ?? "")} IS NOT NULL GROUP BY ${columns}) WHERE first <> last`);
    if (counted?.n) notes.push(overlapNote(kind, key, of, counted.n));
  }
  return notes;
}

function overlapNote(kind: Kind, key: readonly string[], parts: readonly Part[], n: number): Bilingual {
  const files = parts.map(({ table }) => tableName(table));
  const zh = key.map((name) => kind.fields[name]?.zh ?? name).join("＋");
  const en = key.map((name) => kind.fields[name]?.en ?? name).join(" + ");
  return {
    zh: `${files.join("、")}：有 ${n} 个${zh}出现在不止一个文件中，各行都计入；如果是重复导出，请去掉其中一份。`,
    en: `${files.join(", ")}: ${n} values of ${en} stand in more than one of them, and every row counts; if they are exports that overlap, leave one out.`,
  };
}
