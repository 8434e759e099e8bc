import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openWarehouse, sql, type Warehouse } from "../../platform/index.ts";
import { numberSql } from "../loading/number-sql.ts";
import { timeSql } from "../loading/time-sql.ts";
import { bestAssignment } from "./assignment.ts";
import { currencyNamed } from "./currency.ts";
import { readDate } from "./date-form.ts";
import { headerName } from "./header-name.ts";
import { readNumber } from "./number-form.ts";

let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await openWarehouse();
});
afterAll(() => warehouse.close());

test.each([
  ["1234", "none"],
  ["1,234", "either-comma"],
  ["1.234", "either-point"],
  ["0,125", ","],
  ["0.125", "."],
  ["4374,13", ","],
  ["1,234.50", "."],
  ["1.234,50", ","],
  ["1,234,567", "."],
  ["1.234.567", ","],
  ["1 234,5", ","],
  ["12,34,567.8", "."],
] as const)("%s tells the decimal mark: %s", (text, decimal) => {
  expect(readNumber(text)?.decimal).toBe(decimal);
});

test.each(["", "abc", "12,34,5", "1.2.3", "SO-12", "1-2", "(5", "12 34", "2024-03-05", "13800000001x"])(
  "%s is no number",
  (text) => {
    expect(readNumber(text)).toBeUndefined();
  },
);

test("what is recognised as a number while guessing is read as that number while loading", async () => {
  const parts = fc.record({
    sign: fc.constantFrom("", "-", "(", "trailing"),
    mark: fc.constantFrom("", "¥", "￥", "$", "€", "CNY ", "USD"),
    whole: fc.integer({ min: 0, max: 999_999_999 }),
    cents: fc.integer({ min: 0, max: 99 }),
    grouped: fc.boolean(),
    decimal: fc.constantFrom("." as const, "," as const),
  });
  await fc.assert(
    fc.asyncProperty(parts, async ({ sign, mark, whole, cents, grouped, decimal }) => {
      const group = decimal === "." ? "," : ".";
      const digits = grouped ? String(whole).replace(/\B(?=(\d{3})+$)/g, group) : String(whole);
      const body = `${mark}${digits}${decimal}${String(cents).padStart(2, "0")}`;
      const text = sign === "(" ? `(${body})` : sign === "trailing" ? `${body}-` : `${sign}${body}`;
      const expected = (sign === "" ? 1 : -1) * (whole * 100 + cents);
      expect(readNumber(text)?.decimal).toBe(decimal);
      const read = await warehouse.first<{ minor: number }>(
        sql`SELECT CAST(${numberSql(sql`cell`, decimal, "DECIMAL(18,2)")} * 100 AS BIGINT) AS minor FROM (SELECT ${text} AS cell)`,
      );
      expect(read?.minor).toBe(expected === 0 ? 0 : expected);
    }),
    { numRuns: 150 },
  );
});

test.each([
  ["2024-03-05", "y-m-d"],
  ["2024/3/5 8:26", "y-m-d"],
  ["2024-03-05T08:26:00+08:00", "y-m-d"],
  ["2024年3月5日 下午3:20", "年月日"],
  ["5.3.2024", "d/m/y"],
  ["3/5/2024", "either"],
  ["13/5/2024", "d/m/y"],
  ["3/25/2024 0:00", "m/d/y"],
  ["20240305", "yyyymmdd"],
  ["2024-03", "y-m"],
  ["5-Mar-2024", "d-mon-y"],
  ["45356", "excel"],
  ["1709598360000", "epoch-ms"],
])("%s is a date in the form %s", (text, form) => {
  expect(readDate(text)?.form).toBe(form);
});

test.each(["2024-13-01", "2024-02-30", "20241301", "32/13/2024", "12", "P-2024", "1.2.3", "200000018"])(
  "%s is no date",
  (text) => {
    expect(readDate(text)).toBeUndefined();
  },
);

test("a date written in any form is loaded as the same day and time", async () => {
  const two = (n: number) => String(n).padStart(2, "0");
  const moment = fc.date({
    min: new Date("1970-01-02T00:00:00Z"),
    max: new Date("2099-12-31T00:00:00Z"),
    noInvalidDate: true,
  });
  const writers: Record<string, (y: number, m: number, d: number, clock: string) => string> = {
    "y-m-d": (y, m, d, clock) => `${y}/${m}/${d} ${clock}`,
    "d/m/y": (y, m, d, clock) => `${two(d)}.${two(m)}.${y} ${clock}`,
    "m/d/y": (y, m, d, clock) => `${m}/${d}/${y} ${clock}`,
    年月日: (y, m, d, clock) => `${y}年${m}月${d}日 ${clock}`,
    yyyymmdd: (y, m, d, clock) => `${y}${two(m)}${two(d)}${clock.replace(/:/g, "").padStart(4, "0")}00`,
  };
  await fc.assert(
    fc.asyncProperty(moment, fc.constantFrom(...Object.keys(writers)), async (at, date) => {
      const clock = `${at.getUTCHours()}:${two(at.getUTCMinutes())}`;
      const text = writers[date]?.(at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate(), clock) ?? "";
      const form = readDate(text)?.form;
      expect([date, "either"]).toContain(form);
      const read = await warehouse.first<{ at: string }>(
        sql`SELECT ${timeSql(sql`cell`, { date })} AS at FROM (SELECT ${text} AS cell)`,
      );
      expect(read?.at).toBe(`${at.toISOString().slice(0, 16).replace("T", " ")}:00`);
    }),
    { numRuns: 150 },
  );
});

test("the assignment is as good as the best of all assignments", () => {
  const matrix = fc.integer({ min: 1, max: 4 }).chain((columns) =>
    fc.array(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: columns, maxLength: columns }), {
      minLength: 1,
      maxLength: 5,
    }),
  );
  const best = (worth: readonly (readonly number[])[], taken: ReadonlySet<number>): number => {
    const [row, ...rest] = worth;
    if (!row) return 0;
    const options = row.map((value, c) => (taken.has(c) ? 0 : value + best(rest, new Set([...taken, c]))));
    return Math.max(best(rest, taken), ...options);
  };
  fc.assert(
    fc.property(matrix, (worth) => {
      const assigned = bestAssignment(worth);
      const used = assigned.filter((c) => c !== undefined);
      expect(new Set(used).size).toBe(used.length);
      const total = assigned.reduce<number>(
        (sum, c, r) => sum + (c === undefined ? 0 : (worth[r]?.[c] ?? 0)),
        0,
      );
      expect(total).toBe(best(worth, new Set()));
    }),
  );
});

test.each([
  ["金额(元)", { factor: 1, currency: "CNY" }],
  ["合同金额（万元）", { factor: 10_000, currency: "CNY" }],
  ["Amount (USD)", { factor: 1, currency: "USD" }],
  ["销售额/万元", { factor: 10_000, currency: "CNY" }],
  ["Revenue (k€)", undefined],
  ["客户名称（必填）", undefined],
  ["距离（米）", undefined],
])("the header %s names its unit", (header, unit) => {
  expect(headerName(header).unit).toEqual(unit);
});

test.each([
  ["RMB", "CNY"],
  ["人民币", "CNY"],
  ["￥", "CNY"],
  ["usd", "USD"],
  ["港币", "HKD"],
  ["ABC", "XXX"],
  ["", "XXX"],
])("%s is the currency %s", (text, code) => {
  expect(currencyNamed(text)).toBe(code);
});
