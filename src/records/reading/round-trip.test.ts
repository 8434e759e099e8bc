import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { encodeAs, withDesk } from "./reading-fixture.ts";

const delimiters = [",", ";", "\t", "|"] as const;

interface Form {
  readonly delimiter: string;
  readonly lineEnd: string;
  readonly quoteAll: boolean;
}

const forms = fc.record({
  delimiter: fc.constantFrom(...delimiters),
  lineEnd: fc.constantFrom("\n", "\r\n"),
  quoteAll: fc.boolean(),
});

/** As a spreadsheet writes it: quotes where they are needed. */
function write(rows: readonly (readonly string[])[], { delimiter, lineEnd, quoteAll }: Form): string {
  const cell = (text: string) =>
    quoteAll || /[",;\t|\r\n ]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  return rows.map((row) => row.map(cell).join(delimiter) + lineEnd).join("");
}

const chinese = fc.constantFrom(
  "北京",
  "客户",
  "销售合同",
  "张三",
  "有限公司",
  "已完成",
  "上海分公司",
  "价格",
);
const western = fc.constantFrom("café", "Müller", "naïve", "señor", "Øre", "déjà vu", "prix", "été");

function texts(word: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const piece = fc.oneof(
    { weight: 4, arbitrary: word },
    fc.constantFrom('"', "\n", "\r\n", "\n\n", ",", ";", "\t", "|", "'", "=1+1", " "),
    fc.integer().map(String),
    fc.string({ maxLength: 6 }).filter((text) => !/[^\x20-\x7e]/.test(text)),
  );
  return fc.array(piece, { maxLength: 5 }).map((parts) => parts.join(""));
}

/** Rows of the same width of which none is blank; the first cell tells the row and the last closes it. */
function tables(word: fc.Arbitrary<string>, [key, end] = ["编号", "末列"]) {
  return fc.integer({ min: 1, max: 6 }).chain((width) =>
    fc
      .array(fc.array(texts(word), { minLength: width, maxLength: width }), { minLength: 1, maxLength: 30 })
      .map((rows) => ({
        header: [key, ...(rows[0]?.map((_, i) => `col_${String.fromCharCode(97 + i)}`) ?? []), end],
        rows: rows.map((row, i) => [`K${i}`, ...row, `${i + 0.5}`]),
      })),
  );
}

function asRead(rows: readonly (readonly string[])[]): (string | null)[][] {
  return rows.map((row) => row.map((cell) => (cell === "" ? null : cell)));
}

describe("what is written comes back cell by cell", () => {
  test.each([
    ["utf-8", tables(chinese)],
    ["utf-16le", tables(chinese)],
    ["utf-16be", tables(chinese)],
    ["gb18030", tables(chinese)],
    ["windows-1252", tables(western, ["numéro", "fin"])],
  ])("in %s", async (encoding, written) => {
    await withDesk(async (desk) => {
      await fc.assert(
        fc.asyncProperty(written, forms, fc.boolean(), async ({ header, rows }, form, withMark) => {
          const mark = withMark && encoding.startsWith("utf") ? "\ufeff" : "";
          const bytes = encodeAs(mark + write([header, ...rows], form), encoding);
          const read = await desk.readOnce(bytes);
          expect(read.cells).toEqual(asRead(rows));
          expect(read.table?.columns).toEqual(header);
          expect(read.table?.encoding).toBe(encoding);
          expect(read.refusedTotal).toBe(0);
          expect(read.sourceRows).toEqual(rows.map((_, i) => i + 2));
        }),
        { numRuns: 30 },
      );
    });
  });
});

test("damage to any bytes of a file never ends the reading, and every line is a row or told", async () => {
  const byte = fc.integer({ min: 0, max: 255 }).filter((value) => value !== 0x22);
  const damages = fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), byte), {
    minLength: 1,
    maxLength: 6,
  });
  const plain = tables(chinese).map(({ header, rows }) =>
    [header, ...rows].map((row) => row.map((cell) => cell.replace(/[",;\t|\r\n]/g, "")).join(",")),
  );
  await withDesk(async (desk) => {
    await fc.assert(
      fc.asyncProperty(plain, damages, async (lines, changes) => {
        const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(""));
        for (const [place, value] of changes) bytes[Math.floor(place * (bytes.length - 1))] = value;
        const { table, cells, unusable, refused, notes, sourceRows } = await desk.readOnce(bytes);
        expect(unusable).toHaveLength(table ? 0 : 1);
        if (!table || table.encoding?.startsWith("utf-16")) return;
        expect(cells).toHaveLength(table.rows);
        const numbers = [...sourceRows, ...refused.map(({ row }) => row ?? 0)].sort((a, b) => a - b);
        const first = numbers[0] ?? Number.POSITIVE_INFINITY;
        const filled = filledLines(bytes);
        const above = filled.filter((line) => line < first).length;
        expect(notes.some(({ en }) => en.includes("above the header"))).toBe(above > 1);
        expect(numbers).toEqual(filled.filter((line) => line >= first));
      }),
      { numRuns: 120 },
    );
  });
});

/** Numbers of the lines that hold more than blanks and delimiters. */
function filledLines(bytes: Buffer): number[] {
  const lines = bytes.toString("latin1").split("\n");
  return lines.flatMap((line, i) => (/[^,;\t|\s]/.test(line) ? [i + 1] : []));
}

test("one damaged row leaves the others whole and in their places", async () => {
  const damage = fc.constantFrom("short", "long", "open quote", "bad byte", "nul", "text after quote");
  const row = (i: number) => [`K${i}`, `客户 ${i}`, `${i}.25`, `备注${i}`];
  const damaged = {
    short: "K,only\n",
    long: "K,a,b,c,d,e\n",
    "open quote": 'K,"open,b,c\n',
    "bad byte": Buffer.from([0x4b, 0x2c, 0xff, 0x2c, 0x62, 0x2c, 0x63, 0x0a]),
    nul: "K,a\0,b,c\n",
    "text after quote": 'K,"a"b,c,d\n',
  };
  await withDesk(async (desk) => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(19),
        damage,
        forms.map(({ quoteAll }) => quoteAll),
        async (at, kind, quoteAll) => {
          const form = { delimiter: ",", lineEnd: "\n", quoteAll };
          const rows = Array.from({ length: 20 }, (_, i) => row(i));
          const lines: (string | Buffer)[] = [["编号", "客户", "金额", "备注"], ...rows].map((cells) =>
            write([cells], form),
          );
          lines.splice(at + 1, 0, damaged[kind]);
          const read = await desk.readOnce(Buffer.concat(lines.map((line) => Buffer.from(line))));
          expect(read.cells).toEqual(rows);
          expect(read.refused.map((refused) => refused.row)).toEqual([at + 2]);
          expect(read.sourceRows).toEqual(rows.map((_, i) => (i < at ? i + 2 : i + 3)));
        },
      ),
      { numRuns: 40 },
    );
  });
});
