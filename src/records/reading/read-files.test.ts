import { createHash } from "node:crypto";
import { existsSync, mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { writeXlsx } from "hucre";
import { describe, expect, test } from "vitest";
import { encodeAs, encodeGb18030, readText, withDesk, zipOf } from "./reading-fixture.ts";

const orders = "单号,客户,金额\nSO1,甲公司,12.50\nSO2,乙公司,8\n";
const orderCells = [
  ["SO1", "甲公司", "12.50"],
  ["SO2", "乙公司", "8"],
];

describe("delimited text", () => {
  test("a table says where it came from", async () => {
    const { table } = await readText(orders);
    expect(table).toMatchObject({
      name: "raw_0",
      file: 0,
      format: "csv",
      encoding: "utf-8",
      delimiter: ",",
      rows: 2,
    });
    expect(table?.columns).toEqual(["单号", "客户", "金额"]);
    expect(table?.sha256).toBe(createHash("sha256").update(orders).digest("hex"));
    expect(table?.bytes).toBe(Buffer.byteLength(orders));
    expect(table?.sourceRow(1)).toBe(3);
  });

  test("decimal commas do not hide a semicolon", async () => {
    const { table, cells } = await readText("a;b;c\n1;4374,13;624,88\n2;1361;1190,88\n3;1,5;2\n");
    expect(table?.delimiter).toBe(";");
    expect(cells[0]).toEqual(["1", "4374,13", "624,88"]);
  });

  test("Excel's own line `sep=;` is heeded and counted as a row", async () => {
    const { cells, table, sourceRows } = await readText("sep=;\r\na;b\r\n1;2,5\r\n");
    expect(table?.columns).toEqual(["a", "b"]);
    expect(cells).toEqual([["1", "2,5"]]);
    expect(sourceRows).toEqual([3]);
  });

  test("titles above the header are skipped, told and counted", async () => {
    const { table, cells, notes, sourceRows } = await readText(
      "2024年销售明细表,,,\n\n制表日期：2024-12-31,,,\n单号,客户,金额,备注\nSO1,甲,1.5,\nSO2,乙,2.5,急\n",
    );
    expect(table?.columns).toEqual(["单号", "客户", "金额", "备注"]);
    expect(cells[1]).toEqual(["SO2", "乙", "2.5", "急"]);
    expect(sourceRows).toEqual([5, 6]);
    expect(notes.map(({ zh }) => zh).join()).toContain("2 行标题");
  });

  test("a file without header keeps its first row", async () => {
    const { table, cells, notes } = await readText("SO1,2024-01-02,5\nSO2,2024-01-03,6\n");
    expect(table?.columns).toEqual(["column_1", "column_2", "column_3"]);
    expect(cells).toHaveLength(2);
    expect(notes[0]?.en).toContain("no header");
  });

  test("names are trimmed and made unique, and a nameless column is numbered", async () => {
    const { table } = await readText('" 金额 ",金额,,"备\n注"\n1,2,3,x\n');
    expect(table?.columns).toEqual(["金额", "金额 (2)", "column_3", "备 注"]);
  });

  test("blank rows are left out without shifting the numbers of the others", async () => {
    const { cells, sourceRows, refusedTotal } = await readText('a,b\n\n1,"x\n\ny"\n\n,\n  \n2,z\n\n\n');
    expect(cells).toEqual([
      ["1", "x\n\ny"],
      ["2", "z"],
    ]);
    expect(sourceRows).toEqual([3, 7]);
    expect(refusedTotal).toBe(0);
  });

  test.each(["合计", "总 计：", "Grand Total", "TOTAL"])("a closing row %s is not a sale", async (word) => {
    const { cells, notes } = await readText(`单号,客户,金额\nSO1,甲,1\nSO2,乙,2\n${word},,3\n`);
    expect(cells).toHaveLength(2);
    expect(notes.at(-1)?.en).toContain("the total at the end");
  });

  test("a total that is short is no refused row, and a customer called Total is no total", async () => {
    const short = await readText("单号,客户,金额\nSO1,甲,1\n合计,1\n");
    expect([short.cells.length, short.refusedTotal]).toEqual([1, 0]);
    const named = await readText("customer,city,amount\nAcme,Paris,1\nTotal,Paris,3\n");
    expect(named.cells).toHaveLength(2);
  });

  test("short and long rows are refused with their place, and trailing empty cells are not long", async () => {
    const { cells, refused, sourceRows } = await readText("a,b,c\n1,2,3\n4,5\n6,7,8,9\n10,11,12,,\n");
    expect(cells.map(([first]) => first)).toEqual(["1", "10"]);
    expect(sourceRows).toEqual([2, 5]);
    expect(refused.map(({ row, value }) => [row, value])).toEqual([
      [3, "4,5"],
      [4, "6,7,8,9"],
    ]);
    expect(refused[0]?.expected.en).toBe("3 cells were expected and 2 found; the row was not taken over.");
  });

  test("an open quote costs its own row only", async () => {
    const { cells, refused } = await readText('a,b\n1,"x"\n2,"open\n3,"y"\n4,"z"\n5,"last\n');
    expect(cells.map(([first]) => first)).toEqual(["1", "3", "4"]);
    expect(refused.map(({ row }) => row)).toEqual([3, 6]);
  });

  test("inch marks in a file without quotes are text", async () => {
    const rows = Array.from({ length: 5 }, (_, i) => `${i}\t"5" pipe\n`).join("");
    const { cells, table } = await readText(`no\tproduct\n${rows}`);
    expect(cells[0]).toEqual(["0", '"5" pipe']);
    expect(table?.quote).toBeUndefined();
  });

  test.each([
    ["line ends mixed", "a,b\r\n1,2\n3,4\r\n"],
    ["line ends of old Macs", "a,b\r1,2\r3,4\r"],
    ["doubled returns", "a,b\r\r\n1,2\r\r\n3,4\r\r\n"],
    ["no line end at the end", "a,b\n1,2\n3,4"],
  ])("%s", async (_name, text) => {
    const { cells, refusedTotal } = await readText(text);
    expect(cells).toEqual([
      ["1", "2"],
      ["3", "4"],
    ]);
    expect(refusedTotal).toBe(0);
  });

  test("a list of one column keeps the commas in its cells", async () => {
    const { table, cells } = await readText("客户\n甲公司\nAcme, Inc.\n乙公司\n");
    expect(cells.flat()).toEqual(["甲公司", "Acme, Inc.", "乙公司"]);
    expect(table?.delimiter).toBeUndefined();
  });

  test("an encoding that shows only far behind the beginning is still found", async () => {
    const plain = Array.from({ length: 40_000 }, (_, i) => `SO${i},customer ${i},${i}.5\n`).join("");
    const bytes = Buffer.concat([
      Buffer.from(`no,name,amount\n${plain}`),
      encodeGb18030("SO1,北京销售公司,1.5\n"),
      Buffer.from(plain),
    ]);
    const { table, cells, refusedTotal } = await readText(bytes);
    expect(table?.encoding).toBe("gb18030");
    expect(cells[40_000]).toEqual(["SO1", "北京销售公司", "1.5"]);
    expect(refusedTotal).toBe(0);
  });

  test("quoted cells over many lines are kept whole in a large file", async () => {
    const cell = `"${'9,"",8\n'.repeat(3_000)}"`;
    const rows = Array.from({ length: 3_000 }, (_, i) => `${i},${i % 50 === 7 ? cell : "x"},end${i}\n`).join(
      "",
    );
    const { cells, refusedTotal } = await readText(`a,b,c\n${rows}`);
    expect(refusedTotal).toBe(0);
    expect(cells.map(([first, , last]) => `${first}${last}`)).toEqual(
      Array.from({ length: 3_000 }, (_, i) => `${i}end${i}`),
    );
  });
});

describe("workbooks", () => {
  const workbook = () =>
    writeXlsx({
      sheets: [
        {
          name: "订单",
          rows: [
            ["2024年订单"],
            [],
            ["单号", "日期", "金额", "已付"],
            ["SO1", new Date(Date.UTC(2024, 2, 5)), 1234.5, true],
            [],
            ["SO2", new Date(Date.UTC(2024, 2, 5, 13, 30)), 0.1 + 0.2, false, "旁注"],
            ["合计", null, 1e21],
          ],
        },
        { name: "隐藏", hidden: true, rows: [["a"], ["x"]] },
        { name: "空", rows: [] },
      ],
    });

  test("every sheet is a table; dates are ISO text and numbers plain", async () => {
    await withDesk(async (desk) => {
      const { tables, notes } = await desk.read(desk.put("book.xlsx", await workbook()));
      expect(tables.map(({ member, rows, format }) => [member, rows, format])).toEqual([
        ["订单", 2, "xlsx"],
        ["隐藏", 1, "xlsx"],
      ]);
      expect(tables[0]?.columns).toEqual(["单号", "日期", "金额", "已付", "column_5"]);
      expect(await desk.cells(tables[0])).toEqual([
        ["SO1", "2024-03-05", "1234.5", "TRUE", null],
        ["SO2", "2024-03-05 13:30:00", "0.3", "FALSE", "旁注"],
      ]);
      expect(desk.sourceRows(tables[0])).toEqual([4, 6]);
      const told = notes.map(({ en }) => en).join("\n");
      expect(told).toContain("hidden");
      expect(told).toContain("the total at the end");
    });
  });

  test("it is known by its bytes, not by its name, and within a zip too", async () => {
    await withDesk(async (desk) => {
      const bytes = Buffer.from(await workbook());
      const { tables } = await desk.read([
        desk.put("book.csv", bytes),
        desk.put("books.zip", zipOf([{ name: "二.xlsx", content: bytes }])),
      ]);
      expect(tables.map(({ member }) => member)).toEqual([
        "订单",
        "隐藏",
        "二.xlsx › 订单",
        "二.xlsx › 隐藏",
      ]);
    });
  });
});

describe("JSON", () => {
  test("lines become rows; what is nested is joined by dots, and long numbers keep their digits", async () => {
    const { table, cells, sourceRows } = await readText(
      '{"id":1234567890123456789,"to":{"city":"北京","zip":null},"tags":["a",1]}\n\n{"id":1e3,"late":true,"x":1.10}\n',
      { name: "a.jsonl" },
    );
    expect(table).toMatchObject({
      format: "jsonl",
      columns: ["id", "to.city", "to.zip", "tags", "late", "x"],
    });
    expect(cells).toEqual([
      ["1234567890123456789", "北京", null, '["a",1]', null, null],
      ["1000", null, null, null, "true", "1.1"],
    ]);
    expect(sourceRows).toEqual([1, 3]);
  });

  test.each([
    ["an array", '[{"a":1,"b":"]},{"},\n {"a":2}]'],
    ["an answer that holds an array", '{"code":0,"data":[{"a":1,"b":"]},{"},{"a":2}],"info":{"more":false}}'],
    ["objects over many lines", '{\n "a": 1,\n "b": "]},{"\n}\n{\n "a": 2\n}\n'],
  ])("%s is read object by object", async (_name, text) => {
    const { cells, sourceRows, refusedTotal } = await readText(text, { name: "a.json" });
    expect(cells).toEqual([
      ["1", "]},{"],
      ["2", null],
    ]);
    expect(sourceRows).toEqual([1, 2]);
    expect(refusedTotal).toBe(0);
  });

  test("a line that is no object is refused alone", async () => {
    const { cells, refused } = await readText('{"a":1}\n{"a":\n[1]\n{"a":4}\n', { name: "a.jsonl" });
    expect(cells.flat()).toEqual(["1", "4"]);
    expect(refused.map(({ row }) => row)).toEqual([2, 3]);
  });
});

test("Parquet keeps decimals, dates and nested fields as text", async () => {
  await withDesk(async (desk) => {
    const file = `${desk.folder}/t.parquet`;
    await desk.warehouse.connection.run(`COPY (SELECT 17850.0::DOUBLE AS customer, 1e-7::DOUBLE AS small,
      12.50::DECIMAL(9,2) AS amount, DATE '2024-03-05' AS day, TIMESTAMP '2024-03-05 13:30:00' AS at,
      {city: '北京', geo: {lat: 1}} AS "to", ['a', 'b'] AS tags, '' AS nothing, 'x'::BLOB AS raw) TO '${file}' (FORMAT parquet)`);
    const { tables } = await desk.read(file);
    expect(tables[0]?.columns).toEqual([
      "customer",
      "small",
      "amount",
      "day",
      "at",
      "to.city",
      "to.geo.lat",
      "tags",
      "nothing",
      "raw",
    ]);
    expect(await desk.cells(tables[0])).toEqual([
      [
        "17850",
        "0.0000001",
        "12.50",
        "2024-03-05",
        "2024-03-05 13:30:00",
        "北京",
        "1",
        '["a","b"]',
        null,
        "x",
      ],
    ]);
  });
});

describe("packed files", () => {
  test("gzip, zip and gzip in a zip yield the same cells", async () => {
    await withDesk(async (desk) => {
      const { tables, unusable } = await desk.read([
        desk.put("a.csv.gz", gzipSync(orders)),
        desk.put(
          "a.zip",
          zipOf([
            { name: "x/a.csv", content: orders },
            { name: "b.csv.gz", content: gzipSync(orders) },
          ]),
        ),
      ]);
      expect(unusable).toEqual([]);
      expect(tables.map(({ name, member }) => [name, member])).toEqual([
        ["raw_0", undefined],
        ["raw_1", "b.csv.gz"],
        ["raw_2", "x/a.csv"],
      ]);
      for (const table of tables) expect(await desk.cells(table)).toEqual(orderCells);
    });
  });

  test("folders and what macOS adds are passed over, and names by Windows in Chinese are read", async () => {
    await withDesk(async (desk) => {
      const zip = zipOf([
        { name: "sub/", content: "" },
        { name: "__MACOSX/._a.csv", content: "junk" },
        { name: ".DS_Store", content: "junk" },
        { name: encodeGb18030("订单\\明细.csv"), content: orders, flags: 0 },
      ]);
      const { tables, unusable } = await desk.read(desk.put("a.zip", zip));
      expect(tables.map(({ member }) => member)).toEqual(["订单/明细.csv"]);
      expect(unusable).toEqual([]);
    });
  });

  test("a name that climbs out of the archive is a name and nothing more", async () => {
    await withDesk(async (desk) => {
      const inner = `${desk.folder}/inner`;
      mkdirSync(inner);
      const zip = desk.put("a.zip", zipOf([{ name: "../../escaped.csv", content: orders }]));
      const { tables } = await desk.read(zip, { workFolder: inner });
      expect(tables[0]?.member).toBe("../../escaped.csv");
      expect(existsSync(`${desk.folder}/escaped.csv`)).toBe(false);
    });
  });
});

describe("several files", () => {
  test("a folder is every data file in it, in order, and the rest is told", async () => {
    await withDesk(async (desk) => {
      mkdirSync(`${desk.folder}/in`);
      mkdirSync(`${desk.folder}/in/more`);
      desk.put("in/b.csv", orders.replace("1", "3"));
      desk.put("in/a[1].csv", orders);
      desk.put("in/more/c.tsv", orders.replaceAll(",", "\t"));
      desk.put("in/README.md", "# no table");
      desk.put("in/.hidden.csv", orders);
      const { tables, notes } = await desk.read(`${desk.folder}/in`);
      expect(tables.map(({ path }) => path.slice(desk.folder.length))).toEqual(["/in/a[1].csv", "/in/b.csv"]);
      expect(notes).toHaveLength(2);
    });
  });

  test("a second reading goes on counting tables", async () => {
    await withDesk(async (desk) => {
      const file = desk.put("a.csv", orders);
      await desk.read(file);
      expect((await desk.read(file)).tables[0]?.name).toBe("raw_1");
    });
  });

  test("the work folder is left as it was found", async () => {
    await withDesk(async (desk) => {
      mkdirSync(`${desk.folder}/work`);
      const file = desk.put("a.csv.gz", gzipSync(encodeAs(orders, "utf-16le")));
      const { tables } = await desk.read(file, { workFolder: `${desk.folder}/work` });
      expect(await desk.cells(tables[0])).toEqual(orderCells);
      const { readdirSync } = await import("node:fs");
      expect(readdirSync(`${desk.folder}/work`)).toEqual([]);
    });
  });

  test("progress ends at the size of each file", async () => {
    await withDesk(async (desk) => {
      const seen: number[] = [];
      const file = desk.put("a.csv.gz", gzipSync(orders));
      const { tables } = await desk.read(file, { onProgress: ({ doneBytes }) => seen.push(doneBytes) });
      expect(seen.at(-1)).toBe(tables[0]?.bytes);
      expect(seen).toEqual(seen.toSorted((a, b) => a - b));
    });
  });

  test("an abort ends the reading", async () => {
    await withDesk(async (desk) => {
      const file = desk.put("a.csv", orders);
      const reading = desk.read(file, { signal: AbortSignal.abort(new Error("stopped by the person")) });
      await expect(reading).rejects.toThrow("stopped by the person");
    });
  });
});

const shared = resolve(import.meta.dirname, "../../../../shared/data");

describe.skipIf(!existsSync(shared))("the real data sets (skipped where ../shared/data is absent)", () => {
  test("all are read without a refused row", async () => {
    await withDesk(async (desk) => {
      const { tables, refusedTotal, unusable } = await desk.read(
        ["online-retail", "sales-reports", "sap-sales"].map((name) => join(shared, name)),
      );
      expect(tables.map(({ path, rows, delimiter }) => [path.split("/").at(-1), rows, delimiter])).toEqual([
        ["online-retail.csv.gz", 541_909, ","],
        ["sales-reports.csv.gz", 401_146, ","],
        ["BusinessPartners.csv", 40, ";"],
        ["SalesOrderItems.csv", 17_818, ";"],
        ["SalesOrders.csv", 5_166, ";"],
      ]);
      expect(refusedTotal).toBe(0);
      expect(unusable).toEqual([]);
    });
  });
});
