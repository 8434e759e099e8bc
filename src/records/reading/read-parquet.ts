import { FileProblem } from "./file-problem.ts";
import { finishTable } from "./finish-table.ts";
import type { Progress } from "./progress.ts";
import { plainPath } from "./read-fast.ts";
import { literal, placeOf, type Reading, type ReadTable, type Source } from "./reading.ts";
import { RowNumbers } from "./row-numbers.ts";
import { fileSentences, noteSentences } from "./sentences.ts";
import { maxColumns } from "./table-writer.ts";

/** Cells a Parquet file may hold; a few bytes of run-length encoding can claim billions. */
const maxCells = 10_000_000_000;

interface Column {
  readonly name: string;
  readonly expression: string;
  readonly type: string;
}

export async function readParquet(
  reading: Reading,
  source: Source,
  progress: Progress,
): Promise<ReadTable[]> {
  const path = literal(await plainPath(reading, source.file));
  const number = reading.takeNumber();
  const name = `raw_${number}`;
  try {
    const columns = await describeColumns(reading, path);
    const [[rows] = []] = await reading.all(`SELECT num_rows FROM parquet_file_metadata(${path})`);
    if (columns.length > maxColumns) throw new FileProblem(fileSentences.tooWide(maxColumns));
    if (Number(rows) * columns.length > maxCells) throw new FileProblem(fileSentences.tooLarge(maxCells));
    const selected = columns.map(({ expression, type }, i) => `${asText(expression, type)} AS c${i}`);
    await reading.run(`CREATE TABLE ${name} AS SELECT ${selected.join(", ")} FROM read_parquet(${path})`);
    progress.finish();
    const zoned = columns.filter(({ type }) => type.startsWith("TIMESTAMP WITH"));
    if (zoned.length > 0) {
      reading.note(noteSentences.utcTimes(placeOf(source), zoned.map((column) => column.name).join(", ")));
    }
    const finished = await finishTable(reading, source, {
      name,
      width: columns.length,
      rows: await reading.count(name),
      numbers: new RowNumbers(),
      header: columns.map((column) => column.name),
    });
    const member = source.member === undefined ? {} : { member: source.member };
    return [{ name, file: number, ...member, format: "parquet", ...finished }];
  } catch (error) {
    reading.checkAborted();
    await reading.dropTable(name);
    throw error instanceof FileProblem ? error : new FileProblem(fileSentences.brokenParquet(), error);
  }
}

async function describeColumns(reading: Reading, path: string): Promise<Column[]> {
  const described = await reading.all(
    `SELECT column_name, column_type FROM (DESCRIBE FROM read_parquet(${path}))`,
  );
  const columns: Column[] = described.map(([name, type]) => ({
    name: String(name),
    expression: identifier(String(name)),
    type: String(type),
  }));
  while (columns.some(({ type }) => isStruct(type)) && columns.length <= maxColumns) {
    columns.splice(
      0,
      columns.length,
      ...(await Promise.all(columns.map((column) => unfold(reading, path, column)))).flat(),
    );
  }
  return columns;
}

function isStruct(type: string): boolean {
  return type.startsWith("STRUCT(") && type.endsWith(")");
}

/** The fields of a struct as columns of their own, names joined by a dot. */
async function unfold(reading: Reading, path: string, column: Column): Promise<Column[]> {
  if (!isStruct(column.type)) return [column];
  const fields = await reading.all(
    `SELECT column_name, column_type FROM (DESCRIBE SELECT unnest(${column.expression}) FROM read_parquet(${path}))`,
  );
  return fields.map(([name, type]) => ({
    name: `${column.name}.${name}`,
    expression: `struct_extract(${column.expression}, ${literal(String(name))})`,
    type: String(type),
  }));
}

function asText(expression: string, type: string): string {
  if (type === "DOUBLE" || type === "FLOAT") return plainFloat(expression);
  if (type === "TIMESTAMP WITH TIME ZONE") return `CAST(timezone('UTC', ${expression}) AS VARCHAR)`;
  if (type === "BLOB") return `coalesce(try(decode(${expression})), hex(${expression}))`;
  if (/\[\d*\]$|^(MAP|UNION|STRUCT)\(/.test(type)) return `CAST(to_json(${expression}) AS VARCHAR)`;
  return `nullif(CAST(${expression} AS VARCHAR), '')`;
}

/** Whole numbers without `.0`, which data frames add to keys with gaps; no exponent; what is no number is no value. */
function plainFloat(expression: string): string {
  const text = `CAST(${expression} AS VARCHAR)`;
  const wide = `rtrim(rtrim(CAST(TRY_CAST(${expression} AS DECIMAL(38, 12)) AS VARCHAR), '0'), '.')`;
  return `CASE WHEN isnan(${expression}) THEN NULL WHEN contains(${text}, 'e') THEN coalesce(${wide}, ${text})
    ELSE regexp_replace(${text}, '\\.0$', '') END`;
}

function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
