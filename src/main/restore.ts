import { resolve } from "node:path";
import {
  type Bilingual,
  createContextMaker,
  createLogger,
  type Language,
  openDatabase,
  openEventLog,
  Refusal,
  restoreBackup,
} from "../platform/index.ts";
import { checkRoots } from "../records/index.ts";
import { readArguments } from "./arguments.ts";
import { finishErasures, listPlaces } from "./erasure/erasure-job.ts";
import { eraser } from "./erasure/parts.ts";
import { replayErasures } from "./erasure/replay-erasures.ts";
import { showProgress } from "./progress.ts";
import { readPassphrase, rowsOf } from "./system/backups.ts";
import { readWorkbenchConfig, type WorkbenchConfig } from "./workbench/config.ts";

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
    const replayed = await eraseAgain({ ...config, data }, resolve(backup, ".."), (share, words) =>
      progress.show(words, share / 100),
    );
    progress.done();
    if (replayed > 0) process.stdout.write(erasedAgain(replayed)[language]);
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

/**
 * What was erased since the backup is erased again, and taken off the disk, before anybody can start what was restored.
 */
async function eraseAgain(
  { data, databaseUrl, keys, sections }: WorkbenchConfig,
  besideBackup: string,
  onProgress: (share: number, words: Bilingual) => void,
): Promise<number> {
  const settings = sections.operations;
  const log = createLogger({ level: "warn", destination: process.stderr });
  const database = await openDatabase({ data, databaseUrl, role: "server", log });
  try {
    // Events wait for their index until the server numbers them: the first of a log that begins anew is the restart's.
    const events = await openEventLog(database, log, { sequence: false });
    try {
      // Who has the data folder and the keys at hand asks nobody; what is done again was decided before.
      const access = { require: () => undefined };
      const contexts = createContextMaker({ database, access, sink: events.sink });
      const parts = { database, data, keys, settings, isEmbedded: databaseUrl === undefined };
      const replayed = await replayErasures({ database, contexts }, [...listPlaces(parts), besideBackup]);
      if (replayed > 0) await finishErasures(parts, () => contexts.contextFor(eraser), { onProgress });
      return replayed;
    } finally {
      await events.close();
    }
  } finally {
    await database.close();
  }
}

const erasedAgain = (count: number): Bilingual => ({
  zh: `备份之后的 ${count} 次删除已重新执行，并已从磁盘清除。\n`,
  en: `${count} erasures made since the backup have been carried out again, and are off the disk.\n`,
});

const noBackup = () =>
  new Refusal("invalid", {
    zh: "请指明要恢复的备份，例如 ./plumbline restore /var/backups/plumbline/plumbline-20261123T013000Z。",
    en: "Say which backup, such as ./plumbline restore /var/backups/plumbline/plumbline-20261123T013000Z.",
  });
