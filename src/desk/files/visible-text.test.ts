import fc from "fast-check";
import { expect, test } from "vitest";
import { visibleText } from "./visible-text.ts";

test("a name that turns its own letters around is shown with the mark that turns them", () => {
  expect(visibleText("invoice\u202Egpj.exe")).toBe("invoice[U+202E]gpj.exe");
});

test("a terminal escape, a null and a zero-width space are spelled out", () => {
  expect(visibleText("a\u001b[31m\u0000\u200bb")).toBe("a[U+001B][31m[U+0000][U+200B]b");
});

test("line breaks and tabs become a space, and half of a surrogate pair a replacement character", () => {
  expect(visibleText("甲\r\n乙\t丙\ud800")).toBe("甲 乙 丙\ufffd");
});

test("whatever goes in, nothing that cannot be seen comes out, and a second pass changes nothing", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const shown = visibleText(text);
      expect(shown).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}]/u);
      expect(visibleText(shown)).toBe(shown);
    }),
  );
});
