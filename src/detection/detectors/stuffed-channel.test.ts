import { expect, test } from "vitest";
import { detectIn } from "../test-detector.ts";
import stuffedChannel from "./stuffed-channel.ts";

const months = Array.from({ length: 12 }, (_, i) => i);
const end = (month: number) => new Date(Date.UTC(2025, month + 1, 0)).toISOString().slice(0, 10);

/** Eight dealers who take in about what they sell; `extra` is what more dealer D0 takes in each month. */
function dealers(extra: (month: number) => number = () => 0, season: (month: number) => number = () => 1) {
  return Array.from({ length: 8 }, (_, d) => {
    let stock = 200;
    return months.map((month) => {
      const sold = 100 + ((d * 7 + month * 3) % 11);
      const taken = Math.round(sold * season(month)) + ((d + month) % 5) + (d === 0 ? extra(month) : 0);
      stock += taken - sold;
      return {
        customer_id: `D${d}`,
        product_id: "P1",
        as_of: end(month),
        sell_in_quantity: taken,
        sell_through_quantity: sold,
        stock_quantity: stock,
      };
    });
  }).flat();
}
/** What we sold the dealers, at 10 a piece. */
const lines = (stocks: ReturnType<typeof dealers>) =>
  stocks.map(({ customer_id, as_of, sell_in_quantity }, i) => ({
    order_id: `O${i}`,
    line_no: "1",
    product_id: "P1",
    customer_id,
    seller_id: "S1",
    ordered_at: as_of,
    quantity: sell_in_quantity,
    unit_price: 10,
    net: sell_in_quantity * 1000,
    currency: "CNY",
  }));

test("a dealer who takes in three times what it sells for a quarter is found, with what is stuck at risk", async () => {
  const stocks = dealers((month) => (month >= 9 ? 220 : 0));
  const { findings, charts } = await detectIn(stuffedChannel, { stocks, order_lines: lines(stocks) });
  expect(findings).toHaveLength(1);
  const [finding] = findings;
  expect(finding).toMatchObject({ subject: { kind: "customer", id: "D0" }, seller: "S1", currency: "CNY" });
  expect(finding?.facts).toMatchObject({ from: "2025-10", to: "2025-12" });
  expect(finding?.facts.ratio).toBeCloseTo(3.1, 0);
  expect(Number(finding?.amount)).toBeGreaterThanOrEqual(660_000);
  expect(finding?.evidence.slice(0, 3).every((rid) => rid >= 10 && rid <= 12)).toBe(true);
  expect(charts[0]?.rows.filter((row) => "suspect" in row && row.suspect)).toHaveLength(3);
});

test("returns after the period raise the score", async () => {
  const stocks = dealers((month) => (month >= 5 && month <= 7 ? 150 : 0));
  const order_lines = lines(stocks);
  const kept = await detectIn(stuffedChannel, { stocks, order_lines });
  const returned = await detectIn(stuffedChannel, {
    stocks,
    order_lines,
    credit_notes: [
      {
        credit_note_id: "R1",
        customer_id: "D0",
        product_id: "P1",
        quantity: 300,
        amount: 300_000,
        currency: "CNY",
        credited_at: "2025-09-20",
      },
    ],
  });
  expect(returned.findings[0]?.score).toBeGreaterThan(kept.findings[0]?.score ?? 1);
  expect(returned.findings[0]?.sentence.en).toContain("returned afterwards");
});

test("stays quiet when all dealers stock up for the season alike, and when a dealer is only a little over", async () => {
  const season = dealers(
    () => 0,
    (month) => (month === 10 || month === 11 ? 2.5 : 1),
  );
  expect((await detectIn(stuffedChannel, { stocks: season, order_lines: lines(season) })).findings).toEqual(
    [],
  );
  const little = dealers((month) => (month > 8 ? 20 : 0));
  expect((await detectIn(stuffedChannel, { stocks: little, order_lines: lines(little) })).findings).toEqual(
    [],
  );
});

test("where the dealers do not report what they took in, our own sales to them serve", async () => {
  const stocks = dealers((month) => (month >= 9 ? 220 : 0));
  const { findings } = await detectIn(stuffedChannel, {
    stocks: stocks.map(({ sell_in_quantity: _, ...row }) => row),
    order_lines: lines(stocks),
  });
  expect(findings.map(({ subject }) => subject.id)).toEqual(["D0"]);
});

test("with too few dealers to compare nothing is said", async () => {
  const stocks = dealers((month) => (month >= 9 ? 220 : 0)).filter(({ customer_id }) => customer_id < "D4");
  expect((await detectIn(stuffedChannel, { stocks, order_lines: lines(stocks) })).findings).toEqual([]);
});
