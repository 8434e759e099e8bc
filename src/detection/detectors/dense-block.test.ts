import { expect, test } from "vitest";
import { detectIn } from "../test-detector.ts";
import detector from "./dense-block.ts";

const order = (i: number, more: object) => ({
  order_id: `O${i}`,
  customer_id: `C${i}`,
  seller_id: `S${i % 7}`,
  net: 10_000,
  currency: "CNY",
  ordered_at: "2025-03-10",
  ...more,
});
const honest = Array.from({ length: 60 }, (_, i) =>
  order(i, { device_id: `DEV-${i}-HOME`, ship_to_phone: `1390000${String(1000 + i)}` }),
);
/** Twelve clinics ordered for in turn by three telephones, with goods to two numbers. */
const brushed = Array.from({ length: 36 }, (_, i) =>
  order(500 + i, {
    customer_id: `B${i % 12}`,
    seller_id: "X",
    device_id: `BRUSH-${Math.floor(i / 12)}`,
    ship_to_phone: `1581111222${(i + Math.floor(i / 12)) % 2}`,
  }),
);

test("customers ordered for in turn on three devices and two numbers are one block of their seller", async () => {
  const { findings, charts } = await detectIn(detector, { orders: [...honest, ...brushed] });
  expect(findings).toHaveLength(1);
  expect(findings[0]).toMatchObject({ subject: { kind: "seller", id: "X" }, amount: 360_000n });
  expect(findings[0]?.facts).toMatchObject({ count: 12, shared: 5, orders: 36, sellerShare: 1, fill: 1 });
  expect(findings[0]?.score).toBeCloseTo(12 / 18, 10);
  expect(charts[0]?.rows.length).toBeGreaterThan(12);
});

test("stays quiet on devices of their own, on one switchboard, and on a pair of sister shops", async () => {
  expect((await detectIn(detector, { orders: honest })).findings).toEqual([]);
  const switchboard = honest.map((one) => ({ ...one, ship_to_phone: "02088886666" }));
  expect((await detectIn(detector, { orders: switchboard })).findings).toEqual([]);
  const sisters = [0, 1].flatMap((i) => [
    order(900 + i, { customer_id: `T${i}`, device_id: "SHARED-PAD", ship_to_phone: "13711112222" }),
  ]);
  expect((await detectIn(detector, { orders: [...honest, ...sisters] })).findings).toEqual([]);
});
