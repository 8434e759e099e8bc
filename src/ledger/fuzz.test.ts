import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { concatBytes } from "./encoding/bytes.ts";
import { encodeUtf8 } from "./encoding/text.ts";
import {
  COSIGNATURE,
  checkPolicy,
  cosigner,
  formatNote,
  formatSignatureLines,
  formatTlogProof,
  formatVerifierKey,
  generateSignerKey,
  hashLeaf,
  LedgerError,
  makeEntryBundle,
  meetsQuorum,
  noteSigner,
  openCheckpoint,
  openNote,
  parseCheckpoint,
  parseEntryBundle,
  parseNote,
  parsePolicy,
  parseSignatureLines,
  parseSignerKey,
  parseTilePath,
  parseTlogProof,
  parseVerifierKey,
  signCheckpoint,
  tilePath,
  verifierOf,
  verifyTlogProof,
} from "./library.ts";
import { testKey } from "./testing/test-log.ts";
import { formatAddCheckpoint, parseAddCheckpoint } from "./witnessing/add-checkpoint.ts";

const witness = parseSignerKey(generateSignerKey("witness.example/w1", COSIGNATURE));
const log = verifierOf(testKey);
const root = hashLeaf(encodeUtf8("one"));
const checkpoint = signCheckpoint({ origin: testKey.name, size: 1, root }, [
  noteSigner(testKey),
  cosigner(witness, 1_795_000_000),
]);
const policyText = `log ${formatVerifierKey(log)}\nwitness w ${formatVerifierKey(verifierOf(witness))} https://w.example/\ngroup g 1 w\nquorum g\n`;
const policy = parsePolicy(encodeUtf8(policyText));
const proof = formatTlogProof({ index: 0, hashes: [], checkpoint, extra: Uint8Array.of(1) });
const bundle = makeEntryBundle([encodeUtf8("one"), encodeUtf8(""), encodeUtf8("three")]);
const trusted = { logs: [log], witnesses: [verifierOf(witness)] };
const textOf = (bytes: Uint8Array) => Buffer.from(bytes).toString("utf8");

/** What reads bytes, a valid example, and for strict formats how to write again what was read. */
const readers: Record<string, { valid: Uint8Array; read: (bytes: Uint8Array) => Uint8Array | undefined }> = {
  note: { valid: checkpoint, read: (bytes) => formatNote(parseNote(bytes)) },
  "opened note": { valid: checkpoint, read: (bytes) => void openNote(bytes, [log]) },
  "signature lines": {
    valid: checkpoint.subarray(textOf(checkpoint).indexOf("\n\n") + 2),
    read: (bytes) => formatSignatureLines(parseSignatureLines(bytes)),
  },
  "opened checkpoint": { valid: checkpoint, read: (bytes) => void openCheckpoint(bytes, trusted) },
  "checkpoint under a policy": { valid: checkpoint, read: (bytes) => void checkPolicy(policy, bytes) },
  "checkpoint text": {
    valid: encodeUtf8(parseNote(checkpoint).text),
    read: (bytes) => void parseCheckpoint(textOf(bytes)),
  },
  "proof file": { valid: proof, read: (bytes) => formatTlogProof(parseTlogProof(bytes)) },
  "verified proof file": { valid: proof, read: (bytes) => void verifyTlogProof(bytes, root, policy) },
  policy: { valid: encodeUtf8(policyText), read: (bytes) => void meetsQuorum(parsePolicy(bytes), ["w"]) },
  "entry bundle": { valid: bundle, read: (bytes) => makeEntryBundle(parseEntryBundle(bytes, 3)) },
  "tile path": {
    valid: encodeUtf8("tile/0/x001/234.p/56"),
    read: (bytes) => encodeUtf8(tilePath(parseTilePath(Buffer.from(bytes).toString("latin1")))),
  },
  "request to a witness": {
    valid: formatAddCheckpoint({ oldSize: 3, proof: [root, root], checkpoint }),
    read: (bytes) => formatAddCheckpoint(parseAddCheckpoint(bytes)),
  },
  "verifier key": {
    valid: encodeUtf8(formatVerifierKey(log)),
    read: (bytes) => void formatVerifierKey(parseVerifierKey(textOf(bytes))),
  },
  "signer key": {
    valid: encodeUtf8(generateSignerKey("example.com/log")),
    read: (bytes) => void parseSignerKey(textOf(bytes)),
  },
};

/** A few cuts, each replacing some bytes of the example by bytes of its own, by random ones, or by none. */
function mutated(valid: Uint8Array): fc.Arbitrary<Uint8Array> {
  const odd = [
    "\n",
    "\n\n",
    " ",
    "\t",
    "\0",
    "+",
    "=",
    "—",
    "\u2028",
    "\ufeff",
    "0",
    "-1",
    "99999999999999999999",
  ];
  const piece = fc.oneof(
    fc.uint8Array({ maxLength: 6 }),
    fc.constantFrom(...odd).map(encodeUtf8),
    fc
      .tuple(fc.nat(), fc.nat({ max: 80 }))
      .map(([at, length]) => valid.slice(at % valid.length).slice(0, length)),
  );
  const cut = fc.record({ at: fc.nat(), drop: fc.nat({ max: 4 }), piece });
  return fc.array(cut, { minLength: 1, maxLength: 4 }).map((cuts) =>
    cuts.reduce((bytes, { at, drop, piece: added }) => {
      const start = at % (bytes.length + 1);
      return concatBytes(bytes.subarray(0, start), added, bytes.subarray(start + drop));
    }, valid),
  );
}

describe.each(Object.entries(readers))("the %s reader", (_, { valid, read }) => {
  test("accepts the valid example", () => {
    expect(read(valid) ?? valid).toEqual(valid);
  });

  const refusesOrReproduces = (bytes: Uint8Array) => {
    try {
      const again = read(bytes);
      if (again) expect(again).toEqual(new Uint8Array(bytes));
    } catch (error) {
      if (!(error instanceof LedgerError)) throw error;
    }
  };

  test("refuses random bytes and texts with a LedgerError, or reads them exactly", () => {
    const text = fc.string({ unit: "binary", maxLength: 300 }).map(encodeUtf8);
    fc.assert(fc.property(fc.oneof(fc.uint8Array({ maxLength: 300 }), text), refusesOrReproduces), {
      numRuns: 300,
    });
  });

  test("refuses mutated bytes with a LedgerError, or reads them exactly", () => {
    fc.assert(fc.property(mutated(valid), refusesOrReproduces), { numRuns: 1000 });
  });

  test("comes to an end on large and repetitive bytes", () => {
    const unit = [
      valid,
      encodeUtf8("\n"),
      encodeUtf8("\n\n"),
      encodeUtf8("— a AAAAAAA=\n"),
      encodeUtf8("x001/"),
    ];
    const units = [...unit, encodeUtf8(" "), encodeUtf8("+"), Uint8Array.of(0), Uint8Array.of(0xff)];
    for (const one of units) {
      const large = new Uint8Array(Buffer.alloc(999_999, one));
      refusesOrReproduces(large);
      refusesOrReproduces(concatBytes(valid, large));
    }
  });
});

test("a policy of thousands of nested groups is evaluated without end of stack", () => {
  const key = formatVerifierKey(verifierOf(witness));
  const groups = Array.from({ length: 20_000 }, (_, i) => `group g${i} any ${i === 0 ? "w" : `g${i - 1}`}`);
  const nested = parsePolicy(encodeUtf8([`witness w ${key}`, ...groups, "quorum g19999"].join("\n")));
  expect(meetsQuorum(nested, ["w"])).toBe(true);
  expect(meetsQuorum(nested, [])).toBe(false);
});
