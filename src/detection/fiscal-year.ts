import { type Sql, sql } from "../platform/index.ts";
import type { Run } from "./define-detector.ts";

/** The company's quarters, where its fiscal year begins with the first day of some month. Unless given: January. */
export interface FiscalQuarters {
  /** First day of the quarter that holds a moment. */
  start(moment: Sql): Sql;
  /** Whether the moment's month ends a quarter, or the year. */
  isLastMonth(moment: Sql): Sql;
  isLastMonthOfYear(moment: Sql): Sql;
  /** Of a quarter's first day: `2026-Q1`, or by the year that the fiscal year ends in `FY2027-Q1`. */
  name(start: Sql): Sql;
}

export function fiscalQuarters({ fiscalYearStart = 1 }: Pick<Run, "fiscalYearStart">): FiscalQuarters {
  const shift = (fiscalYearStart - 1) % 3;
  const months = sql.raw(`INTERVAL ${shift} MONTH`);
  // Moved forward, so that the fiscal year becomes the calendar year that it ends in.
  const forward = sql.raw(`INTERVAL ${(13 - fiscalYearStart) % 12} MONTH`);
  const prefix = fiscalYearStart === 1 ? "" : "FY";
  return {
    start: (moment) =>
      shift === 0
        ? sql`date_trunc('quarter', ${moment})`
        : sql`(date_trunc('quarter', ${moment} - ${months}) + ${months})`,
    isLastMonth: (moment) => sql`(month(${moment}) % 3 = ${sql.raw(String(shift))})`,
    isLastMonthOfYear: (moment) =>
      sql`(month(${moment}) % 12 = ${sql.raw(String((fiscalYearStart + 11) % 12))})`,
    name: (start) =>
      sql`${sql.raw(`'${prefix}'`)} || year(${start} + ${forward}) || '-Q' || quarter(${start} + ${forward})`,
  };
}
