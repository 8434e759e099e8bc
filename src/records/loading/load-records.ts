import { type Bilingual, Refusal, type Warehouse } from "../../platform/index.ts";
import type { Mapping } from "../mapping/mapping.ts";
import type { RawTable, RefusedRow } from "../reading/raw-table.ts";
import { placed } from "../reading/sentences.ts";
import { noteLoaded, noteOverlaps } from "./load-notes.ts";
import { loadPart } from "./load-part.ts";
import { referredFirst } from "./lookups.ts";
import { partsOf } from "./part.ts";

export interface LoadOptions {
  /** Stop with a `Refusal` at the first refused row. */
  readonly strict?: boolean;
  /** Refused rows that are kept; all are counted. Default 1,000. */
  readonly refusedKept?: number;
  /** ISO date after which a date lies in the future. Default: today. */
  readonly today?: string;
}

export interface LoadedTable {
  readonly file: number;
  readonly kind: string;
  readonly rows: number;
  /** Rids are the first one plus the raw rowid; the kinds of one file share its range. */
  readonly firstRid: number;
  readonly lastRid: number;
}

export interface LoadResult {
  readonly loaded: readonly LoadedTable[];
  readonly refused: readonly RefusedRow[];
  readonly refusedTotal: number;
  readonly notes: readonly Bilingual[];
}

/** Fills the kind tables from the raw ones. A row with a value that cannot be read is refused whole, and reported. */
export async function loadRecords(
  warehouse: Warehouse,
  tables: readonly RawTable[],
  mapping: Mapping,
  options: LoadOptions = {},
): Promise<LoadResult> {
  const loaded: LoadedTable[] = [];
  const refused: RefusedRow[] = [];
  const notes: Bilingual[] = [];
  let refusedTotal = 0;
  const parts = partsOf(tables, mapping);
  for (const part of referredFirst(parts)) {
    const {
      rows,
      refusals,
      notes: partNotes,
    } = await loadPart(warehouse, part, options.refusedKept ?? 1_000);
    const [first] = refusals.kept;
    if (options.strict && first) throw new Refusal("invalid", placed(first));
    refused.push(...refusals.kept.slice(0, Math.max(0, (options.refusedKept ?? 1_000) - refused.length)));
    refusedTotal += refusals.total;
    loaded.push({
      file: part.table.file,
      kind: part.kind.name,
      rows,
      firstRid: part.firstRid,
      lastRid: part.firstRid + part.table.rows - 1,
    });
    notes.push(...partNotes, ...(await noteLoaded(warehouse, part, options.today)));
  }
  notes.push(...(await noteOverlaps(warehouse, parts)));
  return { loaded, refused, refusedTotal, notes };
}
