import { buildWeb } from "../../tools/build-web.mjs";
import { createLogger, type Language, type Logger } from "../platform/index.ts";
import { readArguments } from "./arguments.ts";
import { readWorkbenchConfig } from "./workbench/config.ts";
import { openWorkbench } from "./workbench/open-workbench.ts";

/** Opens the workbench and serves it until stopped. */
export async function serveCommand(args: readonly string[], language: Language): Promise<void> {
  readArguments(args, {}, 0);
  const config = readWorkbenchConfig(process.env);
  const { url, setUpLink } = await openWorkbench({ config, log: serverLog(), pages: await buildWeb() });
  process.stdout.write(`${ready(url, setUpLink)[language]}\n`);
}

/** JSON lines on standard error. Who sits at a terminal wants to hear of trouble only. */
function serverLog(): Logger {
  const level = process.stderr.isTTY ? "warn" : "info";
  return createLogger({ level, destination: process.stderr });
}

function ready(url: string, setUpLink: string | undefined) {
  if (setUpLink === undefined) {
    return { zh: `准绳已启动：${url}`, en: `Plumbline is running: ${url}` };
  }
  return {
    zh: `准绳已启动。首次使用，请在浏览器中打开此链接建立账号（仅可使用一次）：\n${setUpLink}`,
    en: `Plumbline is running. Open this link in a browser to make the first accounts (it works once):\n${setUpLink}`,
  };
}
