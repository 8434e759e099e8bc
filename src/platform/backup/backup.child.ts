// Makes one backup after the other in the folder given until it is killed.
import { join } from "node:path";
import { openDatabase } from "../database/database.ts";
import { createLogger } from "../telemetry/logger.ts";
import { backupName, writeBackup } from "./write-backup.ts";

const [data = "", folder = ""] = process.argv.slice(2);
const log = createLogger({ level: "silent" });
const database = await openDatabase({ data, role: "guest", log, migrations: "none" });
console.log("open");
for (let second = 0; ; second++) {
  const now = new Date(Date.UTC(2026, 0, 1) + second * 1_000);
  await writeBackup({ database, data, backup: join(folder, backupName(now)), version: "0.0.0", now });
}
