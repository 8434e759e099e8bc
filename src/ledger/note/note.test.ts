import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { concatBytes } from "../encoding/bytes.ts";
import { encodeUtf8 } from "../encoding/text.ts";
import {
  addSignatures,
  COSIGNATURE,
  cosignatureTime,
  cosigner,
  formatNote,
  formatSignatureLines,
  formatVerifierKey,
  generateSignerKey,
  LedgerError,
  makeVerifier,
  noteSigner,
  openNote,
  parseNote,
  parseSignatureLines,
  parseSignerKey,
  parseVerifierKey,
  signNote,
  signText,
  verifierOf,
} from "../library.ts";
import { testKey } from "../testing/test-log.ts";

const code = (name: string) => expect.objectContaining({ code: name });
const newKey = (name: string) => parseSignerKey(generateSignerKey(name));
const newWitness = (name: string) => parseSignerKey(generateSignerKey(name, COSIGNATURE));

describe("a signed note", () => {
  const text =
    "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
  const peter = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
  const signed = `${text}\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n`;

  test("of golang.org/x/mod/sumdb/note opens with its verifier key", () => {
    const { verified } = openNote(encodeUtf8(signed), [parseVerifierKey(peter)]);
    expect(verified.map(({ verifier }) => verifier.name)).toEqual(["PeterNeumann"]);
    expect(formatVerifierKey(parseVerifierKey(peter))).toBe(peter);
  });

  test("keeps its text and signatures, whatever the text", () => {
    const line = fc.string({ unit: "binary" }).filter((s) => ![...s].some((c) => c < " "));
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const body = lines.map((s) => `${s}\n`).join("") || "\n";
        const note = signNote(body, [noteSigner(testKey)]);
        expect(openNote(note, [verifierOf(testKey)])).toMatchObject({ text: body, ignored: [] });
        expect(formatNote(parseNote(note))).toEqual(note);
      }),
    );
  });

  test("ignores a key it does not know, also one that shares a name or a key ID with a known key", () => {
    const stranger = newKey(testKey.name);
    const known = verifierOf(testKey);
    const sameId = { name: "other.example", keyId: known.keyId, signature: new Uint8Array(64) };
    const note = addSignatures(signNote(text, [noteSigner(stranger), noteSigner(testKey)]), [sameId]);
    const { verified, ignored } = openNote(note, [known]);
    expect(verified).toHaveLength(1);
    expect(ignored).toHaveLength(2);
    expect(() => openNote(note, [verifierOf(newKey("example.org"))])).toThrow(code("no-signature"));
    expect(() => openNote(note, [])).toThrow(code("no-signature"));
  });

  test("is rejected as a whole for one bad signature of a known key, beside good ones too", () => {
    const other = newKey("other.example");
    const { keyId, name } = verifierOf(other);
    const note = addSignatures(signNote(text, [noteSigner(testKey)]), [
      { name, keyId, signature: new Uint8Array(64) },
    ]);
    expect(() => openNote(note, [verifierOf(testKey), verifierOf(other)])).toThrow(code("bad-signature"));
    expect(openNote(note, [verifierOf(testKey)]).ignored).toHaveLength(1);
    const repeated = addSignatures(signNote(text, [noteSigner(testKey)]), [
      { name: testKey.name, keyId: verifierOf(testKey).keyId, signature: new Uint8Array(64) },
    ]);
    expect(() => openNote(repeated, [verifierOf(testKey)])).toThrow(code("bad-signature"));
  });

  test("counts a repeated signature once", () => {
    const note = signNote(text, [noteSigner(testKey), noteSigner(testKey)]);
    expect(openNote(note, [verifierOf(testKey)]).verified).toHaveLength(1);
  });

  test("does not open with two known keys that cannot be told apart", () => {
    const known = verifierOf(testKey);
    expect(() => openNote(encodeUtf8(signed), [known, known])).toThrow(code("ambiguous-key"));
  });

  test("may have 100 signatures and no more", () => {
    const keys = Array.from({ length: 100 }, (_, i) => newKey(`signer${i}.example`));
    const note = signNote(text, keys.map(noteSigner));
    expect(openNote(note, keys.map(verifierOf)).verified).toHaveLength(100);
    expect(
      openNote(signNote(text, keys.slice(0, 16).map(noteSigner)), keys.map(verifierOf)).verified,
    ).toHaveLength(16);
    const more = signText(text, [noteSigner(testKey)]);
    expect(() => parseNote(addSignatures(note, more))).toThrow(code("too-large"));
  });

  test("may be 1,000,000 bytes and no more", () => {
    const fixed = signNote("\n", [noteSigner(testKey)]).length;
    const largest = signNote(`${"x".repeat(1_000_000 - fixed)}\n`, [noteSigner(testKey)]);
    expect(openNote(largest, [verifierOf(testKey)]).verified).toHaveLength(1);
    expect(() => parseNote(concatBytes(Uint8Array.of(0x78), largest))).toThrow(code("too-large"));
  });

  const line = signed.slice(text.length + 1, -1);
  test.each([
    ["no blank line", signed.replace("\n\n", "\n")],
    ["no signature", `${text}\n`],
    ["no newline at the end", signed.slice(0, -1)],
    ["a carriage return", signed.replaceAll("\n", "\r\n")],
    ["a tab", signed.replace(" ", "\t")],
    ["a hyphen for the dash", signed.replace("—", "-")],
    ["two spaces", signed.replace("Neumann ", "Neumann  ")],
    ["a space in the name", signed.replace("— PeterN", "— Peter N")],
    ["a no-break space in the name", signed.replace("— PeterN", "— Peter\u00a0N")],
    ["a plus in the name", signed.replace("— Peter", "— Peter+")],
    ["no name", signed.replace("— PeterNeumann", "— ")],
    ["base64 without padding", signed.replace("=\n", "\n")],
    ["base64 with stray bits", signed.replace("AM=\n", "AN=\n")],
    ["base64 of another alphabet", signed.replace("x08go/", "x08go_")],
    ["a key ID without signature", signed.replace(line, "— PeterNeumann x08gow==")],
    ["something after the signature", signed.replace("=\n", "= \n")],
    ["an empty file", ""],
  ])("with %s is malformed", (_, note) => {
    expect(() => parseNote(encodeUtf8(note))).toThrow(code("malformed"));
  });

  test("that is not UTF-8 is malformed", () => {
    expect(() => parseNote(Uint8Array.of(0xff, ...encodeUtf8(signed)))).toThrow(code("malformed"));
  });

  test("with a byte order mark before its text is another note", () => {
    const marked = encodeUtf8(`\ufeff${signed}`);
    expect(formatNote(parseNote(marked))).toEqual(marked);
    expect(() => openNote(marked, [parseVerifierKey(peter)])).toThrow(code("bad-signature"));
  });

  test("is not signed without a final newline, with control characters, half a character, or by nobody", () => {
    const signers = [noteSigner(testKey)];
    for (const body of ["no newline", "a\u0000b\n", "\ud800\n", ""]) {
      expect(() => signNote(body, signers)).toThrow(code("malformed"));
    }
    expect(() => signNote(text, [])).toThrow(code("malformed"));
  });
});

describe("a cosignature", () => {
  const text = "example.com/log\n5\ngy5gl3aksFyiCO95a/1vLXz88A3dRq+0l9Sxte8ZqZQ=\n";
  const witness = newWitness("witness.example/w1");
  const cosign = (time: number) => signText(text, [cosigner(witness, time)]);

  test("holds its time and verifies over it and the checkpoint", () => {
    const note = addSignatures(signNote(text, [noteSigner(testKey)]), cosign(1_679_315_147));
    const { verified } = openNote(note, [verifierOf(witness)]);
    expect(verified.map(({ signature }) => cosignatureTime(signature))).toEqual([1_679_315_147]);
  });

  test("of the specification's witness type has the type byte 04 in its key", () => {
    expect(formatVerifierKey(verifierOf(witness))).toMatch(/^witness\.example\/w1\+[0-9a-f]{8}\+B/);
  });

  test("with another time, or over another text, is bad", () => {
    const [line] = cosign(1000);
    const later = line?.signature.with(7, 0xff) ?? new Uint8Array(72);
    const note = formatNote({ text, signatures: [{ ...verifierOf(witness), signature: later }] });
    expect(() => openNote(note, [verifierOf(witness)])).toThrow(code("bad-signature"));
    const other = formatNote({ text: text.replace("5", "6"), signatures: cosign(1000) });
    expect(() => openNote(other, [verifierOf(witness)])).toThrow(code("bad-signature"));
  });

  test("beyond 2^53 - 1 seconds, or of another length, is refused", () => {
    expect(() => cosignatureTime(new Uint8Array(72).fill(0xff))).toThrow(code("too-large"));
    expect(() => cosignatureTime(new Uint8Array(71))).toThrow(code("malformed"));
    expect(() => cosign(-1)).toThrow(LedgerError);
    expect(() => cosign(0.5)).toThrow(LedgerError);
  });

  test("is not made with a log's key, and a witness's key signs no plain note", () => {
    expect(() => cosigner(testKey, 1)).toThrow(code("unsupported"));
    expect(() => noteSigner(witness)).toThrow(code("unsupported"));
  });

  test("lines alone are what a witness answers", () => {
    const lines = formatSignatureLines(cosign(1000));
    expect(parseSignatureLines(lines)).toEqual(cosign(1000));
    expect(parseSignatureLines(new Uint8Array(0))).toEqual([]);
  });
});

describe("keys", () => {
  test("are made new each time, and keep name and type through their text", () => {
    for (const type of [1, 4] as const) {
      const text = generateSignerKey("审计.example/log", type);
      expect(text).not.toBe(generateSignerKey("审计.example/log", type));
      const key = parseSignerKey(text);
      expect(key).toMatchObject({ name: "审计.example/log", type });
      expect(parseVerifierKey(formatVerifierKey(verifierOf(key)))).toMatchObject({
        publicKey: key.publicKey,
      });
    }
  });

  const verifier = formatVerifierKey(verifierOf(testKey));
  test.each([
    ["another hash", verifier.replace("33d7b496", "33d7b497"), "malformed"],
    ["another name", verifier.replace("example.com", "example.org"), "malformed"],
    ["a flipped key bit", verifier.replace("AeHT", "AeHU"), "malformed"],
    ["an upper-case hash", verifier.replace("33d7b496", "33D7B496"), "malformed"],
    ["a space in the name", verifier.replace("/log", "/ log"), "malformed"],
    ["a line end", `${verifier}\n`, "malformed"],
    ["a short key", "a+00000000+AeHT", "malformed"],
    ["a type it cannot verify", "a+00000000+BuHT", "unsupported"],
    ["nothing", "", "malformed"],
  ])("a verifier key with %s is refused", (_, text, expected) => {
    expect(() => parseVerifierKey(text)).toThrow(code(expected));
  });

  test("a signer key given where another belongs is refused and not repeated", () => {
    const secret = generateSignerKey("example.com/log");
    // PRIVATE+KEY+name+hash+seed, whose base64 may hold further pluses.
    const seed = secret.split("+").slice(4).join("+");
    expect(seed).toHaveLength(44);
    const attempts = [
      () => parseVerifierKey(secret),
      () => parseVerifierKey(secret.replace("PRIVATE+KEY+", "")),
      () => parseSignerKey(secret.replace("example", "elsewhere")),
      () => parseSignerKey(` ${secret}`),
      () => parseSignerKey(secret.slice(0, -4)),
    ];
    for (const attempt of attempts) {
      expect(attempt).toThrow(LedgerError);
      expect(attempt).not.toThrow(seed.slice(0, 10));
    }
    expect(JSON.stringify(parseSignerKey(secret))).not.toContain(seed.slice(2, 12));
  });

  test("names without spaces and pluses only", () => {
    for (const name of ["", "a b", "a+b", "a\nb", "a\u2003b", "\ud800"]) {
      expect(() => generateSignerKey(name)).toThrow(code("malformed"));
      expect(() => makeVerifier(name, 1, testKey.publicKey)).toThrow(code("malformed"));
    }
  });
});
