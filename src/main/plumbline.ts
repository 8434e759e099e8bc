import { type Language, languageFrom, Refusal } from "../platform/index.ts";
import { guardOutput } from "./guard-output.ts";
import { helpText } from "./help.ts";
import { tellProblem } from "./tell-problem.ts";
import { version } from "./version.ts";

type Command = (args: readonly string[], language: Language) => Promise<void>;

/** Loaded when they are called: the charts and the engine take longer to load than help takes to read. */
const commands: ReadonlyMap<string, () => Promise<Command>> = new Map([
  ["scan", async () => (await import("./scan.ts")).scanCommand],
  ["rank", async () => (await import("./rank.ts")).rankCommand],
  ["demo", async () => (await import("./demo.ts")).demoCommand],
  ["detectors", async () => (await import("./detectors.ts")).detectorsCommand],
  ["ledger", async () => (await import("./ledger.ts")).ledgerCommand],
  ["verify", async () => (await import("./verify.ts")).verifyCommand],
  ["witness", async () => (await import("./witness.ts")).witnessCommand],
  ["backup", async () => (await import("./backup.ts")).backupCommand],
  ["restore", async () => (await import("./restore.ts")).restoreCommand],
  ["upgrade", async () => (await import("./upgrade.ts")).upgradeCommand],
  ["serve", async () => (await import("./serve.ts")).serveCommand],
  ["import", async () => (await import("./import.ts")).importCommand],
  ["records", async () => (await import("./records.ts")).recordsCommand],
]);

async function main(args: readonly string[]): Promise<number> {
  const fallback = languageFrom(process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG);
  let language = fallback;
  guardOutput(() => language);
  try {
    language = chosenLanguage(args) ?? fallback;
    await run(args, language);
    return 0;
  } catch (error) {
    return await tellProblem(error, language);
  }
}

async function run([name = "help", ...args]: readonly string[], language: Language): Promise<void> {
  const options = args.slice(0, args.includes("--") ? args.indexOf("--") : args.length);
  if (["help", "--help", "-h"].includes(name) || options.includes("--help") || options.includes("-h")) {
    process.stdout.write(helpText(language));
  } else if (["version", "--version"].includes(name)) {
    process.stdout.write(`${version}\n`);
  } else {
    const load = commands.get(name);
    if (!load) throw unknownCommand(name);
    const command = await load();
    await command(args, language);
  }
}

function unknownCommand(name: string): Refusal {
  const known = [...commands.keys(), "help", "version"];
  return new Refusal("invalid", {
    zh: `没有名为“${name}”的命令；可用的有 ${known.join("、")}。`,
    en: `There is no command “${name}”; there are ${known.join(", ")}.`,
  });
}

/** What `--lang` says, wherever it stands. */
function chosenLanguage(args: readonly string[]): Language | undefined {
  const at = args.findIndex((arg) => arg === "--lang" || arg.startsWith("--lang="));
  if (at < 0) return undefined;
  const named = args[at]?.includes("=") ? args[at].slice("--lang=".length) : args[at + 1];
  if (named === "zh" || named === "en" || named === undefined) return named;
  throw new Refusal("invalid", {
    zh: `--lang 应为 zh 或 en，而不是“${named}”。`,
    en: `--lang takes zh or en, not “${named}”.`,
  });
}

process.exitCode = await main(process.argv.slice(2));
