import { type Sql, sql } from "../../platform/index.ts";

export interface TimeForm {
  /** A `dateForms` name or a strptime pattern; the name tells which form to try first and how to read 3/5/2024. */
  readonly date?: string | undefined;
  /** Offset such as `+08:00` of the wall clock for moments in epoch form. */
  readonly zone?: string | undefined;
}

/** Companies in China run on one clock, and the CRM exports moments. */
const defaultZone = "+08:00";

const wallClocks = ["%Y-%m-%d %I:%M:%S %p", "%Y-%m-%d %I:%M %p", "%Y-%m-%d %p %I:%M:%S", "%Y-%m-%d %p %I:%M"];
// Years of two digits first: %Y would take them for the first century.
const monthNames = [
  "%d-%b-%y",
  "%d %b %y",
  "%d-%b-%Y",
  "%d %b %Y",
  "%b %d, %Y",
  "%b %d %Y",
  "%d-%B-%Y",
  "%d %B %Y",
  "%B %d, %Y",
];
const withClock = (pattern: string) => [pattern, `${pattern} %H:%M`, `${pattern} %H:%M:%S`];

/** A cell as TIMESTAMP (wall clock as written; midnight where there is a date only), NULL where it is no date. */
export function timeSql(cell: Sql, { date, zone = defaultZone }: TimeForm): Sql {
  if (date?.includes("%")) return sql`try_strptime(trim(${cell}), ${sql.lit(date)})`;
  const iso = sql`TRY_CAST(${cell} AS TIMESTAMP)`;
  if (date === "yyyymmdd") return sql`coalesce(${digits(cell, zone)}, ${iso}, ${written(cell, true)})`;
  if (date === "年月日") {
    return sql`coalesce(${plainHan(cell)}, ${iso}, ${digits(cell, zone)}, ${written(cell, true)})`;
  }
  if (date !== "d/m/y" && date !== "m/d/y") {
    return sql`coalesce(${iso}, ${digits(cell, zone)}, ${written(cell, true)})`;
  }
  const dayFirst = date === "d/m/y";
  // 3/5/24 must not come to `iso`, which takes it for the year 3.
  const yearFirst = sql`CASE WHEN regexp_matches(${cell}, '^\\s*\\d{4}-') THEN ${iso} END`;
  return sql`coalesce(${yearLast(cell, dayFirst)}, ${digits(cell, zone)}, ${written(cell, dayFirst)}, ${yearFirst})`;
}

function plainHan(cell: Sql): Sql {
  const dashed = sql`replace(replace(replace(${cell}, '年', '-'), '月', '-'), '日', '')`;
  return sql`CASE WHEN regexp_full_match(${cell}, '\\d{4}年\\d{1,2}月\\d{1,2}日( \\d{1,2}:\\d\\d(:\\d\\d)?)?') THEN TRY_CAST(${dashed} AS TIMESTAMP) END`;
}

/** The common forms of 5.3.2024 8:26, without the long way of `written`. */
function yearLast(cell: Sql, dayFirst: boolean): Sql {
  const parts = dayFirst ? ["%d", "%m", "%Y"] : ["%m", "%d", "%Y"];
  const patterns = ["/", ".", "-"]
    .flatMap((mark) => withClock(parts.join(mark)))
    .map((pattern) => sql.lit(pattern));
  return sql`CASE WHEN regexp_full_match(${cell}, ${sql.lit("\\d{1,2}[-/.]\\d{1,2}[-/.]\\d{4}( \\d.*\\d)?")}) THEN try_strptime(${cell}, [${sql.join(patterns)}]) END`;
}

/** Dates in digits alone: 20240305, 20240305082600, 202403, milliseconds, seconds, Excel's day number. */
function digits(cell: Sql, zone: string): Sql {
  const offset = sql`INTERVAL (${sql.lit(minutesOf(zone))}) MINUTE`;
  const is = (pattern: string) => sql`regexp_full_match(${cell}, ${sql.lit(`\\s*${pattern}\\s*`)})`;
  // Each branch reads the cell in its own way: what two branches share would be computed for every row.
  return sql`CASE
    WHEN ${is("(19|20|21)\\d{6}")} THEN try_strptime(${cell}, '%Y%m%d')
    WHEN ${is("(19|20|21)\\d{12}")} THEN try_strptime(${cell}, '%Y%m%d%H%M%S')
    WHEN ${is("[2-7]\\d{4}(\\.\\d+)?")} THEN TIMESTAMP '1899-12-30' + to_seconds(CAST(round(TRY_CAST(${cell} AS DOUBLE) * 86400) AS BIGINT))
    WHEN ${is("\\d{13}")} THEN epoch_ms(TRY_CAST(${cell} AS BIGINT)) + ${offset}
    WHEN ${is("1\\d{9}")} THEN epoch_ms(TRY_CAST(concat(trim(${cell}), '000') AS BIGINT)) + ${offset}
    WHEN ${is("(19|20|21)\\d{4}")} THEN try_strptime(concat(${cell}, '01'), '%Y%m%d')
  END`;
}

function minutesOf(zone: string): number {
  const [, sign, hours, minutes] = /^([+-])(\d{2}):(\d{2})$/.exec(zone) ?? [];
  return (sign === "-" ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0));
}

/** Turns every written form into `Y-M-D` with what follows, step by step. */
function written(cell: Sql, dayFirst: boolean): Sql {
  const order = (year: string) => (dayFirst ? `${year}-\\3-\\1` : `${year}-\\1-\\3`);
  const steps: readonly (readonly [string, string])[] = [
    ["[　\\x{a0}]", " "],
    ["\\s*年\\s*", "-"],
    ["^\\s*(\\d{4})\\.(\\d{1,2})\\.(\\d)", "\\1-\\2-\\3"],
    ["^(\\d{4}-)-?(\\d{1,2})\\s*月\\s*$", "\\1\\2-1"],
    ["^(\\d{4}-\\d{1,2})$", "\\1-1"],
    ["^(\\d{4})/(\\d{1,2})$", "\\1-\\2-1"],
    ["\\s*月\\s*", "-"],
    ["\\s*[日号]\\s*", " "],
    ["\\s*[时点]\\s*|分(\\d)", ":\\1"],
    ["[分秒]\\s*$", ""],
    [":\\s*$", ":00"],
    ["\\s*(?:上午|凌晨|早上)\\s*", " AM "],
    ["\\s*(?:下午|晚上|中午)\\s*", " PM "],
    ["^\\s+|\\s+$", ""],
    ["^(\\d{1,2})([-/.])(\\d{1,2})[-/.](\\d{4})", order("\\4")],
    ["^(\\d{1,2})([-/.])(\\d{1,2})[-/.](\\d{2})($|\\s)", `${order("20\\4")}\\5`],
    ["(\\d)\\s*([AaPp][Mm])$", "\\1 \\2"],
    ["^(\\d{4})/(\\d{1,2})/", "\\1-\\2-"],
  ];
  const text = steps.reduce<Sql>(
    (so, [pattern, by]) => sql`regexp_replace(${so}, ${sql.lit(pattern)}, ${sql.lit(by)}, 'g')`,
    cell,
  );
  const patterns = [
    ...withClock("%Y-%m-%d"),
    "%Y-%m-%d %H:%M:%S.%f",
    ...wallClocks,
    ...monthNames.flatMap(withClock),
  ];
  return sql`try_strptime(${text}, [${sql.join(patterns.map((pattern) => sql.lit(pattern)))}])`;
}
