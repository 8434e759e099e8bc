import { expect, test } from "vitest";
import { detectIn } from "../test-detector.ts";
import detector from "./quota-just-met.ts";

const employees = [...Array.from({ length: 12 }, (_, s) => `S${s}`), "X"];
const months = Array.from({ length: 10 }, (_, i) => `2025-${String(i + 1).padStart(2, "0")}`);
const targets = employees.flatMap((employee_id) =>
  months.map((period) => ({
    target_id: `${employee_id}${period}`,
    employee_id,
    period,
    starts_on: `${period}-01`,
    amount: 1_000_000,
    currency: "CNY",
  })),
);
const orders = (attained: (employee: string, month: number) => number) =>
  employees.flatMap((seller_id, e) =>
    months.map((period, m) => ({
      order_id: `${seller_id}${period}`,
      seller_id,
      customer_id: `C${e}`,
      ordered_at: `${period}-12`,
      net: Math.round(1_000_000 * attained(seller_id, m)),
      currency: "CNY",
    })),
  );
/** Anything between 82 and 118 %, different each month. */
const usual = (employee: string, month: number) =>
  0.82 + ((employee.charCodeAt(employee.length - 1) * 7 + month * 13) % 37) / 100;

test("one who is over the line by less than two per cent eight months of ten is told", async () => {
  const { findings } = await detectIn(detector, {
    targets,
    orders: orders((e, m) => (e === "X" && m < 8 ? 1.001 + m / 1000 : usual(e, m))),
  });
  expect(findings.map(({ subject }) => subject.id)).toEqual(["X"]);
  expect(findings[0]?.facts.count).toBeGreaterThanOrEqual(8);
});

test("stays quiet on the usual ups and downs, and on one always just below", async () => {
  expect((await detectIn(detector, { targets, orders: orders(usual) })).findings).toEqual([]);
  const below = orders((e, m) => (e === "X" ? 0.99 : usual(e, m)));
  expect((await detectIn(detector, { targets, orders: below })).findings).toEqual([]);
});
