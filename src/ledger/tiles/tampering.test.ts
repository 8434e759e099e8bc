import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  LedgerError,
  makeEntryBundle,
  openCheckpoint,
  parseEntryBundle,
  tilePath,
  tilesOf,
  verifierOf,
  verifyGrowth,
} from "../library.ts";
import { checkLog, type LogFiles, numberedEntries, publishLog, testKey } from "../testing/test-log.ts";

/** The files that a log of this size consists of; older partial tiles may go. */
function filesOf(size: number): LogFiles {
  const all = publishLog(numberedEntries(size));
  const paths = ["checkpoint", ...[...tilesOf(size)].map(tilePath)];
  return new Map(paths.map((path) => [path, all.get(path) ?? new Uint8Array(0)]));
}

const size = fc.integer({ min: 1, max: 700 });

describe("a reader that trusts only the log's key", () => {
  test("accepts the log as it was published", async () => {
    await fc.assert(
      fc.asyncProperty(size, async (n) => {
        expect(await checkLog(filesOf(n))).toMatchObject({ size: n });
      }),
      { numRuns: 20 },
    );
  });

  test("finds any bit flipped in any file", async () => {
    await fc.assert(
      fc.asyncProperty(size, fc.nat(), fc.nat(), async (n, which, bit) => {
        const files = filesOf(n);
        const path = [...files.keys()][which % files.size] ?? "checkpoint";
        const bytes = files.get(path) ?? new Uint8Array(0);
        const at = Math.floor(bit / 8) % bytes.length;
        bytes[at] = (bytes[at] ?? 0) ^ (1 << (bit % 8));
        await expect(checkLog(files), `${path} at ${at}`).rejects.toThrow(LedgerError);
      }),
      { numRuns: 300 },
    );
  });

  test("finds two entries swapped, an entry dropped, and a bundle cut off", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 2, max: 700 }), fc.nat(), fc.nat(), async (n, which, cut) => {
        const bundles = [...tilesOf(n)].filter((tile) => tile.level === "entries" && tile.width > 1);
        const tile = bundles[which % bundles.length];
        if (!tile) return;
        const bundle = filesOf(n).get(tilePath(tile)) ?? new Uint8Array(0);
        const entries = parseEntryBundle(bundle, tile.width);
        const [a, b] = [which % tile.width, (which + 1) % tile.width];
        const swapped = entries.with(a, entries[b] ?? bundle).with(b, entries[a] ?? bundle);
        const forged = [
          makeEntryBundle(swapped),
          makeEntryBundle(entries.toSpliced(a, 1)),
          bundle.subarray(0, cut % bundle.length),
        ];
        for (const bytes of forged) {
          await expect(checkLog(filesOf(n).set(tilePath(tile), bytes))).rejects.toThrow(LedgerError);
        }
      }),
      { numRuns: 50 },
    );
  });

  test("finds a missing file, and a checkpoint of another size over these files", async () => {
    await fc.assert(
      fc.asyncProperty(size, fc.nat(), async (n, which) => {
        const without = filesOf(n);
        without.delete([...without.keys()][which % without.size] ?? "");
        await expect(checkLog(without)).rejects.toThrow(LedgerError);
        const other = filesOf(n).set("checkpoint", filesOf(n + 1).get("checkpoint") ?? new Uint8Array(0));
        await expect(checkLog(other)).rejects.toThrow(LedgerError);
      }),
      { numRuns: 30 },
    );
  });

  test("finds an older checkpoint, correctly signed, shown again", () => {
    fc.assert(
      fc.property(size, fc.integer({ min: 1, max: 50 }), (n, more) => {
        const logs = [verifierOf(testKey)];
        const open = (files: LogFiles) =>
          openCheckpoint(files.get("checkpoint") ?? new Uint8Array(0), { logs }).checkpoint;
        const rolledBack = expect.objectContaining({ code: "rolled-back" });
        expect(() => verifyGrowth(open(filesOf(n + more)), open(filesOf(n)), [])).toThrow(rolledBack);
      }),
      { numRuns: 20 },
    );
  });
});
