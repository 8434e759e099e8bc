import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalJson } from "./canonical-json.ts";

describe("canonical JSON", () => {
  test("sorts keys by UTF-16 code units, as the example of RFC 8785 §3.2.3 does", () => {
    const example = {
      "€": "Euro Sign",
      "\r": "Carriage Return",
      "\ufb33": "Hebrew Letter Dalet With Dagesh",
      "1": "One",
      "😀": "Emoji: Grinning Face",
      "\u0080": "Control",
      ö: "Latin Small Letter O With Diaeresis",
    };
    const values = [...canonicalJson(example).matchAll(/:"([^"]+)"/g)].map(([, value]) => value);
    expect(values).toEqual([
      "Carriage Return",
      "One",
      "Control",
      "Latin Small Letter O With Diaeresis",
      "Euro Sign",
      "Emoji: Grinning Face",
      "Hebrew Letter Dalet With Dagesh",
    ]);
  });

  test("escapes what RFC 8785 §3.2.2.2 escapes and nothing else", () => {
    expect(canonicalJson('\u20ac$\u000f\nA\'B"\\\\"/')).toBe('"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"');
  });

  test.each([
    [Number("333333333.33333329"), '"333333333.3333333"'],
    [1e30, '"1e+30"'],
    [4.5, '"4.5"'],
    [2e-3, '"0.002"'],
    [1e-27, '"1e-27"'],
    [-0, '"0"'],
    [9007199254740993n, '"9007199254740993"'],
  ])("writes the number %d as the text %s", (value, text) => {
    expect(canonicalJson(value)).toBe(text);
  });

  test("a date is its ISO text and an absent value leaves no key", () => {
    expect(canonicalJson({ b: undefined, a: new Date(0) })).toBe('{"a":"1970-01-01T00:00:00.000Z"}');
  });

  test.each([
    [Number.NaN],
    [Number.POSITIVE_INFINITY],
    [[undefined]],
    [new Array(1)],
    ["\ud800"],
    [{ "\udc00": 1 }],
    [() => 1],
    [new Map()],
    [Symbol("s")],
  ])("refuses %s", (value) => {
    expect(() => canonicalJson(value)).toThrow(TypeError);
  });

  const json = fc.letrec((tie) => ({
    value: fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie("value"), { maxLength: 4 }),
      fc.dictionary(fc.string(), tie("value"), { maxKeys: 4, noNullPrototype: true }),
    ),
  })).value;

  test("reads back as the value, whatever the order of its keys was", () => {
    fc.assert(
      fc.property(json, (value) => {
        const text = canonicalJson(value);
        expect(JSON.parse(text)).toEqual(value);
        expect(canonicalJson(JSON.parse(text, reversed))).toBe(text);
      }),
    );
  });
});

function reversed(_: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).reverse());
}
