import type pg from "pg";
import { checkOpenings, type IntegrityFault } from "../../ledger/index.ts";
import { checkMonitoringIn } from "../../monitoring/index.ts";
import type { Bilingual } from "../../platform/index.ts";
import { checkSealedRecords, readLostCommitments } from "../../records/index.ts";
import { finishOrTell } from "./finish-or-tell.ts";

export interface TablesCheck {
  readonly rows: number;
  readonly faults: readonly IntegrityFault[];
}

const words = {
  openings: { zh: "核对日志所述内容", en: "checking what the log's events said" },
  records: { zh: "核对记录与封存的根", en: "checking records against their sealed roots" },
  alerts: { zh: "核对疑点、步骤与日志", en: "checking alerts and steps against the log" },
};

/** Every sealed table against the log, at the moment that the session's transaction sees. `onProgress` goes to 100. */
export async function checkTables(
  session: pg.Client,
  signal: AbortSignal,
  onProgress: (percent: number, doing: Bilingual) => Promise<void> = async () => undefined,
): Promise<TablesCheck> {
  const none: TablesCheck = { faults: [], rows: 0 };
  const lost = await readLostCommitments(session);
  const openings = await finishOrTell(
    { place: "check:openings", words: words.openings, empty: { faults: [], openings: 0 } },
    () => checkOpenings(session, signal, lost.has),
  );
  await onProgress(15, words.records);
  const records = await finishOrTell({ place: "check:records", words: words.records, empty: none }, () =>
    checkSealedRecords(session, signal, (share) => onProgress(15 + 65 * share, words.records)),
  );
  await onProgress(80, words.alerts);
  const monitoring = await finishOrTell({ place: "check:alerts", words: words.alerts, empty: none }, () =>
    checkMonitoringIn(session, signal, lost),
  );
  return {
    rows: openings.openings + records.rows + monitoring.rows,
    faults: [...openings.faults, ...records.faults, ...monitoring.faults],
  };
}
