import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { buildWeb } from "../../tools/build-web.mjs";
import { roleNames } from "../people/index.ts";
import { type Bilingual, createLogger, type Language, type Logger } from "../platform/index.ts";
import { readArguments } from "./arguments.ts";
import { showProgress } from "./progress.ts";
import { textTable } from "./text-table.ts";
import { readWorkbenchConfig } from "./workbench/config.ts";
import { makeDataFolder } from "./workbench/data-folder.ts";
import type { DemoPerson } from "./workbench/demo/demo-people.ts";
import { openDemo } from "./workbench/demo/open-demo.ts";
import { openWorkbench, type Workbench } from "./workbench/open-workbench.ts";

/** Opens the workbench and serves it until stopped. */
export async function serveCommand(args: readonly string[], language: Language): Promise<void> {
  const { values } = readArguments(args, { demo: { type: "boolean" } }, 0);
  const config = readWorkbenchConfig(process.env);
  await keepTemporaryFilesInside(config.data);
  const workbench = await openWorkbench({ config, log: serverLog(), pages: await buildWeb() });
  if (values.demo) await serveDemo(workbench, language);
  else process.stdout.write(`${ready(workbench)[language]}\n`);
}

/**
 * What work leaves for a while lies in the data folder, where nobody else reads and what a kill left behind is found:
 * here, and when somebody is erased. Folders that the environment names stay its own affair.
 */
async function keepTemporaryFilesInside(data: string): Promise<void> {
  if (process.env.TMPDIR) return;
  makeDataFolder(data);
  const folder = join(data, "temporary");
  await rm(folder, { recursive: true, force: true });
  // PostgreSQL, as another user, passes on its way to a backup that is restored for trial.
  await mkdir(folder, { mode: process.geteuid?.() === 0 ? 0o711 : 0o700 });
  process.env.TMPDIR = folder;
}

/** JSON lines on standard error. Who sits at a terminal wants to hear of trouble only. */
function serverLog(): Logger {
  const level = process.stderr.isTTY ? "warn" : "info";
  return createLogger({ level, destination: process.stderr });
}

function ready({ url, setUpLink }: Workbench): Bilingual {
  if (setUpLink === undefined) {
    return { zh: `准绳已启动：${url}`, en: `Plumbline is running: ${url}` };
  }
  return {
    zh: `准绳已启动。首次使用，请在浏览器中打开此链接建立账号（仅可使用一次）：\n${setUpLink}`,
    en: `Plumbline is running. Open this link in a browser to make the first accounts (it works once):\n${setUpLink}`,
  };
}

async function serveDemo(workbench: Workbench, language: Language): Promise<void> {
  const progress = showProgress(language);
  try {
    const people = await openDemo(workbench.parts, progress.show);
    progress.done();
    const told = {
      zh: `准绳已启动，内有演示公司（数据均为虚构）：${workbench.url}`,
      en: `Plumbline is running with the demo company (all of it invented): ${workbench.url}`,
    };
    process.stdout.write(`${told[language]}\n\n${signInTable(people, language)}`);
  } catch (error) {
    progress.done();
    await workbench.close();
    throw error;
  }
}

function signInTable(people: readonly DemoPerson[], language: Language): string {
  const head = { zh: ["角色", "邮箱", "密码"], en: ["role", "e-mail", "password"] }[language];
  return textTable([
    head,
    ...people.map(({ role, email, password }) => [roleNames[role][language], email, password]),
  ]);
}
