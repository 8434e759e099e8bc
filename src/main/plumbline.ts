import { type Language, languageFrom, Refusal } from "../platform/index.ts";
import { demoCommand } from "./demo.ts";
import { detectorsCommand } from "./detectors.ts";
import { helpText } from "./help.ts";
import { scanCommand } from "./scan.ts";
import { startCommand } from "./start.ts";
import { version } from "./version.ts";

type Command = (args: readonly string[], language: Language) => Promise<void>;

const commands: Readonly<Record<string, Command>> = {
  scan: scanCommand,
  demo: demoCommand,
  detectors: detectorsCommand,
  start: startCommand,
};

async function main([name = "help", ...args]: readonly string[]): Promise<number> {
  const language = chosenLanguage(args);
  if (name === "help" || name === "--help" || name === "-h" || args.includes("--help")) {
    process.stdout.write(helpText(language));
    return 0;
  }
  if (name === "--version" || name === "version") {
    process.stdout.write(`${version}\n`);
    return 0;
  }
  const command = commands[name];
  if (!command) {
    const known = Object.keys(commands).join(", ");
    process.stderr.write(
      language === "zh"
        ? `没有名为“${name}”的命令；可用的有 ${known}。\n`
        : `There is no command “${name}”; there are ${known}.\n`,
    );
    return 2;
  }
  try {
    await command(args, language);
    return 0;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    for (const problem of error.problems) process.stderr.write(`${problem[language]}\n`);
    return 2;
  }
}

/** `--lang` wherever it stands, else the locale of the terminal, else Chinese. */
function chosenLanguage(args: readonly string[]): Language {
  const at = args.findIndex((arg) => arg === "--lang" || arg.startsWith("--lang="));
  const named = at < 0 ? undefined : (args[at]?.split("=")[1] ?? args[at + 1]);
  const { LC_ALL, LC_MESSAGES, LANG } = process.env;
  return languageFrom(named ?? (LC_ALL || LC_MESSAGES || LANG));
}

process.exitCode = await main(process.argv.slice(2));
