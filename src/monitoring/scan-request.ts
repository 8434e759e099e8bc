import type { Bilingual } from "../platform/index.ts";
import type { ReportData } from "./report/report-data.ts";

export interface ScanRequest {
  readonly paths: readonly string[];
  readonly version: string;
  /** How the person called it, for the report's "run it again". */
  readonly command: string;
  readonly mapFile?: string;
  readonly saveMapFile?: string;
  /** YYYY-MM-DD; the latest day of the data that is not in the future unless given. */
  readonly asOf?: string;
  readonly today: string;
  readonly strict?: boolean;
  readonly params?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Whether the findings that are printed in full get their charts; JSON, CSV and table need none. */
  readonly charts?: boolean;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: ScanProgress) => void;
  /** Refused rows kept of each table, 1,000 unless given; all are counted. */
  readonly refusedKept?: number;
  /** Called once the files are understood, before their rows are typed. */
  readonly onMapped?: (mapping: ReportData["mapping"]) => void;
}

export interface ScanProgress {
  readonly stage: Bilingual;
  /** 0–1 within the stage, where it can be told. */
  readonly share?: number;
}
