import { access, constants, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import {
  type ReportData,
  renderCsv,
  renderHtml,
  renderJson,
  renderMapping,
  renderPdf,
  renderTable,
  type Scan,
  scanFiles,
} from "../monitoring/index.ts";
import { type Bilingual, type Language, Refusal } from "../platform/index.ts";
import { placed } from "../records/index.ts";
import { calendarDay, readArguments } from "./arguments.ts";
import { readDetectorParameters } from "./detector-parameters.ts";
import { showProgress } from "./progress.ts";
import { shellCommand } from "./shell-command.ts";
import { version } from "./version.ts";

const options = {
  map: { type: "string" },
  "save-map": { type: "string" },
  "as-of": { type: "string" },
  json: { type: "string" },
  html: { type: "string" },
  pdf: { type: "string" },
  csv: { type: "string" },
  refused: { type: "string" },
  strict: { type: "boolean" },
  set: { type: "string", multiple: true },
} as const;

export async function scanCommand(args: readonly string[], language: Language): Promise<void> {
  const { values, positionals } = readArguments(args, options);
  if (positionals.length === 0) {
    throw new Refusal("invalid", {
      zh: "请给出要检查的文件或文件夹，例如 ./plumbline scan 订单.csv 客户.xlsx。",
      en: "Name the files or folders to scan, such as ./plumbline scan orders.csv customers.xlsx.",
    });
  }
  const { json, html, pdf, csv, refused } = values;
  await requireFolders([json, html, pdf, csv, refused, values["save-map"]]);
  const progress = showProgress(language);
  const width = process.stdout.columns ?? process.stderr.columns ?? 120;
  const stop = new AbortController();
  process.once("SIGINT", () => stop.abort());
  const scan = await scanFiles({
    paths: positionals,
    version,
    command: shellCommand(["scan", ...args]),
    today: new Date().toISOString().slice(0, 10),
    signal: stop.signal,
    charts: values.html !== undefined || values.pdf !== undefined,
    params: await readDetectorParameters(values.set ?? []),
    onProgress: ({ stage, share }) => progress.show(stage, share),
    onMapped: (mapping, notes) => {
      progress.done();
      process.stderr.write(renderMapping(mapping, { language, width }));
      for (const note of notes) process.stderr.write(`  ${note[language]}\n`);
    },
    ...(values.map === undefined ? {} : { mapFile: values.map }),
    ...(values["save-map"] === undefined ? {} : { saveMapFile: values["save-map"] }),
    ...(values["as-of"] === undefined ? {} : { asOf: calendarDay("as-of", values["as-of"]) }),
    ...(values.strict === undefined ? {} : { strict: values.strict }),
  }).finally(() => progress.done());
  await writeOutputs(scan, values, language, (stage) => progress.show(stage));
  progress.done();
  const colours = process.stdout.isTTY === true && process.env.NO_COLOR === undefined;
  process.stdout.write(renderTable(scan.report, { language, width, colours }));
  reportRefused(scan, language);
}

type Outputs = { json?: string; html?: string; pdf?: string; csv?: string; refused?: string };

async function writeOutputs(
  { report, refused }: Scan,
  outputs: Outputs,
  language: Language,
  show: (stage: { zh: string; en: string }) => void,
): Promise<void> {
  const writers: [
    file: string | undefined,
    make: (data: ReportData) => string | Uint8Array | Promise<Uint8Array>,
  ][] = [
    [outputs.json, renderJson],
    [outputs.html, (data) => renderHtml(data, { language })],
    [outputs.pdf, (data) => renderPdf(data, { language })],
    [outputs.csv, renderCsv],
    [outputs.refused, () => refused.map((row) => `${placed(row)[language]}\n`).join("")],
  ];
  for (const [file, make] of writers) {
    if (file === undefined) continue;
    show({ zh: `写出 ${file}`, en: `writing ${file}` });
    const content = await make(report);
    await writeFile(file, content).catch((error: NodeJS.ErrnoException) => {
      throw new Refusal("invalid", {
        zh: `无法写入 ${file}：${writeProblem(error).zh}。`,
        en: `${file} cannot be written: ${writeProblem(error).en}.`,
      });
    });
  }
}

/** An hour's scan is not to fail on a mistyped folder at its end. */
async function requireFolders(files: readonly (string | undefined)[]): Promise<void> {
  for (const file of files) {
    if (file === undefined) continue;
    await access(dirname(file), constants.W_OK).catch((error: NodeJS.ErrnoException) => {
      const { zh, en } = writeProblem(error);
      throw new Refusal("invalid", {
        zh: `无法写入 ${file}：${zh}。`,
        en: `${file} cannot be written: ${en}.`,
      });
    });
  }
}

function writeProblem({ code = "" }: NodeJS.ErrnoException): Bilingual {
  if (code === "ENOENT") return { zh: "没有这个文件夹", en: "there is no such folder" };
  if (code === "EACCES" || code === "EPERM" || code === "EROFS")
    return { zh: "没有写入权限", en: "it may not be written there" };
  if (code === "EISDIR") return { zh: "这是一个文件夹", en: "it is a folder" };
  if (code === "ENOSPC") return { zh: "磁盘已满", en: "the disk is full" };
  return { zh: code, en: code };
}

const refusedShown = 10;

/** Refused rows are told on standard error, so that a table piped elsewhere stays a table. */
function reportRefused({ report, refused }: Scan, language: Language): void {
  const total = report.input.refused;
  if (total === 0) return;
  for (const row of refused.slice(0, refusedShown)) process.stderr.write(`${placed(row)[language]}\n`);
  const more = total - Math.min(total, refusedShown, refused.length);
  process.stderr.write(
    language === "zh"
      ? `共有 ${total} 行未采用${more > 0 ? `，另有 ${more} 行未在此列出（--refused 文件名 可写出清单）` : ""}。\n`
      : `${total} ${total === 1 ? "row was" : "rows were"} refused${more > 0 ? `, ${more} of them not listed here (--refused FILE writes the list)` : ""}.\n`,
  );
}
