import { expect, test } from "vitest";
import { readDetectorParameters } from "./detector-parameters.ts";

test("parameters are read with their types, several for one detector", async () => {
  expect(await readDetectorParameters(["split-order.windowDays=3", "split-order.minShare=0.5"])).toEqual({
    "split-order": { windowDays: 3, minShare: 0.5 },
  });
});

test.each([
  ["windowDays=3", "write DETECTOR.PARAMETER=VALUE;"],
  ["nothing.windowDays=3", "write DETECTOR.PARAMETER=VALUE;"],
  [
    "split-order.days=3",
    "detector split-order has no such parameter; it has approvalLimit, windowDays, minShare.",
  ],
  ["split-order.__proto__=1", "detector split-order has no such parameter;"],
  ["split-order.windowDays=soon", "expected a whole number from 1 to 90."],
  ["split-order.windowDays=1e300", "expected a whole number from 1 to 90."],
  ["split-order.windowDays=-5", "expected a whole number from 1 to 90."],
  ["split-order.minShare=2", "expected a number from 0 to 0.99."],
  ["threshold-bunching.limits=5", "expected a list of at most 50 numbers, such as [1, 2]."],
])("%s is refused", async (setting, why) => {
  await expect(readDetectorParameters([setting])).rejects.toThrow(`--set ${setting}: ${why}`);
});
