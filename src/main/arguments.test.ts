import { expect, test } from "vitest";
import { Refusal } from "../platform/index.ts";
import { calendarDay, readArguments, wholeNumber } from "./arguments.ts";

const options = { json: { type: "string" }, strict: { type: "boolean" } } as const;

function refused(work: () => unknown): Refusal["sentence"] {
  try {
    work();
  } catch (error) {
    if (error instanceof Refusal) return error.sentence;
  }
  throw new Error("Nothing was refused.");
}

test.each([
  [
    ["--frob"],
    "没有选项 --frob；用法见 ./plumbline help。若它是文件名的开头，请在前面加上 ./ 。",
    "There is no option --frob; ./plumbline help shows the usage. If it begins the name of a file, put ./ before it.",
  ],
  [["-x"], "没有选项 -x；", "There is no option -x;"],
  [
    ["--json"],
    "选项 --json 后面缺少取值；用法见 ./plumbline help。",
    "The option --json lacks its value; ./plumbline help shows the usage.",
  ],
  [["--json", "--strict"], "选项 --json 后面缺少取值；", "The option --json lacks its value;"],
  [["--strict=1"], "选项 --strict 不带取值；", "The option --strict takes no value;"],
  [["a", "b", "c"], "多出的参数“c”无法识别；", "“c” is one argument too many;"],
])("%j is refused by name in both languages", (args, zh, en) => {
  expect(refused(() => readArguments(args, options, 2))).toEqual({
    zh: expect.stringContaining(zh),
    en: expect.stringContaining(en),
  });
});

test("what follows -- is a file, whatever it looks like", () => {
  const { values, positionals } = readArguments(["--strict", "--", "--json.csv", "-x"], options);
  expect([values.strict, positionals]).toEqual([true, ["--json.csv", "-x"]]);
});

test.each(["yesterday", "2025-02-30", "2025-2-3", "20250203", "2025-01-01T00:00", ""])(
  "%j is no day",
  (value) => {
    expect(refused(() => calendarDay("--as-of", value)).en).toBe(
      `--as-of takes a date as YYYY-MM-DD, not “${value}”.`,
    );
  },
);

test.each(["0", "-1", "1.5", "1e3", "0x10", "", " 7", "many", "99999999999999999999"])(
  "%j is no number of sellers",
  (value) => {
    expect(refused(() => wholeNumber("--sellers", value, 5)).zh).toBe(
      `--sellers 应为不小于 1 的整数，而不是“${value}”。`,
    );
  },
);

test("a number within its bounds is taken, and an absent one replaced", () => {
  const port = { least: 0, most: 65_535 };
  expect([wholeNumber("PORT", "0", 1, port), wholeNumber("PORT", undefined, 8080, port)]).toEqual([0, 8080]);
  expect(refused(() => wholeNumber("PORT", "65536", 1, port)).en).toBe(
    "PORT takes a whole number of at least 0 and at most 65535, not “65536”.",
  );
});
