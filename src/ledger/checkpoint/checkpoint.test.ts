import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { encodeUtf8 } from "../encoding/text.ts";
import {
  addSignatures,
  type Checkpoint,
  COSIGNATURE,
  cosigner,
  emptyRoot,
  formatCheckpoint,
  generateSignerKey,
  hashLeaf,
  noteSigner,
  openCheckpoint,
  parseCheckpoint,
  parseSignerKey,
  signCheckpoint,
  signNote,
  signText,
  verifierOf,
  verifyGrowth,
} from "../library.ts";
import { testKey } from "../testing/test-log.ts";

const code = (name: string) => expect.objectContaining({ code: name });
const root = hashLeaf(encodeUtf8("one"));
const head: Checkpoint = { origin: testKey.name, size: 1, root };
const text = formatCheckpoint(head);
const witness = parseSignerKey(generateSignerKey("witness.example/w1", COSIGNATURE));

describe("a checkpoint's text", () => {
  test("is three lines, and parses to what it says", () => {
    expect(text).toBe("example.com/log/testdata\n1\n0Nc2CrefWKseHj/mStd+LqC8B+NrX0btIiPt2SmN+ek=\n");
    const origin = fc.string({ unit: "grapheme", minLength: 1 });
    const hash = fc.uint8Array({ minLength: 32, maxLength: 32 });
    fc.assert(
      fc.property(origin, fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), hash, (name, size, bytes) => {
        const checkpoint = { origin: name, size, root: bytes };
        expect(parseCheckpoint(formatCheckpoint(checkpoint))).toEqual({ ...checkpoint, extensions: [] });
      }),
    );
  });

  test("may bring extension lines of other logs, which are read but never written", () => {
    const extended = parseCheckpoint(`${text}ext one\next two\n`);
    expect(extended.extensions).toEqual(["ext one", "ext two"]);
    expect(formatCheckpoint(extended)).toBe(text);
  });

  const [origin = "", size = "", hash = ""] = text.split("\n");
  test.each([
    ["no origin", `\n${size}\n${hash}\n`],
    ["two lines", `${origin}\n${size}\n`],
    ["no last newline", text.slice(0, -1)],
    ["an empty extension line", `${text}\n`],
    ["a leading zero", text.replace("\n1\n", "\n01\n")],
    ["a sign", text.replace("\n1\n", "\n+1\n")],
    ["a size in words", text.replace("\n1\n", "\none\n")],
    ["a size in hexadecimal", text.replace("\n1\n", "\n0x1\n")],
    ["a size with an exponent", text.replace("\n1\n", "\n1e3\n")],
    ["a short root", `${origin}\n${size}\n${hash.slice(0, 40)}\n`],
    ["a root with stray bits", text.replace("ek=", "el=")],
    ["a root that no empty tree has", text.replace("\n1\n", "\n0\n")],
  ])("with %s is malformed", (_, wrong) => {
    expect(() => parseCheckpoint(wrong)).toThrow(code("malformed"));
  });

  test("with more than 2^53 - 1 leaves is too large", () => {
    expect(() => parseCheckpoint(text.replace("\n1\n", "\n9007199254740992\n"))).toThrow(code("too-large"));
    expect(parseCheckpoint(text.replace("\n1\n", "\n9007199254740991\n")).size).toBe(2 ** 53 - 1);
  });

  test("is not written with a wrong origin, size or root", () => {
    for (const wrong of [
      { origin: "" },
      { origin: "a\nb" },
      { origin: "a\rb" },
      { root: root.subarray(1) },
    ]) {
      expect(() => formatCheckpoint({ ...head, ...wrong })).toThrow(code("malformed"));
    }
    expect(() => formatCheckpoint({ ...head, size: -1 })).toThrow(code("out-of-range"));
    expect(() => formatCheckpoint({ ...head, size: 2 ** 53 })).toThrow(code("out-of-range"));
    expect(() => formatCheckpoint({ ...head, size: 0 })).toThrow(code("malformed"));
  });
});

describe("opening a checkpoint", () => {
  const logs = [verifierOf(testKey)];
  const witnesses = [verifierOf(witness)];
  const signed = signCheckpoint(head, [noteSigner(testKey)]);
  const cosigned = addSignatures(signed, signText(text, [cosigner(witness, 1_795_000_000)]));

  test("gives the head, and the witnesses with their times", () => {
    const opened = openCheckpoint(cosigned, { logs, witnesses });
    expect(opened.checkpoint).toEqual(head);
    expect(opened.cosignatures).toMatchObject([{ verifier: { name: witness.name }, time: 1_795_000_000 }]);
    expect(openCheckpoint(cosigned, { logs }).cosignatures).toEqual([]);
  });

  test("needs the log's own signature, however many witnesses signed", () => {
    const without = signCheckpoint(head, [cosigner(witness, 1)]);
    expect(() => openCheckpoint(without, { logs, witnesses })).toThrow(code("no-signature"));
  });

  test("while a log changes its key accepts the old, the new, and both", () => {
    const next = parseSignerKey(generateSignerKey(testKey.name));
    const either = { logs: [verifierOf(testKey), verifierOf(next)] };
    for (const keys of [[testKey], [next], [testKey, next]]) {
      expect(openCheckpoint(signCheckpoint(head, keys.map(noteSigner)), either).logs).toHaveLength(
        keys.length,
      );
    }
  });

  test("refuses another log's origin under this log's key", () => {
    const foreign = signCheckpoint({ ...head, origin: "example.org/other" }, [noteSigner(testKey)]);
    expect(() => openCheckpoint(foreign, { logs })).toThrow(code("wrong-origin"));
    expect(openCheckpoint(foreign, { logs, origin: "example.org/other" }).checkpoint.size).toBe(1);
    expect(() => openCheckpoint(signed, { logs, origin: "example.org/other" })).toThrow(code("wrong-origin"));
  });

  test("refuses a plain key among the witnesses, because its signature has no time", () => {
    const plain = parseSignerKey(generateSignerKey("witness.example/plain"));
    const note = signCheckpoint(head, [noteSigner(testKey), noteSigner(plain)]);
    expect(() => openCheckpoint(note, { logs, witnesses: [verifierOf(plain)] })).toThrow(code("unsupported"));
  });

  test("refuses a signed text that is no checkpoint", () => {
    const note = signNote("hello\n", [noteSigner(testKey)]);
    expect(() => openCheckpoint(note, { logs })).toThrow(code("malformed"));
  });
});

describe("growth from one checkpoint to the next", () => {
  const empty: Checkpoint = { origin: head.origin, size: 0, root: emptyRoot };

  test("from nothing, or of nothing, needs no proof and allows none", () => {
    verifyGrowth(empty, empty, []);
    verifyGrowth(empty, head, []);
    verifyGrowth(head, head, []);
    expect(() => verifyGrowth(empty, head, [root])).toThrow(code("bad-proof"));
    expect(() => verifyGrowth(head, head, [root])).toThrow(code("bad-proof"));
  });

  test("is refused backwards, sideways, and across logs", () => {
    expect(() => verifyGrowth(head, empty, [])).toThrow(code("rolled-back"));
    expect(() => verifyGrowth(head, { ...head, root: emptyRoot }, [])).toThrow(code("forked"));
    expect(() => verifyGrowth(empty, { ...empty, root }, [])).toThrow(code("forked"));
    expect(() => verifyGrowth(head, { ...head, origin: "example.org" }, [])).toThrow(code("wrong-origin"));
    expect(() => verifyGrowth(head, { ...head, size: 2 }, [])).toThrow(code("bad-proof"));
  });
});
