import { expect, test } from "vitest";
import { detectIn } from "../test-detector.ts";
import detector from "./beneish-m.ts";

const year = (period: string, more: object = {}) => ({
  legal_entity: "HL01",
  period,
  ends_on: `${period}-12-31`,
  currency: "CNY",
  revenue: 100_000,
  cost_of_sales: 60_000,
  selling_and_admin: 20_000,
  depreciation: 5_000,
  net_income: 10_000,
  operating_cash_flow: 10_000,
  receivables: 10_000,
  current_assets: 40_000,
  fixed_assets: 45_000,
  securities: 5_000,
  total_assets: 100_000,
  current_liabilities: 20_000,
  long_term_debt: 20_000,
  ...more,
});
const found = async (...financial_statements: object[]) =>
  (await detectIn(detector, { financial_statements: financial_statements as never })).findings;

test("receivables that double on half more revenue and profit without cash are told for that year alone", async () => {
  const [finding, ...rest] = await found(
    year("2023"),
    year("2024", {
      revenue: 150_000,
      cost_of_sales: 97_500,
      receivables: 30_000,
      net_income: 20_000,
      operating_cash_flow: 2_000,
    }),
  );
  expect(rest).toEqual([]);
  expect(finding).toMatchObject({ subject: { kind: "data-set", id: "HL01" }, evidence: [2, 1] });
  expect(finding?.facts).toMatchObject({ period: "2024-12-31", before: "2023-12-31", largest: "dsri" });
  expect(finding?.sentence.en).toContain("screens the company as a whole");
});

test("stays quiet on a year like the one before, on two entities, and where too little is known", async () => {
  expect(await found(year("2023"), year("2024"))).toEqual([]);
  const bad = { revenue: 150_000, receivables: 60_000 };
  expect(await found(year("2023"), year("2024", { ...bad, legal_entity: "HL02" }))).toEqual([]);
  const few = (period: string, more: object = {}) => ({
    period,
    ends_on: `${period}-12-31`,
    revenue: 100_000,
    total_assets: 100_000,
    receivables: 10_000,
    ...more,
  });
  expect(await found(few("2023"), few("2024", { receivables: 90_000 }))).toEqual([]);
});
