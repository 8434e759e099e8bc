import fc from "fast-check";
import { expect, test } from "vitest";
import * as signingInBrowsers from "./note/ed25519.browser.ts";
import * as signingInNode from "./note/ed25519.ts";
import * as hashingInBrowsers from "./tree/sha256.browser.ts";
import * as hashingInNode from "./tree/sha256.ts";

// The compiler sees that a twin can stand in for the other.
const hashing: typeof hashingInNode = hashingInBrowsers;
const signing: typeof signingInNode = signingInBrowsers;

test("both hash alike, one input or many", () => {
  const inputs = fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 20 });
  fc.assert(
    fc.property(inputs, (given) => {
      const inputOf = (i: number) => given[i] ?? new Uint8Array(0);
      const each = hashingInNode.sha256Each(given.length, inputOf);
      expect(hashing.sha256Each(given.length, inputOf)).toEqual(each);
      given.forEach((input, i) => {
        const one = each.slice(i * 32, (i + 1) * 32);
        expect(hashing.sha256(input)).toEqual(one);
        expect(hashingInNode.sha256(input)).toEqual(one);
      });
    }),
  );
});

test("what one signs the other verifies, and both find what was changed", () => {
  const bytes = fc.uint8Array({ maxLength: 300 });
  fc.assert(
    fc.property(bytes, fc.nat({ max: 511 }), (message, bit) => {
      const seed = signing.randomSeed();
      const signature = signing.ed25519Signer(seed).sign(message);
      const { publicKey, sign } = signingInNode.ed25519Signer(seed);
      expect(sign(message)).toEqual(signature);
      const flipped = signature.slice();
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      for (const { ed25519Verifier } of [signing, signingInNode]) {
        expect(ed25519Verifier(publicKey)(message, signature)).toBe(true);
        expect(ed25519Verifier(publicKey)(message, flipped)).toBe(false);
      }
    }),
    { numRuns: 40 },
  );
});
