import { join, relative } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { safePath } from "./safe-path.ts";

const piece = fc.constantFrom("..", ".", "", "/", "\\", "a", "客户", "\0", "C:", "~", " ", "x.csv", "\u202e");

describe("the name of a file that is sent", () => {
  test("never leaves the folder that it is put into, whatever it says", () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 10 }), (pieces) => {
        let path: string;
        try {
          path = safePath(pieces.join(""));
        } catch (error) {
          expect(error).toMatchObject({ code: "invalid" });
          return;
        }
        const inside = relative("/srv/uploads/1", join("/srv/uploads/1", path));
        expect(inside).toBe(path);
        expect(inside.startsWith("..")).toBe(false);
        expect(path).not.toMatch(/\0|\\/);
      }),
    );
  });

  test.each([
    ["一月/订单.csv", "一月/订单.csv"],
    ["../../etc/passwd", "etc/passwd"],
    ["C:\\数据\\客户.xlsx", "C_/数据/客户.xlsx"],
    ["/abs/orders.csv", "abs/orders.csv"],
    [".htaccess", "htaccess"],
  ])("%s is kept as %s", (given, kept) => expect(safePath(given)).toBe(kept));

  test.each([["../.."], [""], ["a/".repeat(20)]])("%j is refused", (given) =>
    expect(() => safePath(given)).toThrow(),
  );

  test("of great length is cut and keeps its ending", () => {
    const path = safePath(`${"客".repeat(300)}.xlsx`);
    expect(path).toMatch(/客\.xlsx$/);
    expect(Buffer.byteLength(path)).toBeLessThanOrEqual(200);
  });
});
