import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openWarehouse, sql, type Warehouse } from "../platform/index.ts";
import { fiscalQuarters } from "./fiscal-year.ts";

let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await openWarehouse();
});
afterAll(() => warehouse?.close());

async function at(day: string, fiscalYearStart?: number) {
  const quarters = fiscalQuarters(fiscalYearStart === undefined ? {} : { fiscalYearStart });
  const moment = sql`TIMESTAMP ${sql.lit(day)}`;
  const start = quarters.start(moment);
  const found = await warehouse.first<{
    start: string;
    last: boolean;
    year: boolean;
    name: string;
  }>(sql`SELECT
    strftime(${start}, '%Y-%m-%d') AS start, ${quarters.isLastMonth(moment)} AS last,
    ${quarters.isLastMonthOfYear(moment)} AS year, ${quarters.name(start)} AS name`);
  return [found?.start, found?.last, found?.year, found?.name];
}

describe("quarters", () => {
  test.each<[string, number | undefined, unknown[]]>([
    ["2026-03-31 09:00", undefined, ["2026-01-01", true, false, "2026-Q1"]],
    ["2026-12-31 23:59", undefined, ["2026-10-01", true, true, "2026-Q4"]],
    ["2026-03-31 09:00", 4, ["2026-01-01", true, true, "FY2026-Q4"]],
    ["2026-04-01 00:00", 4, ["2026-04-01", false, false, "FY2027-Q1"]],
    ["2026-01-31 09:00", 2, ["2025-11-01", true, true, "FY2026-Q4"]],
    ["2026-02-01 00:00", 2, ["2026-02-01", false, false, "FY2027-Q1"]],
    ["2026-05-31 23:00", 3, ["2026-03-01", true, false, "FY2027-Q1"]],
    ["2026-11-30 23:00", 12, ["2026-09-01", true, true, "FY2026-Q4"]],
    ["2026-12-01 00:00", 12, ["2026-12-01", false, false, "FY2027-Q1"]],
  ])("of %s, where the year begins with month %s", async (day, start, expected) => {
    expect(await at(day, start)).toEqual(expected);
  });
});
