import { constants } from "node:fs";
import { access, lstat, realpath, rm, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import {
  type ReportData,
  renderCsv,
  renderHtml,
  renderJson,
  renderPdf,
  renderRefused,
  type Scan,
} from "../monitoring/index.ts";
import { type Bilingual, type Language, Refusal } from "../platform/index.ts";
import { cannotWrite } from "./cannot-write.ts";

const kinds = ["json", "html", "pdf", "csv", "refused"] as const;
type Outputs = { readonly [kind in (typeof kinds)[number] | "save-map"]?: string };

/** Refuses, before anything is read, outputs that could not be written or would overwrite what is read. */
export async function checkOutputs(outputs: Outputs, inputs: readonly string[]): Promise<void> {
  const read = new Set(await Promise.all(inputs.map(placeOf)));
  const taken = new Map<string, string>();
  const problems: Bilingual[] = [];
  for (const kind of [...kinds, "save-map"] as const) {
    const file = outputs[kind];
    if (file === undefined) continue;
    const place = await placeOf(file);
    const other = taken.get(place);
    const trouble = await obstacle(file);
    if (read.has(place) || (readAsData.has(kind) && read.has(dirname(place)) && (await exists(file)))) {
      problems.push({
        zh: `--${kind} ${file}：它在要检查的文件之中，不会被覆盖；请换一个文件名。`,
        en: `--${kind} ${file}: it is among the files to scan and is not overwritten; name another.`,
      });
    } else if (other !== undefined && !file.startsWith("/dev/")) {
      problems.push({
        zh: `--${kind} 与 --${other} 写到同一个文件 ${file}；请换一个文件名。`,
        en: `--${kind} and --${other} both write to ${file}; name another for one of them.`,
      });
    } else if (trouble !== undefined) {
      problems.push(cannotWrite(file, trouble));
    }
    taken.set(place, kind);
  }
  if (problems.length > 0) throw new Refusal("invalid", problems);
}

/** Outputs whose names end like data, which a folder that is scanned is read for. */
const readAsData: ReadonlySet<string> = new Set(["json", "csv", "refused"]);

const exists = (file: string) =>
  stat(file).then(
    () => true,
    () => false,
  );

/** One name for a file whichever way it is reached, also for one that is not there yet. */
async function placeOf(file: string): Promise<string> {
  return realpath(file).catch(async () => {
    const folder = await realpath(dirname(file)).catch(() => dirname(file));
    return join(folder, basename(file));
  });
}

/** The code of what keeps a file from being written; `undefined` where nothing does. */
async function obstacle(file: string): Promise<string | undefined> {
  try {
    const found = await stat(file).catch(() => undefined);
    if (found?.isDirectory()) return "EISDIR";
    if (file === "" || (await stat(dirname(file))).isDirectory() === false) return "ENOTDIR";
    await access(found ? file : dirname(file), constants.W_OK);
    return undefined;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code;
  }
}

export async function writeOutputs(
  { report, refused }: Scan,
  outputs: Outputs,
  language: Language,
  show: (stage: Bilingual) => void,
): Promise<void> {
  const makers: Record<(typeof kinds)[number], (data: ReportData) => string | Promise<Uint8Array>> = {
    json: renderJson,
    html: (data) => renderHtml(data, { language }),
    pdf: (data) => renderPdf(data, { language }),
    csv: renderCsv,
    refused: (data) => renderRefused(refused, data.input.refused),
  };
  for (const kind of kinds) {
    const file = outputs[kind];
    if (file === undefined) continue;
    show({ zh: `写出 ${file}`, en: `writing ${file}` });
    const content = await makers[kind](report);
    await writeFile(file, content).catch(async (error: NodeJS.ErrnoException) => {
      await removeHalf(file);
      throw new Refusal("invalid", cannotWrite(file, error.code ?? error.message));
    });
  }
}

/** Half a report must not pass for one. */
async function removeHalf(file: string): Promise<void> {
  const found = await lstat(file).catch(() => undefined);
  if (found?.isFile()) await rm(file, { force: true }).catch(() => undefined);
}
