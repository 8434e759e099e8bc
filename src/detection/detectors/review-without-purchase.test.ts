import { expect, test } from "vitest";
import { detectIn } from "../test-detector.ts";
import detector from "./review-without-purchase.ts";

const employees = [...Array.from({ length: 8 }, (_, s) => `S${s}`), "X"];
const orders = employees.flatMap((seller_id) =>
  Array.from({ length: 6 }, (_, i) => ({
    order_id: `${seller_id}-${i}`,
    seller_id,
    customer_id: `C-${seller_id}-${i}`,
    net: 1000,
    currency: "CNY",
    ordered_at: "2025-01-05",
  })),
);
const reviews = (strangers: (employee: string, i: number) => boolean, rating = 5) =>
  employees.flatMap((employee_id) =>
    Array.from({ length: 6 }, (_, i) => ({
      complaint_id: `${employee_id}-${i}`,
      employee_id,
      customer_id: strangers(employee_id, i) ? `N-${employee_id}-${i}` : `C-${employee_id}-${i}`,
      rating: i === 5 ? 3 : rating,
      received_at: "2025-03-01 10:00:00",
    })),
  );

test("an employee praised by four customers who never bought is told", async () => {
  const { findings } = await detectIn(detector, {
    orders,
    complaints: reviews((e, i) => e === "X" && i < 4),
  });
  expect(findings.map(({ subject }) => subject.id)).toEqual(["X"]);
  expect(findings[0]?.facts).toMatchObject({ count: 4, of: 5 });
});

test("stays quiet on one stranger, and where end users rate everybody", async () => {
  expect(
    (await detectIn(detector, { orders, complaints: reviews((e, i) => e === "X" && i < 1) })).findings,
  ).toEqual([]);
  expect((await detectIn(detector, { orders, complaints: reviews((_, i) => i < 3) })).findings).toEqual([]);
});
