import { deflateRawSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bookedTwice, CliDesk, orders } from "./cli-fixture.ts";

let desk: CliDesk;
beforeAll(() => {
  desk = new CliDesk();
});
afterAll(() => desk.close());

function noise(length: number): Buffer {
  let state = 7;
  return Buffer.from(
    Array.from({ length }, () => {
      state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
      return (state >> 16) & 255;
    }),
  );
}

/** One member of zeros, packed a thousandfold, as a zip archive without the rarer fields. */
function zipBomb(bytes: number): Buffer {
  const packed = deflateRawSync(Buffer.alloc(bytes, 48));
  const name = Buffer.from("orders.csv");
  const sizes = Buffer.alloc(8);
  sizes.writeUInt32LE(packed.length, 0);
  sizes.writeUInt32LE(bytes, 4);
  const common = Buffer.concat([Buffer.from("14000000080000000000" + "00000000", "hex"), sizes]);
  const local = Buffer.concat([
    Buffer.from("504b0304", "hex"),
    common,
    Buffer.from([name.length, 0, 0, 0]),
    name,
  ]);
  const entry = Buffer.concat([
    Buffer.from("504b01021400", "hex"),
    common,
    Buffer.from([name.length, 0, 0, 0]),
    Buffer.alloc(14),
    name,
  ]);
  const end = Buffer.alloc(22);
  end.write("504b0506", "hex");
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(entry.length, 12);
  end.writeUInt32LE(local.length + packed.length, 16);
  return Buffer.concat([local, packed, entry, end]);
}

describe("input that cannot be used ends with 2", () => {
  test("and one sentence a file, all at once, in either language", async () => {
    desk.put("empty.csv", "");
    desk.put("noise.csv", noise(50_000));
    desk.put("cut.csv.gz", gzipSync(orders("A")).subarray(0, 300));
    desk.put("bomb.zip", zipBomb(160 * 2 ** 20));
    desk.put("wide.csv", `${Array.from({ length: 5_000 }, (_, i) => `c${i}`).join(",")}\n`);
    desk.put("picture.xlsx", Buffer.from("89504e470d0a1a0a", "hex"));
    desk.put("oneline.csv", "x,".repeat(400_000));
    const files = [
      "empty.csv",
      "noise.csv",
      "cut.csv.gz",
      "bomb.zip",
      "wide.csv",
      "picture.xlsx",
      "oneline.csv",
    ];
    const english = await desk.run(["scan", ...files, "gone\u001b[31m.csv", "--lang", "en"]);
    expect([english.code, english.out]).toEqual([2, ""]);
    expect(english.told).toEqual([
      "gone[U+001B][31m.csv: There is no such file; check the path.",
      "bomb.zip › orders.csv: It unpacks to more than 300 times its size and may be a zip bomb; reading was stopped.",
      "cut.csv.gz: The gzip file is cut short or damaged, and no row was taken from it; fetch the file again.",
      "empty.csv: The file is empty; a header and rows were expected.",
      "noise.csv: The content is neither text nor a known table format; CSV, TSV, XLSX, JSON, Parquet, or these as gz or zip were expected.",
      "oneline.csv: There is no line end within the first 256 KiB; a table has one record a line.",
      "picture.xlsx: This is a PNG image, not a table; save it as CSV or XLSX and read that.",
      "wide.csv: At most 2000 columns are read.",
    ]);
    const chinese = await desk.run(["scan", "empty.csv", "wide.csv", "--lang", "zh"], {
      LANG: "en_US.UTF-8",
    });
    expect([chinese.code, chinese.told]).toEqual([
      2,
      ["empty.csv：文件是空的，应有表头和数据行。", "wide.csv：列数应不超过 2000 列。"],
    ]);
    expect(desk.leftBehind).toEqual([]);
  });

  test("when no row is left: a header alone, or totals alone", async () => {
    desk.put("header.csv", orders("A", 0));
    desk.put("totals.csv", `${orders("A", 0)}小计,,,,,5\n合计,,,,,5\n`);
    const { code, told } = await desk.run(["scan", "header.csv", "totals.csv"]);
    expect([code, told.slice(-2)]).toEqual([
      2,
      [
        "header.csv：表头之下没有数据行，没有可以检查的内容。",
        "totals.csv：表头之下没有数据行，没有可以检查的内容。",
      ],
    ]);
  });

  test("when a key column is missing: it is asked for by name, with the columns at hand and a draft to complete", async () => {
    desk.put("expenses.csv", "金额,备注\n10,a\n20,b\n30,c\n");
    desk.put("words.csv", "\u001b[2J感想\n很好\n不错\n一般\n");
    const { code, told } = await desk.run([
      "scan",
      "expenses.csv",
      "words.csv",
      "--save-map",
      "draft.yaml",
      "--lang",
      "en",
    ]);
    expect(code).toBe(2);
    expect(told).toEqual([
      "expenses.csv looks like expense, but no column was found for employee_id (Employee ID) or customer_id (Customer ID) or type (Type). Say in a mapping which column it is. Its columns: 金额, 备注.",
      expect.stringMatching(
        /^It is not clear what words\.csv holds\..* or kind: none to leave it out\. Its columns: \[2J感想\.$/,
      ),
      "draft.yaml holds a draft; complete it and read it with --map draft.yaml.",
    ]);
    expect(desk.text("draft.yaml")).toContain("#        column: ???");
  });

  test("in strict mode at the first refused row, in both languages", async () => {
    desk.put("ragged.csv", `${orders("R", 40)}R98,C1\nR99,C1\n`);
    const [zh, en] = await Promise.all([
      desk.run(["scan", "ragged.csv", "--strict"]),
      desk.run(["scan", "ragged.csv", "--strict", "--lang=en"]),
    ]);
    expect([zh?.code, zh?.told]).toEqual([
      2,
      ["ragged.csv 第 42 行：应有 6 列，实有 2 列，该行未读入。（原文：R98,C1）"],
    ]);
    expect([en?.code, en?.told]).toEqual([
      2,
      ["ragged.csv, row 42: 6 cells were expected and 2 found; the row was not taken over. (found: R98,C1)"],
    ]);
  });
});

describe("bad rows among good ones", () => {
  const bad = [
    "B1,C1",
    `B2,${"x".repeat(9 * 2 ** 20)},a,张1,2025-01-01,5`,
    "B3,C1,a,张1,2025-02-30,5",
    "B4,C1,a,张1,2025-01-01,99999999999999999999",
    "=B5,C1,a,张1,\u001b[2J@nodate\u202e,5",
    'B6,C1,"a"b,张1,2025-01-01,5',
  ];

  test("are refused with file, row, column, value and what was expected; the rest is examined", async () => {
    desk.put("bad.csv", `${orders("B", 60)}${bad.join("\n")}\n${bookedTwice}`);
    const run = await desk.run([
      "scan",
      "bad.csv",
      "--lang",
      "en",
      "--refused",
      "refused.csv",
      "--json",
      "bad.json",
    ]);
    expect(run.code).toBe(0);
    expect(run.out).toContain("62 sale documents examined");
    const { input } = JSON.parse(desk.text("bad.json"));
    expect(input).toMatchObject({ rows: 65, refused: 6, files: [{ path: "bad.csv", refused: 6 }] });
    const lines = desk.text("refused.csv").split("\r\n").slice(1, -1);
    expect(lines.map((line) => line.split(",").slice(0, 3).join())).toEqual([
      "bad.csv,62,",
      "bad.csv,63,",
      "bad.csv,67,",
      "bad.csv,64,下单日期",
      "bad.csv,65,金额",
      "bad.csv,66,下单日期",
    ]);
    // What a spreadsheet or a terminal would act on is written as text.
    expect(lines.at(-1)).toContain(",[U+001B][2J@nodate[U+202E],");
    const written = desk.text("refused.csv") + run.told.join();
    for (const hidden of ["\u001b", "\u202e"]) expect(written).not.toContain(hidden);
    expect(run.told).toContain(
      'bad.csv, row 65, column "金额": Gross amount: expected an amount under 10^16 (found: 99999999999999999999)',
    );
    expect(run.told).toContain("6 rows were refused.");
  });

  test("repeated numbers, future days, several currencies and hostile text are kept and told", async () => {
    const odd = [
      "=cmd|'/c calc'!A1,@C9,<img src=x onerror=alert(1)>,=张三,2025-05-21,777.5,CNY",
      "=cmd|'/c calc'!A2,@C9,<img src=x onerror=alert(1)>,=张三,2025-05-21,777.5,CNY",
      "B1,C1,a\u202eb,张1,2031-01-01,-0,USD",
      "B1,C1,客户1,张1,2025-01-01,5,QQQ",
    ].join("\n");
    const plain = orders("B", 150).trimEnd().split("\n");
    const table = [`${plain[0]},币种`, ...plain.slice(1).map((line) => `${line},CNY`), odd, ""].join("\n");
    desk.put("odd.csv", Buffer.concat([Buffer.from("\ufeff"), Buffer.from(table)]));
    const run = await desk.run(["scan", "odd.csv", "--csv", "o.csv", "--html", "o.html", "--json", "o.json"]);
    expect(run.code).toBe(0);
    expect(run.told).toEqual(
      expect.arrayContaining([
        "odd.csv：金额有多种币种（CNY、USD），逐行保留，不相加。",
        "odd.csv：币种 QQQ 无法识别，这些行按未注明币种处理。",
        expect.stringMatching(/^odd\.csv：1 行的下单时间晚于 \d{4}-\d\d-\d\d，照样保留。$/),
        expect.stringMatching(/^odd\.csv：2 行的业务主键（订单编号）与前面的行相同，全部保留。$/),
      ]),
    );
    const findings = desk.text("o.csv").split("\r\n").slice(1, -1);
    expect(findings.some((line) => line.includes("cmd|"))).toBe(true);
    for (const line of findings) expect(line).not.toMatch(/(^|,)"?[=@+]/);
    expect(desk.text("o.html")).toContain("&lt;img src=x");
    expect(desk.text("o.html")).not.toContain("<img src=x");
    expect(`${run.out}${desk.text("o.csv")}${desk.text("o.html")}`).not.toContain("\u202e");
  });
});
