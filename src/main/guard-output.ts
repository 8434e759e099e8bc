import type { Language } from "../platform/index.ts";

/** A reader that goes away early (`| head`) is no fault; a full disk behind `>` is one, and is told. */
export function guardOutput(language: () => Language): void {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit(0);
    const said = {
      zh: `无法写到标准输出：${error.code}。`,
      en: `Standard output cannot be written: ${error.code}.`,
    };
    process.stderr.write(`${said[language()]}\n`);
    process.exit(2);
  });
  // Without anyone who reads the progress, the work goes on.
  process.stderr.on("error", () => undefined);
}
