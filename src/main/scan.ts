import { renderMapping, renderTable, scanFiles } from "../monitoring/index.ts";
import { type Language, Refusal } from "../platform/index.ts";
import { calendarDay, readArguments } from "./arguments.ts";
import { closingNotes } from "./closing-notes.ts";
import { readDetectorParameters } from "./detector-parameters.ts";
import { showProgress } from "./progress.ts";
import { checkOutputs, writeOutputs } from "./scan-outputs.ts";
import { shellCommand } from "./shell-command.ts";
import { stopOnSignal } from "./stop-on-signal.ts";
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

/** All refused rows that a list of them can sensibly hold; beyond it they are counted. */
const refusedListed = 100_000;

/** Progress and notes go to standard error and the ranked table to standard output, so that it can be piped elsewhere. */
export async function scanCommand(args: readonly string[], language: Language): Promise<void> {
  const started = performance.now();
  const { values, positionals } = readArguments(args, options);
  if (positionals.every((path) => path === "")) {
    throw new Refusal("invalid", {
      zh: "请给出要检查的文件或文件夹，例如 ./plumbline scan 订单.csv 客户.xlsx。",
      en: "Name the files or folders to scan, such as ./plumbline scan orders.csv customers.xlsx.",
    });
  }
  const asOf = values["as-of"] === undefined ? undefined : calendarDay("--as-of", values["as-of"]);
  const params = await readDetectorParameters(values.set ?? []);
  await checkOutputs(values, positionals);
  stopOnSignal(language);
  const progress = showProgress(language);
  const width = process.stdout.columns ?? process.stderr.columns ?? 120;
  const scan = await scanFiles({
    paths: positionals.filter((path) => path !== ""),
    version,
    command: repeatable(positionals, values),
    today: new Date().toISOString().slice(0, 10),
    charts: values.html !== undefined || values.pdf !== undefined,
    params,
    onProgress: ({ stage, share }) => progress.show(stage, share),
    onMapped: (mapping) => progress.print(renderMapping(mapping, { language, width })),
    ...(values.refused === undefined ? {} : { refusedKept: refusedListed }),
    ...(values.map === undefined ? {} : { mapFile: values.map }),
    ...(values["save-map"] === undefined ? {} : { saveMapFile: values["save-map"] }),
    ...(asOf === undefined ? {} : { asOf }),
    ...(values.strict === undefined ? {} : { strict: values.strict }),
  }).finally(() => progress.done());
  await writeOutputs(scan, values, language, (stage) => progress.show(stage));
  progress.done();
  const colours = process.stdout.isTTY === true && process.env.NO_COLOR === undefined;
  process.stdout.write(renderTable(scan.report, { language, width, colours }));
  const seconds = (performance.now() - started) / 1000;
  for (const line of closingNotes(scan, language, seconds)) process.stderr.write(`${line}\n`);
}

/** What decides the result, without where it was written to: the same files give the same report. */
function repeatable(
  paths: readonly string[],
  values: { map?: string; "as-of"?: string; strict?: boolean; set?: readonly string[] },
): string {
  return shellCommand([
    "scan",
    ...paths.map((path) => (path.startsWith("-") ? `./${path}` : path)),
    ...(values.map === undefined ? [] : ["--map", values.map]),
    ...(values.strict ? ["--strict"] : []),
    ...(values.set ?? []).flatMap((setting) => ["--set", setting]),
    ...(values["as-of"] === undefined ? [] : ["--as-of", values["as-of"]]),
  ]);
}
