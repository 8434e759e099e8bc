import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import { csvLine } from "../desk/index.ts";
import {
  type LabelWords,
  type RankedTransaction,
  rankFiles,
  type TransactionRanking,
} from "../detection/index.ts";
import { type Language, Refusal } from "../platform/index.ts";
import { readArguments, wholeNumber } from "./arguments.ts";
import { cannotWrite } from "./cannot-write.ts";
import { showProgress } from "./progress.ts";
import { checkOutputs } from "./scan-outputs.ts";
import { stopOnSignal } from "./stop-on-signal.ts";

const options = {
  map: { type: "string" },
  id: { type: "string" },
  labels: { type: "string" },
  positive: { type: "string" },
  negative: { type: "string" },
  unlabelled: { type: "string" },
  out: { type: "string" },
  seed: { type: "string" },
  threads: { type: "string" },
  explain: { type: "boolean" },
} as const;
type Values = { readonly [name in Exclude<keyof typeof options, "explain">]?: string };

/** Every row of the files once, most suspect first, with its score and reasons. */
export async function rankCommand(args: readonly string[], language: Language): Promise<void> {
  const started = performance.now();
  const { values, positionals } = readArguments(args, options);
  const paths = positionals.filter((path) => path !== "");
  const { id, out } = requireGiven(values, paths);
  const labels = labelWords(values);
  const seed = wholeNumber("--seed", values.seed, 1, { least: 0, most: 2 ** 31 - 1 });
  const threads =
    values.threads === undefined
      ? {}
      : { threads: wholeNumber("--threads", values.threads, 1, { most: 64 }) };
  await checkOutputs({ csv: out }, paths);
  stopOnSignal(language);
  const progress = showProgress(language);
  const ranking = await rankFiles({
    paths,
    id,
    seed,
    ...threads,
    ...(labels ? { labels } : {}),
    ...(values.map === undefined ? {} : { mapFile: values.map }),
    onProgress: ({ stage, share }) => progress.show(stage, share),
  }).finally(() => progress.done());
  progress.show({ zh: `写出 ${out}`, en: `writing ${out}` });
  await writeRanking(out, ranking, { id, language, withNearest: values.explain === true });
  progress.done();
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const rows = ranking.rows.toLocaleString("en");
  process.stderr.write(
    {
      zh: `已将 ${rows} 行排序写入 ${out}，用时 ${seconds} 秒。\n`,
      en: `${rows} rows ranked into ${out} in ${seconds} s.\n`,
    }[language],
  );
}

function requireGiven(values: Values, paths: readonly string[]): { id: string; out: string } {
  const { id, out } = values;
  if (paths.length > 0 && id && out) return { id, out };
  const example = "./plumbline rank sales.csv --id order_id --out ranking.csv";
  const lacks = paths.length === 0 ? "FILE" : id ? "--out" : "--id";
  const what = {
    FILE: { zh: "请给出要排序的文件", en: "Name the files to rank" },
    "--id": { zh: "请用 --id 指定标识各行的列", en: "Name with --id the column that tells the rows apart" },
    "--out": { zh: "请用 --out 指定结果文件", en: "Name with --out the file to write" },
  }[lacks];
  throw new Refusal("invalid", { zh: `${what.zh}，例如 ${example}。`, en: `${what.en}, as in ${example}.` });
}

function labelWords(values: Values): LabelWords | undefined {
  const { labels: column, positive, negative, unlabelled } = values;
  if (column === undefined) {
    const stray = (["positive", "negative", "unlabelled"] as const).find(
      (name) => values[name] !== undefined,
    );
    if (stray === undefined) return undefined;
    throw new Refusal("invalid", {
      zh: `--${stray} 须与 --labels 一起使用；请用 --labels 指定检查结果所在的列。`,
      en: `--${stray} goes with --labels, which names the column with the results of inspections.`,
    });
  }
  if (positive === undefined)
    throw new Refusal("invalid", {
      zh: "--labels 需要 --positive 说明哪个取值表示造假，例如 --positive fraud --negative ok --unlabelled unkn。",
      en: "--labels needs --positive to say which value means falsified, as in --positive fraud --negative ok --unlabelled unkn.",
    });
  return {
    column,
    positive,
    ...(negative === undefined ? {} : { negative }),
    ...(unlabelled === undefined ? {} : { unlabelled }),
  };
}

interface Written {
  readonly id: string;
  readonly language: Language;
  readonly withNearest: boolean;
}

/** Rows whose nearest honest example is looked for; nobody compares the hundred-thousandth. */
const compared = 2_000;

async function writeRanking(file: string, ranking: TransactionRanking, how: Written): Promise<void> {
  const stream = createWriteStream(file);
  try {
    await once(stream, "open");
    let text = csvLine([how.id, "score", "rank", "reasons", ...(how.withNearest ? ["nearest_honest"] : [])]);
    for (const row of ranking.ranked) {
      text += csvLine(cellsOf(row, how));
      if (text.length < 1 << 18) continue;
      if (!stream.write(text)) await once(stream, "drain");
      text = "";
    }
    stream.end(text);
    await once(stream, "finish");
  } catch (error) {
    stream.destroy();
    await rm(file, { force: true }).catch(() => undefined);
    const { code = String(error) } = error as NodeJS.ErrnoException;
    if (!/^E[A-Z]+$/.test(code)) throw error;
    throw new Refusal("invalid", cannotWrite(file, code));
  }
}

function cellsOf(row: RankedTransaction, { language, withNearest }: Written): string[] {
  const reasons = row
    .reasons()
    .map(({ words, weight }) => `${words[language]} (+${weight.toFixed(2)})`)
    .join(language === "zh" ? "；" : "; ");
  const nothing = { zh: "未见突出异常", en: "nothing stands out" }[language];
  const near = withNearest && row.rank <= compared ? row.nearest() : undefined;
  return [
    row.id,
    row.score.toPrecision(9),
    String(row.rank),
    reasons || nothing,
    ...(withNearest ? [near ? `${near.id}: ${near.words[language]}` : ""] : []),
  ];
}
