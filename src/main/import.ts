import { resolve } from "node:path";
import { createLogger, type Language, Refusal, schemaProblems } from "../platform/index.ts";
import { type ImportInput, importInput, readMapping } from "../records/index.ts";
import { readArguments } from "./arguments.ts";
import { dryRunHere, importAnywhere } from "./import-anywhere.ts";
import { outcomeLines } from "./import-outcome.ts";
import { showProgress } from "./progress.ts";
import { Stopped } from "./tell-problem.ts";
import { readWorkbenchConfig } from "./workbench/config.ts";
import { openBeside } from "./workbench/open-beside.ts";

const options = {
  source: { type: "string" },
  map: { type: "string" },
  complete: { type: "boolean" },
  "dry-run": { type: "boolean" },
} as const;

/**
 * Imports files as one batch: by the server where one runs, else here. Either way a kill at any moment leaves all of
 * them imported, or nothing that is seen.
 */
export async function importCommand(args: readonly string[], language: Language): Promise<void> {
  const { values, positionals } = readArguments(args, options);
  const input = await readInput(positionals, values);
  const log = createLogger({ level: "error", destination: process.stderr });
  const progress = showProgress(language);
  const stop = new AbortController();
  const letBe = stopOnFirstSignal(stop);
  const beside = await openBeside(readWorkbenchConfig(process.env), log);
  try {
    const importing = values["dry-run"] ? dryRunHere : importAnywhere;
    const outcome = await importing(beside, input, {
      signal: stop.signal,
      progress: async (percent, words) => progress.show(words, percent / 100),
    });
    progress.done();
    const [sentence = "", ...more] = outcomeLines(outcome, language);
    process.stdout.write(`${values["dry-run"] ? dryRunMark[language] : ""}${sentence}\n`);
    for (const line of more) process.stderr.write(`${line}\n`);
  } catch (error) {
    progress.done();
    throw stop.signal.aborted ? new Stopped(stopped) : error;
  } finally {
    await beside.close();
    letBe();
  }
}

const dryRunMark = { zh: "试运行（未写入）：", en: "Dry run, nothing written: " };
const stopped = { zh: "已中止，没有导入任何记录。", en: "Stopped; no record was imported." };

async function readInput(
  paths: readonly string[],
  values: { source?: string; map?: string; complete?: boolean },
): Promise<ImportInput> {
  if (paths.length === 0) {
    throw new Refusal("invalid", {
      zh: "请给出要导入的文件或文件夹，例如 ./plumbline import 订单.csv 客户.xlsx。",
      en: "Name the files or folders to import, such as ./plumbline import orders.csv customers.xlsx.",
    });
  }
  const input = {
    paths: paths.map((path) => resolve(path)),
    source: values.source ?? "files",
    complete: values.complete ?? false,
    ...(values.map === undefined ? {} : { mapping: await readMapping(values.map) }),
  };
  const problems = schemaProblems(importInput, input);
  if (problems.length === 0) return input;
  throw new Refusal(
    "invalid",
    problems.map(({ message: { zh, en } }) => ({
      zh: `--source ${input.source}：${zh}。`,
      en: `--source ${input.source}: ${en}.`,
    })),
  );
}

/** The first signal ends the import in order, a second one ends the process. Gives how to listen no more. */
function stopOnFirstSignal(stop: AbortController): () => void {
  const onSignal = () => {
    if (stop.signal.aborted) process.exit(130);
    stop.abort();
  };
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  for (const signal of signals) process.on(signal, onSignal);
  return () => {
    for (const signal of signals) process.off(signal, onSignal);
  };
}
