import { createHmac } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { commitTo, opens } from "./commitment.ts";
import { sealRow } from "./row-leaf.ts";

describe("a commitment", () => {
  test("is the HMAC-SHA256 of the value's canonical JSON under its salt", () => {
    const { digest, salt } = commitTo({ b: 2, a: "x" });
    expect(digest).toBe(createHmac("sha256", salt).update('{"a":"x","b":"2"}').digest("hex"));
  });

  test("is that HMAC for a text of any length and script", () => {
    const text = fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.string({ unit: "grapheme", minLength: 3_000, maxLength: 6_000 }),
    );
    fc.assert(
      fc.property(text, (value) => {
        const { digest, salt, value: json } = commitTo(value);
        expect(digest).toBe(createHmac("sha256", salt).update(json).digest("hex"));
      }),
      { numRuns: 60 },
    );
  });

  test("opens with its salt and value, and with no other value or salt", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.nat(31), (value, other, position) => {
        const { digest, salt, value: text } = commitTo(value);
        expect(opens(digest, { salt, value: text })).toBe(true);
        expect(opens(digest, { salt, value: JSON.stringify(other) })).toBe(value === other);
        const wrong = Buffer.from(salt);
        wrong[position] = (wrong[position] ?? 0) ^ 1;
        expect(opens(digest, { salt: wrong, value: text })).toBe(false);
      }),
    );
  });

  test("two commitments to the same value cannot be told to be to the same", () => {
    expect(commitTo("open").digest).not.toBe(commitTo("open").digest);
  });

  test("a digest of another length opens with nothing", () => {
    expect(opens("ab", commitTo(1))).toBe(false);
  });
});

describe("the leaf of a row", () => {
  const row = { kind: "order", common: { net: 100n }, personal: { buyer: "王伟", note: undefined } };

  test("holds commitments and no value, and no commitment to what is absent", () => {
    const { leaf, common, personal } = sealRow(row);
    expect(JSON.parse(leaf)).toEqual({
      form: "row/1",
      kind: "order",
      common: common.digest,
      personal: { buyer: personal.buyer?.digest },
    });
    expect(leaf).not.toContain("王伟");
  });

  test("one personal field opens by itself while the others stay closed", () => {
    const { leaf, personal } = sealRow({ ...row, personal: { buyer: "王伟", phone: "1" } });
    const { buyer, phone } = personal;
    if (!buyer || !phone) throw new Error("a field is missing");
    const told = JSON.parse(leaf).personal;
    expect(opens(told.buyer, buyer)).toBe(true);
    expect(opens(told.phone, { salt: buyer.salt, value: phone.value })).toBe(false);
  });
});
