import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { randomFrom } from "../../detection/index.ts";
import { brierOf, calibrationOf, errorOf, type Scored } from "./calibration.ts";
import { standingFailures, type ToldRun, withoutValues } from "./failures.ts";
import { oddsOf } from "./false-alarms.ts";
import { type GroupedSeller, groupsOf } from "./groups.ts";
import type { JudgedAlert } from "./judged.ts";
import { missedOf } from "./missed.ts";
import { falseAmongTested, precisionBy, precisionByRank } from "./precision.ts";

const alert = (i: number, given: Partial<JudgedAlert> = {}): JudgedAlert => ({
  id: `a${String(i).padStart(4, "0")}`,
  detector: "split-order",
  scheme: "splitting",
  weight: 1 - i / 10_000,
  qValue: undefined,
  found: true,
  seller: undefined,
  verdict: undefined,
  ...given,
});
const alerts = (n: number, given: (i: number) => Partial<JudgedAlert>) =>
  Array.from({ length: n }, (_, i) => alert(i, given(i)));

describe("precision", () => {
  it("is the confirmed share of what was decided, with the exact interval", () => {
    const rows = alerts(25, (i) => ({ verdict: i < 2 ? "confirmed" : i < 20 ? "innocent" : undefined }));
    const [found] = precisionBy(rows, "detector");
    // Clopper & Pearson for 2 of 20, as every table has it.
    expect(found).toMatchObject({ key: "split-order", undecided: 5 });
    expect(found?.precision).toMatchObject({ hits: 2, trials: 20, share: 0.1 });
    expect(found?.precision.least).toBeCloseTo(0.01235, 5);
    expect(found?.precision.most).toBeCloseTo(0.31698, 5);
  });

  it("says nothing while fewer than five are decided, however clear they look", () => {
    const four = alerts(9, (i) => ({ verdict: i < 4 ? "confirmed" : undefined }));
    expect(precisionBy(four, "scheme")).toEqual([
      { key: "splitting", undecided: 5, precision: { hits: 4, trials: 4 } },
    ]);
  });

  it("by rank counts the first by weight of what is still found, each band with those above it", () => {
    const rows = alerts(60, (i) => ({
      verdict: i < 10 ? "confirmed" : i < 50 ? "innocent" : undefined,
      found: i < 55,
    }));
    const bands = precisionByRank(rows.toReversed());
    expect(bands.map(({ key }) => key)).toEqual(["10", "50", "all"]);
    expect(bands.map(({ precision }) => [precision.hits, precision.trials])).toEqual([
      [10, 10],
      [10, 50],
      [10, 50],
    ]);
    expect(bands.at(-1)?.undecided).toBe(5);
  });

  it("holds the promise of false discovery control against what people found", () => {
    const rows = alerts(40, (i) => ({
      qValue: i < 20 ? 0.01 : undefined,
      verdict: i % 2 === 0 ? "innocent" : "confirmed",
    }));
    expect(falseAmongTested(rows).falseShare).toMatchObject({ hits: 10, trials: 20, share: 0.5 });
  });
});

describe("calibration", () => {
  it("has the Brier score and the calibration error of the textbooks", () => {
    const rows: Scored[] = [
      { weight: 0.9, hit: true },
      { weight: 0.9, hit: false },
      { weight: 0.2, hit: false },
    ];
    expect(brierOf(rows)).toBeCloseTo((0.01 + 0.81 + 0.04) / 3, 12);
    expect(errorOf(rows)).toBeCloseTo((2 * 0.4 + 0.2) / 3, 12);
  });

  it("waits until thirty of both outcomes are decided", () => {
    const rows = Array.from({ length: 29 }, (_, i) => ({ weight: 0.5, hit: i % 2 === 0 }));
    expect(calibrationOf(rows)).toEqual({ decided: 29, confirmed: 15, fewest: 30, bins: [] });
    const oneSided = Array.from({ length: 80 }, () => ({ weight: 0.5, hit: true }));
    expect(calibrationOf(oneSided).brier).toBeUndefined();
  });

  it("is the same for the same decisions, and its interval holds the value", () => {
    const rows = Array.from({ length: 100 }, (_, i) => ({ weight: i / 100, hit: (i * 7) % 10 < i / 10 }));
    const found = calibrationOf(rows);
    expect(found).toEqual(calibrationOf(rows));
    expect(found.brier?.least).toBeLessThan(found.brier?.value ?? 0);
    expect(found.brier?.most).toBeGreaterThan(found.brier?.value ?? 1);
    expect(found.bins).toHaveLength(10);
  });

  it("tells what the error would be by chance: true chances stay below it, weights that tell nothing do not", () => {
    const random = randomFrom(3);
    const weights = Array.from({ length: 200 }, (_, i) => (i % 20) / 20);
    const honest = calibrationOf(weights.map((weight) => ({ weight, hit: random() < weight })));
    expect(honest.error).toBeLessThan(honest.errorByChance ?? 0);
    const blind = calibrationOf(weights.map((weight, i) => ({ weight, hit: i % 3 === 0 })));
    expect(blind.error).toBeGreaterThan(2 * (blind.errorByChance ?? 1));
    expect(blind.brier?.value).toBeGreaterThan(blind.brierOfBaseRate ?? 1);
  });
});

describe("groups", () => {
  const sellers = (n: number, name: string, given: Partial<GroupedSeller>): GroupedSeller[] =>
    Array.from({ length: n }, (_, i) => ({
      id: `${name}-${i}`,
      groups: { region: name },
      isFlagged: false,
      confirmed: 0,
      innocent: 0,
      ...given,
    }));

  it("flagged far more often, whose alerts prove innocent, is told as not borne out", () => {
    const [east] = groupsOf([
      ...sellers(20, "东区", { isFlagged: true, innocent: 2 }),
      ...sellers(20, "西区", {}),
      ...sellers(5, "北区", { isFlagged: true, confirmed: 4 }),
      ...sellers(15, "北区2", {}),
    ]);
    expect(east).toMatchObject({ name: "东区", flags: "more", inspections: "lower" });
    expect(east?.flagged.share).toBe(1);
    expect(east?.precision).toMatchObject({ hits: 0, trials: 40 });
  });

  it("of fewer than five sellers says nothing, for it would point at persons", () => {
    const found = groupsOf([
      ...sellers(4, "小组", { isFlagged: true, confirmed: 9 }),
      ...sellers(50, "其余", {}),
    ]);
    expect(found.find(({ name }) => name === "小组")).toMatchObject({ flags: "too-few", sellers: 4 });
    expect(found.find(({ name }) => name === "小组")?.qValue).toBeUndefined();
  });

  it("corrects for how many were looked at: one of forty that chance brings forth is no finding", () => {
    const many = Array.from({ length: 40 }, (_, g) =>
      Array.from({ length: 10 }, (_, i) => ({
        id: `${g}-${i}`,
        groups: { department: `部门${g}` },
        // Three of ten everywhere, and six of ten in one: p is about 0.07 alone.
        isFlagged: i < (g === 0 ? 6 : 3),
        confirmed: 0,
        innocent: 0,
      })),
    ).flat();
    expect(groupsOf(many).every(({ flags }) => flags === "as-others")).toBe(true);
  });

  it("asks once where two dimensions part the sellers alike", () => {
    const both = [...sellers(10, "东", {}), ...sellers(10, "西", {})].map((seller) => ({
      ...seller,
      groups: { region: seller.groups.region ?? "", manager: `经理${seller.groups.region}` },
    }));
    expect(groupsOf(both).map(({ dimension }) => dimension)).toEqual(["region", "region"]);
  });

  it("has nothing to compare where all belong to one group or nobody to any", () => {
    expect(groupsOf(sellers(30, "唯一", { isFlagged: true }))).toEqual([]);
    expect(groupsOf([])).toEqual([]);
  });
});

describe("what was missed", () => {
  it("is too early to say while fewer than five of the lots could be told", () => {
    const early = missedOf({ population: 900, drawn: 20, falsified: 1, honest: 3, untold: 1 });
    expect(early).toMatchObject({ waiting: 15 });
    expect(early.estimate).toBeUndefined();
  });

  it("counts what was not looked at or could not be told both ways", () => {
    const whole = missedOf({ population: 1_000, drawn: 40, falsified: 2, honest: 38, untold: 0 });
    const partly = missedOf({ population: 1_000, drawn: 40, falsified: 2, honest: 20, untold: 8 });
    expect(whole.estimate).toBe(50);
    expect(partly.waiting).toBe(10);
    expect(partly.least).toBe(whole.least);
    expect(partly.most).toBeGreaterThan(whole.most ?? 0);
  });

  it("never leaves what is possible, whatever the sample says", () => {
    fc.assert(
      fc.property(fc.nat(60), fc.nat(60), fc.nat(20), fc.nat(20), fc.nat(500), (f, h, u, w, rest) => {
        const drawn = f + h + u + w;
        const found = missedOf({ population: drawn + rest, drawn, falsified: f, honest: h, untold: u });
        if (found.least === undefined || found.most === undefined) return;
        expect(found.least).toBeGreaterThanOrEqual(f);
        expect(found.most).toBeLessThanOrEqual(drawn + rest - h);
        expect(found.least).toBeLessThanOrEqual(found.estimate ?? 0);
        expect(found.most).toBeGreaterThanOrEqual(found.estimate ?? 0);
      }),
    );
  });
});

describe("what failed", () => {
  const run = (day: number, ...parts: [string, string][]): ToldRun => ({
    id: `00000000-0000-4000-8000-00000000000${day}`,
    finishedAt: new Date(Date.UTC(2026, 10, day)),
    parts: parts.map(([part, state]) => ({
      part,
      state,
      ...(state === "failed" ? { reason: { zh: "错", en: "wrong" } } : {}),
    })),
  });

  it("stands until a run in which it succeeds, and not running is no success", () => {
    const failed = [
      run(3, ["benford", "not-run"]),
      run(2, ["benford", "failed"]),
      run(1, ["benford", "failed"]),
    ];
    expect(standingFailures(failed)).toMatchObject([
      { part: "benford", run: run(2).id, runs: 2, isOff: false },
    ]);
    expect(standingFailures(failed, ["benford"])).toMatchObject([{ isOff: true }]);
    expect(standingFailures([run(4, ["benford", "ran"]), ...failed])).toEqual([]);
  });

  it("counts the failures since it last succeeded", () => {
    const runs = [run(3, ["x", "failed"]), run(2, ["x", "ran"]), run(1, ["x", "failed"])];
    expect(standingFailures(runs)).toMatchObject([{ runs: 1 }]);
  });

  it("is told without what a record said, to whoever may not read records", () => {
    expect(withoutValues({ zh: "x", en: `Could not convert string '张三' to "INT32" in column c` }).en).toBe(
      "Could not convert string … to … in column c",
    );
  });
});

it("runs are told oldest first, with what was to be expected false", () => {
  const row = (id: string, day: number) => ({
    id,
    finished_at: new Date(Date.UTC(2026, 0, day)),
    findings: 12n,
    findings_tested: 10n,
    findings_by_rule: 2n,
    tests: 500n,
    false_discovery_rate: 0.05,
    expected_false_alarms: 0.4,
  });
  const found = oddsOf([row("b", 2), row("a", 1), { ...row("c", 3), finished_at: null }]);
  expect(found.map(({ run }) => run)).toEqual(["a", "b"]);
  expect(found[0]).toMatchObject({ tested: 10, byRule: 2, expectedFalse: 0.4 });
});
