import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeBase64, encodeBase64 } from "./base64.ts";

test.each([
  // RFC 4648 section 10.
  ["", ""],
  ["f", "Zg=="],
  ["fo", "Zm8="],
  ["foo", "Zm9v"],
  ["foob", "Zm9vYg=="],
  ["fooba", "Zm9vYmE="],
  ["foobar", "Zm9vYmFy"],
])("%j is %j and back", (text, encoded) => {
  const bytes = new TextEncoder().encode(text);
  expect(encodeBase64(bytes)).toBe(encoded);
  expect(decodeBase64(encoded, "It")).toEqual(bytes);
});

test("any bytes are spelled as Node spells them, and come back", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      const encoded = encodeBase64(bytes);
      expect(encoded).toBe(Buffer.from(bytes).toString("base64"));
      expect(decodeBase64(encoded, "It")).toEqual(bytes);
    }),
  );
});

test("a text is read only when it is the one spelling of its bytes", () => {
  const text = fc.string({ unit: fc.constantFrom(..."AQZgfw049+/=-_ \n\u00e9\u0441"), maxLength: 12 });
  fc.assert(
    fc.property(text, (given) => {
      const isCanonical = Buffer.from(given, "base64").toString("base64") === given;
      if (isCanonical) expect(encodeBase64(decodeBase64(given, "It"))).toBe(given);
      else expect(() => decodeBase64(given, "It")).toThrow("It is not base64.");
    }),
    { numRuns: 2_000 },
  );
});
