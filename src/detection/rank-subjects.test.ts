import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Finding, SubjectKind } from "./finding.ts";
import { loadDetectors } from "./load-detectors.ts";
import { amountAtRisk, type Population, rankSubjects } from "./rank-subjects.ts";

const [first] = await loadDetectors();
if (!first) throw new Error("there is no detector");
const price = { ...first, id: "price-test", basis: "price" as const, severity: "high" as const };
const alsoPrice = { ...first, id: "price-again", basis: "price" as const, severity: "high" as const };
const trend = { ...first, id: "trend-test", basis: "trend" as const, severity: "high" as const };
const detectors = [price, alsoPrice, trend];

const finding = (
  detector: string,
  kind: SubjectKind,
  id: string,
  score: number,
  evidence: number[],
  more: Partial<Finding> = {},
): Finding => ({
  detector,
  scheme: "price-kickback",
  key: `${detector}:${kind}:${id}`,
  subject: { kind, id },
  score,
  amount: 1000n,
  currency: "CNY",
  evidence,
  evidenceTotal: evidence.length,
  facts: {},
  sentence: { zh: "", en: "" },
  ...more,
});

const population = (sellers: [string, number][] = []): Population => ({
  sellers: new Map(sellers),
  customers: new Map(),
  typicalAmounts: new Map(),
  documentOf: new Map([1, 2, 3, 4].map((rid) => [rid, { kind: "order" as const, id: `A${rid}` }])),
});

describe("a transaction", () => {
  test("counts two findings on the same basis once", () => {
    const once = rankSubjects([finding("price-test", "order", "A1", 0.6, [1])], detectors, population());
    const twice = rankSubjects(
      [finding("price-test", "order", "A1", 0.6, [1]), finding("price-again", "order", "A1", 0.6, [1])],
      detectors,
      population(),
    );
    expect(twice.transactions[0]?.score).toBe(once.transactions[0]?.score);
  });
  test("counts two bases as two witnesses", () => {
    const { transactions } = rankSubjects(
      [finding("price-test", "order", "A1", 0.6, [1]), finding("trend-test", "order", "A1", 0.5, [1])],
      detectors,
      population(),
    );
    expect(transactions[0]?.score).toBeCloseTo(1 - (1 - 0.6 * 0.75) * (1 - 0.5 * 0.75), 12);
  });
  test("takes a fair part of a finding about many", () => {
    const { transactions } = rankSubjects(
      [finding("trend-test", "seller", "S1", 0.8, [1, 2, 3, 4])],
      detectors,
      population(),
    );
    expect(transactions).toHaveLength(4);
    expect(transactions[0]?.score).toBeCloseTo((0.8 * 0.75) / 2, 12);
  });
});

test("of two like findings the one with more money stands higher, and a trifle still counts half", () => {
  const at = (id: string, rid: number, amount: bigint) =>
    finding("price-test", "order", id, 0.8, [rid], { amount });
  const { transactions } = rankSubjects(
    [at("A1", 1, 1n), at("A2", 2, 100_000n), at("A3", 3, 1000n)],
    detectors,
    {
      ...population(),
      typicalAmounts: new Map([["CNY", 1000]]),
    },
  );
  expect(transactions.map(({ subject }) => subject.id)).toEqual(["A2", "A3", "A1"]);
  expect(transactions[1]?.score).toBeCloseTo(0.8 * 0.75, 12);
  expect(transactions[2]?.score).toBeGreaterThan(0.8 * 0.5);
});

describe("a seller", () => {
  test("whose rate of findings is the usual one stays below one with an excess", () => {
    const usual = Array.from({ length: 10 }, (_, i) =>
      finding("price-test", "order-line", `U${i}`, 0.7, [100 + i], { seller: "usual" }),
    );
    const excess = Array.from({ length: 10 }, (_, i) =>
      finding("price-test", "order-line", `E${i}`, 0.7, [200 + i], { seller: "excess" }),
    );
    const { sellers } = rankSubjects(
      [...usual, ...excess],
      detectors,
      population([
        ["usual", 5000],
        ["excess", 20],
        ["others", 5000],
      ]),
    );
    expect(sellers.map(({ subject }) => subject.id)).toEqual(["excess", "usual"]);
    expect(sellers[1]?.score ?? 1).toBeLessThan((sellers[0]?.score ?? 0) / 2);
  });
  test("has each record's money counted once", () => {
    const { sellers } = rankSubjects(
      [
        finding("price-test", "order", "A1", 0.9, [1], { seller: "S1", amount: 500n }),
        finding("trend-test", "seller", "S1", 0.8, [1, 2], { amount: 1000n }),
      ],
      detectors,
      population([["S1", 10]]),
    );
    expect(sellers[0]?.amounts).toEqual([{ amount: 1000n, currency: "CNY" }]);
  });
});

test("amounts of two currencies are never added", () => {
  const found = [
    finding("price-test", "order", "A1", 0.9, [1]),
    finding("price-test", "order", "A2", 0.9, [2], { currency: "USD", amount: 2000n }),
  ];
  expect(amountAtRisk(found)).toEqual([
    { amount: 2000n, currency: "USD" },
    { amount: 1000n, currency: "CNY" },
  ]);
});

test("what opportunities promise is not at risk, and speaks against the seller all the same", () => {
  const found = [
    finding("price-test", "order", "A1", 0.5, [1], { seller: "S1" }),
    finding("trend-test", "seller", "S1", 0.9, [2], { scheme: "pipeline", amount: 900_000n }),
  ];
  expect(amountAtRisk(found)).toEqual([{ amount: 1000n, currency: "CNY" }]);
  const [seller] = rankSubjects(found, detectors, population([["S1", 10]])).sellers;
  expect(seller?.amounts).toEqual([{ amount: 1000n, currency: "CNY" }]);
  expect(seller?.reasons[0]?.finding.scheme).toBe("pipeline");
});

test("scores stay within 0 and 1, ranks are 1…n, and the order of the findings does not matter", () => {
  const findings = fc.array(
    fc.record({
      detector: fc.constantFrom("price-test", "price-again", "trend-test"),
      kind: fc.constantFrom<SubjectKind>("order", "seller", "customer"),
      id: fc.constantFrom("A1", "A2", "A3"),
      score: fc.double({ min: 0, max: 1, noNaN: true }),
      evidence: fc.uniqueArray(fc.integer({ min: 1, max: 4 })),
    }),
    { maxLength: 12 },
  );
  fc.assert(
    fc.property(findings, (given) => {
      const all = given.map(({ detector, kind, id, score, evidence }, i) => ({
        ...finding(detector, kind, id, score, evidence),
        key: `${detector}:${i}`,
      }));
      const ranking = rankSubjects(all, detectors, population([["A1", 5]]));
      expect(rankSubjects([...all].reverse(), detectors, population([["A1", 5]]))).toEqual(ranking);
      for (const list of Object.values(ranking)) {
        list.forEach(({ rank, score }: { rank: number; score: number }, i: number) => {
          expect(rank).toBe(i + 1);
          expect(score).toBeGreaterThanOrEqual(0);
          expect(score).toBeLessThanOrEqual(1);
        });
      }
    }),
  );
});
