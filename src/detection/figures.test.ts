import { expect, test } from "vitest";
import { counted } from "./figures.ts";

test.each([
  [0, "0 sales"],
  [1, "1 sale"],
  [2, "2 sales"],
  [1_234, "1,234 sales"],
])("%i is told as %s", (count, told) => {
  expect(counted(count, "sale")).toBe(told);
});
