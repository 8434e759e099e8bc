import { PNG } from "pngjs";
import { expect, test } from "vitest";
import { detectIn } from "../test-detector.ts";
import detector from "./near-identical-photo.ts";

const visit = (i: number, photo_hash: string, more: object = {}) => ({
  activity_id: `V${i}`,
  employee_id: "S1",
  customer_id: `C${i}`,
  started_at: `2025-03-${String(i + 1).padStart(2, "0")} 10:00:00`,
  photo_hash,
  ...more,
});
const found = async (...activities: object[]) =>
  (await detectIn(detector, { activities: activities as never })).findings;
const honest = ["bbbecaf4f7449507", "13c0d1a9be22f847", "90ab47e13d5c6f28", "5f6e7d8c9b0a1234"].map(
  (hash, i) => visit(i, hash),
);

test("two photos that differ in a bit or two from earlier ones are told with both visits", async () => {
  const [finding, ...rest] = await found(
    ...honest,
    visit(10, "bbbecaf4f7449506"),
    visit(11, "13c0d1a9be22f844"),
  );
  expect(rest).toEqual([]);
  expect(finding).toMatchObject({ subject: { kind: "seller", id: "S1" }, evidence: [5, 1, 6, 2] });
  expect(finding?.facts).toMatchObject({ count: 2, of: 6, bits: 1 });
  expect(finding?.score).toBeCloseTo(0.55 + 0.4 / 5, 10);
});

test("pictures themselves are hashed: a picture that is retouched step by step is found", async () => {
  const picture = (retouched: number) => {
    const png = new PNG({ width: 64, height: 64 });
    for (let i = 0; i < 64 * 64; i++) {
      const [x, y] = [i % 64, Math.floor(i / 64)];
      const value =
        110 +
        3 * retouched * Math.cos(x / 3) * Math.cos(y / 4) +
        50 * Math.sin(x / 5) * Math.cos(y / 9) +
        25 * Math.sin((x + 2 * y) / 7);
      png.data.set([value, value, value, 255], 4 * i);
    }
    return `data:image/png;base64,${PNG.sync.write(png).toString("base64")}`;
  };
  const copies = Array.from({ length: 12 }, (_, i) => visit(10 + i, picture(i)));
  const [finding] = await found(...honest, ...copies);
  expect(finding?.facts.count).toBeGreaterThanOrEqual(2);
});

test("stays quiet on other photos, on two of one visit, on ordinary fingerprints and on a single reuse", async () => {
  expect(await found(...honest)).toEqual([]);
  expect(
    await found(
      ...honest,
      visit(0, "bbbecaf4f7449506", { activity_id: "V0b" }),
      visit(1, "13c0d1a9be22f844", { activity_id: "V1b" }),
    ),
  ).toEqual([]);
  expect(
    await found(visit(1, "d41d8cd98f00b204e9800998ecf8427e"), visit(2, "d41d8cd98f00b204e9800998ecf8427f")),
  ).toEqual([]);
  expect(await found(...honest, visit(10, "bbbecaf4f7449506"))).toEqual([]);
});
