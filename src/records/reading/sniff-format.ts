import type { Bilingual } from "../../platform/index.ts";
import { FileProblem } from "./file-problem.ts";
import type { Sample } from "./sample.ts";
import { fileSentences } from "./sentences.ts";
import { sniffEncoding } from "./sniff-encoding.ts";

/** What the bytes are, whatever the file is called. `zip` may be an archive or a workbook. */
type StoredFormat = "gzip" | "zip" | "parquet" | "json" | "jsonl" | "csv";

const notTables: readonly { magic: Buffer; name: Bilingual }[] = [
  { magic: Buffer.from("%PDF"), name: { zh: "PDF 文件", en: "a PDF file" } },
  { magic: Buffer.from("{\\rtf"), name: { zh: "RTF 文档", en: "an RTF document" } },
  { magic: Buffer.from("Rar!"), name: { zh: "RAR 压缩包", en: "a RAR archive" } },
  { magic: Buffer.from("377abcaf271c", "hex"), name: { zh: "7z 压缩包", en: "a 7z archive" } },
  { magic: Buffer.from("BZh"), name: { zh: "bzip2 压缩文件", en: "a bzip2 file" } },
  { magic: Buffer.from("fd377a585a00", "hex"), name: { zh: "xz 压缩文件", en: "an xz file" } },
  { magic: Buffer.from("28b52ffd", "hex"), name: { zh: "zstd 压缩文件", en: "a zstd file" } },
  { magic: Buffer.from("SQLite format 3\0"), name: { zh: "SQLite 数据库", en: "an SQLite database" } },
  { magic: Buffer.from("89504e470d0a", "hex"), name: { zh: "PNG 图片", en: "a PNG image" } },
  { magic: Buffer.from("ffd8ff", "hex"), name: { zh: "JPEG 图片", en: "a JPEG image" } },
];

const oleMagic = Buffer.from("d0cf11e0a1b11ae1", "hex");

/** Throws a `FileProblem` for what is no table. */
export function sniffFormat(sample: Sample): StoredFormat {
  const { head } = sample;
  if (head.length === 0) throw new FileProblem(fileSentences.empty());
  if (startsWith(head, Buffer.from("1f8b", "hex"))) return "gzip";
  if (startsWith(head, Buffer.from("PK\x03\x04")) || startsWith(head, Buffer.from("PK\x05\x06")))
    return "zip";
  if (startsWith(head, Buffer.from("PAR1"))) return "parquet";
  if (startsWith(head, oleMagic)) throw new FileProblem(oleSentence(sample));
  const known = notTables.find(({ magic }) => startsWith(head, magic));
  if (known) throw new FileProblem(fileSentences.known(known.name));
  return textFormat(sample);
}

/** A workbook with a password is an OLE container with a stream `EncryptedPackage`; otherwise it is old Excel. */
function oleSentence({ head, later }: Sample): Bilingual {
  const mark = Buffer.from("EncryptedPackage", "utf16le");
  return [head, ...later].some((piece) => piece.includes(mark))
    ? fileSentences.passwordWorkbook()
    : fileSentences.otherSpreadsheet({
        zh: "旧版 Office 文件（.xls、.et 等）",
        en: "an old Office file (such as .xls or .et)",
      });
}

function textFormat(sample: Sample): StoredFormat {
  const encoding = sniffEncoding(sample);
  if (!encoding) throw new FileProblem(fileSentences.noise());
  const text = new TextDecoder(encoding.name).decode(sample.head).trimStart();
  if (text === "" && sample.head.length === sample.size) throw new FileProblem(fileSentences.empty());
  if (/^<(!doctype html|html|table|head|meta)/i.test(text)) {
    throw new FileProblem(fileSentences.known({ zh: "网页（HTML）", en: "a web page (HTML)" }));
  }
  if (/^<\?xml/i.test(text))
    throw new FileProblem(fileSentences.known({ zh: "XML 文件", en: "an XML file" }));
  return jsonFormat(text) ?? "csv";
}

/** One object a line, or one JSON text over many lines; a CSV cell may begin with a bracket, so the start is parsed. */
function jsonFormat(text: string): "json" | "jsonl" | undefined {
  if (/^\[\s*(\{|\])/.test(text)) return "json";
  if (!/^\{\s*("|\})/.test(text)) return undefined;
  const firstLine = text.split("\n", 1)[0] ?? "";
  try {
    JSON.parse(firstLine);
    const rest = text.slice(firstLine.length).trimStart();
    return rest === "" || rest.startsWith("{") ? isWrapper(firstLine, rest) : "jsonl";
  } catch {
    return /^\{\s*"(?:[^"\\]|\\.)*"\s*:/.test(text) ? "json" : undefined;
  }
}

/** `{"data": [{…}, …]}` on a single line is a list of its own, as programming interfaces answer. */
function isWrapper(line: string, rest: string): "json" | "jsonl" {
  if (rest !== "") return "jsonl";
  const values = Object.values(JSON.parse(line) as Record<string, unknown>);
  return values.some((value) => Array.isArray(value) && typeof value[0] === "object") ? "json" : "jsonl";
}

function startsWith(bytes: Buffer, magic: Buffer): boolean {
  return bytes.subarray(0, magic.length).equals(magic);
}
