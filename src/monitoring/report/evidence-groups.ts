import type { Finding } from "../../detection/index.ts";
import type { EvidenceRow, ReportData } from "./report-data.ts";

/** Evidence rows from one file, with the columns that any of them fills, in the order of the source. */
export interface EvidenceGroup {
  readonly path: string;
  readonly kind: string;
  readonly columns: readonly string[];
  readonly rows: readonly EvidenceRow[];
}

/** The first rows of a finding's evidence, the most telling first, by file. */
export function evidenceGroups(data: ReportData, finding: Finding, most: number): EvidenceGroup[] {
  const rows = finding.evidence
    .map((rid) => data.evidence.get(rid))
    .filter((row) => row !== undefined)
    .slice(0, most);
  const groups = Map.groupBy(rows, ({ path, kind }) => `${kind}\u0000${path}`);
  return [...groups.values()].map((members) => ({
    path: members[0]?.path ?? "",
    kind: members[0]?.kind ?? "",
    columns: filledColumns(members),
    rows: members,
  }));
}

function filledColumns(rows: readonly EvidenceRow[]): string[] {
  const columns = new Set(rows.flatMap(({ values }) => Object.keys(values)));
  return [...columns].filter((column) => rows.some(({ values }) => (values[column] ?? "").trim() !== ""));
}
