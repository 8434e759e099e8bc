import { isUtf8 } from "node:buffer";
import { createReadStream } from "node:fs";
import type { Bilingual } from "../../platform/index.ts";
import { cutRecord, isBlank } from "./cut-record.ts";
import { isTotal } from "./finish-table.ts";
import type { RefusedRow } from "./raw-table.ts";
import type { Reading, Source } from "./reading.ts";
import { rowSentences } from "./sentences.ts";
import type { DelimitedForm } from "./sniff-dialect.ts";

/** Bytes of the longest record that is read. */
export const maxRecordBytes = 8 * 1024 * 1024;

const chunkBytes = 1024 * 1024;

/** Where the judged records go. */
export interface RecordSink {
  /** `isPlain` says that the record was written without quotes, so that its cells may be joined again as they are. */
  append(cells: readonly string[], row: number, isPlain: boolean): void;
  refuse(refused: RefusedRow): void;
  /** A record without content. */
  blank?(cells: readonly string[], row: number): void;
  /** Called between the records, for what takes time. */
  settle?(): Promise<void>;
}

interface Careful {
  readonly form: DelimitedForm;
  /** Bytes before the text, a byte-order mark. */
  readonly start: number;
  /** In which the source was written; the file itself is UTF-8, with the byte FF where it could not be decoded. */
  readonly encoding: string;
  readonly onBytes: (bytes: number) => void;
}

/**
 * Reads a delimited file record by record, judging each on its own, where DuckDB's reader gives up on the whole.
 * Memory is bounded by `maxRecordBytes`. Returns how many totals at the end were left out.
 */
export async function readCarefully(
  reading: Reading,
  source: Pick<Source, "path" | "member" | "file">,
  sink: RecordSink,
  careful: Careful,
): Promise<number> {
  const rows = new RowJudge(source, sink, careful);
  let carry: Buffer = Buffer.alloc(0);
  let isSkipping = false;
  const end = careful.form.lineEnd.charCodeAt(0);
  const stream = createReadStream(source.file, { start: careful.start, highWaterMark: chunkBytes });
  for await (const piece of stream as AsyncIterable<Buffer>) {
    reading.checkAborted();
    careful.onBytes(piece.length);
    let chunk = piece;
    if (isSkipping) {
      const lineEnd = chunk.indexOf(end);
      if (lineEnd < 0) continue;
      chunk = chunk.subarray(lineEnd + 1);
      isSkipping = false;
    }
    const joined = carry.length === 0 ? chunk : Buffer.concat([carry, chunk]);
    const complete = joined.lastIndexOf(end) + 1;
    const rest = rows.take(joined.subarray(0, complete), false);
    await sink.settle?.();
    carry = rest.length === 0 ? joined.subarray(complete) : Buffer.concat([rest, joined.subarray(complete)]);
    if (carry.length > maxRecordBytes && carry.indexOf(end) < 0) {
      rows.refuseLong(carry);
      carry = Buffer.alloc(0);
      isSkipping = true;
    }
  }
  rows.take(carry, true);
  return rows.finish();
}

class RowJudge {
  readonly #source: Pick<Source, "path" | "member">;
  readonly #sink: RecordSink;
  readonly #form: DelimitedForm;
  readonly #encoding: string;
  #isClean = true;
  /** Records so far; the row a person counts. */
  #row = 0;
  /** Refused totals are told as refused only if a row follows them. */
  readonly #heldTotals: RefusedRow[] = [];

  constructor(source: Pick<Source, "path" | "member">, sink: RecordSink, { form, encoding }: Careful) {
    this.#source = source;
    this.#sink = sink;
    this.#form = form;
    this.#encoding = encoding;
  }

  /** Takes the records that are complete and returns the bytes of the one that is not. */
  take(bytes: Buffer, isWhole: boolean): Buffer {
    if (bytes.length === 0) return bytes;
    const isClean = isUtf8(bytes);
    this.#isClean = isClean;
    // Bytes that are no UTF-8 are cut as Latin-1, which keeps every byte, and each record is decoded on its own.
    const text = isClean ? bytes.toString("utf8") : bytes.toString("latin1");
    for (let from = 0; from < text.length; ) {
      const cut = cutRecord(text, from, this.#form, isWhole);
      if (cut.kind === "open") {
        const rest = Buffer.from(text.slice(from), isClean ? "utf8" : "latin1");
        if (rest.length <= maxRecordBytes) return rest;
        from = this.#refuseOpen(text, from);
        continue;
      }
      const raw = text.slice(from, cut.next);
      from = cut.next;
      this.#row += 1;
      if (this.#row <= this.#form.skippedRecords) continue;
      if (cut.kind === "fault") this.#refuse(raw, faultSentence(cut.fault));
      else this.#judge(raw, cut.cells);
    }
    return Buffer.alloc(0);
  }

  refuseLong(bytes: Buffer): void {
    this.#row += 1;
    this.#isClean = true;
    this.#refuse(bytes.toString("utf8", 0, 1_000), rowSentences.tooLong(maxRecordBytes));
  }

  finish(): number {
    return this.#heldTotals.length;
  }

  #refuseOpen(text: string, from: number): number {
    const end = text.indexOf(this.#form.lineEnd, from);
    const next = end < 0 ? text.length : end + 1;
    this.#row += 1;
    this.#refuse(text.slice(from, Math.min(next, from + 1_000)), rowSentences.openQuote());
    return next;
  }

  #judge(raw: string, cells: readonly string[]): void {
    if (raw.includes("\0")) {
      this.#refuse(raw, rowSentences.nulByte());
      return;
    }
    if (raw.length > maxRecordBytes) {
      this.#refuse(raw, rowSentences.tooLong(maxRecordBytes));
      return;
    }
    let decoded = cells;
    if (!this.#isClean) {
      if (!isUtf8(Buffer.from(raw, "latin1"))) {
        this.#refuse(raw, rowSentences.undecodable(this.#encoding));
        return;
      }
      decoded = cells.map((cell) => Buffer.from(cell, "latin1").toString("utf8"));
    }
    if (isBlank(decoded)) {
      this.#sink.blank?.(decoded, this.#row);
      return;
    }
    const { width, quote } = this.#form;
    const isWider = decoded.length > width && decoded.slice(width).some((cell) => cell !== "");
    if (decoded.length < width || isWider) {
      this.#refuse(raw, rowSentences.cellCount(width, decoded.length), decoded);
      return;
    }
    this.#tellHeld();
    const isPlain = !raw.includes('"') && !hasInnerReturn(raw) && (quote === "" || !raw.includes(quote));
    this.#sink.append(decoded.length > width ? decoded.slice(0, width) : decoded, this.#row, isPlain);
  }

  #refuse(raw: string, expected: Bilingual, cells?: readonly string[]): void {
    const { path, member } = this.#source;
    const start = raw.slice(0, 1_000);
    const value = this.#isClean ? start : Buffer.from(start, "latin1").toString("utf8");
    const refused = { path, ...(member === undefined ? {} : { member }), row: this.#row, value, expected };
    if (cells && isTotal(cells) && this.#heldTotals.length < 10) {
      this.#heldTotals.push(refused);
      return;
    }
    this.#tellHeld();
    this.#sink.refuse(refused);
  }

  #tellHeld(): void {
    for (const held of this.#heldTotals.splice(0)) this.#sink.refuse(held);
  }
}

function hasInnerReturn(raw: string): boolean {
  return raw.includes("\r") && /\r(?!\r*\n?$)/.test(raw);
}

function faultSentence(fault: "open-quote" | "text-after-quote"): Bilingual {
  return fault === "open-quote" ? rowSentences.openQuote() : rowSentences.textAfterQuote();
}
