import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  buildHashTree,
  edgeRoot,
  hashLeaf,
  hashLeaves,
  LedgerError,
  makeEntryBundle,
  openCheckpoint,
  parseEntryBundle,
  parseTilePath,
  proveConsistency,
  proveInclusion,
  readEdge,
  tileNodes,
  tilePath,
  tilesOf,
  tileWidth,
  verifierOf,
  verifyGrowth,
  verifyInclusion,
} from "../library.ts";
import { entryOf, numberedEntries, publishLog, readerOf, testKey } from "../testing/test-log.ts";

const malformed = expect.objectContaining({ code: "malformed" });

describe("tile paths", () => {
  test("group the index by three digits, as the specification's example does", () => {
    expect(tilePath({ level: 0, index: 1_234_067, width: 256 })).toBe("tile/0/x001/x234/067");
    expect(tilePath({ level: 63, index: 5, width: 112 })).toBe("tile/63/005.p/112");
    expect(tilePath({ level: "entries", index: 1000, width: 1 })).toBe("tile/entries/x001/000.p/1");
  });

  test("name one tile each, and a tile has one path", () => {
    const tile = fc.record({
      level: fc.oneof(fc.constant("entries" as const), fc.nat({ max: 63 })),
      index: fc.oneof(fc.nat(), fc.maxSafeNat()),
      width: fc.integer({ min: 1, max: 256 }),
    });
    fc.assert(
      fc.property(tile, (one) => {
        expect(parseTilePath(tilePath(one))).toEqual(one);
      }),
    );
  });

  test.each([
    "tile/64/000",
    "tile/00/000",
    "tile/01/000",
    "tile/0/x000/067",
    "tile/0/67",
    "tile/0/0067",
    "tile/0/000.p/0",
    "tile/0/000.p/256",
    "tile/0/000.p/07",
    "tile/0/000.p/",
    "tile/0/001/067",
    "tile/0/x001",
    "tile/-1/000",
    "tile/entries/../000",
    "/tile/0/000",
    "tile/0/000\n",
    "tile/0/٠٠٠",
    "",
  ])("%j is refused", (path) => {
    expect(() => parseTilePath(path)).toThrow(malformed);
  });

  test("an index beyond 2^53 - 1 is refused", () => {
    expect(() => parseTilePath(`tile/0/${"x999/".repeat(5)}999`)).toThrow(LedgerError);
    expect(() => parseTilePath(`tile/0/${"x999/".repeat(100_000)}999`)).toThrow(malformed);
  });
});

test("a log of 70,000 has the tiles that the specification counts", () => {
  const tiles = [...tilesOf(70_000)];
  const of = (level: number | "entries") => tiles.filter((tile) => tile.level === level);
  expect(of(0)).toHaveLength(274);
  expect(of(0).at(-1)).toEqual({ level: 0, index: 273, width: 112 });
  expect(of("entries").map((tile) => tile.width)).toEqual(of(0).map((tile) => tile.width));
  expect(of(1)).toEqual([
    { level: 1, index: 0, width: 256 },
    { level: 1, index: 1, width: 17 },
  ]);
  expect(of(2)).toEqual([{ level: 2, index: 0, width: 1 }]);
  expect(of(3)).toEqual([]);
  expect([...tilesOf(256)].filter((tile) => tile.level !== "entries")).toEqual([
    { level: 0, index: 0, width: 256 },
    { level: 1, index: 0, width: 1 },
  ]);
  expect([...tilesOf(0)]).toEqual([]);
  expect(tileWidth(0, 274, 70_000)).toBe(0);
});

describe("a log that grows", () => {
  const batches = fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 8 });
  const total = (sizes: readonly number[]) => sizes.reduce((sum, size) => sum + size, 0);

  test("has the same tiles and root in whatever batches it grew, and every size's tiles stay", () => {
    fc.assert(
      fc.property(batches, (sizes) => {
        const entries = numberedEntries(total(sizes));
        const grown = publishLog(entries, sizes);
        const once = publishLog(entries);
        for (const [path, bytes] of once) expect(grown.get(path), path).toEqual(bytes);
        let size = 0;
        for (const batch of sizes) {
          size += batch;
          for (const tile of tilesOf(size)) expect(grown.has(tilePath(tile)), tilePath(tile)).toBe(true);
        }
      }),
      { numRuns: 30 },
    );
  });

  test("resumes from its tiles with the edge it had", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 1500 }), async (size) => {
        const entries = numberedEntries(size);
        const edge = await readEdge(size, readerOf(publishLog(entries)));
        expect(edgeRoot(edge)).toEqual(buildHashTree(hashLeaves(entries)).root);
      }),
      { numRuns: 30 },
    );
  });

  test("proves entries and growth over three levels of tiles", async () => {
    const entries = numberedEntries(70_000);
    const files = publishLog(entries, [65_536, 200, 4264]);
    const { checkpoint } = openCheckpoint(files.get("checkpoint") ?? new Uint8Array(0), {
      logs: [verifierOf(testKey)],
    });
    const { size, root } = checkpoint;
    const readNodes = tileNodes(size, readerOf(files));
    for (const index of [0, 255, 256, 65_535, 65_536, 69_888, 69_999]) {
      const proof = await proveInclusion(index, size, readNodes);
      verifyInclusion({ index, size, leafHash: hashLeaf(entries[index] ?? entryOf("")), proof, root });
    }
    for (const oldSize of [1, 255, 256, 257, 65_535, 65_536, 65_736, 69_999, 70_000]) {
      const older = buildHashTree(hashLeaves(entries.slice(0, oldSize)));
      const proof = await proveConsistency(oldSize, size, readNodes);
      verifyGrowth({ ...checkpoint, size: oldSize, root: older.root }, checkpoint, proof);
    }
  });

  test("proves an older size when only the full tile is left of it", async () => {
    const files = publishLog(numberedEntries(256));
    const readFull = () => readerOf(files)({ level: 0, index: 0, width: 256 });
    const proof = await proveInclusion(3, 100, tileNodes(100, readFull));
    const entries = numberedEntries(100);
    const { root } = buildHashTree(hashLeaves(entries));
    verifyInclusion({ index: 3, size: 100, leafHash: hashLeaf(entryOf("entry 3")), proof, root });
  });

  test("does not read a node whose leaves are not all there yet", async () => {
    const readNodes = tileNodes(100, readerOf(publishLog(numberedEntries(100))));
    await expect(readNodes([{ level: 5, index: 2 }])).resolves.toHaveLength(1);
    const out = expect.objectContaining({ code: "out-of-range" });
    for (const node of [
      { level: 5, index: 3 },
      { level: 0, index: 100 },
      { level: 8, index: 0 },
    ]) {
      await expect(readNodes([node])).rejects.toThrow(out);
    }
  });

  test.each([
    ["too short", new Uint8Array(99 * 32)],
    ["too long", new Uint8Array(257 * 32)],
    ["cut inside a hash", new Uint8Array(100 * 32 + 1)],
    ["empty", new Uint8Array(0)],
  ])("does not read a tile that is %s", async (_, bytes) => {
    const missing = expect.objectContaining({ code: "missing-node" });
    await expect(
      proveInclusion(
        3,
        100,
        tileNodes(100, async () => bytes),
      ),
    ).rejects.toThrow(missing);
    await expect(readEdge(100, async () => bytes)).rejects.toThrow(missing);
  });
});

describe("entry bundles", () => {
  const entries = fc.array(fc.uint8Array({ maxLength: 400 }), { minLength: 1, maxLength: 256 });

  test("give back the entries they were made of, empty ones too", () => {
    fc.assert(
      fc.property(entries, (held) => {
        expect(parseEntryBundle(makeEntryBundle(held), held.length)).toEqual(held);
      }),
    );
  });

  test("are refused when cut off anywhere, or continued", () => {
    fc.assert(
      fc.property(entries, fc.nat(), fc.uint8Array({ minLength: 1, maxLength: 4 }), (held, cut, more) => {
        const bundle = makeEntryBundle(held);
        expect(() => parseEntryBundle(bundle.subarray(0, cut % bundle.length), held.length)).toThrow(
          malformed,
        );
        expect(() => parseEntryBundle(Uint8Array.of(...bundle, ...more), held.length)).toThrow(malformed);
        expect(() => parseEntryBundle(bundle, held.length + 1)).toThrow(malformed);
      }),
    );
  });

  test("say which entry is cut off, or how much follows the last", () => {
    const bundle = makeEntryBundle(numberedEntries(3));
    expect(() => parseEntryBundle(bundle.subarray(0, -1), 3)).toThrow("Entry 2 of the bundle is cut off.");
    expect(() => parseEntryBundle(bundle, 2)).toThrow("9 bytes follow the bundle's last entry.");
  });

  test("hold 1 to 256 entries of at most 65,535 bytes", () => {
    const largest = new Uint8Array(65_535).fill(9);
    expect(parseEntryBundle(makeEntryBundle([largest]), 1)).toEqual([largest]);
    const tooLarge = expect.objectContaining({ code: "too-large" });
    expect(() => makeEntryBundle([new Uint8Array(65_536)])).toThrow(tooLarge);
    expect(() => makeEntryBundle([])).toThrow(LedgerError);
    expect(() => makeEntryBundle(Array.from({ length: 257 }, () => largest))).toThrow(LedgerError);
  });
});
