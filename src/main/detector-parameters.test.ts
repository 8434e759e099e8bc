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
  ["split-order.windowDays=soon", "Invalid input: expected number, received string."],
  ["split-order.windowDays=1e300", "Too big: expected int to be <=9007199254740991."],
])("%s is refused", async (setting, why) => {
  await expect(readDetectorParameters([setting])).rejects.toThrow(`--set ${setting}: ${why}`);
});
