import type { Bilingual } from "../../platform/index.ts";
import { type Member, withArchive } from "./archive.ts";
import { FileProblem } from "./file-problem.ts";
import { LineCensus } from "./line-census.ts";
import type { Progress } from "./progress.ts";
import { readDelimited } from "./read-delimited.ts";
import { readJson } from "./read-json.ts";
import { readParquet } from "./read-parquet.ts";
import { readWorkbook } from "./read-workbook.ts";
import type { Reading, ReadTable, Source } from "./reading.ts";
import { takeSample } from "./sample.ts";
import { fileSentences } from "./sentences.ts";
import { sniffFormat } from "./sniff-format.ts";
import { type UnpackBudget, type Unpacked, unpackGzip, writeUnpacked } from "./unpack.ts";

/** Wrappings around a table that are still opened: a gzip in a zip is two. */
const deepestNesting = 3;

interface Wrapping {
  readonly budget: UnpackBudget;
  readonly progress: Progress;
  readonly depth: number;
}

/** Reads whatever the bytes turn out to be; throws `FileProblem` where no table can be had from them. */
export async function readSource(reading: Reading, source: Source, wrapping: Wrapping): Promise<ReadTable[]> {
  const { progress } = wrapping;
  const sample = await takeSample(source.file);
  const format = sniffFormat(sample);
  switch (format) {
    case "gzip":
      return readPacked(reading, source, { ...wrapping, size: sample.size });
    case "zip":
      return readZip(reading, source, wrapping);
    case "parquet":
      return readParquet(reading, source, progress);
    case "json":
    case "jsonl":
      return readJson(reading, source, { format, progress });
    case "csv":
      return readDelimited(reading, source, progress);
  }
}

async function readPacked(
  reading: Reading,
  source: Source,
  { budget, progress, depth, size }: Wrapping & { size: number },
): Promise<ReadTable[]> {
  if (depth >= deepestNesting) throw new FileProblem(fileSentences.nestedTooDeep());
  const unpacked = await unpackGzip(reading, source.file, { budget, onBytes: progress.phase(0, 0.4, size) });
  try {
    return await readSource(reading, copyOf(source, unpacked), {
      budget,
      progress: progress.part(0.4, 1),
      depth: depth + 1,
    });
  } finally {
    await reading.discard(unpacked.file);
  }
}

/** The walk that is under way is one through the packed bytes, and says nothing of the copy. */
function copyOf({ path, member }: Pick<Source, "path" | "member">, unpacked: Unpacked): Source {
  return { path, ...(member === undefined ? {} : { member }), ...unpacked };
}

async function readZip(reading: Reading, source: Source, wrapping: Wrapping): Promise<ReadTable[]> {
  const kind = await withArchive(source.file, async (members) => containerOf(members));
  if (kind === "workbook") return readWorkbook(reading, source, wrapping.progress);
  if (kind !== "archive") throw new FileProblem(kind);
  if (wrapping.depth >= deepestNesting) throw new FileProblem(fileSentences.nestedTooDeep());
  return withArchive(source.file, (members) => readMembers(reading, source, members, wrapping));
}

/** Where it is neither, the sentence that says what it is. */
function containerOf(members: readonly Member[]): "workbook" | "archive" | Bilingual {
  const has = (pattern: RegExp) => members.some(({ name }) => pattern.test(name));
  if (members.length === 0) throw new FileProblem(fileSentences.emptyZip());
  if (has(/^xl\/workbook\.bin$/i))
    return fileSentences.otherSpreadsheet({ zh: "二进制工作簿（.xlsb）", en: "a binary workbook (.xlsb)" });
  if (has(/^\[Content_Types\]\.xml$/) && has(/^word\//))
    return fileSentences.known({ zh: "Word 文档", en: "a Word document" });
  if (has(/^\[Content_Types\]\.xml$/)) return "workbook";
  if (has(/^mimetype$/) && has(/^content\.xml$/))
    return fileSentences.otherSpreadsheet({
      zh: "OpenDocument 文件（.ods 等）",
      en: "an OpenDocument file (such as .ods)",
    });
  return "archive";
}

/** A member that cannot be read does not spoil the others, but what bursts the budget ends the archive. */
async function readMembers(
  reading: Reading,
  source: Source,
  members: readonly Member[],
  { budget, progress, depth }: Wrapping,
): Promise<ReadTable[]> {
  const tables: ReadTable[] = [];
  for (const [i, member] of members.entries()) {
    reading.checkAborted();
    const name = source.member === undefined ? member.name : `${source.member} › ${member.name}`;
    const share = progress.part(i / members.length, (i + 1) / members.length);
    try {
      const unpacked = await unpackMember(reading, member, budget);
      try {
        const place = copyOf({ path: source.path, member: name }, unpacked);
        tables.push(...(await readSource(reading, place, { budget, progress: share, depth: depth + 1 })));
      } finally {
        await reading.discard(unpacked.file);
      }
    } catch (error) {
      if (!(error instanceof FileProblem)) throw error;
      reading.log.refuseFile({ path: source.path, member: name, expected: error.sentence });
      if (budget.isSpent) break;
    }
    share.finish();
  }
  return tables;
}

async function unpackMember(reading: Reading, member: Member, budget: UnpackBudget): Promise<Unpacked> {
  if (member.isEncrypted) throw new FileProblem(fileSentences.encryptedZip());
  if (!member.isReadable) throw new FileProblem(fileSentences.unknownZipMethod());
  const stream = await member.open().catch((error: unknown) => {
    throw new FileProblem(fileSentences.brokenZip(), error);
  });
  const census = new LineCensus();
  const streams = [stream, budget.meter(() => member.packedBytes, census)];
  return { file: await writeUnpacked(reading, streams, fileSentences.brokenZip), census };
}
