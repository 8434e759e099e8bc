import jpeg from "jpeg-js";
import { PNG } from "pngjs";
import { expect, test } from "vitest";
import { hammingDistance, photoHash } from "./photo-hash.ts";

/** A scene of a few soft blobs; `seed` moves them. */
function scene(seed: number, { width = 160, height = 120, light = 0 } = {}) {
  const data = new Uint8Array(width * height * 4);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const value = [0, 1, 2, 3, 4].reduce((sum, k) => {
        const [cx, cy] = [((seed * (k + 3) * 37) % 101) / 101, ((seed * (k + 5) * 53) % 97) / 97];
        return sum + 90 * Math.exp(-30 * ((x / width - cx) ** 2 + (y / height - cy) ** 2));
      }, 60 + light);
      data.set([value, value * 0.9, value * 0.8, 255], 4 * (y * width + x));
    }
  return { width, height, data };
}
const asPng = (picture: ReturnType<typeof scene>) => {
  const png = new PNG({ width: picture.width, height: picture.height });
  png.data = Buffer.from(picture.data);
  return PNG.sync.write(png);
};
const asJpeg = (picture: ReturnType<typeof scene>, quality: number) =>
  jpeg.encode({ ...picture, data: Buffer.from(picture.data) }, quality).data;
const hash = (bytes: Uint8Array) => photoHash(bytes) ?? "none";

test("a photo saved again, made smaller or lighter keeps its hash but for a few bits", () => {
  const original = hash(asPng(scene(7)));
  expect(original).toMatch(/^[0-9a-f]{16}$/);
  for (const again of [
    asJpeg(scene(7), 60),
    asPng(scene(7, { width: 96, height: 72 })),
    asPng(scene(7, { light: 20 })),
  ]) {
    expect(hammingDistance(original, hash(again))).toBeLessThanOrEqual(6);
  }
});

test("photos of different scenes are far apart", () => {
  const hashes = [3, 7, 11, 19].map((seed) => hash(asPng(scene(seed))));
  for (const [i, a] of hashes.entries())
    for (const b of hashes.slice(i + 1)) expect(hammingDistance(a, b)).toBeGreaterThan(12);
});

test("what is no picture has no hash", () => {
  expect(photoHash(Buffer.from("not a picture"))).toBeUndefined();
  expect(photoHash(Buffer.from([0xff, 0xd8, 1, 2, 3]))).toBeUndefined();
});

test("distance counts bits", () => {
  expect(hammingDistance("00000000000000ff", "00000000000000f0")).toBe(4);
  expect(hammingDistance("8000000000000000", "0000000000000001")).toBe(2);
});
