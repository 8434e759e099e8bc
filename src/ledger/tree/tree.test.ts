import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { concatBytes } from "../encoding/bytes.ts";
import {
  buildHashTree,
  CompactRange,
  emptyRoot,
  hashLeaf,
  hashLeaves,
  hashNode,
  LedgerError,
  proveConsistency,
  proveInclusion,
  proveSubtreeConsistency,
  type ReadNodes,
  verifyConsistency,
  verifyInclusion,
  verifySubtreeConsistency,
} from "../library.ts";
import { numberedEntries } from "../testing/test-log.ts";
import { foldRight } from "./hash.ts";
import { completeSubtrees } from "./range.ts";

// The definitions of RFC 6962 section 2.1, word for word and with another way to hash, as a referee.
const H = (...parts: Uint8Array[]) =>
  new Uint8Array(
    createHash("sha256")
      .update(concatBytes(...parts))
      .digest(),
  );
const k = (n: number) => 2 ** Math.ceil(Math.log2(n) - 1);

function MTH(D: readonly Uint8Array[]): Uint8Array {
  if (D.length <= 1) return D[0] ? H(Uint8Array.of(0), D[0]) : H();
  const split = k(D.length);
  return H(Uint8Array.of(1), MTH(D.slice(0, split)), MTH(D.slice(split)));
}

function PATH(m: number, D: readonly Uint8Array[]): Uint8Array[] {
  if (D.length === 1) return [];
  const split = k(D.length);
  return m < split
    ? [...PATH(m, D.slice(0, split)), MTH(D.slice(split))]
    : [...PATH(m - split, D.slice(split)), MTH(D.slice(0, split))];
}

function SUBPROOF(m: number, D: readonly Uint8Array[], b: boolean): Uint8Array[] {
  if (m === D.length) return b ? [] : [MTH(D)];
  const split = k(D.length);
  return m <= split
    ? [...SUBPROOF(m, D.slice(0, split), b), MTH(D.slice(split))]
    : [...SUBPROOF(m - split, D.slice(split), false), MTH(D.slice(0, split))];
}

const nodesOf =
  (D: readonly Uint8Array[]): ReadNodes =>
  async (nodes) =>
    nodes.map(({ level, index }) => MTH(D.slice(index * 2 ** level, (index + 1) * 2 ** level)));

const sizeUpTo = (max: number) => fc.integer({ min: 1, max });

/** A size, and an index below it. */
const place = (max: number) =>
  sizeUpTo(max).chain((size) => fc.record({ size: fc.constant(size), index: fc.nat({ max: size - 1 }) }));

/** Two sizes, the first not larger. */
const growth = (max: number) =>
  sizeUpTo(max).chain((newSize) =>
    fc.record({ newSize: fc.constant(newSize), oldSize: fc.integer({ min: 1, max: newSize }) }),
  );

function flipBit(bytes: Uint8Array, bit: number): Uint8Array {
  const flipped = bytes.slice();
  const at = Math.floor(bit / 8) % bytes.length;
  flipped[at] = (flipped[at] ?? 0) ^ (1 << (bit % 8));
  return flipped;
}

describe("hashing", () => {
  test("a batch of leaves has the hashes of each leaf, whatever their length", () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 300 })), (entries) => {
        expect(hashLeaves(entries)).toEqual(
          concatBytes(...entries.map((entry) => H(Uint8Array.of(0), entry))),
        );
      }),
    );
  });

  test("an entry larger than a log takes can still be hashed", () => {
    const large = new Uint8Array(70_000).fill(7);
    expect(hashLeaf(large)).toEqual(H(Uint8Array.of(0), large));
    expect(hashLeaf(large.subarray(0, 65_535))).toEqual(H(Uint8Array.of(0), large.subarray(0, 65_535)));
  });

  test("a leaf is never a node: two hashes as an entry give another hash than as children", () => {
    const [left, right] = [hashLeaf(Uint8Array.of(1)), hashLeaf(Uint8Array.of(2))];
    expect(hashLeaf(concatBytes(left, right))).not.toEqual(hashNode(left, right));
  });

  test("what is no hash is not hashed as one", () => {
    expect(() => hashNode(new Uint8Array(31), emptyRoot)).toThrow(LedgerError);
    expect(() => buildHashTree(new Uint8Array(33))).toThrow(LedgerError);
  });
});

describe("a tree in memory", () => {
  test("has the root and the audit paths of RFC 6962", () => {
    fc.assert(
      fc.property(place(80), ({ size, index }) => {
        const entries = numberedEntries(size);
        const tree = buildHashTree(hashLeaves(entries));
        expect(tree.root).toEqual(MTH(entries));
        expect(tree.inclusionProof(index)).toEqual(PATH(index, entries));
      }),
    );
    expect(buildHashTree(new Uint8Array(0)).root).toEqual(H());
  });

  test("every leaf of 5,000 is proved, and a leaf that is not there is refused", () => {
    const leaves = hashLeaves(numberedEntries(5000));
    const { root, size, inclusionProof } = buildHashTree(leaves);
    for (let index = 0; index < size; index++) {
      const leafHash = leaves.subarray(index * 32, (index + 1) * 32);
      verifyInclusion({ index, size, leafHash, proof: inclusionProof(index), root });
    }
    expect(() => inclusionProof(size)).toThrow(expect.objectContaining({ code: "out-of-range" }));
    expect(() => inclusionProof(-1)).toThrow(expect.objectContaining({ code: "out-of-range" }));
    expect(() => inclusionProof(0.5)).toThrow(expect.objectContaining({ code: "out-of-range" }));
  });
});

describe("an inclusion proof", () => {
  test("made from nodes is the audit path of RFC 6962, and verifies", async () => {
    await fc.assert(
      fc.asyncProperty(place(80), async ({ size, index }) => {
        const entries = numberedEntries(size);
        const proof = await proveInclusion(index, size, nodesOf(entries));
        expect(proof).toEqual(PATH(index, entries));
        verifyInclusion({
          index,
          size,
          leafHash: hashLeaf(entries[index] ?? H()),
          proof,
          root: MTH(entries),
        });
      }),
    );
  });

  test("is refused with any bit flipped, another index, or a hash too many or too few", () => {
    fc.assert(
      fc.property(place(200), fc.nat(), fc.nat(), fc.nat(), ({ size, index }, bit, which, other) => {
        const leaves = hashLeaves(numberedEntries(size));
        const { root, inclusionProof } = buildHashTree(leaves);
        const proof = inclusionProof(index);
        const leafHash = leaves.subarray(index * 32, (index + 1) * 32);
        const claim = { index, size, leafHash, proof, root };
        const flipped = proof.map((hash, i) => (i === which % proof.length ? flipBit(hash, bit) : hash));
        const wrong = [
          { ...claim, root: flipBit(root, bit) },
          { ...claim, leafHash: flipBit(leafHash, bit) },
          { ...claim, proof: [...proof, leafHash] },
          { ...claim, proof: [root, ...proof] },
          ...(proof.length > 0
            ? [
                { ...claim, proof: flipped },
                { ...claim, proof: proof.slice(1) },
              ]
            : []),
          ...(other % size === index ? [] : [{ ...claim, index: other % size }]),
          { ...claim, index: size },
        ];
        for (const lie of wrong) expect(() => verifyInclusion(lie)).toThrow(LedgerError);
      }),
    );
  });

  test("is not made from nodes that are missing or cut short", async () => {
    const short: ReadNodes = async (nodes) => nodes.map(() => new Uint8Array(31));
    const none: ReadNodes = async () => [];
    const missing = expect.objectContaining({ code: "missing-node" });
    await expect(proveInclusion(3, 9, short)).rejects.toThrow(missing);
    await expect(proveInclusion(3, 9, none)).rejects.toThrow(missing);
  });
});

describe("a consistency proof", () => {
  test("made from nodes is that of RFC 6962, and verifies", async () => {
    await fc.assert(
      fc.asyncProperty(growth(80), async ({ oldSize, newSize }) => {
        const entries = numberedEntries(newSize);
        const proof = await proveConsistency(oldSize, newSize, nodesOf(entries));
        expect(proof).toEqual(SUBPROOF(oldSize, entries, true));
        const [oldRoot, newRoot] = [MTH(entries.slice(0, oldSize)), MTH(entries)];
        verifyConsistency({ oldSize, oldRoot, newSize, newRoot, proof });
      }),
    );
  });

  test("is refused with any bit flipped, or when one old entry was changed", async () => {
    await fc.assert(
      fc.asyncProperty(growth(60), fc.nat(), fc.nat(), async ({ oldSize, newSize }, bit, which) => {
        const entries = numberedEntries(newSize);
        const rewritten = entries.with(which % oldSize, Uint8Array.of(1, 2, 3));
        const [oldRoot, newRoot] = [MTH(entries.slice(0, oldSize)), MTH(entries)];
        const proof = await proveConsistency(oldSize, newSize, nodesOf(entries));
        const claim = { oldSize, oldRoot, newSize, newRoot, proof };
        const flipped = proof.map((hash, i) => (i === which % proof.length ? flipBit(hash, bit) : hash));
        const forgedProof = await proveConsistency(oldSize, newSize, nodesOf(rewritten));
        const wrong = [
          { ...claim, oldRoot: flipBit(oldRoot, bit) },
          { ...claim, newRoot: flipBit(newRoot, bit) },
          { ...claim, newRoot: MTH(rewritten), proof: forgedProof },
          { ...claim, newRoot: MTH(rewritten) },
          { ...claim, proof: [...proof, oldRoot] },
          ...(proof.length > 0
            ? [
                { ...claim, proof: flipped },
                { ...claim, proof: proof.slice(1) },
              ]
            : []),
        ];
        for (const lie of wrong) expect(() => verifyConsistency(lie)).toThrow(LedgerError);
      }),
    );
  });

  test("from size 0 is neither made nor accepted", async () => {
    const claim = { oldSize: 0, oldRoot: emptyRoot, newSize: 1, newRoot: hashLeaf(H()), proof: [] };
    expect(() => verifyConsistency(claim)).toThrow(expect.objectContaining({ code: "out-of-range" }));
    await expect(proveConsistency(0, 1, nodesOf([H()]))).rejects.toThrow(LedgerError);
    await expect(proveConsistency(2, 1, nodesOf([H()]))).rejects.toThrow(LedgerError);
  });
});

test("a subtree anywhere in the tree is proved to be part of it", async () => {
  const subtree = sizeUpTo(60).chain((size) =>
    fc.record({ size: fc.constant(size), level: fc.nat({ max: 6 }), at: fc.nat(), length: fc.nat() }),
  );
  await fc.assert(
    fc.asyncProperty(subtree, async ({ size, level, at, length }) => {
      const start = (at % Math.ceil(size / 2 ** level)) * 2 ** level;
      const end = Math.min(size, start + 1 + (length % 2 ** level));
      const entries = numberedEntries(size);
      const proof = await proveSubtreeConsistency({ start, end }, size, nodesOf(entries));
      const subtreeRoot = MTH(entries.slice(start, end));
      const claim = { subtree: { start, end }, subtreeRoot, size, root: MTH(entries), proof };
      verifySubtreeConsistency(claim);
      expect(() => verifySubtreeConsistency({ ...claim, subtreeRoot: flipBit(subtreeRoot, at) })).toThrow();
    }),
  );
});

test.each([
  { start: 1, end: 3 },
  { start: 2, end: 5 },
  { start: 2, end: 6 },
  { start: 0, end: 9 },
  { start: 3, end: 2 },
])("[$start, $end) is no subtree of 8 leaves, and nothing is proved or accepted of it", async (subtree) => {
  const out = expect.objectContaining({ code: "out-of-range" });
  const root = MTH(numberedEntries(8));
  const claim = { subtree, subtreeRoot: root, size: 8, root, proof: [] };
  expect(() => verifySubtreeConsistency(claim)).toThrow(out);
  await expect(proveSubtreeConsistency(subtree, 8, nodesOf(numberedEntries(8)))).rejects.toThrow(out);
});

describe("a compact range", () => {
  test("cut anywhere and merged again in any order has the root of the whole", () => {
    const cuts = fc.array(fc.nat({ max: 150 }), { maxLength: 6 });
    fc.assert(
      fc.property(fc.nat({ max: 150 }), cuts, fc.boolean(), (size, cutsAt, fromRight) => {
        const entries = numberedEntries(size);
        const points = [0, ...cutsAt.map((cut) => Math.min(cut, size)).sort((a, b) => a - b), size];
        const ranges = points.slice(1).map((end, i) => {
          const range = new CompactRange(points[i]);
          for (const entry of entries.slice(points[i], end)) range.append(hashLeaf(entry));
          return range;
        });
        const join = (left: CompactRange, right: CompactRange) => {
          left.merge(right);
          return left;
        };
        const whole = fromRight
          ? ranges.reduceRight((right, left) => join(left, right))
          : ranges.reduce((left, right) => join(left, right));
        expect(whole.end).toBe(size);
        expect(whole.root()).toEqual(MTH(entries));
        expect(whole.hashes.length).toBeLessThanOrEqual(Math.ceil(Math.log2(size + 1)));
      }),
    );
  });

  test("is not joined with one that does not follow it, and has no root away from leaf 0", () => {
    const out = expect.objectContaining({ code: "out-of-range" });
    expect(() => new CompactRange(0).merge(new CompactRange(1))).toThrow(out);
    expect(() => new CompactRange(1).root()).toThrow(out);
  });
});

test("proofs are exact up to 2^53 - 1 leaves", async () => {
  // All leaves alike: then one hash a level is the whole tree.
  const levels = [hashLeaf(H())];
  for (let level = 0; level < 53; level++) {
    const below = levels[level] ?? H();
    levels.push(hashNode(below, below));
  }
  const readNodes: ReadNodes = async (nodes) => nodes.map(({ level }) => levels[level] ?? H());
  const rootOf = async (size: number) =>
    foldRight([...(await readNodes(completeSubtrees({ start: 0, end: size })))]);
  const size = fc.maxSafeInteger().map((n) => Math.max(1, Math.abs(n)));
  await fc.assert(
    fc.asyncProperty(size, size, async (a, b) => {
      const [oldSize, newSize] = [Math.min(a, b), Math.max(a, b)];
      const [oldRoot, newRoot] = [await rootOf(oldSize), await rootOf(newSize)];
      const proof = await proveConsistency(oldSize, newSize, readNodes);
      verifyConsistency({ oldSize, oldRoot, newSize, newRoot, proof });
      const index = oldSize - 1;
      const inclusion = await proveInclusion(index, newSize, readNodes);
      verifyInclusion({ index, size: newSize, leafHash: hashLeaf(H()), proof: inclusion, root: newRoot });
    }),
  );
});
