// detection: findings with evidence. Invariant: a finding names the records that show it, and the same rows with the
// same parameters give the same findings.
export { digestOfBaseline, loadBaseline, type Relation, saveBaseline } from "./baseline.ts";
export {
  type BeneishIndex,
  beneish,
  beneishBound,
  beneishIndices,
  beneishPush,
  beneishTitles,
  type Statement,
} from "./beneish.ts";
export { type Chart, type ChartKind, type ChartRow, chartRows } from "./chart.ts";
export { checkOwnQuery } from "./check-own-query.ts";
export { findCommunities, type Graph } from "./communities.ts";
export { type Detector, defineDetector, type Run, tables } from "./define-detector.ts";
export { falseDiscoveryRates } from "./false-discovery.ts";
export type { Finding, Subject, SubjectKind } from "./finding.ts";
export { fisherExact } from "./fisher-exact.ts";
export { formulaOf } from "./formula.ts";
export { identifierKey, staffIdentifiers, staffKey, statedIdentifiers } from "./identifiers.ts";
export { binomialBounds } from "./inspection-plan/binomial-bounds.ts";
export { estimateMissedFraud, type MissedFraud } from "./inspection-plan/missed-fraud.ts";
export { type InspectionPlan, planInspections } from "./inspection-plan/plan-inspections.ts";
export { calibrated, fitSigmoid } from "./learning/calibration.ts";
export { compareModels, type Decision } from "./learning/compare-models.ts";
export { loadDetectors } from "./load-detectors.ts";
export { normalUpperTail } from "./normal.ts";
export {
  declarationProblems,
  isOwn,
  type OwnDeclaration,
  ownDeclaration,
  ownDetector,
  ownId,
} from "./own-detector.ts";
export { type Parameter, parametersOf } from "./parameter.ts";
export { readPopulation } from "./population.ts";
export { randomFrom } from "./random.ts";
export { amountAtRisk, type Population, rankSubjects, weightOf } from "./rank-subjects.ts";
export type { Ranked, Ranking } from "./ranking.ts";
export {
  chartOf,
  type Detection,
  type DetectionOptions,
  type DetectorRun,
  runDetectors,
  type Variant,
} from "./run-detectors.ts";
export {
  awakeDetectors,
  companionsOf,
  isTold,
  type LocalDetection,
  localDetectors,
  type Party,
  readParties,
  recentDays,
  runLocal,
  suspectsOf,
  together,
} from "./run-local.ts";
export { type Basis, isBooked, type Scheme, schemes } from "./schemes.ts";
export { kindsIn, tablesRead } from "./tables-read.ts";
export { type Judged, judge } from "./transactions/judge.ts";
export type { LabelWords } from "./transactions/label-words.ts";
export { labelsIn, learnModel, type Prepared, prepare, type RowFindings } from "./transactions/prepared.ts";
export { type RankRequest, rankFiles } from "./transactions/rank-files.ts";
export type { RankedTransaction, Reason, TransactionRanking } from "./transactions/rank-transactions.ts";
export { type RankedUnit, rankUnits } from "./transactions/rank-units.ts";
export { type RankingModel, readModel, writeModel } from "./transactions/ranking-model.ts";
export { readSales, type Sales } from "./transactions/read-sales.ts";
export { type Labels, negative, positive, unlabelled } from "./transactions/transactions.ts";
