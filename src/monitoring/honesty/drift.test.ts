import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { randomFrom } from "../../detection/index.ts";
import { openWarehouse, sql, type Warehouse } from "../../platform/index.ts";
import { buildFacts, createTables } from "../../records/index.ts";
import { driftOf, medianOfBins } from "./drift.ts";
import type { RunProfile } from "./run-profile.ts";
import { chiSquareUpperTail, stabilityOf } from "./stability-index.ts";
import { readProfile } from "./stage-profile.ts";

const profile = (given: Partial<RunProfile>): RunProfile => ({
  rows: [],
  spreads: [],
  weights: [],
  ...given,
});
const noticesOf = (given: Partial<RunProfile>) =>
  driftOf({ profile: profile(given), kept: new Map() }, undefined).notices;

describe("rows by month", () => {
  const rows = (counts: readonly number[]) => [
    { table: "sales", months: counts.map((rows, i) => ({ month: `m${i}`, rows })) },
  ];
  const usual = [100, 104, 97, 101, 99, 103, 98, 102, 100, 96, 105, 100];

  it("a month with half the rows is told, with what is usual", () => {
    expect(noticesOf({ rows: rows([...usual, 48]) })).toEqual([
      { what: "rows", table: "sales", month: "m12", rows: 48, usual: 100, yearBefore: 100 },
    ]);
  });

  it("a month as thin as the same month a year before is the season, and no notice", () => {
    expect(noticesOf({ rows: rows([48, ...usual.slice(1), 48]) })).toEqual([]);
  });

  it("the chance of small numbers is no notice, and of few months nothing is said", () => {
    expect(noticesOf({ rows: rows([4, 6, 3, 5, 7, 4, 5, 6, 4, 5, 6, 4, 8]) })).toEqual([]);
    expect(noticesOf({ rows: rows([100, 100, 100, 10]) })).toEqual([]);
  });
});

describe("how values are spread", () => {
  it("the index of Yurdakul & Naranjo: two alike samples give none, and small ones none of note", () => {
    expect(stabilityOf([50, 50, 50], [50, 50, 50]).index).toBeCloseTo(0, 12);
    const small = stabilityOf([10, 10, 10, 10], [3, 1, 4, 2]);
    expect(small.index).toBeGreaterThan(0.1);
    expect(small.pValue).toBeGreaterThan(0.05);
    // Tables of χ²: 16.92 is the 95th percentile for nine degrees of freedom.
    expect(chiSquareUpperTail(16.919, 9)).toBeCloseTo(0.05, 3);
  });

  it("raises the alarm by chance about as rarely as it says", () => {
    const random = randomFrom(7);
    const sample = (n: number) => {
      const counts = new Array<number>(10).fill(0);
      for (let i = 0; i < n; i++) {
        const bin = Math.floor(random() * 10);
        counts[bin] = (counts[bin] ?? 0) + 1;
      }
      return counts;
    };
    let alarms = 0;
    for (let round = 0; round < 1_000; round++)
      if (stabilityOf(sample(800), sample(200)).pValue < 0.05) alarms++;
    expect(alarms).toBeGreaterThan(25);
    expect(alarms).toBeLessThan(80);
  });

  const before = new Array<number>(10).fill(100);
  const moved = [5, 5, 5, 10, 10, 15, 20, 30, 50, 100];
  const bounds = [1, 2, 3, 4, 5, 6, 7, 8, 9];
  const spread = { measure: "amount" as const, currency: "CNY", bounds, before, now: moved };

  it("a shift is told with the medians; one that the same season had too is told as such", () => {
    const [notice] = noticesOf({ spreads: [{ ...spread, season: before }] });
    expect(notice).toMatchObject({ what: "spread", measure: "amount", isSeasonal: false, medianBefore: 5 });
    expect(notice?.what === "spread" && notice.medianNow).toBeGreaterThan(7.9);
    const [seasonal] = noticesOf({ spreads: [{ ...spread, season: moved }] });
    expect(seasonal).toMatchObject({ isSeasonal: true });
  });

  it("the median of bins lies within its bin", () => {
    expect(medianOfBins([10, 20], [0, 4, 0])).toBe(15);
    expect(medianOfBins([10], [3, 0])).toBe(10);
  });
});

describe("findings between runs", () => {
  it("a detector that finds far more than in the run before is told; a few more are not", () => {
    const run = (kept: [string, number][]) => ({ profile: undefined, kept: new Map(kept) });
    const { notices } = driftOf(
      run([
        ["benford", 90],
        ["split-order", 6],
        ["new", 40],
      ]),
      run([
        ["benford", 12],
        ["split-order", 3],
      ]),
    );
    expect(notices).toEqual([{ what: "detector", detector: "benford", kept: 90, before: 12 }]);
  });

  it("weights that lie elsewhere than in the run before are told", () => {
    const run = (weights: number[]) => ({ profile: profile({ weights }), kept: new Map() });
    const low = [0, 90, 90, 20, 0, 0, 0, 0, 0, 0];
    const high = [0, 0, 0, 0, 20, 90, 90, 0, 0, 0];
    expect(driftOf(run(high), run(low)).notices).toMatchObject([{ what: "weights", findings: 200 }]);
    expect(driftOf(run(low), run(low)).notices).toEqual([]);
  });
});

describe("the profile of a run", () => {
  let warehouse: Warehouse;
  beforeAll(async () => {
    warehouse = await openWarehouse();
    await createTables(warehouse);
    // Ten orders a month over two years up to June 2026; from April 2026 on amounts are tripled.
    await warehouse.run(sql`
      INSERT INTO orders (rid, order_id, ordered_at, seller_id, customer_id, net, currency)
      SELECT row_number() OVER (), 'SO-' || m || '-' || i, TIMESTAMP '2024-07-01' + to_months(CAST(m AS INTEGER)) + to_days(CAST(i AS INTEGER)), 'E1', 'C1',
        (100000 + 1000 * i + 100 * m) * (CASE WHEN m >= 21 THEN 3 ELSE 1 END), 'CNY'
      FROM range(24) AS months(m), range(20) AS days(i)`);
    await buildFacts(warehouse, "2026-06-30");
  });
  afterAll(() => warehouse?.close());

  it("counts whole months up to the day of the run, and weights in ten bins", async () => {
    const found = await readProfile(warehouse, "2026-06-30", [0, 0.05, 0.55, 1]);
    expect(found.weights).toEqual([2, 0, 0, 0, 0, 1, 0, 0, 0, 1]);
    const [sales] = found.rows;
    expect(sales?.table).toBe("sales");
    expect(sales?.months).toHaveLength(24);
    expect(sales?.months.at(-1)).toEqual({ month: "2026-06", rows: 20 });
    // A month that has only begun is not counted: it would always look thin.
    const early = await readProfile(warehouse, "2026-06-10", []);
    expect(early.rows[0]?.months.at(-1)?.month).toBe("2026-05");
  });

  it("has the amounts of the last three months against the twelve before, and finds that they moved", async () => {
    const found = await readProfile(warehouse, "2026-06-30", []);
    const amounts = found.spreads.find(({ measure }) => measure === "amount");
    const sum = (counts: readonly number[] = []) => counts.reduce((total, count) => total + count, 0);
    expect([sum(amounts?.now), sum(amounts?.before), sum(amounts?.season)]).toEqual([60, 240, 60]);
    expect(driftOf({ profile: found, kept: new Map() }, undefined).notices).toMatchObject([
      { what: "spread", measure: "amount", currency: "CNY", isSeasonal: false },
    ]);
  });

  it("of an empty house is empty", async () => {
    const empty = await openWarehouse();
    await createTables(empty);
    await buildFacts(empty, "2026-06-30");
    expect(await readProfile(empty, "2026-06-30", [])).toEqual({
      rows: [],
      spreads: [],
      weights: new Array(10).fill(0),
    });
    empty.close();
  });
});
