import type { Detector, DetectorRun, Finding, Ranking } from "../../detection/index.ts";
import type { Bilingual } from "../../platform/index.ts";
import type { MappingRow } from "../../records/index.ts";

/** A source record as evidence: what it is called, where it stands, and what stands there. */
export interface EvidenceRow {
  /** Such as `order:SO-2025-0001`, with `#2` for the second record of the same key. */
  readonly recordId: string;
  readonly kind: string;
  readonly path: string;
  readonly row: number;
  /** The source's own row, its own headers, unmapped columns included. */
  readonly values: Readonly<Record<string, string>>;
}

/** Everything the report says; the page, the PDF, the JSON and the table are four views of it. */
export interface ReportData {
  readonly version: string;
  readonly asOf: string;
  readonly input: {
    readonly files: readonly {
      readonly path: string;
      readonly member?: string;
      readonly format: string;
      readonly encoding?: string;
      readonly delimiter?: string;
      readonly kind?: string;
      readonly rows: number;
      readonly refused: number;
      readonly bytes: number;
      readonly sha256: string;
    }[];
    readonly rows: number;
    readonly refused: number;
    /** SHA-256 over the sorted hashes of the files. */
    readonly sha256: string;
    readonly notes: readonly Bilingual[];
  };
  readonly mapping: readonly MappingRow[];
  readonly totals: {
    readonly documents: number;
    readonly lines: number;
    readonly sellers: number;
    readonly customers: number;
    readonly products: number;
    readonly from?: string;
    readonly to?: string;
    readonly amounts: readonly {
      readonly currency: string;
      readonly sales: bigint;
      readonly reversals: bigint;
      /** At risk over all findings, each record once. */
      readonly atRisk: bigint;
    }[];
  };
  /** Month YYYY-MM; empty where the input has no dates. */
  readonly months: readonly {
    readonly month: string;
    readonly currency: string;
    readonly sales: bigint;
    readonly reversals: bigint;
  }[];
  readonly detectors: readonly { readonly detector: Detector; readonly run: DetectorRun }[];
  /** All that were kept, strongest first; the first ones carry their chart. */
  readonly findings: readonly Finding[];
  readonly ranking: Ranking;
  readonly statistics: {
    readonly tests: number;
    readonly falseDiscoveryRate: number;
    readonly expectedFalseAlarms: number;
    readonly findingsTested: number;
    readonly findingsByRule: number;
  };
  /** By `rid`, for the evidence of the findings that are shown. */
  readonly evidence: ReadonlyMap<number, EvidenceRow>;
  /** Names of parties and products by `kind:id`, such as `seller:E017` → 王芳. */
  readonly names: ReadonlyMap<string, string>;
  /** How to run it again to the same result. */
  readonly command: string;
}
