import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decrypt, encrypt, keyOfPart, lockSchema, masterKey, newLock } from "./sealed-stream.ts";

const key = keyOfPart(randomBytes(32), "tables/log.copy.zst");

async function* inChunks(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function collect(source: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of source) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Around the length of a piece, and empty. */
const lengths = fc.oneof(
  fc.constantFrom(0, 1, 65_535, 65_536, 65_537, 131_072),
  fc.integer({ min: 0, max: 200_000 }),
);

describe("an encrypted stream", () => {
  test("is read as it was written, whatever the chunks", async () => {
    await fc.assert(
      fc.asyncProperty(lengths, fc.integer({ min: 1_000, max: 90_000 }), async (length, size) => {
        const plain = randomBytes(length);
        const sealed = await collect(encrypt(inChunks(plain, size), key));
        expect((await collect(decrypt(inChunks(sealed, size + 77), key))).equals(plain)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  test("with any bit flipped, cut off anywhere, or with pieces exchanged is not read to its end", async () => {
    const plain = randomBytes(200_000);
    const sealed = await collect(encrypt(inChunks(plain, 10_000), key));
    const read = (bytes: Buffer, with_ = key) => collect(decrypt(inChunks(bytes, 50_000), with_));
    await fc.assert(
      fc.asyncProperty(fc.nat(sealed.length - 1), fc.nat(7), async (at, bit) => {
        const changed = Buffer.from(sealed);
        changed[at] = (changed[at] ?? 0) ^ (1 << bit);
        await expect(read(changed)).rejects.toThrow();
        await expect(read(sealed.subarray(0, at))).rejects.toThrow();
      }),
      { numRuns: 60 },
    );
    const piece = 65_536 + 16;
    const swapped = Buffer.concat([
      sealed.subarray(piece, 2 * piece),
      sealed.subarray(0, piece),
      sealed.subarray(2 * piece),
    ]);
    await expect(read(swapped)).rejects.toThrow();
    // Cut where a piece ends: what is left is whole pieces, none of which is the last.
    await expect(read(sealed.subarray(0, 2 * piece))).rejects.toThrow();
    await expect(read(Buffer.concat([sealed, sealed.subarray(-piece)]))).rejects.toThrow();
  });

  test("of one part does not pass for another part", async () => {
    const master = randomBytes(32);
    const sealed = await collect(encrypt(inChunks(Buffer.from("text"), 9), keyOfPart(master, "files/1")));
    await expect(collect(decrypt(inChunks(sealed, 9), keyOfPart(master, "files/2")))).rejects.toThrow();
  });
});

describe("a passphrase", () => {
  test("gives the same key with the same lock, and another with another", async () => {
    const lock = { ...newLock(), N: 16_384 };
    const first = await masterKey(lock, "violet anchor");
    expect((await masterKey(lock, "violet anchor")).equals(first)).toBe(true);
    expect((await masterKey(lock, "violet anchors")).equals(first)).toBe(false);
    expect((await masterKey({ ...newLock(), N: 16_384 }, "violet anchor")).equals(first)).toBe(false);
  });

  test("a lock that would take hours is not tried", () => {
    expect(lockSchema.safeParse(newLock()).success).toBe(true);
    expect(lockSchema.safeParse({ ...newLock(), N: 2 ** 30 }).success).toBe(false);
  });
});
