import { describe, expect, it } from "vitest";
import { Refusal } from "../../platform/index.ts";
import { buildFeatures } from "./features/build-features.ts";
import { deviationFrom, standingIn } from "./features/peers.ts";
import { groupBy } from "./groups.ts";
import { historiesOf, historyFeatures } from "./history-features.ts";
import { labelsKnownAt, rowsKnownAt } from "./known-at.ts";
import { csvOf, inspections, ranked, salesLines } from "./ranking-fixture.ts";
import { readModel, scoreWithModel, writeModel } from "./ranking-model.ts";
import { sayTheme } from "./reasons.ts";
import type { Transactions } from "./transactions.ts";

/** Lines as the reader would give them. */
function transactionsOf(lines: ReturnType<typeof salesLines>): Transactions {
  const party = (name: "salesperson" | "product") => {
    const names = [...new Set(lines.map((line) => line[name] as string))];
    return { names, codes: Int32Array.from(lines, (line) => names.indexOf(line[name] as string)) };
  };
  return {
    rows: lines.length,
    parties: { seller: party("salesperson"), product: party("product") },
    quantity: Float64Array.from(lines, ({ quantity }) => Number(quantity)),
    amount: Float64Array.from(lines, ({ value }) => Number(value)),
  };
}

describe("a trained model", () => {
  it.each([
    ["trees alone, of little that was found", 420, false],
    ["trees and networks", 1_400, true],
  ])(
    "of %s is kept as text with its hash, read back, and scores unseen rows as before",
    async (_, rows, isMixed) => {
      const { model } = await ranked({ "sales.csv": csvOf(salesLines(rows)) }, { labels: inspections });
      if (!model) throw new Error("nothing was learned");
      expect(model.models.every(({ network }) => (network !== undefined) === isMixed)).toBe(true);
      const { text, sha256 } = writeModel(model);
      const again = readModel(text, sha256);
      expect(writeModel(again).sha256).toBe(sha256);
      const tomorrow = salesLines(280, 2);
      const transactions = transactionsOf(tomorrow);
      const { features } = buildFeatures(transactions);
      const scores = scoreWithModel(again, transactions, features);
      expect([...scores]).toEqual([...scoreWithModel(model, transactions, features)]);
      const order = [...scores.keys()].sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0));
      expect(order.slice(0, 18).filter((row) => row % 14 === 3).length).toBeGreaterThan(15);
      expect(() => readModel(`${text} `, sha256)).toThrow(Refusal);
      expect(() => readModel(text.replace('"form":2', '"form":3'))).toThrow(Refusal);
      // Models of the version before had trees alone, and are read as they were.
      if (!isMixed) expect(readModel(text.replace('"form":2', '"form":1'))).toEqual(again);
    },
  );

  it("learns nothing that was found out later", () => {
    const labels = Int8Array.of(1, 0, 1, -1);
    const knownAt = Float64Array.of(10, 20, 30, Number.NaN);
    expect([...labelsKnownAt(labels, knownAt, 20)]).toEqual([1, 0, -1, -1]);
    expect([...rowsKnownAt(knownAt, 10)]).toEqual([0]);
  });
});

describe("what inspections found of a seller", () => {
  it("tells no row of its own label, nor of those of the fold that is held out", () => {
    const labels = Int8Array.of(1, 0, 1, 0, 1, 1, -1, 0);
    const transactions: Transactions = {
      rows: 8,
      parties: { seller: { codes: new Int32Array(8), names: ["s"] } },
    };
    const view = { folds: 4, without: 0 };
    const before = historyFeatures(historiesOf(transactions, labels, 4), view);
    for (const row of [0, 4, 1, 5]) {
      const turned = labels.slice();
      turned[row] = labels[row] === 1 ? 0 : 1;
      const after = historyFeatures(historiesOf(transactions, turned, 4), view);
      // Row 0 and 4 are of the held-out fold, 1 and 5 of the row's own.
      for (const [f, { values }] of after.entries()) expect(values[row]).toBe(before[f]?.values[row]);
    }
    // A row that is only judged is told of all folds but the one held out.
    const judged = historyFeatures(historiesOf(transactions, labels, 4), {
      ...view,
      isNew: (row) => row === 6,
    });
    const [share, inspected] = judged.map(({ values }) => values);
    expect(inspected?.[6]).toBeCloseTo((5 * 4) / 3, 5);
    expect(inspected?.[2]).toBeCloseTo((4 * 4) / 2, 5);
    expect(share?.[6]).toBeCloseTo((2 + 20 * 0.4) / (5 + 20), 6);
    const held = labels.map((label, row) => (row % 4 === 0 ? (label === 1 ? 0 : 1) : label));
    const after = historyFeatures(historiesOf(transactions, held, 4), view);
    expect(after.map(({ values }) => [...values])).toEqual(before.map(({ values }) => [...values]));
  });
});

it("what inspections found is a reason only where something was found", () => {
  const transactions: Transactions = {
    rows: 6,
    parties: { seller: { codes: Int32Array.of(0, 0, 0, 1, 1, 1), names: ["watched", "caught"] } },
  };
  const labels = Int8Array.of(-1, 0, 0, -1, 1, 0);
  const told = { transactions, built: buildFeatures(transactions), labels };
  expect(sayTheme(told, "seller-history", 0)).toBeUndefined();
  expect(sayTheme(told, "seller-history", 3)?.en).toBe(
    "of the other rows of the seller caught, 2 were inspected and 1 was falsified",
  );
});

describe("deviation from peers", () => {
  it("is the residual to the median in spreads: 1.4826 × MAD, shrunk by ten rows toward that of all", () => {
    const values = Float64Array.of(1, 2, 3, 4, 100);
    const { residual, z, spread } = deviationFrom(groupBy(new Int32Array(5)), values);
    expect([...residual]).toEqual([-2, -1, 0, 1, 97]);
    expect(spread[0]).toBeCloseTo(1.4826, 10);
    expect(z[4]).toBeCloseTo(97 / 1.4826, 8);
  });

  it("knows how alone a value stands, by its fifth neighbour or the last there is", () => {
    const values = Float64Array.of(0, 1, 2, 3, 4, 5, 50);
    const { loneliness, share, fromEdge } = standingIn(groupBy(new Int32Array(7)), values);
    expect([...loneliness]).toEqual([5, 4, 3, 3, 4, 5, 49]);
    expect(share[6]).toBeCloseTo(6.5 / 7, 10);
    expect([...fromEdge]).toEqual([0, 1, 2, 3, 2, 1, 0]);
  });
});
