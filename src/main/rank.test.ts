import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CliDesk } from "./cli-fixture.ts";

let desk: CliDesk;
beforeAll(() => {
  desk = new CliDesk();
  const lines = Array.from({ length: 120 }, (_, i) => {
    const price = i % 17 === 5 ? 900 : 10 + (i % 7) / 10;
    return `R${i},s${i % 5},p${i % 2},10,${price * 10},${i % 17 === 5 ? "fraud" : "ok"}`;
  });
  desk.put("sales.csv", `report,salesperson,product,quantity,value,inspection\n${lines.join("\n")}\n`);
});
afterAll(() => desk.close());

describe("plumbline rank", () => {
  test("writes every row once, most suspect first, the same bytes each time", async () => {
    const first = await desk.run(["rank", "sales.csv", "--id", "report", "--out", "a.csv", "--lang", "en"]);
    expect(first).toMatchObject({ code: 0, out: "" });
    await desk.run(["rank", "sales.csv", "--id", "report", "--out", "b.csv", "--lang", "en"]);
    const text = desk.text("a.csv");
    expect(desk.text("b.csv")).toBe(text);
    const [head, top, ...rest] = text.trimEnd().split("\r\n");
    expect(head).toBe("report,score,rank,reasons");
    expect(top).toMatch(
      /^R\d+,[\d.]+,1,"?unit price 900 against the median 10\.\d+ of 60 rows of the product, \d+ times as much \(\+/,
    );
    expect(rest).toHaveLength(119);
    expect(rest.at(-1)?.split(",")[2]).toBe("120");
    expect(desk.leftBehind).toEqual([]);
  });

  test("takes the meaning of columns from --map, and writes ids as they stand", async () => {
    const lines = Array.from(
      { length: 40 },
      (_, i) => `"n ""${i}"", x",p${i % 2},10,${i === 9 ? 9000 : 100 + i}`,
    );
    desk.put("coded.csv", `c1,c2,c3,c4\n${lines.join("\n")}\n`);
    desk.put(
      "map.yaml",
      "sources:\n  - file: coded.csv\n    kind: order-line\n    fields:\n      product_id: { column: c2 }\n      quantity: { column: c3 }\n      amount: { column: c4 }\n",
    );
    const args = ["rank", "coded.csv", "--map", "map.yaml", "--id", "c1", "--out", "m.csv", "--lang", "en"];
    const { code, told } = await desk.run(args);
    expect({ code, told }).toMatchObject({ code: 0 });
    const rows = desk.text("m.csv").trimEnd().split("\r\n").slice(1);
    expect(rows).toHaveLength(40);
    expect(rows[0]).toMatch(/^"n ""9"", x",/);
  });

  test("speaks Chinese, and shows the nearest honest row when asked", async () => {
    const args = ["rank", "sales.csv", "--id", "report", "--out", "zh.csv", "--lang", "zh", "--explain"];
    expect((await desk.run(args)).code).toBe(0);
    const [head, top] = desk.text("zh.csv").split("\r\n");
    expect(head).toBe("report,score,rank,reasons,nearest_honest");
    expect(top).toMatch(/单价 900，同产品 60 行的中位数为 10\.\d+，为其 \d+ 倍.*R\d+: 单价 10/);
  });

  test.each([
    ["no file", [], "Name the files to rank"],
    ["no id", ["sales.csv", "--out", "c.csv"], "Name with --id the column"],
    ["no output", ["sales.csv", "--id", "report"], "Name with --out the file"],
    [
      "stray",
      ["sales.csv", "--id", "report", "--out", "c.csv", "--positive", "x"],
      "--positive goes with --labels",
    ],
    [
      "no positive",
      ["sales.csv", "--id", "report", "--out", "c.csv", "--labels", "x"],
      "--labels needs --positive",
    ],
    ["input as output", ["sales.csv", "--id", "report", "--out", "sales.csv"], "is not overwritten"],
    ["no such file", ["missing.csv", "--id", "report", "--out", "c.csv"], "missing.csv"],
  ])("says what is wrong, with exit code 2: %s", async (_, args, sentence) => {
    const { code, told } = await desk.run(["rank", ...args, "--lang", "en"]);
    expect(code).toBe(2);
    expect(told.join(" ")).toContain(sentence);
  });
});
