import { join } from "node:path";
import { backupName, type DatabaseOptions, writeBackup } from "../../platform/index.ts";
import { version } from "../version.ts";
import { backupFolder, leftOut, readPassphrase } from "./backups.ts";
import type { OperationsSettings } from "./operations-settings.ts";

export interface BeforeUpgrade {
  readonly data: string;
  readonly settings: OperationsSettings;
  readonly say?: (backup: string) => void;
}

/**
 * For `openDatabase`: the way back. Where the backup cannot be made, the database stays as it is. With the former
 * version it is restored into an empty folder.
 */
export function backupBeforeUpgrade({
  data,
  settings,
  say,
}: BeforeUpgrade): NonNullable<DatabaseOptions["beforeMigrating"]> {
  return async (database) => {
    const now = new Date();
    const backup = join(backupFolder(data, settings), backupName(now, "before-upgrade"));
    const passphrase = readPassphrase(settings.backup?.passphraseFile);
    await writeBackup({ database, data, backup, version, passphrase, without: leftOut, now });
    say?.(backup);
  };
}
