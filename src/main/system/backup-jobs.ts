import { join } from "node:path";
import { z } from "zod";
import {
  type AnyJob,
  backupName,
  checkBackup,
  createLogger,
  defineJob,
  listBackups,
  pruneBackups,
  Refusal,
  writeBackup,
} from "../../platform/index.ts";
import { checkRoots } from "../../records/index.ts";
import { cannotWrite } from "../cannot-write.ts";
import { version } from "../version.ts";
import {
  backupFolder,
  bytesOf,
  leftOut,
  readPassphrase,
  rememberBackup,
  rememberCheck,
  rowsOf,
} from "./backups.ts";
import { house, type OperationsParts } from "./parts.ts";

const nothing = z.object({});

/** Makes a backup, and removes the oldest beyond what is to be kept. */
export function backupJob({ database, data, settings }: OperationsParts) {
  const folder = backupFolder(data, settings);
  return defineJob({
    name: "operations.backup",
    input: nothing,
    checkpoint: nothing,
    retries: 1,
    retryDelay: 60,
    async run({ id, context, signal, progress }) {
      const { now } = context();
      const name = backupName(now);
      const passphrase = readPassphrase(settings.backup?.passphraseFile);
      const manifest = await writeBackup({
        database,
        data,
        backup: join(folder, name),
        version,
        passphrase,
        without: leftOut,
        now,
        signal,
        onProgress: progress,
      }).catch((error) => {
        throw refusalOf(error, folder);
      });
      await rememberBackup(database, {
        name,
        folder,
        manifest,
        isEncrypted: passphrase !== undefined,
        job: id,
      });
      const act = context();
      await act.commit(async () => {
        act.require("backups.make", house);
        const seals = { entries: manifest.log.size, rows: rowsOf(manifest), bytes: bytesOf(manifest) };
        return { result: undefined, event: { type: "backup.made", subject: `backup:${name}`, seals } };
      });
      if (settings.backup) await pruneBackups(folder, settings.backup.keep, now);
    },
  });
}

/** What is wrong with the disk or its permissions is told as it is; anything else is a bug. */
function refusalOf(error: unknown, folder: string): unknown {
  const { code = "", syscall } = error as NodeJS.ErrnoException;
  return syscall === undefined ? error : new Refusal("invalid", cannotWrite(folder, code));
}

/** Restores a backup for trial, the newest unless one is named. */
export function checkJob({ database, data, settings }: OperationsParts) {
  const folder = backupFolder(data, settings);
  return defineJob({
    name: "operations.check-backup",
    input: z.object({ name: z.string().optional() }),
    checkpoint: nothing,
    retries: 0,
    async run({ input, context, progress }) {
      const [newest] = await listBackups(folder);
      const name = input.name ?? newest;
      if (name === undefined) throw noBackup();
      const wrong = await checkBackup({
        backup: join(folder, name),
        passphrase: readPassphrase(settings.backup?.passphraseFile),
        log: createLogger({ level: "silent" }),
        check: checkRoots,
        onProgress: progress,
      }).then(
        () => undefined,
        (error: unknown) => {
          if (error instanceof Refusal) return error;
          throw refusalOf(error, folder);
        },
      );
      const act = context();
      await act.commit(async () => {
        act.require("backups.check", house);
        const seals = { problems: wrong?.problems.length ?? 0 };
        return { result: undefined, event: { type: "backup.checked", subject: `backup:${name}`, seals } };
      });
      await rememberCheck(database, { name, at: act.now, wrong: wrong?.sentence });
      if (wrong) throw wrong;
    },
  });
}

const noBackup = () =>
  new Refusal("not-found", { zh: "还没有可校验的备份。", en: "There is no backup to check yet." });

export function backupJobs(parts: OperationsParts): AnyJob[] {
  return [backupJob(parts), checkJob(parts)];
}
