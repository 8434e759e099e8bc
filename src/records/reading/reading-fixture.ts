import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { crc32, deflateRawSync } from "node:zlib";
import { openWarehouse, type Warehouse } from "../../platform/index.ts";
import type { RawTable, ReadOptions, ReadResult } from "./raw-table.ts";
import { readFiles } from "./read-files.ts";

/** A warehouse and a folder that live as long as `use` runs. */
export async function withDesk<Result>(use: (desk: Desk) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), "plumbline-reading-"));
  const warehouse = await openWarehouse({ threads: 2 });
  try {
    return await use(new Desk(folder, warehouse));
  } finally {
    warehouse.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

export class Desk {
  readonly folder: string;
  readonly warehouse: Warehouse;
  constructor(folder: string, warehouse: Warehouse) {
    this.folder = folder;
    this.warehouse = warehouse;
  }

  put(name: string, content: string | Uint8Array): string {
    const path = join(this.folder, name);
    writeFileSync(path, content);
    return path;
  }

  read(paths: string | readonly string[], options: Partial<ReadOptions> = {}): Promise<ReadResult> {
    return readFiles(this.warehouse, [paths].flat(), { workFolder: this.folder, ...options });
  }

  /** The rows of a table, `null` for an empty cell. */
  async cells(table: RawTable | undefined): Promise<(string | null)[][]> {
    if (!table) throw new Error("There is no such table.");
    const result = await this.warehouse.connection.runAndReadAll(
      `SELECT * FROM ${table.name} ORDER BY rowid`,
    );
    return result.getRows() as (string | null)[][];
  }

  /** Reads one file, takes its first table out, and leaves the warehouse as it was. */
  async readOnce(content: string | Uint8Array, name = "table.csv", options: Partial<ReadOptions> = {}) {
    const result = await this.read(this.put(name, content), options);
    const table = result.tables[0];
    const cells = table ? await this.cells(table) : [];
    for (const { name: left } of result.tables) await this.warehouse.connection.run(`DROP TABLE ${left}`);
    return { ...result, table, cells, sourceRows: this.sourceRows(table) };
  }

  /** Source rows of all rows of a table. */
  sourceRows(table: RawTable | undefined): number[] {
    return table ? Array.from({ length: table.rows }, (_, rowid) => table.sourceRow(rowid)) : [];
  }
}

/** Header and cells of the only table a file yields. */
export function readText(
  content: string | Uint8Array,
  { name = "table.csv", ...options }: { name?: string } & Partial<ReadOptions> = {},
) {
  return withDesk((desk) => desk.readOnce(content, name, options));
}

interface Packed {
  readonly name: string | Buffer;
  readonly content: string | Buffer;
  /** Bits of the general purpose flag: 1 encrypted, 0x800 names in UTF-8. */
  readonly flags?: number;
  /** What the archive claims, where it lies. */
  readonly declared?: number;
}

/** A zip archive as PKWARE's application note describes it, without the rarer parts. */
export function zipOf(members: readonly Packed[]): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, flags = 0x800, declared } of members) {
    const raw = Buffer.from(content);
    const packed = deflateRawSync(raw);
    const label = Buffer.from(name);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(flags, 2);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(crc32(raw), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(declared ?? raw.length, 18);
    fields.writeUInt16LE(label.length, 22);
    const body = Buffer.concat([Buffer.from("PK\x03\x04"), fields, label, packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from("PK\x01\x02\x14\0"), fields, tail, label]));
    bodies.push(body);
    offset += body.length;
  }
  const size = directory.reduce((sum, entry) => sum + entry.length, 0);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(members.length, 4);
  end.writeUInt16LE(members.length, 6);
  end.writeUInt32LE(size, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...bodies, ...directory, Buffer.from("PK\x05\x06"), end]);
}

/** GB18030 bytes, for which Node has a decoder only: found by decoding every two-byte code once. */
export function encodeGb18030(text: string): Buffer {
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.charCodeAt(0);
    if (code < 0x80) bytes.push(code);
    else bytes.push(...(gbCodes().get(character) ?? [0x3f]));
  }
  return Buffer.from(bytes);
}

let codes: Map<string, [number, number]> | undefined;
function gbCodes(): Map<string, [number, number]> {
  if (codes) return codes;
  codes = new Map();
  const decoder = new TextDecoder("gb18030");
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      if (trail !== 0x7f) codes.set(decoder.decode(Buffer.from([lead, trail])), [lead, trail]);
    }
  }
  return codes;
}

const upperHalf = new TextDecoder("windows-1252").decode(
  Buffer.from(Array.from({ length: 128 }, (_, i) => i + 128)),
);

export function encodeAs(text: string, encoding: string): Buffer {
  if (encoding === "gb18030") return encodeGb18030(text);
  if (encoding === "utf-16le") return Buffer.from(text, "utf16le");
  if (encoding === "utf-16be") return Buffer.from(text, "utf16le").swap16();
  if (encoding === "windows-1252") {
    return Buffer.from([...text].map((c) => (c < "\x80" ? c.charCodeAt(0) : 128 + upperHalf.indexOf(c))));
  }
  return Buffer.from(text);
}
