import { z } from "zod";

/** What a run kept, and how many of it were to be expected false. */
export const runOdds = z.object({
  run: z.uuid(),
  finishedAt: z.string(),
  findings: z.int(),
  /** Kept with a p-value; only for these a number of false ones can be expected. */
  tested: z.int(),
  byRule: z.int(),
  tests: z.int(),
  falseDiscoveryRate: z.number(),
  expectedFalse: z.number(),
});
export type RunOdds = z.infer<typeof runOdds>;

interface RunRow {
  readonly id: string;
  readonly finished_at: Date | null;
  readonly findings: bigint | null;
  readonly findings_tested: bigint | null;
  readonly findings_by_rule: bigint | null;
  readonly tests: bigint | null;
  readonly false_discovery_rate: number | null;
  readonly expected_false_alarms: number | null;
}

/** Oldest first. */
export function oddsOf(rows: readonly RunRow[]): RunOdds[] {
  return rows
    .flatMap((row) =>
      row.finished_at === null
        ? []
        : [
            {
              run: row.id,
              finishedAt: row.finished_at.toISOString(),
              findings: Number(row.findings ?? 0),
              tested: Number(row.findings_tested ?? 0),
              byRule: Number(row.findings_by_rule ?? 0),
              tests: Number(row.tests ?? 0),
              falseDiscoveryRate: row.false_discovery_rate ?? 0,
              expectedFalse: row.expected_false_alarms ?? 0,
            },
          ],
    )
    .sort((a, b) => (a.finishedAt < b.finishedAt ? -1 : 1));
}
