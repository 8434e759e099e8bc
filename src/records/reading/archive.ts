import { isUtf8 } from "node:buffer";
import type { Readable } from "node:stream";
import yauzl, { type Entry, type ZipFile } from "yauzl";
import { FileProblem } from "./file-problem.ts";
import { fileSentences } from "./sentences.ts";

/** yauzl stands behind this file alone. */
export interface Member {
  /** As the archive spells it; shown, never used as a path. */
  readonly name: string;
  readonly packedBytes: number;
  /** As declared; the truth is counted while unpacking. */
  readonly declaredBytes: number;
  readonly isEncrypted: boolean;
  readonly isReadable: boolean;
  open(): Promise<Readable>;
}

const maxMembers = 1_000;

export async function withArchive<Result>(
  file: string,
  use: (members: readonly Member[]) => Promise<Result>,
): Promise<Result> {
  const zip = await openZip(file);
  try {
    return await use(await listMembers(zip));
  } finally {
    zip.close();
  }
}

async function openZip(file: string): Promise<ZipFile> {
  try {
    return await yauzl.openPromise(file, { autoClose: false, decodeStrings: false });
  } catch (error) {
    throw new FileProblem(fileSentences.brokenZip(), error);
  }
}

async function listMembers(zip: ZipFile): Promise<Member[]> {
  const members: Member[] = [];
  try {
    for await (const entry of zip.eachEntry()) {
      const name = nameOf(entry);
      if (name.endsWith("/") || isJunk(name)) continue;
      if (members.length >= maxMembers) throw new FileProblem(fileSentences.tooManyMembers(maxMembers));
      members.push({
        name,
        packedBytes: entry.compressedSize,
        declaredBytes: entry.uncompressedSize,
        isEncrypted: entry.isEncrypted(),
        isReadable: entry.compressionMethod === 0 || entry.compressionMethod === 8,
        open: () => zip.openReadStreamPromise(entry),
      });
    }
  } catch (error) {
    if (error instanceof FileProblem) throw error;
    throw new FileProblem(fileSentences.brokenZip(), error);
  }
  return members.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** Windows in Chinese writes names in GB18030 without saying so. */
function nameOf(entry: Entry): string {
  const raw = entry.fileNameRaw;
  const text = new TextDecoder(isUtf8(raw) ? "utf-8" : "gb18030").decode(raw);
  return text.replaceAll("\\", "/").replace(/\p{Cc}/gu, " ");
}

/** What macOS and Windows add on their own. */
function isJunk(name: string): boolean {
  return /(^|\/)(__MACOSX\/|\._|\.DS_Store$|Thumbs\.db$|desktop\.ini$)/i.test(name);
}
