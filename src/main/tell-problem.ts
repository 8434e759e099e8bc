import { type Bilingual, type Language, Refusal } from "../platform/index.ts";

const problemsShown = 20;

/** A person ended the command, and it has undone what it was at. */
export class Stopped extends Error {
  readonly sentence: Bilingual;
  constructor(sentence: Bilingual) {
    super(sentence.en);
    this.sentence = sentence;
  }
}

/** Says on standard error what went wrong, a line a problem, and returns the exit code. */
export async function tellProblem(error: unknown, language: Language): Promise<number> {
  if (error instanceof Stopped) {
    process.stderr.write(`${error.sentence[language]}\n`);
    return 130;
  }
  const { visibleText } = await import("../desk/index.ts");
  const problems = error instanceof Refusal ? error.problems : environmentProblem(error);
  if (problems) {
    const more = problems.length - problemsShown;
    const shown = problems.slice(0, problemsShown).map((problem) => visibleText(problem[language]));
    if (more > 0) shown.push({ zh: `……另有 ${more} 处问题。`, en: `… and ${more} more problems.` }[language]);
    process.stderr.write(`${shown.join("\n")}\n`);
    return 2;
  }
  const { stack = String(error) } = error instanceof Error ? error : {};
  const [first = "", ...frames] = stack.split("\n").map(visibleText);
  const said = {
    zh: "程序内部出错，这是 Plumbline 的缺陷，请连同以下内容一起报告：",
    en: "Plumbline failed; this is a fault of its own. Please report it with what follows:",
  };
  process.stderr.write(`${[said[language], first, ...frames].join("\n")}\n`);
  return 1;
}

/** What is wrong with the machine rather than with the program or the input. */
function environmentProblem(error: unknown): Bilingual[] | undefined {
  const { code = "", message = "" } = error as NodeJS.ErrnoException;
  if (code === "ENOSPC" || /no space left on device/i.test(message)) {
    return [
      {
        zh: "磁盘空间不足，检查未能完成；请腾出空间，或用环境变量 TMPDIR 指定另一个临时文件夹。",
        en: "The disk is full and the scan could not end; free some space, or name another temporary folder in TMPDIR.",
      },
    ];
  }
  if (/^Out of Memory Error/.test(message)) {
    return [
      {
        zh: "内存不足，检查未能完成；请关闭其他程序，或分批检查。",
        en: "There is not enough memory and the scan could not end; close other programs, or scan fewer files at a time.",
      },
    ];
  }
  return undefined;
}
