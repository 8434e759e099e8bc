import { describe, expect, test } from "vitest";
import {
  formatVerifierKey,
  openCheckpoint,
  parseVerifierKey,
  proveConsistency,
  proveInclusion,
  tileNodes,
  verifierOf,
  verifyGrowth,
  verifyInclusion,
} from "../library.ts";
import { checkLog, entryOf, publishLog, readerOf, testKey } from "../testing/test-log.ts";
import { haveVectors, listVectors, readVector } from "../testing/vectors.ts";
import { hashLeaf } from "../tree/hash.ts";

const entries = "one two three four five six seven eit nain ten ileven twelf threeten fourten fivten"
  .split(" ")
  .map(entryOf);
const verifierKey = "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx";
const sizes = Array.from({ length: 16 }, (_, size) => size);
const absent = haveVectors ? "" : " (skipped: ../shared/vectors is absent)";

const vectorTile = (path: string) => readVector(`tlog-tiles/${path}`);

test("the test log's private key gives its verifier key", () => {
  expect(formatVerifierKey(verifierOf(testKey))).toBe(verifierKey);
});

describe.skipIf(!haveVectors)(`the log of transparency-dev/tessera${absent}`, () => {
  test.each(sizes)("the checkpoint of size %i is reproduced byte for byte", (size) => {
    const made = publishLog(entries.slice(0, size)).get("checkpoint");
    expect(made).toEqual(vectorTile(`checkpoint.${size}`));
  });

  test("growing by one entry a time writes every tile and bundle byte for byte, and no other", () => {
    const made = publishLog(
      entries,
      sizes.slice(1).map(() => 1),
    );
    const published = listVectors("tlog-tiles/tile").map((path) => path.slice("tlog-tiles/".length));
    expect([...made.keys()].filter((path) => path !== "checkpoint").sort()).toEqual(published);
    for (const path of published) expect(made.get(path), path).toEqual(vectorTile(path));
    expect(made.get("checkpoint")).toEqual(vectorTile("checkpoint"));
  });

  test("the published files check out from the entries up", async () => {
    const files = new Map(
      listVectors("tlog-tiles").map((path) => [path.slice("tlog-tiles/".length), readVector(path)]),
    );
    expect(await checkLog(files, parseVerifierKey(verifierKey))).toMatchObject({ size: 15 });
  });

  test("every entry and every growth is proved between all published checkpoints", async () => {
    const files = new Map(listVectors("tlog-tiles/tile").map((path) => [path.slice(11), readVector(path)]));
    const logs = [parseVerifierKey(verifierKey)];
    const heads = sizes.map((size) => openCheckpoint(vectorTile(`checkpoint.${size}`), { logs }).checkpoint);
    for (const { size, root } of heads) {
      const readNodes = tileNodes(size, readerOf(files));
      for (const [index, entry] of entries.slice(0, size).entries()) {
        const proof = await proveInclusion(index, size, readNodes);
        verifyInclusion({ index, size, leafHash: hashLeaf(entry), proof, root });
      }
      for (const older of heads.slice(0, size + 1)) {
        const proof = older.size === 0 ? [] : await proveConsistency(older.size, size, readNodes);
        verifyGrowth(older, { origin: older.origin, size, root }, proof);
      }
    }
  });
});
