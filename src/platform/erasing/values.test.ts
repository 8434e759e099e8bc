import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { erasedMark, erasedValues, holdsAny, redactJson, redactText } from "./values.ts";

const word = fc
  .string({ unit: "grapheme", minLength: 2, maxLength: 12 })
  .filter((text) => text.trim().length >= 2);

describe("values that are erased", () => {
  test("are taken out wherever they stand, whatever their case, and a second pass changes nothing", () => {
    fc.assert(
      fc.property(word, fc.string(), fc.string(), (value, before, after) => {
        // A value that the mark itself holds would be looked for in the mark.
        fc.pre(!holdsAny(erasedMark, [value]));
        const once = redactText(`${before}${value}${after}`, [value]);
        expect(once).toContain(erasedMark);
        const rest = once.replaceAll(erasedMark, "\u0000");
        expect(holdsAny(rest, [value])).toBe(false);
      }),
    );
  });

  test("are taken out of every text of a JSON value, names of members included; numbers stay", () => {
    const given = { a: ["x 13800138000", { "of 13800138000": true }], n: 13800138000 };
    const redacted = JSON.stringify(redactJson(given, ["13800138000"]));
    expect(redacted).toBe(`{"a":["x ${erasedMark}",{"of ${erasedMark}":true}],"n":13800138000}`);
  });

  test("do not act as patterns", () => {
    expect(redactText("a.c abc", ["a.c"])).toBe(`${erasedMark} abc`);
    expect(redactText("(x)+[y] $&", ["(x)+[y]"])).toBe(`${erasedMark} $&`);
  });

  test("the longer one goes first, so that no part of it is left", () => {
    expect(redactText("王伟民 王伟", ["王伟", "王伟民"])).toBe(`${erasedMark} ${erasedMark}`);
  });

  test.each([
    [["13800138000", "li@example.com", "苏州市工业园区"], []],
    [[], ["王伟", "Li"]],
  ])("are %j by themselves, %j only where the person is meant", (distinctive, ambiguous) => {
    expect(erasedValues([...distinctive, ...ambiguous])).toEqual({ distinctive, ambiguous });
  });

  test("that are a letter, an amount or nothing are not looked for", () => {
    expect(erasedValues(["", "A", "12.50", "1,234"])).toEqual({ distinctive: [], ambiguous: [] });
  });
});
