// records: what the sources said. Invariant: every row of every table leads back to the file and row it was read from.
export { beginAct, type ErasedLeaf, endAct, erasedLeaf } from "./erasing/act.ts";
export { type ChosenRecord, chosenRecord, type ErasureChoice, erasureChoice } from "./erasing/choice.ts";
export { forgottenDigest } from "./erasing/erasable-row.ts";
export { type ErasedRecords, eraseRecords, type HeldRecord, readChosen } from "./erasing/erase-records.ts";
export { describeRecords, type FoundPerson, findHolding } from "./erasing/find-person.ts";
export { lostAt } from "./erasing/lost-at.ts";
export { type Lost, type LostCommitments, readLostCommitments } from "./erasing/lost-commitments.ts";
export { forgetUploads, removeAllUploads } from "./erasing/remove-files.ts";
export type { ErasureState } from "./erasing/tables.ts";
export { type DraftedVersion, draftVersions, type VersionRef } from "./evidence/draft-versions.ts";
export { labelsOf, personalName, personalNames, sealingEvents, sourcesOf } from "./evidence/environment.ts";
export { choiceOf, type PersonalChoice, personalChoice } from "./evidence/personal-choice.ts";
export { buildFacts, dropFacts } from "./facts/build-facts.ts";
export { type FactShape, factShape } from "./facts/document.ts";
export { type FactColumn, type FactName, factSources, facts } from "./facts/facts.ts";
export { type CorrectInput, correctInput, correctRecord } from "./forms/correct-record.ts";
export type { CustomField } from "./forms/custom-field.ts";
export { type EnterInput, enterInput, enterRecord } from "./forms/enter-record.ts";
export type { Form } from "./forms/form.ts";
export { customFieldsOf, type KeptForm, readForm, saveForm } from "./forms/keep-form.ts";
export { recordsHoldings } from "./holdings.ts";
export { type RecordsSettings, recordsSettings } from "./importing/settings.ts";
export type { Field, FieldType, Kind } from "./kinds/define-kind.ts";
export {
  type ColumnOf,
  fieldsOf,
  type KindName,
  kindNamed,
  kindOfTable,
  kinds,
  type TableName,
} from "./kinds/kinds.ts";
export { columnType, createTables } from "./kinds/tables.ts";
export { type LoadedTable, type LoadOptions, type LoadResult, loadRecords } from "./loading/load-records.ts";
export { recordName } from "./loading/record-id.ts";
export { type SourceRow, sourceRowsOf } from "./loading/source-rows.ts";
export { rawColumnSql, type TypedRows, typedRows } from "./loading/typed-rows.ts";
export { describeMapping, type MappingRow } from "./mapping/describe-mapping.ts";
export { filledBy } from "./mapping/filled-by.ts";
export { type GuessedMapping, guessMapping } from "./mapping/guess-mapping.ts";
export type { Mapping } from "./mapping/mapping.ts";
export { readMapping, saveMapping } from "./mapping/mapping-file.ts";
export type { Question } from "./mapping/questions.ts";
export {
  customersOf,
  type FindRows,
  type LinkedRow,
  neighbourhoodOf,
  recentOf,
  type TouchedRow,
} from "./neighbourhood/closure.ts";
export {
  areMoreThan,
  findByKey,
  findInStore,
  findRecordsInStore,
  type GivenRow,
  lookUpSession,
  openRowLoader,
  type RowLoader,
  readRows,
  touchedBy,
} from "./neighbourhood/load-rows.ts";
export { type GivenObservation, givenObservation } from "./observing/given-observation.ts";
export { type Observed, readObservations } from "./observing/read-observation.ts";
export { recordsPolicies } from "./policies.ts";
export type { FileFormat, RawTable, ReadOptions, ReadResult, RefusedRow } from "./reading/raw-table.ts";
export { readFiles } from "./reading/read-files.ts";
export { placed } from "./reading/sentences.ts";
export {
  importResource,
  kindResource,
  type RecordFacts,
  recordResource,
  sourceResource,
} from "./record-resources.ts";
export { eraseExpired as eraseExpiredRecords } from "./retention/erase-expired.ts";
export { retentionJob } from "./retention/retention-job.ts";
export { addRecordsRoutes, followRecords, recordsJobs } from "./routes.ts";
export {
  type FiscalCalendar,
  type FiscalPeriod,
  fiscalPeriodOf,
  fiscalPeriods,
  fiscalYearStartOf,
  periodName,
} from "./settings/fiscal-calendar.ts";
export { type Rate, type RateQuestion, rateOn, readSettings } from "./settings/queries.ts";
export type { Section, SectionName, Settings } from "./settings/sections.ts";
export { addSettingsRoutes, settingsPolicies } from "./settings/settings-routes.ts";
export { checkRoots } from "./store/check-roots.ts";
export { checkSealedRecords, type SealedCheck } from "./store/check-sealed.ts";
export { countRecords, type RecordCount } from "./store/count-records.ts";
export { type DryRun, dryRun } from "./store/dry-run.ts";
export { type FillOptions, fillWarehouse } from "./store/fill-warehouse.ts";
export { followBatches } from "./store/follow-batches.ts";
export {
  type FieldChange,
  findRecords,
  getRecord,
  type LinkedRecord,
  type RecordHistory,
  type RecordVersion,
} from "./store/get-record.ts";
export { type ImportResult, importFiles } from "./store/import-files.ts";
export { type ImportInput, type ImportRun, importInput } from "./store/import-input.ts";
export { importJob } from "./store/import-job.ts";
export { type KeptMapping, keepMapping, readKeptMapping } from "./store/keep-mapping.ts";
export {
  type ListInput,
  listInput,
  listRecords,
  type RecordPage,
  type RecordRow,
} from "./store/list-records.ts";
export type { FieldValues, OwnRow } from "./store/record-values.ts";
export type { KindCount } from "./store/stage-rows.ts";
export { columnsOf, type RecordColumns, recordVisibleTo } from "./visible-to.ts";

import "./browse/tables.ts";
import "./erasing/tables.ts";
import "./settings/tables.ts";
import "./store/tables.ts";

export { dayIn, daysBefore } from "./settings/days.ts";
