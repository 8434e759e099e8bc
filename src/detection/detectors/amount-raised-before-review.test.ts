import { expect, test } from "vitest";
import { detectIn } from "../test-detector.ts";
import detector from "./amount-raised-before-review.ts";

/** Ten sellers with six changes of amount each, over the year; those of `X` fall before the quarters' ends. */
function given(daysOf: (seller: string, i: number) => string, raises = true) {
  const sellers = [...Array.from({ length: 10 }, (_, s) => `S${s}`), "X"];
  const opportunities = sellers.flatMap((owner_id) =>
    Array.from({ length: 6 }, (_, i) => ({
      opportunity_id: `O-${owner_id}-${i}`,
      owner_id,
      amount: 1,
      currency: "CNY",
    })),
  );
  const changes = sellers.flatMap((seller) =>
    Array.from({ length: 6 }, (_, i) => ({
      subject_kind: "商机",
      subject_id: `O-${seller}-${i}`,
      field: "预计金额",
      old_value: "100000.00",
      new_value: raises ? "150,000.00" : "50000",
      changed_at: `${daysOf(seller, i)} 10:00:00`,
    })),
  );
  return { opportunities, changes };
}
const middle = (_seller: string, i: number) => `2025-0${i + 1}-15`;
const ends = ["2025-03-27", "2025-03-28", "2025-06-25", "2025-06-29", "2025-09-28", "2025-12-30"];

test("a seller whose rises all fall in the last days of the quarters is told with the sum of the rises", async () => {
  const rows = given((seller, i) => (seller === "X" ? (ends[i] ?? "") : middle(seller, i)));
  const { findings, charts } = await detectIn(detector, rows);
  expect(findings.map(({ subject }) => subject)).toEqual([{ kind: "seller", id: "X" }]);
  expect(findings[0]?.facts).toMatchObject({ count: 6, of: 6, amount: 30_000_000, first: "2025-03-27" });
  expect(findings[0]?.evidence).toHaveLength(6);
  expect(charts[0]?.rows[0]).toMatchObject({ label: "X", value: 100, suspect: true });
});

test("the quarter is the company's own: with a year from February those days are in its middle", async () => {
  const rows = given((seller, i) => (seller === "X" ? (ends[i] ?? "") : middle(seller, i)));
  expect((await detectIn(detector, rows, { fiscalYearStart: 2 })).findings).toEqual([]);
});

test("stays quiet on cuts, on changes spread over the quarter and where everybody updates at its end", async () => {
  const late = given((_, i) => ends[i] ?? "");
  expect((await detectIn(detector, late)).findings).toEqual([]);
  expect((await detectIn(detector, given(middle))).findings).toEqual([]);
  const cuts = given((seller, i) => (seller === "X" ? (ends[i] ?? "") : middle(seller, i)), false);
  expect((await detectIn(detector, cuts)).findings).toEqual([]);
});
