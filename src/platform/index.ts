// platform: what every room stands on. Invariant: no business word stands here.
export { type Manifest, openBackup } from "./backup/manifest.ts";
export { checkBackup, type RestoreOptions, restoreBackup } from "./backup/restore-backup.ts";
export {
  type BackupOptions,
  backupName,
  listBackups,
  pruneBackups,
  writeBackup,
} from "./backup/write-backup.ts";
export { type Config, readConfig, type Sections } from "./config/config.ts";
export type { Access, Actor } from "./context/access.ts";
export type { Context, Told } from "./context/context.ts";
export { type ContextMaker, createContextMaker } from "./context/context-for.ts";
export type { AttributedEvent, Event, EventSink, Events } from "./context/event.ts";
export { atOneMoment } from "./database/at-one-moment.ts";
export { copyIn, copyOut } from "./database/copy.ts";
export { type Database, type DatabaseOptions, openDatabase } from "./database/database.ts";
export { tryLock } from "./database/house.ts";
export { locks } from "./database/locks.ts";
export { type Pending, readPending } from "./database/migrate.ts";
export { brokenPlace, readPlace, writePlace } from "./database/page-place.ts";
export { type Remaining, type SweepOptions, sweepDatabase } from "./database/sweep.ts";
export * from "./database/tables.ts";
export { makeTestData, openTestDatabase } from "./database/test-database.ts";
export { isTooLong } from "./database/too-long.ts";
export { type Holding, holdsValues } from "./erasing/holding.ts";
export { platformHoldings } from "./erasing/holdings.ts";
export { countHolding, holdsAnySql, redactTable } from "./erasing/redact-table.ts";
export {
  type ErasedValues,
  erasedMark,
  erasedValues,
  holdsAny,
  redactJson,
  redactText,
} from "./erasing/values.ts";
export { createHttp, type Http, type HttpOptions } from "./http/create-http.ts";
export { type ErrorBody, errorBody, languageOf, TooMany } from "./http/errors.ts";
export { createHealth, type Health } from "./http/health.ts";
export { createRateLimit, type RateLimit } from "./http/rate-limit.ts";
export { type ServeOptions, type Serving, serve } from "./http/serve.ts";
export { addWeb } from "./http/web.ts";
export {
  type AnyJob,
  defineJob,
  type JobDefinition,
  type JobRun,
  type JobState,
  type JobView,
} from "./jobs/define-job.ts";
export { type Jobs, openJobs } from "./jobs/jobs.ts";
export type { JobsOptions } from "./jobs/workers.ts";
export { type Bilingual, type Language, languageFrom } from "./language.ts";
export { type Bell, createBell } from "./log/bell.ts";
export { canonicalJson } from "./log/canonical-json.ts";
export { checkLogTables, type LogTableCheck, type LogTableFault } from "./log/check-log-tables.ts";
export { type Commitment, commitTo, type Opening, opens } from "./log/commitment.ts";
export type { LogEntry } from "./log/entry.ts";
export { countOpenings, type ErasedOpening, eraseOpenings } from "./log/erase-openings.ts";
export { type EventLog, openEventLog } from "./log/event-log.ts";
export type { EntriesHandler, EntryHandler, Follower } from "./log/follow-log.ts";
export { followerPosition } from "./log/follower-position.ts";
export { queueBehind } from "./log/outbox.ts";
export { parsedOrNothing } from "./log/parsed-or-nothing.ts";
export { type RowLeaf, sealRow } from "./log/row-leaf.ts";
export { formatMoney, type Money, majorUnits, minorDigits } from "./money.ts";
export { type Print, printPdf } from "./printing/print-pdf.ts";
export { type Problem, Refusal, type RefusalCode } from "./refusal.ts";
export { type SchemaProblem, schemaProblems } from "./schema-problems.ts";
export { createLogger, type Logger } from "./telemetry/logger.ts";
export { createMetrics, type Metrics } from "./telemetry/metrics.ts";
export { withTemporaryFolder } from "./temporary-folder.ts";
export {
  type LockedWarehouse,
  openLocked,
  type StatementFault,
} from "./warehouse/locked.ts";
export { type Sql, sql } from "./warehouse/sql.ts";
export { openWarehouse, type Warehouse, type WarehouseOptions } from "./warehouse/warehouse.ts";
