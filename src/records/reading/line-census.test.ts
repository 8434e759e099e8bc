import fc from "fast-check";
import { expect, test } from "vitest";
import { LineCensus } from "./line-census.ts";

const pieces = fc.array(fc.constantFrom("\n", "\r\n", "a", "bc,d", "\0"), { maxLength: 30 });

test("lines are counted the same however the bytes are cut into chunks", () => {
  fc.assert(
    fc.property(pieces, fc.array(fc.nat(5), { minLength: 1, maxLength: 20 }), (parts, cuts) => {
      const text = parts.join("");
      const census = new LineCensus();
      for (let at = 0, i = 0; at < text.length; i += 1) {
        const size = 1 + (cuts[i % cuts.length] ?? 0);
        census.update(Buffer.from(text.slice(at, at + size)));
        at += size;
      }
      const lines = text.split("\n").map((line) => line.replace(/\r$/, ""));
      if (lines.at(-1) === "") lines.pop();
      while (lines.at(-1) === "") lines.pop();
      expect(census.lines).toBe(lines.length);
      expect(census.blankWithin).toBe(lines.filter((line) => line === "").length);
      expect(census.longestLine).toBe(Math.max(...text.split("\n").map((line) => line.length)));
      expect(census.hasNul).toBe(text.includes("\0"));
    }),
  );
});
