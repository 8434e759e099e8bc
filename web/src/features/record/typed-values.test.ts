import { expect, test } from "vitest";
import type { FormField } from "./model.ts";
import { collect, placesOf, plainMoment, settledOf, typedOf } from "./typed-values.ts";

const field = (type: FormField["type"], of: FormField["of"] = "field", name = "x"): FormField => ({
  place: of === "field" ? name : `own.${name}`,
  name,
  of,
  type,
  title: { zh: name, en: name },
  required: false,
  personal: false,
  isKey: false,
});

test.each([
  ["20261123", "2026-11-23"],
  ["2026/1/5", "2026-01-05"],
  ["2026年11月3日", "2026-11-03"],
  ["2026-11-23 9:30", "2026-11-23 09:30"],
  ["2026-02-30", undefined],
  ["明天", undefined],
  ["2026-11-23 25:00", undefined],
])("%s is the moment %s", (typed, moment) => {
  expect(plainMoment(typed)).toBe(moment);
});

test.each([
  [field("money"), "1234500", "CNY", "12345.00"],
  [field("money"), "1234", "JPY", "1234"],
  [field("money", "custom"), "1234.5", "CNY", "1234.5"],
  [field("rate"), "0.13", undefined, "13"],
  [field("time"), "2026-11-23 00:00:00", undefined, "2026-11-23"],
  [field("time"), "2026-11-23 09:30:00", undefined, "2026-11-23 09:30"],
])("a stored value of %o is typed and stored again as it was", (given, stored, currency, typed) => {
  expect(typedOf(given, stored, currency)).toBe(typed);
  const settled = settledOf(given, typed, currency);
  const again = "value" in settled ? settled.value : undefined;
  expect(typedOf(given, again ?? undefined, currency)).toBe(typed);
});

test("only what differs is sent, with problems by place", () => {
  const fields = [
    field("money", "field", "gross"),
    field("text", "custom", "来源"),
    field("date", "field", "due"),
  ];
  const before = { gross: "10", "own.来源": "展会", due: "2026-01-01", currency: "CNY" };
  const now = { ...before, gross: "1,200.5", "own.来源": " ", due: "soon" };
  expect(collect(fields, now, before, "CNY")).toEqual({
    fields: { gross: "120050" },
    own: { 来源: null },
    problems: { due: expect.objectContaining({ zh: "应为日期，如 2026-11-23。" }) },
  });
  expect(collect(fields, { ...before, gross: "1.005" }, before, "CNY").problems.gross?.en).toContain(
    "2 digits",
  );
  // In another currency the same figures are another amount.
  expect(collect(fields, { ...before, currency: "JPY" }, before, "JPY").fields).toEqual({ gross: "10" });
});

test("issues of the server are found by place", () => {
  const issues = [
    { path: "fields.gross", message: "a" },
    { path: "own.来源", message: "b" },
    { path: "lines.0.fields.net", message: "c" },
  ];
  expect(placesOf(issues)).toEqual({ gross: "a", "own.来源": "b", "lines.0.fields.net": "c" });
});
