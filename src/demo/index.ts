// demo: an invented company whose fraud is known. Invariant: it knows nothing of the detectors that it referees.
export { type Evaluation, evaluate } from "./evaluate.ts";
export { writeCompany } from "./files/write-company.ts";
export { type CompanyOptions, defaultOptions } from "./options.ts";
export { readTruth } from "./truth.ts";
