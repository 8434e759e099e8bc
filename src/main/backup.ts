import { existsSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import {
  backupName,
  checkBackup,
  createLogger,
  type Language,
  openDatabase,
  Refusal,
  writeBackup,
} from "../platform/index.ts";
import { checkRoots } from "../records/index.ts";
import { readArguments } from "./arguments.ts";
import { showProgress } from "./progress.ts";
import { bytesOf, leftOut, readPassphrase, rememberBackup, rememberCheck, rowsOf } from "./system/backups.ts";
import { readWorkbenchConfig } from "./workbench/config.ts";

/** Makes a backup, whether the server runs or not; `--check` restores one for trial. */
export async function backupCommand(args: readonly string[], language: Language): Promise<void> {
  const options = { check: { type: "boolean" }, "passphrase-file": { type: "string" } } as const;
  const { positionals, values } = readArguments(args, options, 1);
  const [place] = positionals;
  if (place === undefined) throw noPlace();
  const passphraseFile = values["passphrase-file"];
  await (values.check ? check : make)({ place: resolve(place), passphraseFile, language });
}

interface Asked {
  readonly place: string;
  readonly passphraseFile: string | undefined;
  readonly language: Language;
}

async function make({ place, passphraseFile, language }: Asked): Promise<void> {
  const { data, databaseUrl, sections } = readWorkbenchConfig(process.env);
  if (databaseUrl === undefined && !existsSync(join(data, "postgres"))) throw nothingThere(data);
  const passphrase = readPassphrase(passphraseFile ?? sections.operations.backup?.passphraseFile);
  const now = new Date();
  // Into a folder that is there, under a name of its own; else the backup is made where it is named.
  const isFolder = existsSync(place) && statSync(place).isDirectory();
  const backup = isFolder ? join(place, backupName(now)) : place;
  const log = createLogger({ level: "warn", destination: process.stderr });
  const database = await openDatabase({ data, databaseUrl, role: "guest", log, migrations: "none" });
  const progress = showProgress(language);
  try {
    const { version } = await import("./version.ts");
    const manifest = await writeBackup({
      database,
      data,
      backup,
      version,
      passphrase,
      without: leftOut,
      now,
      onProgress: (share, words) => progress.show(words, share / 100),
    });
    const name = backup.slice(resolve(backup, "..").length + 1);
    const made = { name, folder: resolve(backup, ".."), manifest, isEncrypted: passphrase !== undefined };
    // An older form of the database has no such table, and is backed up all the same.
    await rememberBackup(database, made).catch(() => undefined);
    progress.done();
    const [rows, megabytes] = [rowsOf(manifest), (bytesOf(manifest) / 1e6).toFixed(1)];
    process.stdout.write(
      {
        zh: `备份已完成：${backup}（${rows} 行，${manifest.files.length} 个文件，${megabytes} MB，日志 ${manifest.log.size} 条）\n`,
        en: `The backup is made: ${backup} (${rows} rows, ${manifest.files.length} files, ${megabytes} MB, ${manifest.log.size} log entries)\n`,
      }[language],
    );
  } finally {
    progress.done();
    await database.close();
  }
}

async function check({ place, passphraseFile, language }: Asked): Promise<void> {
  const { data, databaseUrl, sections } = readWorkbenchConfig(process.env);
  const passphrase = readPassphrase(passphraseFile ?? sections.operations.backup?.passphraseFile);
  const log = createLogger({ level: "silent" });
  const progress = showProgress(language);
  try {
    const { log: mark, ...manifest } = await checkBackup({
      backup: place,
      passphrase,
      log,
      check: checkRoots,
      onProgress: (share, words) => progress.show(words, share / 100),
    });
    progress.done();
    await rememberIfHere({ data, databaseUrl, name: place.slice(resolve(place, "..").length + 1) });
    process.stdout.write(
      {
        zh: `备份完好：已试恢复 ${rowsOf({ ...manifest, log: mark })} 行，行数、各批默克尔根和 ${mark.size} 条日志全部相符。\n`,
        en: `The backup is good: ${rowsOf({ ...manifest, log: mark })} rows were restored for trial; counts, the Merkle roots of all batches and ${mark.size} log entries agree.\n`,
      }[language],
    );
  } finally {
    progress.done();
  }
}

/** The page shows when a backup was last checked; a check elsewhere, without the house, is a check too. */
async function rememberIfHere(place: {
  data: string;
  databaseUrl: string | undefined;
  name: string;
}): Promise<void> {
  const { data, databaseUrl, name } = place;
  if (databaseUrl === undefined && !existsSync(join(data, "postgres"))) return;
  const log = createLogger({ level: "silent" });
  const database = await openDatabase({ data, databaseUrl, role: "guest", log, migrations: "none" });
  try {
    await rememberCheck(database, { name, at: new Date(), wrong: undefined }).catch(() => undefined);
  } finally {
    await database.close();
  }
}

const noPlace = () =>
  new Refusal("invalid", {
    zh: "请指明备份的位置，例如 ./plumbline backup /var/backups/plumbline。",
    en: "Say where the backup goes, such as ./plumbline backup /var/backups/plumbline.",
  });

const nothingThere = (data: string) =>
  new Refusal("not-found", {
    zh: `${data} 中没有可备份的数据；请用 PLUMBLINE_DATA 指定数据文件夹。`,
    en: `There is nothing to back up in ${data}; name the data folder in PLUMBLINE_DATA.`,
  });
