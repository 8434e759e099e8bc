// demo: an invented company whose fraud is known. Invariant: it knows nothing of the detectors that it referees.
export { type Company, generateCompany } from "./company.ts";
export { type Evaluation, evaluate, type RankedSubject, type ReportedFinding } from "./evaluate.ts";
export { type WrittenFiles, writeCompany } from "./files/write-company.ts";
export { type CompanyOptions, defaultOptions } from "./options.ts";
export {
  type Decoy,
  type Family,
  type Form,
  type Level,
  type PlantedScheme,
  readTruth,
  type Truth,
  type WrittenTruth,
} from "./truth.ts";
