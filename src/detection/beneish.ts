import type { Bilingual } from "../platform/index.ts";

/** One year's figures in any one unit; what is not known is undefined. */
export interface Statement {
  readonly revenue: number;
  readonly costOfSales?: number | undefined;
  readonly sellingAndAdmin?: number | undefined;
  readonly depreciation?: number | undefined;
  readonly netIncome?: number | undefined;
  readonly operatingCashFlow?: number | undefined;
  readonly receivables?: number | undefined;
  readonly currentAssets?: number | undefined;
  readonly fixedAssets?: number | undefined;
  readonly securities?: number | undefined;
  readonly totalAssets: number;
  readonly currentLiabilities?: number | undefined;
  readonly longTermDebt?: number | undefined;
}

const weights = {
  dsri: 0.92,
  gmi: 0.528,
  aqi: 0.404,
  sgi: 0.892,
  depi: 0.115,
  sgai: -0.172,
  tata: 4.679,
  lvgi: -0.327,
} as const;

export type BeneishIndex = keyof typeof weights;

export const beneishTitles: Readonly<Record<BeneishIndex, Bilingual>> = {
  dsri: { zh: "应收账款指数", en: "days' sales in receivables" },
  gmi: { zh: "毛利率指数", en: "gross margin" },
  aqi: { zh: "资产质量指数", en: "asset quality" },
  sgi: { zh: "收入增长指数", en: "sales growth" },
  depi: { zh: "折旧指数", en: "depreciation" },
  sgai: { zh: "费用率指数", en: "selling and administrative cost" },
  tata: { zh: "应计利润占总资产", en: "accruals to total assets" },
  lvgi: { zh: "财务杠杆指数", en: "leverage" },
};

/** Where an index says nothing. */
const neutralOf = (index: BeneishIndex) => (index === "tata" ? 0 : 1);

/** How far an index moves M from where it would stand if it said nothing. */
export const beneishPush = (index: BeneishIndex, value: number): number =>
  weights[index] * (value - neutralOf(index));

export const beneishIndices = Object.keys(weights) as BeneishIndex[];

export interface Beneish {
  readonly score: number;
  readonly indices: Readonly<Record<BeneishIndex, number>>;
  /** Indices that could not be computed and stand at what says nothing: 1, or 0 for TATA. */
  readonly neutral: readonly BeneishIndex[];
}

/** Beneish's M of a year after another; Beneish 1999, The Detection of Earnings Manipulation, eight variables. */
export function beneish(now: Statement, before: Statement): Beneish {
  const found: Partial<Record<BeneishIndex, number>> = {
    dsri: over(over(now.receivables, now.revenue), over(before.receivables, before.revenue)),
    gmi: over(margin(before), margin(now)),
    aqi: over(softAssets(now), softAssets(before)),
    sgi: over(now.revenue, before.revenue),
    depi: over(depreciationRate(before), depreciationRate(now)),
    sgai: over(over(now.sellingAndAdmin, now.revenue), over(before.sellingAndAdmin, before.revenue)),
    tata: over(minus(now.netIncome, now.operatingCashFlow), now.totalAssets),
    lvgi: over(leverage(now), leverage(before)),
  } as Partial<Record<BeneishIndex, number>>;
  const neutral = beneishIndices.filter((index) => !Number.isFinite(found[index]));
  const indices = Object.fromEntries(
    beneishIndices.map((index) => [index, neutral.includes(index) ? neutralOf(index) : found[index]]),
  ) as Record<BeneishIndex, number>;
  const score = beneishIndices.reduce((sum, index) => sum + weights[index] * indices[index], -4.84);
  return { score, indices, neutral };
}

/** Above it a company is suspect; Beneish's cut for a cost of 20:1 to 30:1 between the two errors. */
export const beneishBound = -1.78;

type Known = number | undefined;
const over = (a: Known, b: Known): Known =>
  a === undefined || b === undefined || b === 0 ? undefined : a / b;
const minus = (a: Known, b: Known): Known => (a === undefined || b === undefined ? undefined : a - b);

const margin = ({ revenue, costOfSales }: Statement) => over(minus(revenue, costOfSales), revenue);
const depreciationRate = ({ depreciation, fixedAssets }: Statement) =>
  depreciation === undefined || fixedAssets === undefined
    ? undefined
    : over(depreciation, depreciation + fixedAssets);
const leverage = ({ currentLiabilities, longTermDebt, totalAssets }: Statement) =>
  currentLiabilities === undefined ? undefined : over(currentLiabilities + (longTermDebt ?? 0), totalAssets);

function softAssets({ currentAssets, fixedAssets, securities = 0, totalAssets }: Statement): Known {
  if (currentAssets === undefined || fixedAssets === undefined) return undefined;
  return 1 - (currentAssets + fixedAssets + securities) / totalAssets;
}
