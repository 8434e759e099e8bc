import fc from "fast-check";
import { expect, test } from "vitest";
import { clipToWidth, displayWidth, fitToWidth } from "./display-width.ts";
import { wrapToWidth } from "./wrap-to-width.ts";

const texts = fc
  .array(fc.constantFrom("销", "a", "é", "👩‍💻", "，", " ", "售"))
  .map((parts) => parts.join(""));

test("a Chinese character counts two columns, and clipping never splits one", () => {
  expect(clipToWidth("杭州云帆", 8)).toBe("杭州云帆");
  expect(clipToWidth("杭州云帆", 6)).toBe("杭州…");
  expect(clipToWidth("杭州云帆", 5)).toBe("杭州…");
});

test("a fitted text is exactly as wide as asked, left or right", () => {
  fc.assert(
    fc.property(
      texts,
      fc.integer({ min: 1, max: 30 }),
      fc.constantFrom("left", "right"),
      (text, width, align) => {
        expect(displayWidth(fitToWidth(text, width, align as "left" | "right"))).toBe(width);
      },
    ),
  );
});

test("wrapped lines keep every word in order and stay within the width", () => {
  const text = "预计误报约 1.2 个（在 24 个经统计检验的疑点中；另有 16 个由规则得出，无法估计）。";
  const lines = wrapToWidth(text, 20);
  expect(lines.length).toBeGreaterThan(3);
  for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(20);
  expect(lines.join("").replaceAll(" ", "")).toBe(text.replaceAll(" ", ""));
});
