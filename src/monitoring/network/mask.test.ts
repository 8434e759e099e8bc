import fc from "fast-check";
import { expect, test } from "vitest";
import { masked } from "./mask.ts";
import { sharedKinds } from "./tables.ts";

test.each([
  ["phone", "+86 138 1234 2846", "…2846"],
  ["bank", "6222 0212 0003 0387", "…0387"],
  ["tax", "91310115MA1K4BCD2X", "…CD2X"],
  ["email", "zhang.wei@example.com", "z…@example.com"],
  ["address", "上海市浦东新区世纪大道100号", "上海市浦东新…"],
  ["device", "ab", "…b"],
  ["phone", "7", "…"],
] as const)("a %s %s is shown as %s", (kind, raw, shown) => {
  expect(masked(kind, raw)).toBe(shown);
});

test("no mask shows more than half of what it hides, but for an e-mail's domain", () => {
  const kinds = sharedKinds.filter((kind) => kind !== "email");
  fc.assert(
    fc.property(fc.constantFrom(...kinds), fc.string({ minLength: 1, maxLength: 40 }), (kind, raw) => {
      const told = [...masked(kind, raw)].filter((sign) => sign !== "…").length;
      expect(told).toBeLessThanOrEqual([...raw].length / 2);
    }),
  );
});
