import { defaultOptions, writeCompany } from "../demo/index.ts";
import { type Language, Refusal } from "../platform/index.ts";
import { readArguments, wholeNumber } from "./arguments.ts";
import { cannotWrite } from "./cannot-write.ts";
import { evaluateDemo, type Setting } from "./evaluate-demo.ts";
import { showProgress } from "./progress.ts";

const options = {
  seed: { type: "string" },
  seeds: { type: "string" },
  sellers: { type: "string" },
  months: { type: "string" },
  evaluate: { type: "boolean" },
} as const;

/** Writes a demo company, or measures the detectors on several. */
export async function demoCommand(args: readonly string[], language: Language): Promise<void> {
  const { values, positionals } = readArguments(args, options, 1);
  const size = {
    sellers: wholeNumber("--sellers", values.sellers, defaultOptions.sellers),
    months: wholeNumber("--months", values.months, defaultOptions.months),
  };
  if (values.evaluate) {
    const seeds = (values.seeds ?? values.seed ?? "1,2,3").split(",");
    const settings = seeds.map(
      (seed): Setting => ({ ...size, seed: wholeNumber("--seeds", seed.trim(), 1, { least: 0 }) }),
    );
    process.stdout.write(await evaluateDemo(settings, language));
    return;
  }
  const [folder] = positionals;
  if (folder === undefined) {
    throw new Refusal("invalid", {
      zh: "请给出写入演示公司的文件夹，例如 ./plumbline demo company/。",
      en: "Name the folder for the demo company, such as ./plumbline demo company/.",
    });
  }
  const progress = showProgress(language);
  progress.show({ zh: "生成演示公司", en: "making the demo company" });
  const written = await writeCompany(folder, {
    ...size,
    seed: wholeNumber("--seed", values.seed, defaultOptions.seed, { least: 0 }),
  }).catch((error: NodeJS.ErrnoException) => {
    progress.done();
    throw error.syscall === undefined
      ? error
      : new Refusal("invalid", cannotWrite(folder, error.code ?? error.message));
  });
  progress.done();
  for (const [file, rows] of Object.entries(written.rows))
    process.stdout.write(`${String(rows).padStart(8)}  ${file}\n`);
  process.stdout.write(
    language === "zh"
      ? `演示公司已写入 ${written.folder}；已知的造假情节记录在 ${written.truth}。\n下一步：./plumbline scan ${written.folder} --html report.html\n`
      : `The demo company is in ${written.folder}; what is planted in it is told in ${written.truth}.\nNext: ./plumbline scan ${written.folder} --html report.html\n`,
  );
}
