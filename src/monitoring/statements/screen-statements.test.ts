import { describe, expect, test } from "vitest";
import { screenStatements } from "./screen-statements.ts";

const year = (period: string, figures: Record<string, string>, entity = "准绳制造有限公司") => ({
  record: `record-${entity}-${period}`,
  fields: { ends_on: period, legal_entity: entity, currency: "CNY", ...figures },
});
/** Beneish's indices all stand at 1 and accruals at 0: M = −4.84 + .92 + .528 + .404 + .892 + .115 − .172 − .327. */
const steady = {
  ...{ revenue: "100000", cost_of_sales: "60000", selling_and_admin: "10000", depreciation: "5000" },
  ...{ net_income: "8000", operating_cash_flow: "8000", receivables: "12000", current_assets: "40000" },
  ...{ fixed_assets: "30000", securities: "0", total_assets: "90000", current_liabilities: "20000" },
  long_term_debt: "10000",
};

describe("statements of a company", () => {
  test("that stay as they were come to Beneish's M of a year in which nothing happened", () => {
    const { companies, bound } = screenStatements([year("2024-12-31", steady), year("2025-12-31", steady)]);
    const [newest, first] = companies[0]?.years ?? [];
    expect(bound).toBe(-1.78);
    expect(newest).toMatchObject({ period: "2025-12-31", before: "2024-12-31" });
    expect(newest?.m).toBeCloseTo(-2.48, 10);
    expect(newest?.indices.map(({ push }) => push)).toEqual(Array.from({ length: 8 }, () => 0));
    expect(first).toEqual({
      record: "record-准绳制造有限公司-2024-12-31",
      period: "2024-12-31",
      indices: [],
    });
  });

  test("tell which index drives M, and which cannot be told", () => {
    const { long_term_debt: _, current_liabilities: __, ...withoutDebt } = steady;
    const swollen = { ...withoutDebt, receivables: "30000", operating_cash_flow: "-4000" };
    const { companies } = screenStatements([year("2025-12-31", swollen), year("2024-12-31", steady)]);
    const indices = companies[0]?.years[0]?.indices ?? [];
    const of = (index: string) => indices.find((one) => one.index === index);
    expect(of("dsri")).toMatchObject({ value: 2.5, push: 0.92 * 1.5 });
    expect(of("tata")?.push).toBeCloseTo((4.679 * 12_000) / 90_000, 10);
    expect(of("lvgi")).toEqual({ index: "lvgi", title: of("lvgi")?.title, push: 0 });
  });

  test("are held against an earlier year of the same company and currency only", () => {
    const { companies } = screenStatements([
      year("2024-12-31", steady, "甲公司"),
      year("2025-12-31", steady, "乙公司"),
      year("2025-12-31", { ...steady, currency: "USD" }, "甲公司"),
      year("2025-12-31", { ...steady, revenue: "0" }, "丙公司"),
    ]);
    expect(companies.map(({ years }) => years.map(({ m }) => m))).toEqual([
      [undefined],
      [undefined],
      [undefined],
    ]);
  });
});
