import { chmodSync, mkdirSync, symlinkSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { writeXlsx } from "hucre";
import { describe, expect, test } from "vitest";
import { Refusal } from "../../platform/index.ts";
import { readText, withDesk, zipOf } from "./reading-fixture.ts";
import { refusedKept } from "./refusal-log.ts";
import { placed } from "./sentences.ts";

const orders = "单号,客户,金额\nSO1,甲公司,12.50\nSO2,乙公司,8\n";

function noise(length: number): Buffer {
  let state = 12_345;
  return Buffer.from(
    Array.from({ length }, () => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
      return state >>> 16;
    }),
  );
}

/** The one sentence about a file that cannot be read. */
async function problemOf(
  content: string | Uint8Array,
  name: string,
  maxUnpackedBytes?: number,
): Promise<string> {
  const limit = maxUnpackedBytes === undefined ? {} : { maxUnpackedBytes };
  const { tables, unusable, refusedTotal } = await readText(content, { name, ...limit });
  expect(tables).toEqual([]);
  expect(refusedTotal).toBe(0);
  expect(unusable).toHaveLength(1);
  expect(unusable[0]?.expected.zh).toMatch(/。$/);
  return unusable[0]?.expected.en ?? "";
}

describe("a file that is no table is told with one sentence", () => {
  test.each([
    ["nothing at all", "", "empty"],
    ["blank lines only", "\n\r\n  \n", "empty"],
    ["noise called CSV", noise(50_000), "neither text nor a known table format"],
    ["a little noise", Buffer.concat([Buffer.from([1, 2, 3, 4]), noise(500)]), "neither text nor"],
    ["a PDF called CSV", "%PDF-1.7\n...", "a PDF file"],
    ["a web page called Excel", "<html><table><tr><td>1</td></tr></table></html>", "a web page"],
    ["XML", '<?xml version="1.0"?><a/>', "an XML file"],
    ["old Excel", Buffer.from("d0cf11e0a1b11ae10000", "hex"), "an old Office file"],
    [
      "a workbook with a password",
      Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.from("EncryptedPackage", "utf16le")]),
      "has a password",
    ],
    ["JSON without objects", "[]", "holds no objects"],
    ["JSON cut short at once", '[{"a":', "holds no objects"],
  ])("%s", async (name, content, sentence) => {
    if (name === "JSON cut short at once") {
      const { unusable, refused } = await readText(content, { name: "x" });
      expect(unusable[0]?.expected.en).toContain(sentence);
      expect(refused[0]?.expected.en).toContain("breaks off");
      return;
    }
    expect(await problemOf(content, "file.csv")).toContain(sentence);
  });

  test("a gzip that is cut short gives no row at all", async () => {
    const whole = gzipSync(noise(100_000).toString("hex"));
    expect(await problemOf(whole.subarray(0, 5_000), "a.csv.gz")).toContain("cut short or damaged");
  });

  test("a zip that is cut short", async () => {
    const whole = zipOf([{ name: "a.csv", content: orders }]);
    expect(await problemOf(whole.subarray(0, -10), "a.zip")).toContain("cut short or damaged");
  });

  test("a workbook with damage in it", async () => {
    const whole = Buffer.from(await writeXlsx({ sheets: [{ name: "a", rows: [["a"], ["x".repeat(999)]] }] }));
    whole.fill(
      0x55,
      whole.indexOf("xl/worksheets/sheet1.xml") + 30,
      whole.indexOf("xl/worksheets/sheet1.xml") + 120,
    );
    expect(await problemOf(whole, "a.xlsx")).toContain("damaged");
  });

  test("a Parquet file with damage in it, or only its first bytes", async () => {
    await withDesk(async (desk) => {
      const file = `${desk.folder}/t.parquet`;
      await desk.warehouse.connection.run(
        `COPY (SELECT range AS a FROM range(1000)) TO '${file}' (FORMAT parquet)`,
      );
      const { readFileSync } = await import("node:fs");
      const bytes = readFileSync(file);
      const cut = desk.put("cut.parquet", bytes.subarray(0, bytes.length - 20));
      const bare = desk.put("bare.parquet", "PAR1");
      const { unusable, tables } = await desk.read([cut, bare, file]);
      expect(unusable.map(({ expected }) => expected.en)).toEqual(
        Array(2).fill("The Parquet file is damaged or incomplete and cannot be read."),
      );
      expect(tables.map(({ rows }) => rows)).toEqual([1000]);
    });
  });
});

describe("bombs", () => {
  test("a gzip is stopped at the limit whatever it would become", async () => {
    const bomb = gzipSync(Buffer.alloc(3_000_000, "a,b\n"));
    expect(await problemOf(bomb, "a.csv.gz", 1_000_000)).toContain("more than the limit");
  });

  test("a gzip that swells beyond what tables do is stopped earlier", async () => {
    const bomb = gzipSync(Buffer.alloc(140 * 2 ** 20, "1,2\n"), { level: 9 });
    expect(await problemOf(bomb, "a.csv.gz")).toContain("more than 300 times");
  }, 60_000);

  test("the members of a zip share one limit, and what it declares does not count", async () => {
    const member = (name: string) => ({ name, content: "1,2\n".repeat(100_000), declared: 10 });
    await withDesk(async (desk) => {
      const zip = desk.put("a.zip", zipOf([member("a.csv"), member("b.csv")]));
      const { tables, unusable } = await desk.read(zip, { maxUnpackedBytes: 500_000 });
      expect(tables).toEqual([]);
      expect(unusable.length).toBeGreaterThan(0);
    });
    const honest = (name: string) => ({ name, content: "a,b\n1,2\n".repeat(50_000) });
    await withDesk(async (desk) => {
      const zip = desk.put("a.zip", zipOf([honest("a.csv"), honest("b.csv"), honest("c.csv")]));
      const { tables, unusable } = await desk.read(zip, { maxUnpackedBytes: 500_000 });
      expect(tables).toHaveLength(1);
      expect(unusable.map(({ member: name }) => name)).toEqual(["b.csv"]);
    });
  });

  test("a workbook that would swell is not opened", async () => {
    const sheet = { name: "xl/worksheets/sheet1.xml", content: Buffer.alloc(40 * 2 ** 20, "<c/>") };
    const bomb = zipOf([{ name: "[Content_Types].xml", content: "<Types/>" }, sheet]);
    expect(await problemOf(bomb, "a.xlsx")).toContain("may be a zip bomb");
  });

  test("wrappings within wrappings are opened three deep", async () => {
    const wrap = (times: number) =>
      Array.from({ length: times }).reduce<Buffer>((b) => gzipSync(b), Buffer.from(orders));
    expect((await readText(wrap(3))).cells).toHaveLength(2);
    expect(await problemOf(wrap(4), "a.gz")).toContain("nested too deeply");
  });

  test("a line without end is refused and the rows around it are kept", async () => {
    const { cells, refused, sourceRows } = await readText(`a,b\n1,2\n3,${"x".repeat(20 * 2 ** 20)}\n5,6\n`);
    expect(cells).toEqual([
      ["1", "2"],
      ["5", "6"],
    ]);
    expect(sourceRows).toEqual([2, 4]);
    expect(refused.map(({ row, value }) => [row, value?.length])).toEqual([[3, 200]]);
    expect(refused[0]?.expected.en).toContain("longer than 8 MiB");
  });

  test("a row of some megabytes is read, beside one that is refused", async () => {
    const { cells, refused } = await readText(`a,b\n1,${"x".repeat(3 * 2 ** 20)}\n2\n3,4\n`);
    expect(cells.map(([a, b]) => [a, b?.length])).toEqual([
      ["1", 3 * 2 ** 20],
      ["3", 1],
    ]);
    expect(refused.map(({ row }) => row)).toEqual([3]);
  });

  test("text without line ends is no table", async () => {
    expect(await problemOf("x".repeat(2 ** 20), "a.csv")).toContain("no line end within the first 256 KiB");
  });

  test("a quote that is never closed does not swallow the file", async () => {
    const rows = Array.from({ length: 300_000 }, (_, i) => `${i},some text that fills the row ${i}\n`);
    rows[1_000] = '1000,"open\n';
    const { table, refused } = await readText(`a,b\n${rows.join("")}`);
    expect(table?.rows).toBe(299_999);
    expect(refused.map(({ row }) => row)).toEqual([1_002]);
  });

  test("more columns than any table has are refused", async () => {
    expect(await problemOf(`${"a,".repeat(5_000)}\n`, "a.csv")).toContain("At most 2000 columns");
  });
});

describe("archives", () => {
  test("a member with a password, or of a kind that is no table, spoils only itself", async () => {
    await withDesk(async (desk) => {
      const zip = zipOf([
        { name: "a.csv", content: orders },
        { name: "locked.csv", content: orders, flags: 0x801 },
        { name: "scan.pdf", content: "%PDF-1.4" },
      ]);
      const { tables, unusable } = await desk.read(desk.put("a.zip", zip));
      expect(tables).toHaveLength(1);
      expect(unusable.map(({ member, expected }) => [member, expected.en.slice(0, 30)])).toEqual([
        ["locked.csv", "The archived file has a passwo"],
        ["scan.pdf", "This is a PDF file, not a tabl"],
      ]);
    });
  });

  test("an archive without files", async () => {
    expect(await problemOf(zipOf([{ name: "empty/", content: "" }]), "a.zip")).toContain("holds no file");
  });
});

describe("rows", () => {
  test("a header without rows is a table of none, and is told", async () => {
    const { table, notes } = await readText("单号,客户,金额\n");
    expect(table).toMatchObject({ rows: 0, columns: ["单号", "客户", "金额"] });
    expect(notes[0]?.en).toContain("no row below it");
  });

  test("bytes that are no UTF-8 and NUL bytes cost their own rows", async () => {
    const good = "SO1,甲公司销售部,1\n".repeat(10);
    const bytes = Buffer.concat([
      Buffer.from(`单号,客户,金额\n${good}`),
      Buffer.from([0x53, 0x2c, 0xff, 0x2c, 0x31, 0x0a]),
      Buffer.from("S\0,b,2\n"),
      Buffer.from(good),
    ]);
    const { cells, refused } = await readText(bytes);
    expect(cells).toHaveLength(20);
    expect(refused.map(({ row, expected }) => [row, expected.en.slice(0, 34)])).toEqual([
      [12, "The row holds bytes that are not u"],
      [13, "The row holds a NUL byte, usually "],
    ]);
  });

  test("a broken character in GB18030 is refused with the name of its encoding", async () => {
    const row = Buffer.from("d6d0b9fac6fbb3b52cbfcdbba72c310a", "hex");
    const bytes = Buffer.concat([
      Buffer.from("a,b,c\n"),
      ...Array(30).fill(row),
      Buffer.from([0xff, 0x2c, 0x2c, 0x31, 0x0a]),
    ]);
    const { cells, refused, table } = await readText(bytes);
    expect(table?.encoding).toBe("gb18030");
    expect(cells).toHaveLength(30);
    expect(refused.map(({ row: at, expected }) => [at, expected.en])).toEqual([
      [32, "The row holds bytes that are not gb18030; it was not taken over."],
    ]);
  });

  test("a replacement character that the source itself holds is text", async () => {
    const { cells, refusedTotal } = await readText("a,b\n1,x\ufffdy\n");
    expect([cells[0]?.[1], refusedTotal]).toEqual(["x\ufffdy", 0]);
  });

  test("refused rows are counted without end and kept up to a bound", async () => {
    const rows = Array.from({ length: 4_000 }, (_, i) => (i % 2 ? "1,2\n" : "1,2,3\n")).join("");
    const { refused, refusedTotal, table } = await readText(`a,b\n1,2\n3,4\n5,6\n${rows}`);
    expect([refused.length, refusedTotal, table?.rows]).toEqual([refusedKept, 2_000, 2_003]);
  });

  test("formulas in cells stay text", async () => {
    const { cells } = await readText('a,b\n=cmd|\'/c calc\'!A1,"=HYPERLINK(""http://x"")"\n');
    expect(cells[0]).toEqual(["=cmd|'/c calc'!A1", '=HYPERLINK("http://x")']);
  });

  test("an array of JSON that breaks off keeps what was whole", async () => {
    const { cells, refused } = await readText('[{"a":1},{"a":2},{"a":', { name: "a.json" });
    expect(cells.flat()).toEqual(["1", "2"]);
    expect(refused.map(({ row }) => row)).toEqual([3]);
  });
});

describe("paths", () => {
  test("all files that cannot be read are told at once, beside those that can", async () => {
    await withDesk(async (desk) => {
      mkdirSync(`${desk.folder}/nothing`);
      const good = desk.put("good.csv", orders);
      const { tables, unusable } = await desk.read([
        `${desk.folder}/gone.csv`,
        good,
        desk.put("bad.csv", ""),
        `${desk.folder}/nothing`,
      ]);
      expect(tables).toHaveLength(1);
      expect(unusable.map((problem) => placed(problem).en.slice(desk.folder.length + 1))).toEqual([
        "gone.csv: There is no such file; check the path.",
        expect.stringContaining("nothing: The folder holds no file"),
        "bad.csv: The file is empty; a header and rows were expected.",
      ]);
    });
  });

  test("the order in which files are given changes nothing", async () => {
    const namesRead = (turn: (paths: string[]) => string[]) =>
      withDesk(async (desk) => {
        const paths = [
          desk.put("b.csv", orders),
          desk.put("a.csv", `${orders}9,9,9\n`),
          desk.put("c.csv", "a,b\n1,2\n"),
        ];
        const { tables } = await desk.read(turn(paths));
        return tables.map(({ path, name }) => [path.slice(desk.folder.length + 1), name]);
      });
    const given = await namesRead((paths) => paths);
    expect(given.map(([path]) => path)).toEqual(["a.csv", "b.csv", "c.csv"]);
    expect(await namesRead((paths) => paths.toReversed())).toEqual(given);
  });

  test("a file that is named twice, or lies in a folder that is named too, is read once and this is told", async () => {
    await withDesk(async (desk) => {
      mkdirSync(`${desk.folder}/in`);
      const file = desk.put("in/a.csv", orders);
      symlinkSync(file, `${desk.folder}/in/z.csv`);
      const { tables, notes } = await desk.read([file, `${desk.folder}/in/../in/a.csv`, `${desk.folder}/in`]);
      expect(tables).toHaveLength(1);
      expect(notes.map(({ en }) => en.slice(desk.folder.length))).toEqual([
        "/in/../in/a.csv: it is named more than once, and was read once.",
      ]);
    });
  });

  test("a copy of a file under another name does not double its rows", async () => {
    await withDesk(async (desk) => {
      const { tables, notes } = await desk.read([
        desk.put("a.csv", orders),
        desk.put("a - copy.csv", orders),
        desk.put("b.csv", orders.replace("1", "2")),
      ]);
      expect(tables.map(({ path }) => path.slice(desk.folder.length + 1))).toEqual(["a - copy.csv", "b.csv"]);
      expect(notes.map(({ zh }) => zh.replaceAll(`${desk.folder}/`, ""))).toEqual([
        "a.csv：与 a - copy.csv 逐字节相同，是它的副本，未重复读取。",
      ]);
    });
  });

  test("of a folder its own files are read; folders within it are named and left", async () => {
    await withDesk(async (desk) => {
      mkdirSync(`${desk.folder}/all/last-year`, { recursive: true });
      desk.put("all/a.csv", orders);
      desk.put("all/last-year/a.csv", orders);
      const { tables, notes } = await desk.read([`${desk.folder}/all`]);
      expect(tables).toHaveLength(1);
      expect(notes.map(({ en }) => en)).toContainEqual(
        expect.stringMatching(/last-year: a folder within the folder/),
      );
    });
  });

  test.skipIf(process.getuid?.() === 0)("a file one may not read (skipped for root, who may)", async () => {
    await withDesk(async (desk) => {
      const file = desk.put("a.csv", orders);
      chmodSync(file, 0);
      expect((await desk.read(file)).unusable[0]?.expected.en).toContain("permissions");
    });
  });
});

describe("strict reading", () => {
  test("stops at the first refused row with its place, in both languages", async () => {
    const stopped = await readText("a,b\n1,2\n3\n4\n", { strict: true }).catch((error: unknown) => error);
    expect(stopped).toMatchObject({
      problems: [
        {
          zh: expect.stringMatching(/第 3 行：应有 2 列，实有 1 列/),
          en: expect.stringMatching(/row 3: 2 cells were expected and 1 found/),
        },
      ],
    });
  });

  test("stops at a file that cannot be read", async () => {
    await expect(readText("", { strict: true })).rejects.toBeInstanceOf(Refusal);
  });
});
