import { expect, test } from "vitest";
import { beneish, type Statement } from "./beneish.ts";

const before: Statement = {
  revenue: 1000,
  costOfSales: 600,
  sellingAndAdmin: 200,
  depreciation: 50,
  netIncome: 100,
  operatingCashFlow: 90,
  receivables: 100,
  currentAssets: 400,
  fixedAssets: 450,
  securities: 50,
  totalAssets: 1000,
  currentLiabilities: 200,
  longTermDebt: 200,
};

test("a year like the one before has all indices at one, and M is what the formula makes of it", () => {
  const { score, indices } = beneish({ ...before, operatingCashFlow: 100 }, before);
  for (const [name, index] of Object.entries(indices))
    expect(index, name).toBeCloseTo(name === "tata" ? 0 : 1, 12);
  // −4.84 + .92 + .528 + .404 + .892 + .115 − .172 − .327.
  expect(score).toBeCloseTo(-2.48, 10);
});

test("indices and M computed by hand", () => {
  const now: Statement = {
    ...before,
    revenue: 1500,
    costOfSales: 975,
    receivables: 300,
    netIncome: 200,
    operatingCashFlow: 20,
    totalAssets: 1400,
    currentAssets: 700,
    sellingAndAdmin: 270,
    depreciation: 40,
    currentLiabilities: 420,
  };
  const { indices, score } = beneish(now, before);
  expect(indices.dsri).toBeCloseTo(300 / 1500 / (100 / 1000), 12);
  expect(indices.gmi).toBeCloseTo(0.4 / 0.35, 12);
  expect(indices.aqi).toBeCloseTo((1 - 1200 / 1400) / (1 - 900 / 1000), 12);
  expect(indices.sgi).toBeCloseTo(1.5, 12);
  expect(indices.depi).toBeCloseTo(50 / 500 / (40 / 490), 12);
  expect(indices.sgai).toBeCloseTo(0.18 / 0.2, 12);
  expect(indices.tata).toBeCloseTo(180 / 1400, 12);
  expect(indices.lvgi).toBeCloseTo(620 / 1400 / 0.4, 12);
  expect(score).toBeCloseTo(
    -4.84 +
      0.92 * 2 +
      0.528 * (0.4 / 0.35) +
      0.404 * (200 / 1400 / 0.1) +
      0.892 * 1.5 +
      0.115 * (50 / 500 / (40 / 490)) -
      0.172 * 0.9 +
      4.679 * (180 / 1400) -
      0.327 * (620 / 1400 / 0.4),
    12,
  );
});

test("what is not known says nothing and is named", () => {
  const { neutral, score } = beneish(
    { revenue: 1000, totalAssets: 1000 },
    { revenue: 1000, totalAssets: 1000 },
  );
  expect(neutral).toEqual(["dsri", "gmi", "aqi", "depi", "sgai", "tata", "lvgi"]);
  expect(score).toBeCloseTo(-2.48, 10);
});
