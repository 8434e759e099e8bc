import { existsSync } from "node:fs";
import { join } from "node:path";
import { createLogger, type Language, openDatabase, type Pending, readPending } from "../platform/index.ts";
import { readArguments } from "./arguments.ts";
import { backupBeforeUpgrade } from "./system/backup-before-upgrade.ts";
import { version } from "./version.ts";
import { readWorkbenchConfig, type WorkbenchConfig } from "./workbench/config.ts";

/** Brings the database to this version, after a backup; `--check` only says what would be done. */
export async function upgradeCommand(args: readonly string[], language: Language): Promise<void> {
  const { values } = readArguments(args, { check: { type: "boolean" } }, 0);
  const config = readWorkbenchConfig(process.env);
  const say = (text: { zh: string; en: string }) => process.stdout.write(`${text[language]}\n`);
  const found = await look(config);
  if (!found || found.applied === 0) {
    say({
      zh: `${config.data} 中还没有数据，无需升级。`,
      en: `There are no data in ${config.data} yet; nothing needs upgrading.`,
    });
    return;
  }
  const names = found.pending.map(({ number, name }) => `${number} ${name}`);
  if (names.length === 0) {
    say({
      zh: `数据库已与 Plumbline ${version} 一致（${found.applied} 项迁移）。`,
      en: `The database fits Plumbline ${version} already (${found.applied} migrations).`,
    });
    return;
  }
  say({
    zh: `升级到 Plumbline ${version} 需要 ${names.length} 项迁移：${names.join("、")}。`,
    en: `Plumbline ${version} needs ${names.length} migrations: ${names.join(", ")}.`,
  });
  if (values.check) return;
  const { data, databaseUrl, sections } = config;
  const beforeMigrating = backupBeforeUpgrade({
    data,
    settings: sections.operations,
    say: (backup) =>
      say({
        zh: `升级前的备份：${backup}。如需退回，请用原版本执行 ./plumbline restore，恢复到空文件夹。`,
        en: `The backup before the upgrade: ${backup}. To go back, restore it with the former version into an empty folder (./plumbline restore).`,
      }),
  });
  const log = createLogger({ level: "warn", destination: process.stderr });
  await (await openDatabase({ data, databaseUrl, role: "server", log, beforeMigrating })).close();
  say({ zh: "升级完成。", en: "Upgraded." });
}

async function look({ data, databaseUrl }: WorkbenchConfig): Promise<Pending | undefined> {
  if (databaseUrl === undefined && !existsSync(join(data, "postgres"))) return undefined;
  const log = createLogger({ level: "warn", destination: process.stderr });
  const database = await openDatabase({ data, databaseUrl, role: "guest", log, migrations: "none" });
  try {
    const session = await database.session(() => undefined);
    try {
      return await readPending(session);
    } finally {
      await session.end();
    }
  } finally {
    await database.close();
  }
}
