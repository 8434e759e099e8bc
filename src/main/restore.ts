import { resolve } from "node:path";
import { createLogger, type Language, Refusal, restoreBackup } from "../platform/index.ts";
import { checkRoots } from "../records/index.ts";
import { readArguments } from "./arguments.ts";
import { showProgress } from "./progress.ts";
import { readPassphrase, rowsOf } from "./system/backups.ts";
import { readWorkbenchConfig } from "./workbench/config.ts";

/** Makes an empty data folder, and with DATABASE_URL an empty database, into what a backup holds. */
export async function restoreCommand(args: readonly string[], language: Language): Promise<void> {
  const options = { data: { type: "string" }, "passphrase-file": { type: "string" } } as const;
  const { positionals, values } = readArguments(args, options, 1);
  const [backup] = positionals;
  if (backup === undefined) throw noBackup();
  const config = readWorkbenchConfig(process.env);
  const data = resolve(values.data ?? config.data);
  const passphraseFile = values["passphrase-file"] ?? config.sections.operations.backup?.passphraseFile;
  const progress = showProgress(language);
  try {
    const manifest = await restoreBackup({
      backup,
      data,
      databaseUrl: config.databaseUrl,
      passphrase: readPassphrase(passphraseFile),
      log: createLogger({ level: "warn", destination: process.stderr }),
      check: checkRoots,
      onProgress: (share, words) => progress.show(words, share / 100),
    });
    progress.done();
    const made = manifest.madeAt.toISOString();
    process.stdout.write(
      {
        zh: `已恢复到 ${data}：${made} 的备份，${rowsOf(manifest)} 行，日志 ${manifest.log.size} 条。所有人需要重新登录。若密钥文件夹记得更新的账本状态，启动前请执行 ./plumbline ledger restart。\n`,
        en: `Restored into ${data}: the backup of ${made}, ${rowsOf(manifest)} rows, ${manifest.log.size} log entries. Everybody signs in again. Where the folder of keys knows a newer state of the ledger, run ./plumbline ledger restart before starting.\n`,
      }[language],
    );
  } finally {
    progress.done();
  }
}

const noBackup = () =>
  new Refusal("invalid", {
    zh: "请指明要恢复的备份，例如 ./plumbline restore /var/backups/plumbline/plumbline-20261123T013000Z。",
    en: "Say which backup, such as ./plumbline restore /var/backups/plumbline/plumbline-20261123T013000Z.",
  });
