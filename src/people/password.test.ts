import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { commonPasswords } from "./common-passwords.ts";
import { passwordProblems } from "./password.ts";

const whose = { name: "王小明", email: "xiaoming.wang@example.com" };
const problems = (password: string, who = whose) => passwordProblems(password, who).map(({ en }) => en);

describe("a password", () => {
  test.each([
    "violet-anchor-7-harbour",
    "春眠不觉晓处处闻啼鸟夜来",
    "kD8#vq2!Lm0z",
    "six words are better than four signs",
  ])("%s is taken", (password) => expect(problems(password)).toEqual([]));

  test.each<[string, string, string, typeof whose?]>([
    ["of eleven characters", "kD8#vq2!Lm0", "12 to 128"],
    ["of eleven characters, though of more bytes", "春眠不觉晓处处闻啼鸟夜", "12 to 128"],
    ["too long to be typed", "ab1".repeat(50), "12 to 128"],
    ["from the list, dressed up", "P@ssword-2026!!", "common"],
    ["of the keyboard", "QWERTYuiopasdf", "common"],
    ["that many Chinese use", "woaini1314520", "common"],
    ["that counts", "123456789012", "common"],
    ["that counts down", "nmlkjihgfedcba", "common"],
    ["of one sign", "aaaaaaaaaaaaaa", "common"],
    ["with the person's name", "我是王小明abc123456", "your name"],
    [
      "with a name of two characters",
      "abc王伟123456xyz",
      "your name",
      { name: "王伟", email: "w@example.com" },
    ],
    ["with the name of the address", "x-XiaoMing.Wang-x", "your name"],
  ])("%s is not", (_, password, told, who = whose) => expect(problems(password, who).join()).toContain(told));

  test("whose parts of the name are common words of two letters is taken", () => {
    expect(problems("violet-anchor-7-to-harbour", { name: "Li To", email: "to@example.com" })).toEqual([]);
  });

  test("with the name in it is refused wherever it stands and however it is written", () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 20 }),
        fc.string({ maxLength: 20 }),
        fc.boolean(),
        (before, after, loud) => {
          const name = loud ? "KOWALSKI" : "kowalski";
          const password = `${before}${name}${after}-----------`;
          expect(problems(password, { name: "Jan Kowalski", email: "jk@example.com" })).not.toEqual([]);
        },
      ),
    );
  });

  test("of the list is refused with any figures behind it", () => {
    fc.assert(
      fc.property(fc.constantFrom(...commonPasswords), fc.nat(), (word, n) => {
        expect(problems(`${word}${String(n).padStart(12, "0")}`)).not.toEqual([]);
      }),
    );
  });
});
