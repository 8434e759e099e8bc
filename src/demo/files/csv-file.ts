import { type FileHandle, open } from "node:fs/promises";
import { join } from "node:path";
import type { Dice } from "../random.ts";
import type { Slip } from "../truth.ts";
import { encodeGb18030 } from "./gb18030.ts";
import type { Cell, Table } from "./table.ts";

const chunkLength = 256 * 1024;
const byteOrderMark = "\uFEFF";
const rate = { mistyped: 0.0003, blank: 0.002, repeated: 0.0003 } as const;

/** Writes one table row by row, with the few honest slips that every export has. */
export class CsvFile<Row> {
  readonly slips: Slip[] = [];
  rows = 0;
  private readonly table: Table<Row>;
  private readonly dice: Dice;
  private readonly handle: FileHandle;
  private pending: string;

  private constructor(handle: FileHandle, table: Table<Row>, dice: Dice) {
    this.handle = handle;
    this.table = table;
    this.dice = dice;
    this.pending = table.style?.encoding === "utf-8-bom" ? byteOrderMark : "";
    this.addLine(table.columns.map((column) => column.header));
  }

  static async create<Row>(folder: string, table: Table<Row>, dice: Dice): Promise<CsvFile<Row>> {
    return new CsvFile(await open(join(folder, table.file), "w"), table, dice);
  }

  async add(row: Row): Promise<void> {
    const { columns } = this.table;
    const cells = columns.map((column) => column.cell(row) ?? "");
    columns.forEach((column, i) => {
      if (!column.slips || cells[i] === "" || !this.dice.chance(rate[column.slips])) return;
      cells[i] = column.slips === "blank" ? "" : doubledDigit(String(cells[i]), this.dice);
      this.note(cells, column.header, column.slips);
    });
    this.addLine(cells);
    if (this.dice.chance(rate.repeated)) {
      this.addLine(cells);
      this.note(cells, "", "repeated");
    }
    this.rows += 1;
    if (this.pending.length > chunkLength) await this.flush();
  }

  async close(): Promise<void> {
    await this.flush();
    await this.handle.close();
  }

  private note(cells: readonly Cell[], column: string, kind: Slip["kind"]) {
    this.slips.push({ file: this.table.file, id: String(cells[0]), column, kind });
  }

  private addLine(cells: readonly Cell[]) {
    const { delimiter = ",", lineEnd = "\n" } = this.table.style ?? {};
    this.pending += cells.map((cell) => quoted(String(cell), delimiter)).join(delimiter) + lineEnd;
  }

  private async flush(): Promise<void> {
    if (this.pending === "") return;
    const isGb = this.table.style?.encoding === "gb18030";
    await this.handle.appendFile(isGb ? encodeGb18030(this.pending) : Buffer.from(this.pending, "utf8"));
    this.pending = "";
  }
}

const quoted = (text: string, delimiter: string): string =>
  text.includes(delimiter) || text.includes('"') || text.includes("\n")
    ? `"${text.replaceAll('"', '""')}"`
    : text;

/** A key held too long: C10023 becomes C100023. */
function doubledDigit(text: string, dice: Dice): string {
  const i = dice.whole(2, text.length - 1);
  return text.slice(0, i) + text.charAt(i) + text.slice(i);
}
