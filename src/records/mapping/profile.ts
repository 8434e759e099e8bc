import { type Sql, sql, type Warehouse } from "../../platform/index.ts";
import type { RawTable } from "../reading/raw-table.ts";
import { currencyNamed } from "./currency.ts";
import { type DateForm, readDate } from "./date-form.ts";
import { isMissing } from "./missing-words.ts";
import { type DecimalMark, readNumber } from "./number-form.ts";

/** What the values of one column look like. Shares are of the sampled values that are neither empty nor a word for it. */
export interface ColumnProfile {
  readonly index: number;
  readonly column: string;
  /** Share of cells that are empty. */
  readonly empty: number;
  /** Values looked at; 0 where the column is empty. */
  readonly values: number;
  readonly distinct: number;
  /** Distinct values per filled cell of the sample: 1 for a key. */
  readonly unique: number;
  readonly numbers: number;
  readonly integers: number;
  readonly negatives: number;
  readonly percents: number;
  readonly largest: number;
  readonly decimal: DecimalMark;
  /** Signs and codes that stand at the numbers, the most frequent first. */
  readonly currencies: readonly string[];
  /** Share of currency names, signs and codes standing alone. */
  readonly currencyNames: number;
  readonly dates: number;
  /** Share of dates written in digits alone, which might be numbers. */
  readonly numericDates: number;
  readonly dateForm?: DateForm;
  /** The column was read whole and does not tell whether 3/5/2024 is March or May. */
  readonly dayOrMonthOpen?: true;
  /** Share of values made of letters, such as names. */
  readonly wordy: number;
  readonly flags: number;
  readonly averageLength: number;
  readonly examples: readonly string[];
  /** Distinct sampled values and how often they occurred; at most `valuesKept`. */
  readonly counts: ReadonlyMap<string, number>;
}

/** Rows looked at per table, in blocks spread evenly through it. */
const sampleRows = 20_000;
const block = 2048;
const valuesKept = 1_000;

interface Counted {
  readonly value: string;
  readonly n: number;
}

export async function profileTable(warehouse: Warehouse, table: RawTable): Promise<ColumnProfile[]> {
  const every = Math.max(1, Math.floor(table.rows / sampleRows));
  const sample = `${table.name}_sample`;
  await warehouse.run(
    sql`CREATE OR REPLACE TEMP TABLE ${sql.ref(sample)} AS SELECT * FROM ${sql.ref(table.name)} WHERE (rowid // ${sql.lit(block)}) % ${sql.lit(every)} = 0`,
  );
  const samples = await countValues(warehouse, sample, table.columns.length);
  const readings = table.columns.map((column, index) => readColumn(index, column, samples[index] ?? nothing));
  await warehouse.run(sql`DROP TABLE ${sql.ref(sample)}`);
  const tableMark = leadingMark(readings);
  const profiles: ColumnProfile[] = [];
  for (const reading of readings) {
    const decimal = await decideDecimal(warehouse, table, reading, tableMark);
    const day = await decideDayOrMonth(warehouse, table, reading);
    profiles.push({ ...reading.profile, decimal, ...day });
  }
  return profiles;
}

async function countValues(warehouse: Warehouse, sample: string, columns: number): Promise<ColumnSample[]> {
  const cells = Array.from({ length: columns }, (_, i) => sql.ref(`c${i}`));
  const totals = cells.flatMap((cell, i) => [
    sql`count(${cell}) AS ${sql.ref(`filled${i}`)}`,
    sql`approx_count_distinct(${cell}) AS ${sql.ref(`distinct${i}`)}`,
  ]);
  const counted = await warehouse.first<Record<string, number>>(
    sql`SELECT count(*) AS rows, ${sql.join(totals)} FROM ${sql.ref(sample)}`,
  );
  const values = await warehouse.all<Counted & { index: number }>(
    sql.join(
      cells.map(
        (
          cell,
          i,
        ) => sql`(SELECT ${sql.lit(i)} AS index, value, count(*) AS n FROM (SELECT left(${cell}, 200) AS value FROM ${sql.ref(sample)} WHERE ${cell} IS NOT NULL)
          GROUP BY value ORDER BY hash(value) LIMIT ${sql.lit(valuesKept)})`,
      ),
      sql` UNION ALL `,
    ) as Sql,
  );
  const byColumn = Map.groupBy(values, ({ index }) => index);
  return cells.map((_, i) => {
    const filled = counted?.[`filled${i}`] ?? 0;
    return {
      rows: counted?.rows ?? 0,
      filled,
      distinct: Math.min(filled, counted?.[`distinct${i}`] ?? 0),
      counted: byColumn.get(i) ?? [],
    };
  });
}

interface ColumnSample {
  readonly rows: number;
  readonly filled: number;
  readonly distinct: number;
  readonly counted: readonly Counted[];
}

const nothing: ColumnSample = { rows: 0, filled: 0, distinct: 0, counted: [] };

interface ColumnReading {
  readonly profile: Omit<ColumnProfile, "decimal">;
  readonly marks: ReadonlyMap<string, number>;
}

/** 第一贸易3部 is a name for all its digit. */
function isWordy(value: string): boolean {
  if (!/\d/.test(value)) return /\p{L}/u.test(value);
  return (value.match(/\p{Script=Han}/gu)?.length ?? 0) * 3 >= value.length * 2;
}

const flagWords = new Set(["是", "否", "y", "n", "yes", "no", "true", "false", "t", "f", "√", "×"]);

function readColumn(index: number, column: string, sample: ColumnSample): ColumnReading {
  const values = sample.counted.filter(({ value }) => !isMissing(value));
  const total = values.reduce((sum, { n }) => sum + n, 0);
  const share = (holds: (value: string) => boolean) =>
    total === 0 ? 0 : values.reduce((sum, { value, n }) => sum + (holds(value) ? n : 0), 0) / total;
  const numbers = new Map(values.map(({ value }) => [value, readNumber(value)]));
  const dates = new Map(values.map(({ value }) => [value, readDate(value)]));
  const marks = tally(values, (value) => numbers.get(value)?.decimal);
  const dateForm = leadingForm(tally(values, (value) => dates.get(value)?.form));
  return {
    marks,
    profile: {
      index,
      column,
      empty: sample.rows === 0 ? 1 : 1 - (sample.filled / sample.rows) * (total === 0 ? 0 : 1),
      values: total,
      distinct: sample.distinct,
      unique: sample.filled === 0 ? 0 : sample.distinct / sample.filled,
      numbers: share((v) => numbers.get(v) !== undefined),
      integers: share((v) => numbers.get(v)?.integer === true),
      negatives: share((v) => numbers.get(v)?.negative === true),
      percents: share((v) => numbers.get(v)?.percent === true),
      largest: Math.max(0, ...[...numbers.values()].map((n) => Math.abs(n?.approximately ?? 0))),
      currencies: [...tally(values, (value) => numbers.get(value)?.currency)]
        .sort((a, b) => b[1] - a[1])
        .map(([code]) => code),
      currencyNames: share((v) => /[^\d]/.test(v) && currencyNamed(v) !== "XXX"),
      dates: share((v) => dates.get(v)?.numeric === false),
      numericDates: share((v) => dates.get(v)?.numeric === true),
      ...(dateForm === undefined ? {} : { dateForm }),
      wordy: share(isWordy),
      flags: share((v) => flagWords.has(v.trim().toLowerCase())),
      averageLength:
        total === 0 ? 0 : values.reduce((sum, { value, n }) => sum + value.length * n, 0) / total,
      examples: values.slice(0, 5).map(({ value }) => value),
      counts: new Map(values.map(({ value, n }) => [value, n])),
    },
  };
}

function tally(values: readonly Counted[], key: (value: string) => string | undefined): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { value, n } of values) {
    const k = key(value);
    if (k !== undefined) counts.set(k, (counts.get(k) ?? 0) + n);
  }
  return counts;
}

/** One certain `13/5/2024` settles every `3/5/2024` of its column. */
function leadingForm(forms: ReadonlyMap<string, number>): DateForm | undefined {
  const settled = (forms.get("d/m/y") ?? 0) >= (forms.get("m/d/y") ?? 0) ? "d/m/y" : "m/d/y";
  const counts = new Map<string, number>();
  for (const [form, n] of forms) {
    const name = form === "either" ? settled : form;
    counts.set(name, (counts.get(name) ?? 0) + n);
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] as DateForm | undefined;
}

const certain = (marks: ReadonlyMap<string, number>) => {
  const [comma, point] = [marks.get(",") ?? 0, marks.get(".") ?? 0];
  return comma === point ? undefined : comma > point ? ("," as const) : ("." as const);
};

/** The mark that the table's certain columns use. */
function leadingMark(readings: readonly ColumnReading[]): DecimalMark | undefined {
  const votes = readings.filter(({ profile }) => profile.numbers > 0.9).map(({ marks }) => certain(marks));
  const comma = votes.filter((vote) => vote === ",").length;
  const point = votes.filter((vote) => vote === ".").length;
  return comma === point ? undefined : comma > point ? "," : ".";
}

async function decideDecimal(
  warehouse: Warehouse,
  table: RawTable,
  { profile, marks }: ColumnReading,
  tableMark: DecimalMark | undefined,
): Promise<DecimalMark> {
  const seen = certain(marks);
  if (seen) return seen;
  const open = (marks.get("either-comma") ?? 0) + (marks.get("either-point") ?? 0);
  if (open === 0 || profile.numbers < 0.5) return tableMark ?? ".";
  const column = sql.ref(`c${profile.index}`);
  const whole = await warehouse.first<{ comma: number; point: number }>(sql`
    SELECT count_if(regexp_matches(${column}, ${sql.lit(String.raw`(^|[^\d.,])(\d{4,},\d|\d*,(\d{1,2}|\d{4,})([^\d.,]|$)|[\d.]*\.\d{3},|0,\d|\d+\.\d{3}\.)`)})) AS comma,
      count_if(regexp_matches(${column}, ${sql.lit(String.raw`(^|[^\d.,])(\d{4,}\.\d|\d*\.(\d{1,2}|\d{4,})([^\d.,]|$)|[\d,]*,\d{3}\.|0\.\d|\d+,\d{3},)`)})) AS point
    FROM ${sql.ref(table.name)}`);
  if (whole && whole.comma !== whole.point) return whole.comma > whole.point ? "," : ".";
  // 1,234 alone is a thousand unless the table is otherwise written with decimal commas.
  return tableMark ?? ".";
}

async function decideDayOrMonth(
  warehouse: Warehouse,
  table: RawTable,
  { profile }: ColumnReading,
): Promise<Pick<ColumnProfile, "dateForm" | "dayOrMonthOpen">> {
  const { dateForm } = profile;
  if (dateForm !== "d/m/y" && dateForm !== "m/d/y") return {};
  const forms = new Set([...profile.counts.keys()].map((value) => readDate(value)?.form));
  if (forms.has("d/m/y") !== forms.has("m/d/y")) return {};
  const part = (n: number) =>
    sql`count_if(TRY_CAST(regexp_extract(${sql.ref(`c${profile.index}`)}, ${sql.lit(String.raw`^\s*(\d{1,2})[-/.](\d{1,2})[-/.]\d`)}, ${sql.lit(n)}) AS INTEGER) > 12)`;
  const whole = await warehouse.first<{ day: number; month: number }>(
    sql`SELECT ${part(1)} AS day, ${part(2)} AS month FROM ${sql.ref(table.name)}`,
  );
  if (!whole || whole.day === whole.month) return { dateForm, dayOrMonthOpen: true };
  return { dateForm: whole.day > whole.month ? "d/m/y" : "m/d/y" };
}
