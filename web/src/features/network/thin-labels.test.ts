import { expect, test } from "vitest";
import { type Labelled, thinLabels } from "./thin-labels.ts";

const node = (key: string, x: number, y: number, text = "上海某某贸易"): Labelled => ({
  ...{ key, x, y, text },
  size: 20,
  fontSize: 12,
});

test("of two labels that would cover each other the first is drawn", () => {
  expect([...thinLabels([node("a", 0, 0), node("b", 40, 4)])]).toEqual(["a"]);
  expect([...thinLabels([node("a", 0, 0), node("b", 140, 4)])]).toEqual(["a", "b"]);
});

test("a label covers no other node's shape", () => {
  expect([...thinLabels([node("a", 0, 0), node("b", 20, 0), node("c", 20, 20)])]).not.toContain("b");
});

test("the first is drawn whatever stands there", () => {
  expect(thinLabels([node("asked", 0, 0), node("below", 0, 16)]).has("asked")).toBe(true);
});

test("of three hundred at one place one label is left", () => {
  const crowd = Array.from({ length: 300 }, (_, i) => node(String(i), i % 7, i % 5));
  expect(thinLabels(crowd).size).toBe(1);
});
