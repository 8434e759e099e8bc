import fc from "fast-check";
import { expect, it } from "vitest";
import { encodeGb18030 } from "./gb18030.ts";

const decoder = new TextDecoder("gb18030");
const commonHan = fc.integer({ min: 0x4e00, max: 0x9fa5 }).map((code) => String.fromCharCode(code));
const ascii = fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code));

it("writes what the decoder reads back", () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(commonHan, ascii)), (characters) => {
      const text = characters.join("");
      expect(decoder.decode(encodeGb18030(text))).toBe(text);
    }),
  );
});

it("uses the bytes of the standard", () => {
  expect([...encodeGb18030("费用;1")]).toEqual([0xb7, 0xd1, 0xd3, 0xc3, 0x3b, 0x31]);
});

it("refuses characters that need four bytes", () => {
  expect(() => encodeGb18030("😀")).toThrow(RangeError);
});
