import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { generateSignerKey, parseSignerKey, verifierOf } from "../note/signer.ts";
import { formatVerifierKey } from "../note/verifier.ts";
import { parsePolicy } from "../policy/parse-policy.ts";
import { entryOf, type LogFiles, numberedEntries, publishLog, testKey } from "../testing/test-log.ts";
import type { LogSource } from "./log-source.ts";
import { LogFault, verifyLog } from "./verify-log.ts";

const policyFor = (key = verifierOf(testKey)) =>
  parsePolicy(Buffer.from(`log ${formatVerifierKey(key)}\nquorum none\n`));
const policy = policyFor();
const sourceOf = (files: LogFiles): LogSource => ({ read: async (path) => files.get(path) });
/** What a reader of the log looks at: the last tiles, not the partial ones before them. */
async function published(size: number, batches?: readonly number[]): Promise<LogFiles> {
  const files = publishLog(numberedEntries(size), batches);
  const read = new Map<string, Uint8Array>();
  const recorder: LogSource = {
    async read(path) {
      const bytes = files.get(path);
      if (bytes) read.set(path, bytes);
      return bytes;
    },
  };
  await verifyLog(recorder, { policy });
  return read;
}

describe("a log that is as it was published", () => {
  test.each([1, 2, 255, 256, 257, 600, 70_000])("of size %i is verified whole", async (size) => {
    const files = publishLog(numberedEntries(size), [Math.ceil(size / 3), size]);
    const { checkpoint } = await verifyLog(sourceOf(files), { policy });
    expect(checkpoint.size).toBe(size);
  });

  test("is refused for the key of another log", async () => {
    const other = verifierOf(parseSignerKey(generateSignerKey(testKey.name)));
    await expect(
      verifyLog(sourceOf(publishLog(numberedEntries(3))), { policy: policyFor(other) }),
    ).rejects.toThrow(/checkpoint is not valid/);
  });
});

describe("a log that was changed", () => {
  test("in any one byte of any file is refused", async () => {
    const files = await published(700);
    const paths = [...files.keys()];
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.nat(), fc.integer({ min: 1, max: 255 }), async (which, where, flip) => {
        const path = paths[which % paths.length] ?? "";
        const bytes = files.get(path) ?? new Uint8Array(0);
        const at = where % bytes.length;
        const changed = new Map(files).set(path, bytes.with(at, (bytes[at] ?? 0) ^ flip));
        await expect(verifyLog(sourceOf(changed), { policy })).rejects.toThrow(LogFault);
      }),
      { numRuns: 300 },
    );
  });

  test("by taking away, cutting or lengthening any file is refused", async () => {
    const files = await published(300);
    for (const [path, bytes] of files) {
      for (const changed of [undefined, bytes.subarray(0, -1), Buffer.concat([bytes, Buffer.of(0)])]) {
        const all = new Map(files);
        if (changed) all.set(path, changed);
        else all.delete(path);
        await expect(verifyLog(sourceOf(all), { policy }), path).rejects.toThrow(LogFault);
      }
    }
  });

  test("by any bytes in the place of any file is refused, and comes to an end", async () => {
    const files = await published(300);
    const paths = [...files.keys()];
    const large = fc
      .constantFrom("\0", "\u00ff", "\n", "— a AAAA\n")
      .map((unit) => Buffer.alloc(300_000, unit));
    const bytes = fc.oneof(
      { weight: 9, arbitrary: fc.uint8Array({ maxLength: 400 }) },
      { weight: 1, arbitrary: large },
    );
    await fc.assert(
      fc.asyncProperty(fc.nat(), bytes, async (which, other) => {
        const changed = new Map(files).set(paths[which % paths.length] ?? "", other);
        await expect(verifyLog(sourceOf(changed), { policy })).rejects.toThrow(LogFault);
      }),
      { numRuns: 200 },
    );
  });

  test("by two entries exchanged, in one bundle or across bundles, is refused", async () => {
    const entries = numberedEntries(600);
    const files = await published(600);
    await fc.assert(
      fc.asyncProperty(fc.nat(599), fc.nat(599), async (a, b) => {
        fc.pre(a !== b);
        const swapped = entries.with(a, entries[b] ?? entryOf("")).with(b, entries[a] ?? entryOf(""));
        const changed = new Map(files);
        for (const [path, other] of publishLog(swapped)) {
          if (path.startsWith("tile/entries/") && changed.has(path)) changed.set(path, other);
        }
        await expect(verifyLog(sourceOf(changed), { policy })).rejects.toThrow(LogFault);
      }),
      { numRuns: 60 },
    );
  });

  test("in an entry names the entry and the file", async () => {
    const files = publishLog(numberedEntries(300));
    const bundle = Buffer.from(files.get("tile/entries/001.p/44") ?? []);
    bundle.write("entry 269", bundle.indexOf("entry 268"));
    const fault = await verifyLog(sourceOf(files.set("tile/entries/001.p/44", bundle)), { policy }).catch(
      (e) => e,
    );
    expect(fault).toBeInstanceOf(LogFault);
    expect(fault.place).toEqual({ file: "tile/0/001.p/44", byte: 12 * 32, entry: 268 });
  });

  test("so that an entry bears another's index is refused though every hash fits", async () => {
    const entries = ["0", "1", "3"].map((index) => entryOf(`{"index":"${index}"}`));
    await expect(verifyLog(sourceOf(publishLog(entries)), { policy })).rejects.toThrow(
      /calls itself 3 instead of 2/,
    );
  });
});
