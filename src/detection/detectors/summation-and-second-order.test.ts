import { expect, test } from "vitest";
import { detectIn } from "../test-detector.ts";
import detector from "./summation-and-second-order.ts";

/** Evenly over the mantissas of three powers of ten; a multiplicative step makes differences that are Benford too. */
const natural = Array.from({ length: 1500 }, (_, i) => ({
  order_id: `O${i}`,
  net: Math.round(10 ** (4 + (3 * i) / 1500)),
  currency: "CNY",
}));

test("one huge sale that makes a fifth of everything is told with its first two digits", async () => {
  const total = natural.reduce((sum, { net }) => sum + net, 0);
  const huge = {
    order_id: "HUGE",
    net: Math.round(total / 4 / 10 ** 8) * 10 ** 8 + 12_345_678,
    currency: "CNY",
  };
  const { findings } = await detectIn(detector, { orders: [...natural, huge] });
  expect(findings.map(({ facts }) => facts.form)).toEqual(["summation"]);
  expect(findings[0]?.facts.digits).toBe(Number(String(huge.net).slice(0, 2)));
  expect(findings[0]?.evidence[0]).toBe(1501);
});

test("differences that are all alike are told from 5,200 on", async () => {
  const stepped = Array.from({ length: 6000 }, (_, i) => ({
    order_id: `O${i}`,
    net: 1000 + i * 3700 + (i % 3) * 100,
    currency: "CNY",
  }));
  const { findings } = await detectIn(detector, { orders: stepped });
  expect(findings.map(({ facts }) => facts.form)).toEqual(["second-order"]);
});

test("stays quiet on natural amounts, on few and on a narrow range", async () => {
  expect((await detectIn(detector, { orders: natural })).findings).toEqual([]);
  const narrow = Array.from({ length: 6000 }, (_, i) => ({
    order_id: `O${i}`,
    net: 100_000 + i * 10,
    currency: "CNY",
  }));
  expect((await detectIn(detector, { orders: narrow })).findings).toEqual([]);
});
