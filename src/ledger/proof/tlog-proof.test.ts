import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeUtf8, encodeUtf8 } from "../encoding/text.ts";
import {
  addSignatures,
  buildHashTree,
  COSIGNATURE,
  cosigner,
  formatCheckpoint,
  formatTlogProof,
  formatVerifierKey,
  generateSignerKey,
  hashLeaf,
  hashLeaves,
  LedgerError,
  noteSigner,
  parsePolicy,
  parseSignerKey,
  parseTlogProof,
  signCheckpoint,
  signText,
  type TlogProof,
  verifierOf,
  verifyTlogProof,
} from "../library.ts";
import { entryOf, numberedEntries, testKey } from "../testing/test-log.ts";

const code = (name: string) => expect.objectContaining({ code: name });
const witness = parseSignerKey(generateSignerKey("witness.example/w1", COSIGNATURE));
const policy = parsePolicy(
  encodeUtf8(
    `log ${formatVerifierKey(verifierOf(testKey))}\nwitness w1 ${formatVerifierKey(verifierOf(witness))}\nquorum w1\n`,
  ),
);

function proofOf(index: number, size: number): TlogProof {
  const tree = buildHashTree(hashLeaves(numberedEntries(size)));
  const head = { origin: testKey.name, size, root: tree.root };
  const checkpoint = addSignatures(
    signCheckpoint(head, [noteSigner(testKey)]),
    signText(formatCheckpoint(head), [cosigner(witness, 1_795_000_000)]),
  );
  return { index, hashes: tree.inclusionProof(index), checkpoint };
}

const leafOf = (index: number) => hashLeaf(entryOf(`entry ${index}`));
const place = fc
  .integer({ min: 1, max: 300 })
  .chain((size) => fc.record({ size: fc.constant(size), index: fc.nat({ max: size - 1 }) }));

describe("a proof file", () => {
  test("has the lines of the specification", () => {
    const file = decodeUtf8(formatTlogProof({ ...proofOf(2, 3), extra: entryOf("salt") }), "");
    const lines = file.split("\n");
    expect(lines.slice(0, 3)).toEqual(["c2sp.org/tlog-proof@v1", "extra c2FsdA==", "index 2"]);
    expect(lines.slice(4, 7)).toEqual(["", "example.com/log/testdata", "3"]);
    expect(parseTlogProof(encodeUtf8(file)).extra).toEqual(entryOf("salt"));
  });

  test("parses to what it was made of, and verifies with nothing but the policy", () => {
    fc.assert(
      fc.property(place, ({ size, index }) => {
        const proof = proofOf(index, size);
        const file = formatTlogProof(proof);
        expect(parseTlogProof(file)).toEqual(proof);
        const verified = verifyTlogProof(file, leafOf(index), policy);
        expect(verified).toMatchObject({ index, checkpoint: { size }, cosigners: ["w1"] });
      }),
      { numRuns: 40 },
    );
  });

  test("is refused with any bit flipped", () => {
    fc.assert(
      fc.property(place, fc.nat(), ({ size, index }, bit) => {
        const file = formatTlogProof(proofOf(index, size));
        const at = Math.floor(bit / 8) % file.length;
        const flipped = file.with(at, (file[at] ?? 0) ^ (1 << (bit % 8)));
        expect(() => verifyTlogProof(flipped, leafOf(index), policy), `byte ${at}`).toThrow(LedgerError);
      }),
      { numRuns: 200 },
    );
  });

  test("is refused for another entry, and beyond the tree", () => {
    const proof = proofOf(4, 9);
    expect(() => verifyTlogProof(formatTlogProof(proof), leafOf(5), policy)).toThrow(code("bad-proof"));
    const moved = formatTlogProof({ ...proof, index: 9 });
    expect(() => verifyTlogProof(moved, leafOf(4), policy)).toThrow(code("out-of-range"));
  });

  test("is refused without the witness the policy asks for", () => {
    const { root } = buildHashTree(hashLeaves(numberedEntries(1)));
    const checkpoint = signCheckpoint({ origin: testKey.name, size: 1, root }, [noteSigner(testKey)]);
    const file = formatTlogProof({ index: 0, hashes: [], checkpoint });
    expect(() => verifyTlogProof(file, leafOf(0), policy)).toThrow(code("quorum-not-met"));
  });

  const file = decodeUtf8(formatTlogProof(proofOf(4, 9)), "");
  test.each([
    ["another header", file.replace("@v1", "@v2")],
    ["no index", file.replace("index 4\n", "")],
    ["a leading zero", file.replace("index 4", "index 04")],
    ["an empty extra line", file.replace("index", "extra \nindex")],
    ["two extra lines", file.replace("index", "extra AAAA\nextra AAAA\nindex")],
    ["an extra line that is not base64", file.replace("index", "extra AAA\nindex")],
    ["a short hash", file.replace("index 4\n", "index 4\nAAAA\n")],
    ["no blank line", file.slice(0, file.indexOf("\n\n") + 1)],
    ["carriage returns", file.replaceAll("\n", "\r\n")],
    ["nothing", ""],
  ])("with %s is malformed", (_, wrong) => {
    expect(() => parseTlogProof(encodeUtf8(wrong))).toThrow(code("malformed"));
  });

  test("is not made or read with more than 64 hashes, or with hashes that are none", () => {
    const proof = proofOf(0, 1);
    const hashes = Array.from({ length: 65 }, () => leafOf(0));
    expect(() => formatTlogProof({ ...proof, hashes })).toThrow(code("malformed"));
    expect(() => formatTlogProof({ ...proof, hashes: [entryOf("short")] })).toThrow(code("malformed"));
    expect(() => formatTlogProof({ ...proof, extra: new Uint8Array(0) })).toThrow(code("malformed"));
    const lines = `${"0Nc2CrefWKseHj/mStd+LqC8B+NrX0btIiPt2SmN+ek=\n".repeat(65)}`;
    const long = decodeUtf8(formatTlogProof(proof), "").replace("index 0\n", `index 0\n${lines}`);
    expect(() => parseTlogProof(encodeUtf8(long))).toThrow(code("too-large"));
    expect(() => parseTlogProof(new Uint8Array(2_000_001))).toThrow(code("too-large"));
  });
});
